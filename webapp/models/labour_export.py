"""Labour export: agreements, orders, the agencies that serve them, batches and rosters."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.evidence import EvidenceType
from domain.labour_export import HOLDS_SEAT, BatchState, OrderState, RosterState
from domain.objections import ObjectionKind, ObjectionOutcome
from domain.retention import CheckMethod
from domain.roster_steps import ConsentWay, StepReason
from webapp.models.base import Base, Code, Fen, Line, Name, enum_column
from webapp.models.codes import Division
from webapp.models.enterprises import Agency, Enterprise
from webapp.models.vacancies import Vacancy
from webapp.models.workers import Worker

if TYPE_CHECKING:
    from webapp.models.vehicles import Seat, Vehicle

_HOLDS_SEAT = text("state IN ({})".format(", ".join(f"'{state}'" for state in sorted(HOLDS_SEAT))))


class CooperationAgreement(Base):
    """What two places have agreed about people who go out to work."""

    __tablename__ = "cooperation_agreement"

    title: Mapped[Name]
    home_division_code: Mapped[Code] = mapped_column(ForeignKey("division.code"))
    partner_division_code: Mapped[Code] = mapped_column(ForeignKey("division.code"))
    partner_name: Mapped[Name] = mapped_column(default="")
    people_a_year: Mapped[int]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    contact_name: Mapped[Name] = mapped_column(default="")
    contact_phone: Mapped[str] = mapped_column(String(20), default="")
    created_at: Mapped[datetime]


class ExportOrder(Base):
    """A destination asks for people. Its vacancies say for what, at which wage, and where they sleep."""

    __tablename__ = "export_order"

    number: Mapped[str] = mapped_column(String(30), unique=True)
    title: Mapped[Name]
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("cooperation_agreement.id"))
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), index=True)
    division_code: Mapped[Code] = mapped_column(ForeignKey("division.code"), index=True)
    """The destination."""
    departs_from: Mapped[date]
    departs_until: Mapped[date]
    provisions: Mapped[Line] = mapped_column(default="")
    """Housing, insurance, the way there, as agreed."""
    state: Mapped[OrderState] = mapped_column(enum_column(OrderState))
    created_at: Mapped[datetime]

    enterprise: Mapped[Enterprise] = relationship(lazy="raise_on_sql")
    division: Mapped[Division] = relationship(lazy="raise_on_sql")
    vacancies: Mapped[list[Vacancy]] = relationship(lazy="raise_on_sql", order_by=Vacancy.id, viewonly=True)
    batches: Mapped[list[Batch]] = relationship(back_populates="order", lazy="raise_on_sql", order_by="Batch.id")


class Batch(Base):
    """An agency's group for an order, with as many seats as the agency may fill."""

    __tablename__ = "batch"
    __table_args__ = (Index(None, "order_id", "agency_id"),)

    order_id: Mapped[int] = mapped_column(ForeignKey("export_order.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    seats: Mapped[int]
    departs_on: Mapped[date | None]
    escort_name: Mapped[Name] = mapped_column(default="")
    escort_phone: Mapped[str] = mapped_column(String(20), default="")
    state: Mapped[BatchState] = mapped_column(enum_column(BatchState))
    matched_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    order: Mapped[ExportOrder] = relationship(back_populates="batches", lazy="raise_on_sql")
    agency: Mapped[Agency] = relationship(lazy="raise_on_sql")
    vehicles: Mapped[list[Vehicle]] = relationship(
        back_populates="batch", lazy="raise_on_sql", order_by="Vehicle.id", cascade="all, delete-orphan"
    )


class RosterEntry(Base):
    """A worker's place in a batch."""

    __tablename__ = "roster_entry"
    __table_args__ = (
        Index(
            "uq_roster_entry_one_seat",
            "worker_id",
            unique=True,
            sqlite_where=_HOLDS_SEAT,
            postgresql_where=_HOLDS_SEAT,
        ),
        Index(None, "batch_id", "state"),
        UniqueConstraint("batch_id", "worker_id", "vacancy_id"),
    )

    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"))
    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id"))
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id"), index=True)
    state: Mapped[RosterState] = mapped_column(enum_column(RosterState))
    score: Mapped[float]
    reasons: Mapped[list[Any]] = mapped_column(default=list)
    run_id: Mapped[int | None] = mapped_column(ForeignKey("job_run.id"))
    token: Mapped[str | None] = mapped_column(String(32), unique=True, index=True)
    """The address of the place's own page, for a worker without an account; made when the worker is asked."""
    note: Mapped[Line] = mapped_column(default="")
    """The agency's own; the worker does not see it."""
    is_recruit: Mapped[bool] = mapped_column(default=False)
    """The agency brought the worker itself; the matching had no part in it."""
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  SQLAlchemy reads it from the class

    batch: Mapped[Batch] = relationship(lazy="raise_on_sql")
    worker: Mapped[Worker] = relationship(lazy="raise_on_sql")
    vacancy: Mapped[Vacancy] = relationship(lazy="raise_on_sql")
    events: Mapped[list[RosterEvent]] = relationship(
        lazy="raise_on_sql", order_by="RosterEvent.id", cascade="all, delete-orphan"
    )
    seat: Mapped[Seat | None] = relationship(
        back_populates="entry", lazy="raise_on_sql", cascade="all, delete-orphan", passive_deletes=True
    )
    contract: Mapped[ExportContract | None] = relationship(lazy="raise_on_sql", cascade="all, delete-orphan")
    checks: Mapped[list[RetentionCheck]] = relationship(
        lazy="raise_on_sql", order_by="RetentionCheck.months", cascade="all, delete-orphan"
    )
    objections: Mapped[list[RosterObjection]] = relationship(
        back_populates="entry", lazy="raise_on_sql", order_by="RosterObjection.id", cascade="all, delete-orphan"
    )


class RosterEvent(Base):
    """One step of a place on a roster: who took it, and why."""

    __tablename__ = "roster_event"

    entry_id: Mapped[int] = mapped_column(ForeignKey("roster_entry.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    """When it was entered."""
    happened_on: Mapped[date]
    """When it happened, as whoever entered it says."""
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    """None for a worker without an account."""
    state: Mapped[RosterState] = mapped_column(enum_column(RosterState))
    why: Mapped[StepReason | None] = mapped_column(enum_column(StepReason))
    reason: Mapped[Line] = mapped_column(default="")
    way: Mapped[ConsentWay | None] = mapped_column(enum_column(ConsentWay))
    """How a worker answered."""


class RosterLayout(Base):
    """The columns of an agency's tables, in the order in which it has them."""

    __tablename__ = "roster_layout"

    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id", ondelete="CASCADE"), unique=True)
    columns: Mapped[list[str]]


class ExportContract(Base):
    """The contract of somebody who goes away to work, as the agency entered it."""

    __tablename__ = "export_contract"
    __table_args__ = (UniqueConstraint("agency_id", "number"),)

    entry_id: Mapped[int] = mapped_column(ForeignKey("roster_entry.id", ondelete="CASCADE"), unique=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    number: Mapped[str] = mapped_column(String(40))
    """Unique within the agency."""
    months: Mapped[int]
    signed_on: Mapped[date]
    starts_on: Mapped[date | None]
    """The day of arrival, from which the term counts."""
    fee_fen: Mapped[Fen] = mapped_column(default=0)
    """What the worker paid for the place, as the agency says."""
    file_name: Mapped[Name] = mapped_column(default="")
    file_kind: Mapped[EvidenceType | None] = mapped_column(enum_column(EvidenceType))
    file_sha256: Mapped[str] = mapped_column(String(64), default="")
    """The signed paper lies in the evidence folder, beneath its own fingerprint."""
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class RetentionCheck(Base):
    """Whether somebody is still at work after so many months; made open on the day of arrival."""

    __tablename__ = "retention_check"
    __table_args__ = (UniqueConstraint("entry_id", "months"), Index(None, "due_on"))

    entry_id: Mapped[int] = mapped_column(ForeignKey("roster_entry.id", ondelete="CASCADE"))
    months: Mapped[int]
    due_on: Mapped[date]
    passed_on: Mapped[date | None]
    """None while nobody has checked, and for ever where the worker left before."""
    method: Mapped[CheckMethod | None] = mapped_column(enum_column(CheckMethod))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    reminded_on: Mapped[date | None]


class RosterObjection(Base):
    """What a worker says against what was entered about the own place."""

    __tablename__ = "roster_objection"

    entry_id: Mapped[int] = mapped_column(ForeignKey("roster_entry.id", ondelete="CASCADE"), index=True)
    kind: Mapped[ObjectionKind] = mapped_column(enum_column(ObjectionKind))
    text: Mapped[str] = mapped_column(String(500), default="")
    at: Mapped[datetime]
    outcome: Mapped[ObjectionOutcome | None] = mapped_column(enum_column(ObjectionOutcome))
    finding: Mapped[Line] = mapped_column(default="")
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    entry: Mapped[RosterEntry] = relationship(back_populates="objections", lazy="raise_on_sql")


class OneTimeCode(Base):
    """A code that was sent to a phone, so that somebody says yes or no to a place with it. Never the code itself."""

    __tablename__ = "one_time_code"
    __table_args__ = (Index(None, "entry_id", "sent_at"), Index(None, "account_id", "sent_at"))

    entry_id: Mapped[int | None] = mapped_column(ForeignKey("roster_entry.id", ondelete="CASCADE"))
    """The place that is answered for; None where it is about something else."""
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    """The account that takes a profile over; None where it is about a place."""
    phone: Mapped[str] = mapped_column(String(11))
    hash: Mapped[str] = mapped_column(String(64))
    salt: Mapped[str] = mapped_column(String(32))
    sent_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    """None where the worker asked on the page of the place."""
