"""Fair tickets."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fair_slot",
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("taken <= capacity", name=op.f("ck_fair_slot_never_overbooked")),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_fair_slot_fair_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_slot")),
        sa.UniqueConstraint("fair_id", "starts_at", name=op.f("uq_fair_slot_fair_id_starts_at")),
    )
    op.create_table(
        "fair_ticket",
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("slot_id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_in_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["checked_in_by_id"], ["account.id"], name=op.f("fk_fair_ticket_checked_in_by_id")),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_fair_ticket_fair_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["slot_id"], ["fair_slot.id"], name=op.f("fk_fair_ticket_slot_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_fair_ticket_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_ticket")),
        sa.UniqueConstraint("code", name=op.f("uq_fair_ticket_code")),
        sa.UniqueConstraint("fair_id", "worker_id", name=op.f("uq_fair_ticket_fair_id_worker_id")),
    )
    with op.batch_alter_table("fair_ticket", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fair_ticket_slot_id_state"), ["slot_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_fair_ticket_worker_id"), ["worker_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("fair_ticket", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fair_ticket_worker_id"))
        batch_op.drop_index(batch_op.f("ix_fair_ticket_slot_id_state"))

    op.drop_table("fair_ticket")
    op.drop_table("fair_slot")
