"""Days of campaigns as they were announced."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "campaign_announcement",
        sa.Column("campaign", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entered_by_id"], ["account.id"], name=op.f("fk_campaign_announcement_entered_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_announcement")),
        sa.UniqueConstraint("campaign", "year", name=op.f("uq_campaign_announcement_campaign_year")),
    )


def downgrade() -> None:
    op.drop_table("campaign_announcement")
