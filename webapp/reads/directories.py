"""Guidance directories: the library as an edition would show it today, the editions, and what each has changed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from domain.brands import BrandTier, Indicator
from domain.certifications import CertificateState
from domain.directories import DirectoryLine, difference
from domain.divisions import COUNTIES, HOME_CITY
from webapp.extensions import db
from webapp.models import BrandCertificate, BrandFigure, DirectoryEdition, DirectoryEntry
from webapp.reads.brands import by_name, slim_brands

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from domain.directories import Difference

SHOWN = {
    Indicator.WORKFORCE: "workforce",
    Indicator.MARKET_SHARE: "market_share",
    Indicator.OUTPUT_FEN: "output_fen",
}
"""What article 三 wants recorded of each brand, beside its place and its industry."""
TIERS = (BrandTier.PROVINCE, BrandTier.CITY, BrandTier.COUNTY)


class DirectoryPart(StrEnum):
    """Which lines of an edition somebody wants to see."""

    ALL = "all"
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryQuestion:
    """Some lines of an edition; a number on a page is such a question, too."""

    number: str
    part: DirectoryPart = DirectoryPart.ALL
    within: str | None = None

    def parameters(self) -> dict[str, str]:
        """The question as it stands in an address."""
        return {"number": self.number} | ({"part": self.part.value} if self.part is not DirectoryPart.ALL else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """An edition with its lines, and with what it has changed."""

    row: DirectoryEdition
    lines: tuple[DirectoryLine, ...]
    before: DirectoryEdition | None
    """The edition before it; None for the first."""
    found: Difference

    def count(self, part: DirectoryPart) -> int:
        """How many lines a part has: the rows that its page shows."""
        return len(self.part(part))

    def part(self, part: DirectoryPart) -> Sequence[object]:
        """The lines of a part, or the changes."""
        parts: dict[DirectoryPart, Sequence[object]] = {
            DirectoryPart.ALL: self.lines,
            DirectoryPart.ADDED: self.found.added,
            DirectoryPart.CHANGED: self.found.changed,
            DirectoryPart.REMOVED: self.found.removed,
        }
        return parts[part]


def library_lines(*, today: date) -> tuple[DirectoryLine, ...]:
    """The library as an edition of today would show it: county by county, the highest tier first, then by name."""
    brands = by_name(slim_brands(None))
    brands.sort(key=lambda brand: ((*COUNTIES, HOME_CITY).index(brand.keeper), TIERS.index(brand.tier)))
    ids = [brand.id for brand in brands]
    figures = _latest_figures(ids)
    certificates = _certificates(ids, today=today)
    return tuple(
        DirectoryLine(
            brand_id=brand.id,
            name=brand.name,
            category=brand.category,
            tier=brand.tier,
            state=brand.state,
            division_code=brand.division_code,
            industry_code=brand.industry_code,
            certificate=certificates.get(brand.id, ""),
            year=figures[brand.id][0] if brand.id in figures else None,
            workforce=_figure(figures, brand.id, Indicator.WORKFORCE),
            market_share=_figure(figures, brand.id, Indicator.MARKET_SHARE),
            output_fen=_figure(figures, brand.id, Indicator.OUTPUT_FEN),
        )
        for brand in brands
    )


def editions() -> list[tuple[DirectoryEdition, int]]:
    """Every edition with how many brands it lists, the latest first."""
    asked = (
        select(DirectoryEdition, func.count(DirectoryEntry.id))
        .outerjoin(DirectoryEntry, DirectoryEntry.edition_id == DirectoryEdition.id)
        .group_by(DirectoryEdition.id)
        .order_by(DirectoryEdition.year.desc(), DirectoryEdition.sequence.desc())
    )
    return [(row, count) for row, count in db.session.execute(asked)]


def latest_edition() -> DirectoryEdition | None:
    """The latest edition with its entries."""
    asked = select(DirectoryEdition).order_by(DirectoryEdition.year.desc(), DirectoryEdition.sequence.desc()).limit(1)
    return db.session.scalar(asked.options(selectinload(DirectoryEdition.entries)))


def find_edition(number: str) -> Edition | None:
    """The edition of a number with its lines, and with what it has changed."""
    if "\0" in number:
        # PostgreSQL refuses the question itself.
        return None
    asked = select(DirectoryEdition).where(DirectoryEdition.number == number)
    row = db.session.scalar(asked.options(selectinload(DirectoryEdition.entries)))
    return edition_of(row) if row else None


def edition_of(row: DirectoryEdition) -> Edition:
    """An edition, its entries loaded, beside the one before it."""
    before = db.session.scalar(
        select(DirectoryEdition)
        .where(
            (DirectoryEdition.year < row.year)
            | ((DirectoryEdition.year == row.year) & (DirectoryEdition.sequence < row.sequence))
        )
        .order_by(DirectoryEdition.year.desc(), DirectoryEdition.sequence.desc())
        .limit(1)
        .options(selectinload(DirectoryEdition.entries))
    )
    lines = lines_of(row)
    return Edition(row=row, lines=lines, before=before, found=difference(lines_of(before), lines))


def lines_of(row: DirectoryEdition | None) -> tuple[DirectoryLine, ...]:
    """The lines of an edition whose entries are loaded; none of none."""
    return tuple(entry.as_line() for entry in row.entries) if row else ()


def next_sequence(year: int) -> int:
    """The number within its year that the next edition has."""
    highest = db.session.scalar(select(func.max(DirectoryEdition.sequence)).where(DirectoryEdition.year == year))
    return (highest or 0) + 1


def _latest_figures(ids: Sequence[int]) -> dict[int, tuple[int, dict[Indicator, Decimal]]]:
    """By brand the latest year that it has reported, and what an edition shows of it."""
    asked = select(BrandFigure.brand_id, BrandFigure.year, BrandFigure.indicator, BrandFigure.value).where(
        BrandFigure.brand_id.in_(ids), BrandFigure.replaced_at.is_(None), BrandFigure.indicator.in_(SHOWN)
    )
    found: dict[int, tuple[int, dict[Indicator, Decimal]]] = {}
    for number, year, indicator, value in db.session.execute(asked.order_by(BrandFigure.year)):
        if number not in found or found[number][0] < year:
            found[number] = (year, {})
        found[number][1][indicator] = value
    return found


def _figure(
    figures: dict[int, tuple[int, dict[Indicator, Decimal]]], brand_id: int, indicator: Indicator
) -> Decimal | None:
    return figures[brand_id][1].get(indicator) if brand_id in figures else None


def _certificates(ids: Sequence[int], *, today: date) -> dict[int, str]:
    asked = select(BrandCertificate.brand_id, BrandCertificate.number).where(
        BrandCertificate.brand_id.in_(ids),
        BrandCertificate.state == CertificateState.VALID,
        BrandCertificate.valid_until >= today,
    )
    return {number: certificate for number, certificate in db.session.execute(asked.order_by(BrandCertificate.id))}  # noqa: C416  a row is no pair to mypy
