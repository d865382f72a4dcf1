"""Versions of the pages of zones, and pictures."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

ONE_OF_EACH = (
    ("published", ["zone_id"], "state = 'published'"),
    ("office", ["zone_id"], "enterprise_id IS NULL AND state = 'draft'"),
    ("enterprise", ["zone_id", "enterprise_id"], "state IN ('draft', 'proposed', 'sent_back')"),
)


def upgrade() -> None:
    op.create_table(
        "picture",
        sa.Column("fingerprint", sa.String(length=32), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("alt", sa.String(length=120), nullable=False),
        sa.Column("credit", sa.String(length=120), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=True),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["uploaded_by_id"], ["account.id"], name=op.f("fk_picture_uploaded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_picture_fingerprint")),
    )
    op.create_table(
        "zone_version",
        sa.Column("zone_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=True),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("lock", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["decided_by_id"], ["account.id"], name=op.f("fk_zone_version_decided_by_id")),
        sa.ForeignKeyConstraint(["enterprise_id"], ["enterprise.id"], name=op.f("fk_zone_version_enterprise_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["account.id"], name=op.f("fk_zone_version_made_by_id")),
        sa.ForeignKeyConstraint(["zone_id"], ["zone.id"], name=op.f("fk_zone_version_zone_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_zone_version")),
        sa.UniqueConstraint("zone_id", "number", name=op.f("uq_zone_version_zone_id_number")),
    )
    with op.batch_alter_table("zone_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_zone_version_enterprise_id"), ["enterprise_id"], unique=False)
        for name, columns, where in ONE_OF_EACH:
            batch_op.create_index(
                f"uq_zone_version_{name}",
                columns,
                unique=True,
                sqlite_where=sa.text(where),
                postgresql_where=sa.text(where),
            )


def downgrade() -> None:
    with op.batch_alter_table("zone_version", schema=None) as batch_op:
        for name, _columns, _where in reversed(ONE_OF_EACH):
            batch_op.drop_index(f"uq_zone_version_{name}")
        batch_op.drop_index(batch_op.f("ix_zone_version_enterprise_id"))
    op.drop_table("zone_version")
    op.drop_table("picture")
