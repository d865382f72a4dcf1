"""The life of a place away from home: contracts, one-time codes, retention checks, objections."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "export_contract",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("fee_fen", sa.BigInteger(), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("file_kind", sa.String(length=40), nullable=True),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_export_contract_agency_id")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["roster_entry.id"], name=op.f("fk_export_contract_entry_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export_contract")),
        sa.UniqueConstraint("agency_id", "number", name=op.f("uq_export_contract_agency_id_number")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_export_contract_entry_id")),
    )
    op.create_table(
        "one_time_code",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("phone", sa.String(length=11), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["account.id"], name=op.f("fk_one_time_code_asked_by_id")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["roster_entry.id"], name=op.f("fk_one_time_code_entry_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_code")),
    )
    op.create_index(op.f("ix_one_time_code_entry_id_sent_at"), "one_time_code", ["entry_id", "sent_at"])
    op.create_table(
        "retention_check",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("passed_on", sa.Date(), nullable=True),
        sa.Column("method", sa.String(length=40), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_retention_check_account_id")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["roster_entry.id"], name=op.f("fk_retention_check_entry_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_check")),
        sa.UniqueConstraint("entry_id", "months", name=op.f("uq_retention_check_entry_id_months")),
    )
    op.create_index(op.f("ix_retention_check_due_on"), "retention_check", ["due_on"])
    op.create_table(
        "roster_objection",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("finding", sa.String(length=300), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["roster_entry.id"], name=op.f("fk_roster_objection_entry_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["settled_by_id"], ["account.id"], name=op.f("fk_roster_objection_settled_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_objection")),
    )
    op.create_index(op.f("ix_roster_objection_entry_id"), "roster_objection", ["entry_id"])

    # Columns are added in place: SQLite would make the table anew, and take along what hangs on its rows.
    op.add_column("roster_entry", sa.Column("token", sa.String(length=32), nullable=True))
    op.add_column("roster_entry", sa.Column("note", sa.String(length=300), nullable=False, server_default=""))
    op.create_index(op.f("ix_roster_entry_token"), "roster_entry", ["token"], unique=True)
    op.add_column("roster_event", sa.Column("happened_on", sa.Date(), nullable=False, server_default="1970-01-01"))
    op.add_column("roster_event", sa.Column("why", sa.String(length=40), nullable=True))
    op.add_column("roster_event", sa.Column("way", sa.String(length=40), nullable=True))
    event = sa.table("roster_event", sa.column("happened_on", sa.Date()), sa.column("at", sa.DateTime()))
    # The day in UTC: what was entered before this step was entered by day, and it happened on that day.
    op.execute(event.update().values(happened_on=sa.func.date(event.c.at)))


def downgrade() -> None:
    op.drop_column("roster_event", "way")
    op.drop_column("roster_event", "why")
    op.drop_column("roster_event", "happened_on")
    op.drop_index(op.f("ix_roster_entry_token"), "roster_entry")
    op.drop_column("roster_entry", "note")
    op.drop_column("roster_entry", "token")
    op.drop_table("roster_objection")
    op.drop_table("retention_check")
    op.drop_table("one_time_code")
    op.drop_table("export_contract")
