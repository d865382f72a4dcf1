"""How people agreed who were entered by an official, and codes with which they take their profile over."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

ACCOUNT = "fk_one_time_code_account_id"


def upgrade() -> None:
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.add_column(sa.Column("proof", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("reference", sa.String(length=40), nullable=False, server_default=""))
        batch_op.alter_column(
            "reference", existing_type=sa.String(length=40), existing_nullable=False, server_default=None
        )
    with op.batch_alter_table("one_time_code", schema=None) as batch_op:
        batch_op.alter_column("entry_id", existing_type=sa.Integer(), nullable=True)
        batch_op.add_column(sa.Column("account_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f(ACCOUNT), "account", ["account_id"], ["id"], ondelete="CASCADE")
        batch_op.create_index(
            batch_op.f("ix_one_time_code_account_id_sent_at"), ["account_id", "sent_at"], unique=False
        )


def downgrade() -> None:
    op.execute("DELETE FROM one_time_code WHERE entry_id IS NULL")
    with op.batch_alter_table("one_time_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_one_time_code_account_id_sent_at"))
        batch_op.drop_constraint(op.f(ACCOUNT), type_="foreignkey")
        batch_op.drop_column("account_id")
        batch_op.alter_column("entry_id", existing_type=sa.Integer(), nullable=False)
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_column("reference")
        batch_op.drop_column("proof")
