"""What another standard would do to every brand: who would pass and who would not, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from domain.brands import BrandState
from domain.brands.effects import differences, effect_on
from domain.brands.standing import CERTIFIED
from domain.certifications import OPEN, CertificationState
from webapp.extensions import db
from webapp.models import Brand
from webapp.reads.assessments import NOTHING, assess_basis, bases_of, findings_of
from webapp.reads.certifications import within
from webapp.reads.paging import page_within
from webapp.reads.standards import load_standards

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from domain.brands import Assessment, BrandCategory, Standard
    from domain.brands.effects import Effect
    from webapp.reads.assessments import Basis

PAGE_SIZE = 30
LEFT_OUT = frozenset({BrandState.SURVEYED, BrandState.EXITED})
"""Of these nobody asks whether they fulfil a standard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandEffect:
    """What a standard would do to one brand."""

    brand: Brand
    effect: Effect
    findings: Sequence[Mapping[str, Any]]
    """The conditions that come out otherwise, by the new standard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a standard would do, for a page: counts over all brands, and some of the brands."""

    effects: Sequence[BrandEffect]
    counts: Mapping[Effect, int]
    certified: Mapping[Effect, int]
    """Of those that are certified or suspended."""
    page: int
    pages: int


def preview(
    standard: Standard, *, division_code: str, today: date, effect: Effect | None = None, page: int = 1
) -> Preview:
    """Hold every brand of a division against the standard of today and another; the certified that lose stand first."""
    standards = load_standards(today=today)
    versions = {**standards.by_version, standard.version: standard}
    considered = select(Brand).where(within(division_code), Brand.state.not_in(LEFT_OUT))
    brands = db.session.scalars(considered.order_by(Brand.id)).all()
    bases = bases_of(considered.with_only_columns(Brand.id), today=today, said_by=OPEN | {CertificationState.CERTIFIED})

    def assessed(brand: Brand, by: Standard) -> Assessment | None:
        return _assessed(brand.category, bases.get(brand.id, NOTHING), by, versions)

    pairs = [(brand, assessed(brand, standards.current), assessed(brand, standard)) for brand in brands]
    effects = {brand.id: effect_on(before, after) for brand, before, after in pairs}
    shown = [pair for pair in pairs if effect in (None, effects[pair[0].id])]
    order = ["loses", "gains", "still_fails", "still_passes"]
    shown.sort(key=lambda pair: (order.index(effects[pair[0].id]), not _is_certified(pair[0]), pair[0].id))
    page, pages = page_within(page, total=len(shown), size=PAGE_SIZE)
    return Preview(
        effects=[
            BrandEffect(
                brand=brand,
                effect=effects[brand.id],
                findings=_otherwise(before, after, bases.get(brand.id, NOTHING)),
            )
            for brand, before, after in shown[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        ],
        counts=Counter(effects.values()),
        certified=Counter(effects[brand.id] for brand in brands if _is_certified(brand)),
        page=page,
        pages=pages,
    )


def _otherwise(before: Assessment | None, after: Assessment | None, basis: Basis) -> list[Mapping[str, Any]]:
    named = {difference.id for difference in differences(before, after)}
    return [finding for finding in (findings_of(after, basis) if after else ()) if finding["id"] in named]


def _assessed(
    category: BrandCategory, basis: Basis, standard: Standard, versions: Mapping[str, Standard]
) -> Assessment | None:
    if category not in standard.by_category:
        return None
    return assess_basis(category, basis, standard, versions=versions)


def _is_certified(brand: Brand) -> bool:
    return brand.state in CERTIFIED or brand.state is BrandState.SUSPENDED
