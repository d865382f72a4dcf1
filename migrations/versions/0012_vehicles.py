"""Vehicles of a batch with their seats, and companions who go together."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "companionship",
        sa.Column("asker_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asker_id"], ["worker.id"], name=op.f("fk_companionship_asker_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["worker.id"], name=op.f("fk_companionship_other_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_companionship")),
        sa.UniqueConstraint("asker_id", "other_id", name=op.f("uq_companionship_asker_id_other_id")),
    )
    op.create_index(op.f("ix_companionship_other_id"), "companionship", ["other_id"])
    op.create_table(
        "vehicle",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("plate", sa.String(length=20), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("leaves_at", sa.Time(), nullable=True),
        sa.Column("meeting_point", sa.String(length=300), nullable=False),
        sa.Column("driver_name", sa.String(length=120), nullable=False),
        sa.Column("driver_phone", sa.String(length=20), nullable=False),
        sa.Column("escort_name", sa.String(length=120), nullable=False),
        sa.Column("escort_phone", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_vehicle_batch_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vehicle")),
    )
    op.create_index(op.f("ix_vehicle_batch_id"), "vehicle", ["batch_id"])
    op.create_table(
        "seat",
        sa.Column("vehicle_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["roster_entry.id"], name=op.f("fk_seat_entry_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["vehicle_id"], ["vehicle.id"], name=op.f("fk_seat_vehicle_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_seat_entry_id")),
        sa.UniqueConstraint("vehicle_id", "number", name=op.f("uq_seat_vehicle_id_number")),
    )


def downgrade() -> None:
    op.drop_table("seat")
    op.drop_table("vehicle")
    op.drop_table("companionship")
