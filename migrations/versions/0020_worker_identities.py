"""Identity numbers, locked away."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "worker_identity",
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.String(length=300), nullable=False),
        sa.Column("blind_index", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["account.id"], name=op.f("fk_worker_identity_recorded_by_id")),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_worker_identity_worker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker_identity")),
        sa.UniqueConstraint("worker_id", name=op.f("uq_worker_identity_worker_id")),
    )
    with op.batch_alter_table("worker_identity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_worker_identity_blind_index"), ["blind_index"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("worker_identity", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_worker_identity_blind_index"))

    op.drop_table("worker_identity")
