"""Who came to which booth of a fair, and without a ticket."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "booth_visit",
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("booth_id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_booth_visit_account_id")),
        sa.ForeignKeyConstraint(["booth_id"], ["booth.id"], name=op.f("fk_booth_visit_booth_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_booth_visit_fair_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_booth_visit_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booth_visit")),
        sa.UniqueConstraint("booth_id", "worker_id", name=op.f("uq_booth_visit_booth_id_worker_id")),
    )
    with op.batch_alter_table("booth_visit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_booth_visit_fair_id"), ["fair_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_booth_visit_worker_id"), ["worker_id"], unique=False)

    with op.batch_alter_table("fair_ticket", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_walk_in", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("fair_ticket", schema=None) as batch_op:
        batch_op.drop_column("is_walk_in")

    with op.batch_alter_table("booth_visit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_booth_visit_worker_id"))
        batch_op.drop_index(batch_op.f("ix_booth_visit_fair_id"))

    op.drop_table("booth_visit")
