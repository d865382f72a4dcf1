"""Halls in which fairs are held, with the spots where booths stand."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.fair_registrations import BoothSize
from domain.halls import HallLayout, Spot, SpotKind
from webapp.models.base import Base, Code, Line, Name, enum_column


class Hall(Base):
    """A hall of a place; lengths in decimetres from the upper left corner."""

    __tablename__ = "hall"
    __table_args__ = (UniqueConstraint("division_code", "name"),)

    division_code: Mapped[Code] = mapped_column(ForeignKey("division.code"))
    name: Mapped[Name]
    address: Mapped[Line] = mapped_column(default="")
    width: Mapped[int]
    depth: Mapped[int]
    entrance_x: Mapped[int]
    entrance_y: Mapped[int]
    is_usual: Mapped[bool] = mapped_column(default=True)
    """Fairs that are proposed for the place take it, where they fit."""
    created_at: Mapped[datetime]

    spots: Mapped[list[HallSpot]] = relationship(
        lazy="raise_on_sql", order_by="HallSpot.number", cascade="all, delete-orphan"
    )

    def as_layout(self) -> HallLayout:
        """The hall as the rules want it: what can be used. `spots` must be loaded."""
        return HallLayout(
            width=self.width,
            depth=self.depth,
            entrance=(self.entrance_x, self.entrance_y),
            spots=tuple(spot.as_spot() for spot in self.spots if spot.is_usable),
        )


class HallSpot(Base):
    """A numbered spot of a hall."""

    __tablename__ = "hall_spot"
    __table_args__ = (UniqueConstraint("hall_id", "number"),)

    hall_id: Mapped[int] = mapped_column(ForeignKey("hall.id", ondelete="CASCADE"))
    number: Mapped[str] = mapped_column(String(8))
    area: Mapped[str] = mapped_column(String(8))
    """The row, by its letter."""
    kind: Mapped[SpotKind] = mapped_column(enum_column(SpotKind))
    x: Mapped[int]
    y: Mapped[int]
    width: Mapped[int]
    depth: Mapped[int]
    size: Mapped[BoothSize] = mapped_column(enum_column(BoothSize))
    has_power: Mapped[bool] = mapped_column(default=False)
    is_usable: Mapped[bool] = mapped_column(default=True)

    def as_spot(self) -> Spot:
        """The spot as the rules want it."""
        return Spot(
            id=self.id,
            number=self.number,
            area=self.area,
            x=self.x,
            y=self.y,
            width=self.width,
            depth=self.depth,
            kind=self.kind,
            size=self.size,
            has_power=self.has_power,
        )
