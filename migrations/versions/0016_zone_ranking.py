"""Ranking rules of zones."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("zone", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ranking_rules", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("zone", schema=None) as batch_op:
        batch_op.alter_column("ranking_rules", existing_type=sa.JSON(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("zone", schema=None) as batch_op:
        batch_op.drop_column("ranking_rules")
