"""The order of columns of each agency, and people whom an agency brings itself."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "roster_layout",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_roster_layout_agency_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_layout")),
        sa.UniqueConstraint("agency_id", name=op.f("uq_roster_layout_agency_id")),
    )
    op.add_column("roster_entry", sa.Column("is_recruit", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("roster_entry", "is_recruit")
    op.drop_table("roster_layout")
