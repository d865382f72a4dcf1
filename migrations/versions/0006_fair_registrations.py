"""Registrations of enterprises for fairs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fair_registration",
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("enterprise_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("size", sa.String(length=40), nullable=False),
        sa.Column("needs_power", sa.Boolean(), nullable=False),
        sa.Column("needs_room", sa.Boolean(), nullable=False),
        sa.Column("staff", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["decided_by_id"], ["account.id"], name=op.f("fk_fair_registration_decided_by_id")),
        sa.ForeignKeyConstraint(["enterprise_id"], ["enterprise.id"], name=op.f("fk_fair_registration_enterprise_id")),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_fair_registration_fair_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_registration")),
        sa.UniqueConstraint("fair_id", "enterprise_id", name=op.f("uq_fair_registration_fair_id_enterprise_id")),
    )
    with op.batch_alter_table("fair_registration", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fair_registration_enterprise_id"), ["enterprise_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_fair_registration_fair_id_state"), ["fair_id", "state"], unique=False)

    op.create_table(
        "registration_vacancy",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["fair_registration.id"],
            name=op.f("fk_registration_vacancy_registration_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_registration_vacancy_vacancy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_vacancy")),
        sa.UniqueConstraint(
            "registration_id", "vacancy_id", name=op.f("uq_registration_vacancy_registration_id_vacancy_id")
        ),
    )
    with op.batch_alter_table("registration_vacancy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_registration_vacancy_vacancy_id"), ["vacancy_id"], unique=False)

    with op.batch_alter_table("fair", schema=None) as batch_op:
        batch_op.add_column(sa.Column("registers_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("registers_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("booth_limit", sa.Integer(), nullable=False, server_default="30"))


def downgrade() -> None:
    with op.batch_alter_table("fair", schema=None) as batch_op:
        batch_op.drop_column("booth_limit")
        batch_op.drop_column("registers_until")
        batch_op.drop_column("registers_from")

    with op.batch_alter_table("registration_vacancy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_registration_vacancy_vacancy_id"))

    op.drop_table("registration_vacancy")
    with op.batch_alter_table("fair_registration", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fair_registration_fair_id_state"))
        batch_op.drop_index(batch_op.f("ix_fair_registration_enterprise_id"))

    op.drop_table("fair_registration")
