"""Claims of agencies for people whom they sent, and for each person what is paid or why nothing is."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.subsidies import CallOutcome, ClaimState, Obstacle
from webapp.models.base import Base, Fen, Line, enum_column
from webapp.models.enterprises import Agency
from webapp.models.labour_export import RosterEntry

_COUNTS = text("obstacle IS NULL")


class SubsidyClaim(Base):
    """What an agency asks for at one time."""

    __tablename__ = "subsidy_claim"

    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    state: Mapped[ClaimState] = mapped_column(enum_column(ClaimState), index=True)
    rule_version: Mapped[str] = mapped_column(String(20))
    people: Mapped[int]
    """For whom something is paid as it stands."""
    amount_fen: Mapped[Fen]
    seed: Mapped[str] = mapped_column(String(64))
    """Of the lot; nobody sees it before the draw."""
    fingerprint: Mapped[str] = mapped_column(String(64))
    """Of the seed, published with the claim."""
    submitted_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    submitted_at: Mapped[datetime]
    drawn_at: Mapped[datetime | None]
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    checked_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]
    paid_at: Mapped[datetime | None]
    reason: Mapped[Line] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  SQLAlchemy reads it from the class

    agency: Mapped[Agency] = relationship(lazy="raise_on_sql")
    lines: Mapped[list[SubsidyLine]] = relationship(
        lazy="raise_on_sql", order_by="SubsidyLine.id", cascade="all, delete-orphan"
    )


class SubsidyLine(Base):
    """Somebody in a claim."""

    __tablename__ = "subsidy_line"
    __table_args__ = (
        UniqueConstraint("claim_id", "entry_id"),
        Index("uq_subsidy_line_paid_once", "identity", unique=True, sqlite_where=_COUNTS, postgresql_where=_COUNTS),
    )

    claim_id: Mapped[int] = mapped_column(ForeignKey("subsidy_claim.id", ondelete="CASCADE"))
    entry_id: Mapped[int] = mapped_column(ForeignKey("roster_entry.id"), index=True)
    identity: Mapped[str] = mapped_column(String(64))
    """Nobody is paid for twice, whichever agency sent them."""
    amount_fen: Mapped[Fen]
    obstacle: Mapped[Obstacle | None] = mapped_column(enum_column(Obstacle))
    """Why nothing is paid; None where it is."""
    is_sampled: Mapped[bool] = mapped_column(default=False)
    outcome: Mapped[CallOutcome | None] = mapped_column(enum_column(CallOutcome))
    called_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    called_at: Mapped[datetime | None]

    entry: Mapped[RosterEntry] = relationship(lazy="raise_on_sql")
