"""Exhibitions, and who has registered for them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "exhibition",
        sa.Column("division_code", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("title_en", sa.String(length=300), nullable=False),
        sa.Column("venue", sa.String(length=120), nullable=False),
        sa.Column("about", sa.String(length=2000), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("announced_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["division_code"], ["division.code"], name=op.f("fk_exhibition_division_code")),
        sa.ForeignKeyConstraint(["announced_by_id"], ["account.id"], name=op.f("fk_exhibition_announced_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exhibition")),
    )
    op.create_index(op.f("ix_exhibition_division_code"), "exhibition", ["division_code"])
    op.create_index(op.f("ix_exhibition_ends_on"), "exhibition", ["ends_on"])
    op.create_table(
        "exhibition_visitor",
        sa.Column("exhibition_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["exhibition_id"],
            ["exhibition.id"],
            name=op.f("fk_exhibition_visitor_exhibition_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_exhibition_visitor_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exhibition_visitor")),
        sa.UniqueConstraint("exhibition_id", "account_id", name=op.f("uq_exhibition_visitor_exhibition_id_account_id")),
    )
    op.create_index(op.f("ix_exhibition_visitor_account_id"), "exhibition_visitor", ["account_id"])


def downgrade() -> None:
    op.drop_table("exhibition_visitor")
    op.drop_table("exhibition")
