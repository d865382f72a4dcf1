"""Claims for the service subsidy of labour export, line by line."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "subsidy_claim",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("rule_version", sa.String(length=20), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("submitted_by_id", sa.Integer(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_by_id", sa.Integer(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paid_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_subsidy_claim_agency_id")),
        sa.ForeignKeyConstraint(["submitted_by_id"], ["account.id"], name=op.f("fk_subsidy_claim_submitted_by_id")),
        sa.ForeignKeyConstraint(["checked_by_id"], ["account.id"], name=op.f("fk_subsidy_claim_checked_by_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["account.id"], name=op.f("fk_subsidy_claim_decided_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subsidy_claim")),
    )
    op.create_index(op.f("ix_subsidy_claim_agency_id"), "subsidy_claim", ["agency_id"])
    op.create_index(op.f("ix_subsidy_claim_state"), "subsidy_claim", ["state"])
    op.create_table(
        "subsidy_line",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("identity", sa.String(length=64), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("obstacle", sa.String(length=40), nullable=True),
        sa.Column("is_sampled", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("called_by_id", sa.Integer(), nullable=True),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["subsidy_claim.id"], name=op.f("fk_subsidy_line_claim_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["roster_entry.id"], name=op.f("fk_subsidy_line_entry_id")),
        sa.ForeignKeyConstraint(["called_by_id"], ["account.id"], name=op.f("fk_subsidy_line_called_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subsidy_line")),
        sa.UniqueConstraint("claim_id", "entry_id", name=op.f("uq_subsidy_line_claim_id_entry_id")),
    )
    op.create_index(op.f("ix_subsidy_line_entry_id"), "subsidy_line", ["entry_id"])
    op.create_index(
        "uq_subsidy_line_paid_once",
        "subsidy_line",
        ["identity"],
        unique=True,
        sqlite_where=sa.text("obstacle IS NULL"),
        postgresql_where=sa.text("obstacle IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("subsidy_line")
    op.drop_table("subsidy_claim")
