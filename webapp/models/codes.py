"""The code tables as rows, so that others can refer to them: divisions, occupations, industries."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Code, Name


class Division(Base):
    """A place in the administration: province, city, county or town (GB/T 2260)."""

    __tablename__ = "division"

    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[Name]
    short_name: Mapped[Name]
    level: Mapped[Code]
    parent_code: Mapped[Code | None] = mapped_column(ForeignKey("division.code"), index=True)
    latitude: Mapped[float]
    longitude: Mapped[float]
    is_approximate: Mapped[bool]
    """The point was placed by hand, good to about two kilometres."""


class Occupation(Base):
    """An occupation or a group of them (national classification of 2022)."""

    __tablename__ = "occupation"
    __table_args__ = (Index(None, "level"),)

    code: Mapped[Code] = mapped_column(unique=True)
    level: Mapped[int]
    name: Mapped[Name]
    definition: Mapped[str]
    tasks: Mapped[str]
    aliases: Mapped[list[str]]
    is_green: Mapped[bool]
    is_digital: Mapped[bool]


class Industry(Base):
    """A section or division of industry (GB/T 4754-2017)."""

    __tablename__ = "industry"

    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[Name]
    level: Mapped[Code]
    parent_code: Mapped[Code | None] = mapped_column(ForeignKey("industry.code"))
