"""Who has written a story anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

CHANGED_BY = "fk_story_changed_by_id"


def upgrade() -> None:
    with op.batch_alter_table("story", schema=None) as batch_op:
        batch_op.add_column(sa.Column("changed_by_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f(CHANGED_BY), "account", ["changed_by_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("story", schema=None) as batch_op:
        batch_op.drop_constraint(op.f(CHANGED_BY), type_="foreignkey")
        batch_op.drop_column("changed_by_id")
