"""What is searched for, and the words that officials accept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "query_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("text", sa.String(length=60), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("by_page", sa.Integer(), nullable=False),
        sa.Column("empty", sa.Integer(), nullable=False),
        sa.Column("opened", sa.Integer(), nullable=False),
        sa.Column("applied", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_query_day")),
        sa.UniqueConstraint("day", "text", name=op.f("uq_query_day_day_text")),
    )
    with op.batch_alter_table("query_day", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_query_day_text"), ["text"], unique=False)
    op.create_table(
        "query_fact",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("value", sa.String(length=60), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_query_fact")),
        sa.UniqueConstraint("day", "kind", "value", name=op.f("uq_query_fact_day_kind_value")),
    )
    op.create_table(
        "query_rewording",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("before", sa.String(length=60), nullable=False),
        sa.Column("after", sa.String(length=60), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_query_rewording")),
        sa.UniqueConstraint("day", "before", "after", name=op.f("uq_query_rewording_day_before_after")),
    )
    op.create_table(
        "query_file",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("folded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_query_file")),
        sa.UniqueConstraint("name", name=op.f("uq_query_file_name")),
    )
    op.create_table(
        "synonym",
        sa.Column("word", sa.String(length=20), nullable=False),
        sa.Column("means", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("ground", sa.String(length=40), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["decided_by_id"], ["account.id"], name=op.f("fk_synonym_decided_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_synonym")),
        sa.UniqueConstraint("word", "means", name=op.f("uq_synonym_word_means")),
    )


def downgrade() -> None:
    op.drop_table("synonym")
    op.drop_table("query_file")
    op.drop_table("query_rewording")
    op.drop_table("query_fact")
    with op.batch_alter_table("query_day", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_query_day_text"))
    op.drop_table("query_day")
