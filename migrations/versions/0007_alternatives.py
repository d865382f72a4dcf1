"""What the night's plan gives a worker in any case."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("worker", schema=None) as batch_op:
        batch_op.add_column(sa.Column("alternative", sa.Double(), nullable=False, server_default="0"))
        batch_op.alter_column("alternative", existing_type=sa.Double(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("worker", schema=None) as batch_op:
        batch_op.drop_column("alternative")
