"""Vehicles of a batch with their seats."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.vehicles import VehicleKind
from webapp.models.base import Base, Line, Name, enum_column

if TYPE_CHECKING:
    from webapp.models.labour_export import Batch, RosterEntry


class Vehicle(Base):
    """What takes a part of a batch there. The order of their numbers is the order in which they are filled."""

    __tablename__ = "vehicle"

    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id", ondelete="CASCADE"), index=True)
    kind: Mapped[VehicleKind] = mapped_column(enum_column(VehicleKind))
    plate: Mapped[str] = mapped_column(String(20), default="")
    """Or the number of a train or a flight."""
    seats: Mapped[int]
    leaves_at: Mapped[time | None]
    """On the batch's day of departure, as the clock in Shanghai shows it."""
    meeting_point: Mapped[Line] = mapped_column(default="")
    driver_name: Mapped[Name] = mapped_column(default="")
    driver_phone: Mapped[str] = mapped_column(String(20), default="")
    escort_name: Mapped[Name] = mapped_column(default="")
    escort_phone: Mapped[str] = mapped_column(String(20), default="")

    batch: Mapped[Batch] = relationship(back_populates="vehicles", lazy="raise_on_sql")
    taken: Mapped[list[Seat]] = relationship(
        back_populates="vehicle", lazy="raise_on_sql", order_by="Seat.number", cascade="all, delete-orphan"
    )


class Seat(Base):
    """Somebody's seat in a vehicle."""

    __tablename__ = "seat"
    __table_args__ = (UniqueConstraint("vehicle_id", "number"),)

    vehicle_id: Mapped[int] = mapped_column(ForeignKey("vehicle.id", ondelete="CASCADE"))
    number: Mapped[int]
    entry_id: Mapped[int] = mapped_column(ForeignKey("roster_entry.id", ondelete="CASCADE"), unique=True)

    vehicle: Mapped[Vehicle] = relationship(back_populates="taken", lazy="raise_on_sql")
    entry: Mapped[RosterEntry] = relationship(back_populates="seat", lazy="raise_on_sql")
