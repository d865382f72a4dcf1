"""Contests with their entries, juries and scores, and the stories of people."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contest",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("title_en", sa.String(length=300), nullable=False),
        sa.Column("about", sa.String(length=4000), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("winners", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by_id", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rule_version", sa.String(length=40), nullable=False),
        sa.Column("leniency", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["created_by_id"], ["account.id"], name=op.f("fk_contest_created_by_id")),
        sa.ForeignKeyConstraint(["published_by_id"], ["account.id"], name=op.f("fk_contest_published_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contest")),
    )
    op.create_index(op.f("ix_contest_state"), "contest", ["state"])
    op.create_table(
        "contest_entry",
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("brand_id", sa.Integer(), nullable=False),
        sa.Column("enterprise_id", sa.Integer(), nullable=False),
        sa.Column("submitted_by_id", sa.Integer(), nullable=False),
        sa.Column("person_name", sa.String(length=120), nullable=False),
        sa.Column("person_kind", sa.String(length=40), nullable=True),
        sa.Column("person_agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("story", sa.String(length=4000), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("has_won", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contest.id"], name=op.f("fk_contest_entry_contest_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_contest_entry_brand_id")),
        sa.ForeignKeyConstraint(["enterprise_id"], ["enterprise.id"], name=op.f("fk_contest_entry_enterprise_id")),
        sa.ForeignKeyConstraint(["submitted_by_id"], ["account.id"], name=op.f("fk_contest_entry_submitted_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contest_entry")),
        sa.UniqueConstraint(
            "contest_id", "brand_id", "person_name", name=op.f("uq_contest_entry_contest_id_brand_id_person_name")
        ),
    )
    op.create_index(op.f("ix_contest_entry_brand_id"), "contest_entry", ["brand_id"])
    op.create_index(op.f("ix_contest_entry_enterprise_id"), "contest_entry", ["enterprise_id"])
    op.create_table(
        "contest_juror",
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("appointed_by_id", sa.Integer(), nullable=False),
        sa.Column("appointed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contest.id"], name=op.f("fk_contest_juror_contest_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_contest_juror_account_id")),
        sa.ForeignKeyConstraint(["appointed_by_id"], ["account.id"], name=op.f("fk_contest_juror_appointed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contest_juror")),
        sa.UniqueConstraint("contest_id", "account_id", name=op.f("uq_contest_juror_contest_id_account_id")),
    )
    op.create_index(op.f("ix_contest_juror_account_id"), "contest_juror", ["account_id"])
    for table, columns in (
        (
            "contest_conflict",
            [
                sa.Column("reason", sa.String(length=300), nullable=False),
                sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
            ],
        ),
        (
            "contest_score",
            [
                sa.Column("points", sa.JSON(), nullable=False),
                sa.Column("scored_at", sa.DateTime(timezone=True), nullable=False),
            ],
        ),
    ):
        op.create_table(
            table,
            sa.Column("juror_id", sa.Integer(), nullable=False),
            sa.Column("entry_id", sa.Integer(), nullable=False),
            *columns,
            sa.Column("id", sa.Integer(), nullable=False),
            sa.ForeignKeyConstraint(
                ["juror_id"], ["contest_juror.id"], name=op.f(f"fk_{table}_juror_id"), ondelete="CASCADE"
            ),
            sa.ForeignKeyConstraint(
                ["entry_id"], ["contest_entry.id"], name=op.f(f"fk_{table}_entry_id"), ondelete="CASCADE"
            ),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
            sa.UniqueConstraint("juror_id", "entry_id", name=op.f(f"uq_{table}_juror_id_entry_id")),
        )
        op.create_index(op.f(f"ix_{table}_entry_id"), table, ["entry_id"])
    op.create_table(
        "story",
        sa.Column("brand_id", sa.Integer(), nullable=False),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("person_name", sa.String(length=120), nullable=False),
        sa.Column("person_kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("text", sa.String(length=6000), nullable=False),
        sa.Column("consent_proof", sa.String(length=300), nullable=False),
        sa.Column("consent_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_story_brand_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["enterprise_id"], ["enterprise.id"], name=op.f("fk_story_enterprise_id")),
        sa.ForeignKeyConstraint(["written_by_id"], ["account.id"], name=op.f("fk_story_written_by_id")),
        sa.ForeignKeyConstraint(["published_by_id"], ["account.id"], name=op.f("fk_story_published_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story")),
    )
    for column in ("brand_id", "enterprise_id", "state"):
        op.create_index(op.f(f"ix_story_{column}"), "story", [column])


def downgrade() -> None:
    for table in ("story", "contest_score", "contest_conflict", "contest_juror", "contest_entry", "contest"):
        op.drop_table(table)
