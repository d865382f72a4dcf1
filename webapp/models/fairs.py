"""Fairs with their booths."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.campaigns import Campaign
from domain.fair_registrations import Window
from domain.fairs import FairMode, FairState
from webapp.models.base import Base, Code, Line, Name, enum_column
from webapp.models.codes import Division
from webapp.models.enterprises import Enterprise
from webapp.models.halls import Hall, HallSpot
from webapp.models.vacancies import Vacancy
from webapp.models.zones import Zone


class Fair(Base):
    """A special recruitment fair, proposed by the clock and published by an official."""

    __tablename__ = "fair"
    __table_args__ = (Index(None, "state", "held_on"),)

    proposal_key: Mapped[str] = mapped_column(String(120), unique=True)
    """What the proposal is about; assembling again finds it by this and does not propose twice."""
    title: Mapped[Name]
    zone_id: Mapped[int] = mapped_column(ForeignKey("zone.id"))
    division_code: Mapped[Code] = mapped_column(ForeignKey("division.code"), index=True)
    campaign: Mapped[Name] = mapped_column(default="")
    """A member of domain.campaigns.Campaign, or empty."""
    hall_id: Mapped[int | None] = mapped_column(ForeignKey("hall.id"))
    """None where the place has no hall with a floor plan."""
    venue: Mapped[Line] = mapped_column(default="")
    mode: Mapped[FairMode] = mapped_column(enum_column(FairMode))
    held_on: Mapped[date]
    opens_at: Mapped[time]
    closes_at: Mapped[time]
    state: Mapped[FairState] = mapped_column(enum_column(FairState))
    rationale: Mapped[dict[str, Any]]
    """The figures on which it was proposed, and what it is expected to place."""
    run_id: Mapped[int | None] = mapped_column(ForeignKey("job_run.id"))
    created_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    """An official has changed it: assembling again leaves it alone."""
    published_at: Mapped[datetime | None]
    registers_from: Mapped[date | None]
    registers_until: Mapped[date | None]
    """Enterprises register on these days; without them it takes no registrations."""
    booth_limit: Mapped[int] = mapped_column(default=30)
    """How many enterprises have room."""
    floor: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """How good the floor plan is that was computed last, and by which rule."""
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  SQLAlchemy reads it from the class

    @property
    def registration_window(self) -> Window | None:
        """The days on which enterprises register."""
        if self.registers_from is None or self.registers_until is None:
            return None
        return Window(opens_on=self.registers_from, closes_on=self.registers_until)

    @property
    def campaign_kind(self) -> Campaign | None:
        """The campaign under whose name it is held."""
        return Campaign(self.campaign) if self.campaign in set(Campaign) else None

    zone: Mapped[Zone] = relationship(lazy="raise_on_sql")
    division: Mapped[Division] = relationship(lazy="raise_on_sql")
    hall: Mapped[Hall | None] = relationship(lazy="raise_on_sql")
    booths: Mapped[list[Booth]] = relationship(
        back_populates="fair", lazy="raise_on_sql", order_by="Booth.number", cascade="all, delete-orphan"
    )


class Booth(Base):
    """An enterprise's place at a fair."""

    __tablename__ = "booth"
    __table_args__ = (UniqueConstraint("fair_id", "enterprise_id"), UniqueConstraint("fair_id", "spot_id"))

    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"))
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), index=True)
    number: Mapped[int]
    """In the order of the list."""
    spot_id: Mapped[int | None] = mapped_column(ForeignKey("hall_spot.id"))
    """Where it stands in the hall."""
    room_id: Mapped[int | None] = mapped_column(ForeignKey("hall_spot.id"))
    """Its room for interviews."""
    is_locked: Mapped[bool] = mapped_column(default=False)
    """An official has put it there: computing the floor plan anew leaves it."""

    @property
    def sign(self) -> str:
        """What stands above it: the number of its spot, or where it has none that of the list. `spot` is loaded."""
        return self.spot.number if self.spot is not None else str(self.number)

    fair: Mapped[Fair] = relationship(back_populates="booths", lazy="raise_on_sql")
    enterprise: Mapped[Enterprise] = relationship(lazy="raise_on_sql")
    spot: Mapped[HallSpot | None] = relationship(lazy="raise_on_sql", foreign_keys=[spot_id])
    room: Mapped[HallSpot | None] = relationship(lazy="raise_on_sql", foreign_keys=[room_id])
    vacancies: Mapped[list[BoothVacancy]] = relationship(
        lazy="raise_on_sql", order_by="BoothVacancy.id", cascade="all, delete-orphan"
    )


class BoothVacancy(Base):
    """A vacancy shown at a booth."""

    __tablename__ = "booth_vacancy"
    __table_args__ = (UniqueConstraint("booth_id", "vacancy_id"),)

    booth_id: Mapped[int] = mapped_column(ForeignKey("booth.id", ondelete="CASCADE"))
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id"), index=True)

    vacancy: Mapped[Vacancy] = relationship(lazy="raise_on_sql")
