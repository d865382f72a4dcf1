"""Certificates of workers with their papers and their standing, and pictures of work."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

DECIDED_BY = "fk_certificate_decided_by_id"
HIGHEST = """
UPDATE worker SET verified_level = COALESCE((
    SELECT MAX(certificate.level) FROM certificate
    WHERE certificate.worker_id = worker.id AND certificate.standing = 'verified'
), 0)
"""


def upgrade() -> None:
    with op.batch_alter_table("worker", schema=None) as batch_op:
        batch_op.add_column(sa.Column("verified_level", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(length=40), nullable=False, server_default="other"))
        batch_op.add_column(sa.Column("items", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("issued_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("standing", sa.String(length=40), nullable=False, server_default="claimed"))
        batch_op.add_column(sa.Column("file_name", sa.String(length=120), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("file_kind", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("file_sha256", sa.String(length=64), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("decided_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("reason", sa.String(length=300), nullable=False, server_default=""))
        batch_op.create_foreign_key(op.f(DECIDED_BY), "account", ["decided_by_id"], ["id"])
        batch_op.create_index(batch_op.f("ix_certificate_number"), ["number"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_standing_shown_at"), ["standing", "shown_at"], unique=False)
    op.execute("UPDATE certificate SET kind = 'licence' WHERE licence IS NOT NULL")
    op.execute("UPDATE certificate SET kind = 'skill_level' WHERE licence IS NULL AND level > 0")
    op.execute("UPDATE certificate SET standing = 'verified' WHERE is_verified")
    op.execute(HIGHEST)
    with op.batch_alter_table("worker", schema=None) as batch_op:
        batch_op.alter_column("verified_level", existing_type=sa.Integer(), server_default=None)
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.drop_column("is_verified")
        for name, kind in (
            ("kind", sa.String(length=40)),
            ("items", sa.JSON()),
            ("standing", sa.String(length=40)),
            ("file_name", sa.String(length=120)),
            ("file_sha256", sa.String(length=64)),
            ("reason", sa.String(length=300)),
        ):
            batch_op.alter_column(name, existing_type=kind, existing_nullable=False, server_default=None)

    op.create_table(
        "portfolio_picture",
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("caption", sa.String(length=40), nullable=False),
        sa.Column("large_sha256", sa.String(length=64), nullable=False),
        sa.Column("small_sha256", sa.String(length=64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_illustrative", sa.Boolean(), nullable=False),
        sa.Column("taken_down_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_down_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["taken_down_by_id"], ["account.id"], name=op.f("fk_portfolio_picture_taken_down_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_portfolio_picture_worker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_portfolio_picture")),
        sa.UniqueConstraint("worker_id", "large_sha256", name=op.f("uq_portfolio_picture_worker_id_large_sha256")),
    )


def downgrade() -> None:
    op.drop_table("portfolio_picture")
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_verified", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE certificate SET is_verified = (standing = 'verified')")
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_certificate_standing_shown_at"))
        batch_op.drop_index(batch_op.f("ix_certificate_number"))
        batch_op.drop_constraint(op.f(DECIDED_BY), type_="foreignkey")
        for name in (
            "reason",
            "decided_by_id",
            "decided_at",
            "shown_at",
            "file_sha256",
            "file_kind",
            "file_name",
            "standing",
            "issued_on",
            "items",
            "kind",
        ):
            batch_op.drop_column(name)
        batch_op.alter_column("is_verified", existing_type=sa.Boolean(), existing_nullable=False, server_default=None)
    with op.batch_alter_table("worker", schema=None) as batch_op:
        batch_op.drop_column("verified_level")
