"""Interview timetables of fairs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fair_timetable",
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("slot_minutes", sa.Integer(), nullable=False),
        sa.Column("break_from", sa.Time(), nullable=True),
        sa.Column("break_until", sa.Time(), nullable=True),
        sa.Column("worth", sa.Double(), nullable=False),
        sa.Column("bound", sa.Double(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_fair_timetable_fair_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_timetable")),
        sa.UniqueConstraint("fair_id", name=op.f("uq_fair_timetable_fair_id")),
    )
    op.create_table(
        "fair_interview",
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("booth_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("desk", sa.Integer(), nullable=False),
        sa.Column("fit", sa.Double(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name=op.f("fk_fair_interview_application_id")),
        sa.ForeignKeyConstraint(
            ["booth_id"], ["booth.id"], name=op.f("fk_fair_interview_booth_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_fair_interview_fair_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_fair_interview_vacancy_id")),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_fair_interview_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_interview")),
        sa.UniqueConstraint("booth_id", "worker_id", name=op.f("uq_fair_interview_booth_id_worker_id")),
    )
    with op.batch_alter_table("fair_interview", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fair_interview_fair_id_state"), ["fair_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_fair_interview_worker_id"), ["worker_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("fair_interview", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fair_interview_worker_id"))
        batch_op.drop_index(batch_op.f("ix_fair_interview_fair_id_state"))

    op.drop_table("fair_interview")
    op.drop_table("fair_timetable")
