"""Halls with numbered spots, and where booths stand in them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hall",
        sa.Column("division_code", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("entrance_x", sa.Integer(), nullable=False),
        sa.Column("entrance_y", sa.Integer(), nullable=False),
        sa.Column("is_usual", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["division_code"], ["division.code"], name=op.f("fk_hall_division_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hall")),
        sa.UniqueConstraint("division_code", "name", name=op.f("uq_hall_division_code_name")),
    )
    op.create_table(
        "hall_spot",
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=8), nullable=False),
        sa.Column("area", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("x", sa.Integer(), nullable=False),
        sa.Column("y", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("size", sa.String(length=40), nullable=False),
        sa.Column("has_power", sa.Boolean(), nullable=False),
        sa.Column("is_usable", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_hall_spot_hall_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hall_spot")),
        sa.UniqueConstraint("hall_id", "number", name=op.f("uq_hall_spot_hall_id_number")),
    )
    with op.batch_alter_table("booth", schema=None) as batch_op:
        batch_op.add_column(sa.Column("spot_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("room_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("is_locked", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.create_unique_constraint(batch_op.f("uq_booth_fair_id_spot_id"), ["fair_id", "spot_id"])
        batch_op.create_foreign_key(batch_op.f("fk_booth_spot_id"), "hall_spot", ["spot_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_booth_room_id"), "hall_spot", ["room_id"], ["id"])

    with op.batch_alter_table("fair", schema=None) as batch_op:
        batch_op.add_column(sa.Column("hall_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("floor", sa.JSON(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_fair_hall_id"), "hall", ["hall_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("fair", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_fair_hall_id"), type_="foreignkey")
        batch_op.drop_column("floor")
        batch_op.drop_column("hall_id")

    with op.batch_alter_table("booth", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_booth_room_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_booth_spot_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_booth_fair_id_spot_id"), type_="unique")
        batch_op.drop_column("is_locked")
        batch_op.drop_column("room_id")
        batch_op.drop_column("spot_id")

    op.drop_table("hall_spot")
    op.drop_table("hall")
