"""First tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "division",
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("short_name", sa.String(length=120), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("parent_code", sa.String(length=10), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.Column("is_approximate", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["parent_code"], ["division.code"], name=op.f("fk_division_parent_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_division")),
        sa.UniqueConstraint("code", name=op.f("uq_division_code")),
    )
    with op.batch_alter_table("division", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_division_parent_code"), ["parent_code"], unique=False)

    op.create_table(
        "industry",
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("parent_code", sa.String(length=10), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["parent_code"], ["industry.code"], name=op.f("fk_industry_parent_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_industry")),
        sa.UniqueConstraint("code", name=op.f("uq_industry_code")),
    )
    op.create_table(
        "lease",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("holder", sa.String(length=120), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lease")),
        sa.UniqueConstraint("name", name=op.f("uq_lease_name")),
    )
    op.create_table(
        "occupation",
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("tasks", sa.String(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("is_green", sa.Boolean(), nullable=False),
        sa.Column("is_digital", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occupation")),
        sa.UniqueConstraint("code", name=op.f("uq_occupation_code")),
    )
    with op.batch_alter_table("occupation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_occupation_level"), ["level"], unique=False)

    op.create_table(
        "outbox_entry",
        sa.Column("index_name", sa.String(length=30), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_entry")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "agency",
        sa.Column("uscc", sa.String(length=18), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("licence_number", sa.String(length=40), nullable=False),
        sa.Column("licence_valid_until", sa.Date(), nullable=True),
        sa.Column("division_code", sa.String(length=10), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("contact_name", sa.String(length=120), nullable=False),
        sa.Column("contact_phone", sa.String(length=20), nullable=False),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refused_reason", sa.String(length=300), nullable=False),
        sa.Column("commitment_signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["division_code"], ["division.code"], name=op.f("fk_agency_division_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency")),
        sa.UniqueConstraint("uscc", name=op.f("uq_agency_uscc")),
    )
    with op.batch_alter_table("agency", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agency_division_code"), ["division_code"], unique=False)

    op.create_table(
        "brand",
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("name_exception", sa.String(length=300), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("tier", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("division_code", sa.String(length=10), nullable=False),
        sa.Column("industry_code", sa.String(length=10), nullable=True),
        sa.Column("products", sa.String(length=300), nullable=False),
        sa.Column("story", sa.String(), nullable=False),
        sa.Column("story_en", sa.String(), nullable=False),
        sa.Column("is_illustrative", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["division_code"], ["division.code"], name=op.f("fk_brand_division_code")),
        sa.ForeignKeyConstraint(["industry_code"], ["industry.code"], name=op.f("fk_brand_industry_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brand")),
        sa.UniqueConstraint("name", name=op.f("uq_brand_name")),
        sa.UniqueConstraint("slug", name=op.f("uq_brand_slug")),
    )
    with op.batch_alter_table("brand", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_brand_division_code"), ["division_code"], unique=False)

    op.create_table(
        "cooperation_agreement",
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("home_division_code", sa.String(length=10), nullable=False),
        sa.Column("partner_division_code", sa.String(length=10), nullable=False),
        sa.Column("partner_name", sa.String(length=120), nullable=False),
        sa.Column("people_a_year", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("contact_name", sa.String(length=120), nullable=False),
        sa.Column("contact_phone", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["home_division_code"], ["division.code"], name=op.f("fk_cooperation_agreement_home_division_code")
        ),
        sa.ForeignKeyConstraint(
            ["partner_division_code"], ["division.code"], name=op.f("fk_cooperation_agreement_partner_division_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cooperation_agreement")),
    )
    op.create_table(
        "enterprise",
        sa.Column("uscc", sa.String(length=18), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("division_code", sa.String(length=10), nullable=False),
        sa.Column("industry_code", sa.String(length=10), nullable=True),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.Column("introduction", sa.String(), nullable=False),
        sa.Column("contact_name", sa.String(length=120), nullable=False),
        sa.Column("contact_phone", sa.String(length=20), nullable=False),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refused_reason", sa.String(length=300), nullable=False),
        sa.Column("commitment_signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("credit", sa.Double(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["division_code"], ["division.code"], name=op.f("fk_enterprise_division_code")),
        sa.ForeignKeyConstraint(["industry_code"], ["industry.code"], name=op.f("fk_enterprise_industry_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enterprise")),
        sa.UniqueConstraint("uscc", name=op.f("uq_enterprise_uscc")),
    )
    with op.batch_alter_table("enterprise", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_enterprise_division_code"), ["division_code"], unique=False)

    op.create_table(
        "account",
        sa.Column("phone", sa.String(length=11), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("division_code", sa.String(length=10), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("locale", sa.String(length=10), nullable=True),
        sa.Column("may_sign_in", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_account_agency_id")),
        sa.ForeignKeyConstraint(["division_code"], ["division.code"], name=op.f("fk_account_division_code")),
        sa.ForeignKeyConstraint(["enterprise_id"], ["enterprise.id"], name=op.f("fk_account_enterprise_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("phone", name=op.f("uq_account_phone")),
    )
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_account_enterprise_id"), ["enterprise_id"], unique=False)

    op.create_table(
        "brand_member",
        sa.Column("brand_id", sa.Integer(), nullable=False),
        sa.Column("enterprise_id", sa.Integer(), nullable=False),
        sa.Column("is_leading", sa.Boolean(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_brand_member_brand_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["enterprise_id"], ["enterprise.id"], name=op.f("fk_brand_member_enterprise_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brand_member")),
        sa.UniqueConstraint("brand_id", "enterprise_id", name=op.f("uq_brand_member_brand_id_enterprise_id")),
    )
    with op.batch_alter_table("brand_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_brand_member_enterprise_id"), ["enterprise_id"], unique=False)

    op.create_table(
        "brand_occupation",
        sa.Column("brand_id", sa.Integer(), nullable=False),
        sa.Column("occupation_code", sa.String(length=10), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["brand_id"], ["brand.id"], name=op.f("fk_brand_occupation_brand_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["occupation_code"], ["occupation.code"], name=op.f("fk_brand_occupation_occupation_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brand_occupation")),
        sa.UniqueConstraint("brand_id", "occupation_code", name=op.f("uq_brand_occupation_brand_id_occupation_code")),
    )
    with op.batch_alter_table("brand_occupation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_brand_occupation_occupation_code"), ["occupation_code"], unique=False)

    op.create_table(
        "export_order",
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=False),
        sa.Column("division_code", sa.String(length=10), nullable=False),
        sa.Column("departs_from", sa.Date(), nullable=False),
        sa.Column("departs_until", sa.Date(), nullable=False),
        sa.Column("provisions", sa.String(length=300), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["cooperation_agreement.id"], name=op.f("fk_export_order_agreement_id")
        ),
        sa.ForeignKeyConstraint(["division_code"], ["division.code"], name=op.f("fk_export_order_division_code")),
        sa.ForeignKeyConstraint(["enterprise_id"], ["enterprise.id"], name=op.f("fk_export_order_enterprise_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export_order")),
        sa.UniqueConstraint("number", name=op.f("uq_export_order_number")),
    )
    with op.batch_alter_table("export_order", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_export_order_division_code"), ["division_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_export_order_enterprise_id"), ["enterprise_id"], unique=False)

    op.create_table(
        "zone",
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("brand_id", sa.Integer(), nullable=True),
        sa.Column("category", sa.String(length=40), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("title_en", sa.String(length=120), nullable=False),
        sa.Column("lead", sa.String(length=300), nullable=False),
        sa.Column("lead_en", sa.String(length=300), nullable=False),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_zone_brand_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_zone")),
        sa.UniqueConstraint("slug", name=op.f("uq_zone_slug")),
    )
    with op.batch_alter_table("zone", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_zone_brand_id"), ["brand_id"], unique=False)

    op.create_table(
        "audit_entry",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("subject_type", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("rule_version", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_audit_entry_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry_at"), ["at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_audit_entry_subject_type_subject_id"), ["subject_type", "subject_id"], unique=False
        )

    op.create_table(
        "batch",
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("departs_on", sa.Date(), nullable=True),
        sa.Column("escort_name", sa.String(length=120), nullable=False),
        sa.Column("escort_phone", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("matched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_batch_agency_id")),
        sa.ForeignKeyConstraint(["order_id"], ["export_order.id"], name=op.f("fk_batch_order_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
    )
    with op.batch_alter_table("batch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_batch_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_batch_order_id_agency_id"), ["order_id", "agency_id"], unique=False)

    op.create_table(
        "brand_figure",
        sa.Column("brand_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_brand_figure_brand_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["entered_by_id"], ["account.id"], name=op.f("fk_brand_figure_entered_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brand_figure")),
    )
    with op.batch_alter_table("brand_figure", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_brand_figure_brand_id_year_indicator"), ["brand_id", "year", "indicator"], unique=False
        )
        batch_op.create_index(
            "uq_brand_figure_standing",
            ["brand_id", "year", "indicator"],
            unique=True,
            sqlite_where=sa.text("replaced_at IS NULL"),
            postgresql_where=sa.text("replaced_at IS NULL"),
        )

    op.create_table(
        "job_run",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("requested_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["requested_by_id"], ["account.id"], name=op.f("fk_job_run_requested_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_run")),
    )
    with op.batch_alter_table("job_run", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_run_name_id"), ["name", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_job_run_state"), ["state"], unique=False)
        batch_op.create_index("uq_job_run_name_due_at", ["name", "due_at"], unique=True)

    op.create_table(
        "vacancy",
        sa.Column("enterprise_id", sa.Integer(), nullable=False),
        sa.Column("brand_id", sa.Integer(), nullable=True),
        sa.Column("export_order_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("occupation_code", sa.String(length=10), nullable=False),
        sa.Column("duties", sa.String(), nullable=False),
        sa.Column("headcount", sa.Integer(), nullable=False),
        sa.Column("seats_taken", sa.Integer(), nullable=False),
        sa.Column("wage_min_fen", sa.BigInteger(), nullable=False),
        sa.Column("wage_max_fen", sa.BigInteger(), nullable=False),
        sa.Column("wage_unit", sa.String(length=40), nullable=False),
        sa.Column("pieces_per_day", sa.Integer(), nullable=True),
        sa.Column("monthly_min_fen", sa.BigInteger(), nullable=False),
        sa.Column("monthly_max_fen", sa.BigInteger(), nullable=False),
        sa.Column("pay_day", sa.Integer(), nullable=True),
        sa.Column("employment_type", sa.String(length=40), nullable=False),
        sa.Column("shift", sa.String(length=40), nullable=False),
        sa.Column("division_code", sa.String(length=10), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.Column("has_housing", sa.Boolean(), nullable=False),
        sa.Column("has_meals", sa.Boolean(), nullable=False),
        sa.Column("has_transport", sa.Boolean(), nullable=False),
        sa.Column("insurance", sa.String(length=200), nullable=False),
        sa.Column("skill_level", sa.Integer(), nullable=False),
        sa.Column("experience_years", sa.Integer(), nullable=False),
        sa.Column("is_hazardous", sa.Boolean(), nullable=False),
        sa.Column("is_hardship_friendly", sa.Boolean(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("contact_name", sa.String(length=120), nullable=False),
        sa.Column("contact_phone", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("review_reason", sa.String(length=300), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("price", sa.Double(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_vacancy_brand_id")),
        sa.ForeignKeyConstraint(["division_code"], ["division.code"], name=op.f("fk_vacancy_division_code")),
        sa.ForeignKeyConstraint(["enterprise_id"], ["enterprise.id"], name=op.f("fk_vacancy_enterprise_id")),
        sa.ForeignKeyConstraint(["export_order_id"], ["export_order.id"], name=op.f("fk_vacancy_export_order_id")),
        sa.ForeignKeyConstraint(["occupation_code"], ["occupation.code"], name=op.f("fk_vacancy_occupation_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vacancy")),
    )
    with op.batch_alter_table("vacancy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vacancy_brand_id"), ["brand_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_vacancy_division_code"), ["division_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_vacancy_enterprise_id"), ["enterprise_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_vacancy_export_order_id"), ["export_order_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_vacancy_occupation_code"), ["occupation_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_vacancy_state_valid_until"), ["state", "valid_until"], unique=False)

    op.create_table(
        "worker",
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=11), nullable=False),
        sa.Column("birth_year", sa.Integer(), nullable=False),
        sa.Column("education", sa.String(length=40), nullable=True),
        sa.Column("division_code", sa.String(length=10), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.Column("headline", sa.String(length=300), nullable=False),
        sa.Column("experience", sa.String(), nullable=False),
        sa.Column("experience_years", sa.Integer(), nullable=False),
        sa.Column("skill_level", sa.Integer(), nullable=False),
        sa.Column("wage_wanted_fen", sa.BigInteger(), nullable=False),
        sa.Column("commute_km", sa.Double(), nullable=False),
        sa.Column("goes_out_of_town", sa.Boolean(), nullable=False),
        sa.Column("shifts", sa.String(length=200), nullable=False),
        sa.Column("needs_housing", sa.Boolean(), nullable=False),
        sa.Column("available_from", sa.Date(), nullable=True),
        sa.Column("hardship", sa.String(length=40), nullable=True),
        sa.Column("hardship_valid_until", sa.Date(), nullable=True),
        sa.Column("is_verified", sa.Boolean(), nullable=False),
        sa.Column("is_looking", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_worker_account_id")),
        sa.ForeignKeyConstraint(["division_code"], ["division.code"], name=op.f("fk_worker_division_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker")),
        sa.UniqueConstraint("account_id", name=op.f("uq_worker_account_id")),
    )
    with op.batch_alter_table("worker", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_worker_division_code"), ["division_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_worker_phone"), ["phone"], unique=False)

    op.create_table(
        "certificate",
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("licence", sa.String(length=40), nullable=True),
        sa.Column("occupation_code", sa.String(length=10), nullable=True),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("issuer", sa.String(length=120), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("is_verified", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["occupation_code"], ["occupation.code"], name=op.f("fk_certificate_occupation_code")),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_certificate_worker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
    )
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certificate_worker_id"), ["worker_id"], unique=False)

    op.create_table(
        "consent",
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["account.id"], name=op.f("fk_consent_recorded_by_id")),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_consent_worker_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_worker_id"), ["worker_id"], unique=False)

    op.create_table(
        "fair",
        sa.Column("proposal_key", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("zone_id", sa.Integer(), nullable=False),
        sa.Column("division_code", sa.String(length=10), nullable=False),
        sa.Column("campaign", sa.String(length=120), nullable=False),
        sa.Column("venue", sa.String(length=300), nullable=False),
        sa.Column("mode", sa.String(length=40), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("opens_at", sa.Time(), nullable=False),
        sa.Column("closes_at", sa.Time(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("rationale", sa.JSON(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["division_code"], ["division.code"], name=op.f("fk_fair_division_code")),
        sa.ForeignKeyConstraint(["run_id"], ["job_run.id"], name=op.f("fk_fair_run_id")),
        sa.ForeignKeyConstraint(["zone_id"], ["zone.id"], name=op.f("fk_fair_zone_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair")),
        sa.UniqueConstraint("proposal_key", name=op.f("uq_fair_proposal_key")),
    )
    with op.batch_alter_table("fair", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fair_division_code"), ["division_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_fair_state_held_on"), ["state", "held_on"], unique=False)

    op.create_table(
        "roster_entry",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_roster_entry_batch_id")),
        sa.ForeignKeyConstraint(["run_id"], ["job_run.id"], name=op.f("fk_roster_entry_run_id")),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_roster_entry_vacancy_id")),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_roster_entry_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_entry")),
        sa.UniqueConstraint(
            "batch_id", "worker_id", "vacancy_id", name=op.f("uq_roster_entry_batch_id_worker_id_vacancy_id")
        ),
    )
    with op.batch_alter_table("roster_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roster_entry_batch_id_state"), ["batch_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_roster_entry_vacancy_id"), ["vacancy_id"], unique=False)
        batch_op.create_index(
            "uq_roster_entry_one_seat",
            ["worker_id"],
            unique=True,
            sqlite_where=sa.text(
                "state IN ('agreed', 'arrived', 'contracted', 'departed', 'notified', 'proposed', 'retained_1m', 'retained_3m', 'retained_6m')"
            ),
            postgresql_where=sa.text(
                "state IN ('agreed', 'arrived', 'contracted', 'departed', 'notified', 'proposed', 'retained_1m', 'retained_3m', 'retained_6m')"
            ),
        )

    op.create_table(
        "vacancy_licence",
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("licence", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancy.id"], name=op.f("fk_vacancy_licence_vacancy_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vacancy_licence")),
        sa.UniqueConstraint("vacancy_id", "licence", name=op.f("uq_vacancy_licence_vacancy_id_licence")),
    )
    op.create_table(
        "vacancy_revision",
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_vacancy_revision_account_id")),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_vacancy_revision_vacancy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vacancy_revision")),
    )
    with op.batch_alter_table("vacancy_revision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vacancy_revision_vacancy_id"), ["vacancy_id"], unique=False)

    op.create_table(
        "vacancy_skill",
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("skill", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancy.id"], name=op.f("fk_vacancy_skill_vacancy_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vacancy_skill")),
        sa.UniqueConstraint("vacancy_id", "skill", name=op.f("uq_vacancy_skill_vacancy_id_skill")),
    )
    op.create_table(
        "worker_block",
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("enterprise_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["enterprise_id"], ["enterprise.id"], name=op.f("fk_worker_block_enterprise_id")),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_worker_block_worker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker_block")),
        sa.UniqueConstraint("worker_id", "enterprise_id", name=op.f("uq_worker_block_worker_id_enterprise_id")),
    )
    with op.batch_alter_table("worker_block", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_worker_block_enterprise_id"), ["enterprise_id"], unique=False)

    op.create_table(
        "worker_destination",
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("division_code", sa.String(length=10), nullable=False),
        sa.Column("is_refused", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["division_code"], ["division.code"], name=op.f("fk_worker_destination_division_code")),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_worker_destination_worker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker_destination")),
        sa.UniqueConstraint("worker_id", "division_code", name=op.f("uq_worker_destination_worker_id_division_code")),
    )
    op.create_table(
        "worker_occupation",
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("occupation_code", sa.String(length=10), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["occupation_code"], ["occupation.code"], name=op.f("fk_worker_occupation_occupation_code")
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_worker_occupation_worker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker_occupation")),
        sa.UniqueConstraint(
            "worker_id", "occupation_code", name=op.f("uq_worker_occupation_worker_id_occupation_code")
        ),
    )
    with op.batch_alter_table("worker_occupation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_worker_occupation_occupation_code"), ["occupation_code"], unique=False)

    op.create_table(
        "worker_skill",
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("skill", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_worker_skill_worker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker_skill")),
        sa.UniqueConstraint("worker_id", "skill", name=op.f("uq_worker_skill_worker_id_skill")),
    )
    op.create_table(
        "booth",
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("enterprise_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["enterprise_id"], ["enterprise.id"], name=op.f("fk_booth_enterprise_id")),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_booth_fair_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booth")),
        sa.UniqueConstraint("fair_id", "enterprise_id", name=op.f("uq_booth_fair_id_enterprise_id")),
    )
    with op.batch_alter_table("booth", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_booth_enterprise_id"), ["enterprise_id"], unique=False)

    op.create_table(
        "invitation",
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("message", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_invitation_fair_id")),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_invitation_vacancy_id")),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_invitation_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_fair_id_state"), ["fair_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_invitation_vacancy_id_state"), ["vacancy_id", "state"], unique=False)
        batch_op.create_index(
            "uq_invitation_prepared",
            ["fair_id", "worker_id", "vacancy_id"],
            unique=True,
            sqlite_where=sa.text("state = 'prepared'"),
            postgresql_where=sa.text("state = 'prepared'"),
        )
        batch_op.create_index(
            "uq_invitation_sent",
            ["worker_id", "vacancy_id"],
            unique=True,
            sqlite_where=sa.text("state = 'sent'"),
            postgresql_where=sa.text("state = 'sent'"),
        )

    op.create_table(
        "roster_event",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_roster_event_account_id")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["roster_entry.id"], name=op.f("fk_roster_event_entry_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_event")),
    )
    with op.batch_alter_table("roster_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roster_event_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "application",
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("message", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["invitation_id"], ["invitation.id"], name=op.f("fk_application_invitation_id")),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_application_vacancy_id")),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_application_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
    )
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_application_vacancy_id_state"), ["vacancy_id", "state"], unique=False)
        batch_op.create_index(
            "uq_application_live",
            ["worker_id", "vacancy_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('accepted', 'interview', 'offered', 'shortlisted', 'submitted', 'viewed')"),
            postgresql_where=sa.text(
                "state IN ('accepted', 'interview', 'offered', 'shortlisted', 'submitted', 'viewed')"
            ),
        )

    op.create_table(
        "booth_vacancy",
        sa.Column("booth_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["booth_id"], ["booth.id"], name=op.f("fk_booth_vacancy_booth_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_booth_vacancy_vacancy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booth_vacancy")),
        sa.UniqueConstraint("booth_id", "vacancy_id", name=op.f("uq_booth_vacancy_booth_id_vacancy_id")),
    )
    with op.batch_alter_table("booth_vacancy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_booth_vacancy_vacancy_id"), ["vacancy_id"], unique=False)

    op.create_table(
        "application_event",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_application_event_account_id")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_application_event_application_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_event")),
    )
    with op.batch_alter_table("application_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_application_event_application_id"), ["application_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("application_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_application_event_application_id"))

    op.drop_table("application_event")
    with op.batch_alter_table("booth_vacancy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_booth_vacancy_vacancy_id"))

    op.drop_table("booth_vacancy")
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_application_live",
            sqlite_where=sa.text("state IN ('accepted', 'interview', 'offered', 'shortlisted', 'submitted', 'viewed')"),
            postgresql_where=sa.text(
                "state IN ('accepted', 'interview', 'offered', 'shortlisted', 'submitted', 'viewed')"
            ),
        )
        batch_op.drop_index(batch_op.f("ix_application_vacancy_id_state"))

    op.drop_table("application")
    with op.batch_alter_table("roster_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_roster_event_entry_id"))

    op.drop_table("roster_event")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_invitation_sent", sqlite_where=sa.text("state = 'sent'"), postgresql_where=sa.text("state = 'sent'")
        )
        batch_op.drop_index(
            "uq_invitation_prepared",
            sqlite_where=sa.text("state = 'prepared'"),
            postgresql_where=sa.text("state = 'prepared'"),
        )
        batch_op.drop_index(batch_op.f("ix_invitation_vacancy_id_state"))
        batch_op.drop_index(batch_op.f("ix_invitation_fair_id_state"))

    op.drop_table("invitation")
    with op.batch_alter_table("booth", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_booth_enterprise_id"))

    op.drop_table("booth")
    op.drop_table("worker_skill")
    with op.batch_alter_table("worker_occupation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_worker_occupation_occupation_code"))

    op.drop_table("worker_occupation")
    op.drop_table("worker_destination")
    with op.batch_alter_table("worker_block", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_worker_block_enterprise_id"))

    op.drop_table("worker_block")
    op.drop_table("vacancy_skill")
    with op.batch_alter_table("vacancy_revision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_vacancy_revision_vacancy_id"))

    op.drop_table("vacancy_revision")
    op.drop_table("vacancy_licence")
    with op.batch_alter_table("roster_entry", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_roster_entry_one_seat",
            sqlite_where=sa.text(
                "state IN ('agreed', 'arrived', 'contracted', 'departed', 'notified', 'proposed', 'retained_1m', 'retained_3m', 'retained_6m')"
            ),
            postgresql_where=sa.text(
                "state IN ('agreed', 'arrived', 'contracted', 'departed', 'notified', 'proposed', 'retained_1m', 'retained_3m', 'retained_6m')"
            ),
        )
        batch_op.drop_index(batch_op.f("ix_roster_entry_vacancy_id"))
        batch_op.drop_index(batch_op.f("ix_roster_entry_batch_id_state"))

    op.drop_table("roster_entry")
    with op.batch_alter_table("fair", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fair_state_held_on"))
        batch_op.drop_index(batch_op.f("ix_fair_division_code"))

    op.drop_table("fair")
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consent_worker_id"))

    op.drop_table("consent")
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_certificate_worker_id"))

    op.drop_table("certificate")
    with op.batch_alter_table("worker", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_worker_phone"))
        batch_op.drop_index(batch_op.f("ix_worker_division_code"))

    op.drop_table("worker")
    with op.batch_alter_table("vacancy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_vacancy_state_valid_until"))
        batch_op.drop_index(batch_op.f("ix_vacancy_occupation_code"))
        batch_op.drop_index(batch_op.f("ix_vacancy_export_order_id"))
        batch_op.drop_index(batch_op.f("ix_vacancy_enterprise_id"))
        batch_op.drop_index(batch_op.f("ix_vacancy_division_code"))
        batch_op.drop_index(batch_op.f("ix_vacancy_brand_id"))

    op.drop_table("vacancy")
    with op.batch_alter_table("job_run", schema=None) as batch_op:
        batch_op.drop_index("uq_job_run_name_due_at")
        batch_op.drop_index(batch_op.f("ix_job_run_state"))
        batch_op.drop_index(batch_op.f("ix_job_run_name_id"))

    op.drop_table("job_run")
    with op.batch_alter_table("brand_figure", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_brand_figure_standing",
            sqlite_where=sa.text("replaced_at IS NULL"),
            postgresql_where=sa.text("replaced_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_brand_figure_brand_id_year_indicator"))

    op.drop_table("brand_figure")
    with op.batch_alter_table("batch", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_batch_order_id_agency_id"))
        batch_op.drop_index(batch_op.f("ix_batch_agency_id"))

    op.drop_table("batch")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entry_subject_type_subject_id"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_at"))

    op.drop_table("audit_entry")
    with op.batch_alter_table("zone", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_zone_brand_id"))

    op.drop_table("zone")
    with op.batch_alter_table("export_order", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_export_order_enterprise_id"))
        batch_op.drop_index(batch_op.f("ix_export_order_division_code"))

    op.drop_table("export_order")
    with op.batch_alter_table("brand_occupation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_brand_occupation_occupation_code"))

    op.drop_table("brand_occupation")
    with op.batch_alter_table("brand_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_brand_member_enterprise_id"))

    op.drop_table("brand_member")
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_enterprise_id"))
        batch_op.drop_index(batch_op.f("ix_account_agency_id"))

    op.drop_table("account")
    with op.batch_alter_table("enterprise", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_enterprise_division_code"))

    op.drop_table("enterprise")
    op.drop_table("cooperation_agreement")
    with op.batch_alter_table("brand", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_brand_division_code"))

    op.drop_table("brand")
    with op.batch_alter_table("agency", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agency_division_code"))

    op.drop_table("agency")
    op.drop_table("outbox_entry")
    with op.batch_alter_table("occupation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_occupation_level"))

    op.drop_table("occupation")
    op.drop_table("lease")
    op.drop_table("industry")
    with op.batch_alter_table("division", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_division_parent_code"))

    op.drop_table("division")
