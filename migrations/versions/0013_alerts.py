"""Searches that workers keep, what was found for them, who was told; mail addresses of accounts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saved_question",
        sa.Column("fingerprint", sa.String(length=32), nullable=False),
        sa.Column("parameters", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("matched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_question")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_saved_question_fingerprint")),
    )
    op.create_table(
        "saved_search",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("pace", sa.String(length=40), nullable=False),
        sa.Column("way", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_until", sa.Integer(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("seen_until", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_saved_search_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["question_id"], ["saved_question.id"], name=op.f("fk_saved_search_question_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_search")),
        sa.UniqueConstraint("account_id", "question_id", name=op.f("uq_saved_search_account_id_question_id")),
    )
    with op.batch_alter_table("saved_search", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_saved_search_question_id"), ["question_id"], unique=False)

    op.create_table(
        "alert_match",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["saved_question.id"], name=op.f("fk_alert_match_question_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancy.id"], name=op.f("fk_alert_match_vacancy_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_match")),
        sa.UniqueConstraint("question_id", "vacancy_id", name=op.f("uq_alert_match_question_id_vacancy_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("alert_match", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alert_match_found_at"), ["found_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_alert_match_vacancy_id"), ["vacancy_id"], unique=False)

    op.create_table(
        "told_vacancy",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_told_vacancy_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancy.id"], name=op.f("fk_told_vacancy_vacancy_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_told_vacancy")),
        sa.UniqueConstraint("account_id", "vacancy_id", name=op.f("uq_told_vacancy_account_id_vacancy_id")),
    )
    with op.batch_alter_table("told_vacancy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_told_vacancy_told_at"), ["told_at"], unique=False)

    op.create_table(
        "vacancy_opening",
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("matched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancy.id"], name=op.f("fk_vacancy_opening_vacancy_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vacancy_opening")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.add_column(sa.Column("mail", sa.String(length=254), nullable=True))
        batch_op.add_column(sa.Column("mail_asked", sa.String(length=254), nullable=True))
        batch_op.add_column(sa.Column("mail_asked_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_column("mail_asked_at")
        batch_op.drop_column("mail_asked")
        batch_op.drop_column("mail")

    op.drop_table("vacancy_opening")
    with op.batch_alter_table("told_vacancy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_told_vacancy_told_at"))

    op.drop_table("told_vacancy")
    with op.batch_alter_table("alert_match", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_alert_match_vacancy_id"))
        batch_op.drop_index(batch_op.f("ix_alert_match_found_at"))

    op.drop_table("alert_match")
    with op.batch_alter_table("saved_search", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_saved_search_question_id"))

    op.drop_table("saved_search")
    op.drop_table("saved_question")
