"""Profiles that may be one person."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

MERGED_INTO = "fk_worker_merged_into_id"


def upgrade() -> None:
    with op.batch_alter_table("worker", schema=None) as batch_op:
        batch_op.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f(MERGED_INTO), "worker", ["merged_into_id"], ["id"], ondelete="SET NULL")
        batch_op.create_index(batch_op.f("ix_worker_merged_into_id"), ["merged_into_id"], unique=False)

    op.create_table(
        "worker_pair",
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("grounds", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=True),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["decided_by_id"], ["account.id"], name=op.f("fk_worker_pair_decided_by_id")),
        sa.ForeignKeyConstraint(["first_id"], ["worker.id"], name=op.f("fk_worker_pair_first_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["kept_id"], ["worker.id"], name=op.f("fk_worker_pair_kept_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["second_id"], ["worker.id"], name=op.f("fk_worker_pair_second_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker_pair")),
        sa.UniqueConstraint("first_id", "second_id", name=op.f("uq_worker_pair_first_id_second_id")),
    )
    with op.batch_alter_table("worker_pair", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_worker_pair_second_id"), ["second_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_worker_pair_state"), ["state"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("worker_pair", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_worker_pair_state"))
        batch_op.drop_index(batch_op.f("ix_worker_pair_second_id"))

    op.drop_table("worker_pair")
    with op.batch_alter_table("worker", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_worker_merged_into_id"))
        batch_op.drop_constraint(op.f(MERGED_INTO), type_="foreignkey")
        batch_op.drop_column("merged_into_id")
