"""Attestations name the standard by which they were made, cases the visit that opened them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

VISIT = "fk_rectification_case_visit_id"


def upgrade() -> None:
    with op.batch_alter_table("attestation") as batch_op:
        batch_op.alter_column("condition", existing_type=sa.String(length=10), type_=sa.String(length=60))
        # Until now the product had one standard, so that is by which every attestation was made.
        batch_op.add_column(
            sa.Column("standard_version", sa.String(length=40), nullable=False, server_default="2022-trial")
        )
    with op.batch_alter_table("attestation") as batch_op:
        batch_op.alter_column(
            "standard_version", existing_type=sa.String(length=40), existing_nullable=False, server_default=None
        )
    with op.batch_alter_table("rectification_case") as batch_op:
        batch_op.add_column(sa.Column("visit_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f(VISIT), "inspection_visit", ["visit_id"], ["id"], ondelete="SET NULL")


def downgrade() -> None:
    with op.batch_alter_table("rectification_case") as batch_op:
        batch_op.drop_constraint(op.f(VISIT), type_="foreignkey")
        batch_op.drop_column("visit_id")
    # What does not fit the shorter column names a part of a condition, which there was no place for.
    op.execute("DELETE FROM attestation WHERE length(condition) > 10")
    with op.batch_alter_table("attestation") as batch_op:
        batch_op.drop_column("standard_version")
        batch_op.alter_column("condition", existing_type=sa.String(length=60), type_=sa.String(length=10))
