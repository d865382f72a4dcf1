"""Zones of campaigns and counties."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("zone", schema=None) as batch_op:
        batch_op.alter_column(
            "kind", existing_type=sa.String(length=10), type_=sa.String(length=40), existing_nullable=False
        )
        batch_op.add_column(sa.Column("county_code", sa.String(length=10), nullable=True))
        batch_op.add_column(sa.Column("campaign", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("year", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("is_for_hardship", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.drop_index(batch_op.f("ix_zone_brand_id"))
        batch_op.create_unique_constraint(batch_op.f("uq_zone_brand_id"), ["brand_id"])
        batch_op.create_unique_constraint(batch_op.f("uq_zone_category"), ["category"])
        batch_op.create_unique_constraint(batch_op.f("uq_zone_county_code"), ["county_code"])
        batch_op.create_unique_constraint(batch_op.f("uq_zone_campaign_year"), ["campaign", "year"])
        batch_op.create_foreign_key(batch_op.f("fk_zone_county_code"), "division", ["county_code"], ["code"])
    with op.batch_alter_table("zone", schema=None) as batch_op:
        batch_op.alter_column("is_for_hardship", existing_type=sa.Boolean(), server_default=None)

    op.create_table(
        "zone_brand",
        sa.Column("zone_id", sa.Integer(), nullable=False),
        sa.Column("brand_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_zone_brand_brand_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["zone_id"], ["zone.id"], name=op.f("fk_zone_brand_zone_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_zone_brand")),
        sa.UniqueConstraint("zone_id", "brand_id", name=op.f("uq_zone_brand_zone_id_brand_id")),
    )
    with op.batch_alter_table("zone_brand", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_zone_brand_brand_id"), ["brand_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("zone_brand", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_zone_brand_brand_id"))
    op.drop_table("zone_brand")

    # What was neither of a brand nor of a category has no place in the tables of before.
    op.execute("DELETE FROM zone WHERE kind IN ('campaign', 'county')")
    with op.batch_alter_table("zone", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_zone_county_code"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_zone_campaign_year"), type_="unique")
        batch_op.drop_constraint(batch_op.f("uq_zone_county_code"), type_="unique")
        batch_op.drop_constraint(batch_op.f("uq_zone_category"), type_="unique")
        batch_op.drop_constraint(batch_op.f("uq_zone_brand_id"), type_="unique")
        batch_op.create_index(batch_op.f("ix_zone_brand_id"), ["brand_id"], unique=False)
        batch_op.drop_column("is_for_hardship")
        batch_op.drop_column("year")
        batch_op.drop_column("campaign")
        batch_op.drop_column("county_code")
        batch_op.alter_column(
            "kind", existing_type=sa.String(length=40), type_=sa.String(length=10), existing_nullable=False
        )
