"""Reviews and cases: how certified brands stand today, what a quarter found, and what is to be mended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from domain.brand_reviews import UNSETTLED, CaseState
from domain.brands import BrandState
from domain.brands.standing import CERTIFIED
from domain.certifications import CertificationState
from webapp.extensions import db
from webapp.models import Brand, BrandReview, Certification, RectificationCase
from webapp.reads.assessments import NOTHING, assess_basis, bases_of, findings_of
from webapp.reads.certifications import acts_for, visible_to, within
from webapp.reads.paging import page_within
from webapp.reads.standards import load_standards

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy import Select

    from webapp.models import Account

PAGE_SIZE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A brand beside the standard of today, by what officials have said when it was certified."""

    brand: Brand
    version: str
    year: int | None
    passed: bool
    missing: tuple[str, ...]
    findings: list[dict[str, Any]]
    figures: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """Cases of a division in one state."""

    cases: Sequence[RectificationCase]
    counts: Mapping[CaseState, int]
    page: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """What a quarter found in a division."""

    quarter: str
    quarters: Sequence[str]
    """Those that were ever reviewed, the latest first."""
    reviews: Sequence[BrandReview]
    counts: Mapping[bool, int]
    page: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandMatters:
    """What an enterprise has to do for the brands that it speaks for."""

    cases: Sequence[RectificationCase]
    sent_back: Sequence[Certification]


def certified_brands() -> Select[int]:
    """The brands that are certified, suspended ones among them."""
    return select(Brand.id).where(Brand.state.in_([*CERTIFIED, BrandState.SUSPENDED]))


def look_at(brands: Select[int], *, today: date) -> list[Looked]:
    """Hold brands against the standard of today, for what is decided about them.

    A standard that says nothing of a category certifies none of its brands.
    """
    standards = load_standards(today=today)
    bases = bases_of(brands, today=today, said_by={CertificationState.CERTIFIED})
    found = []
    for brand in db.session.scalars(select(Brand).where(Brand.id.in_(brands.correlate(None))).order_by(Brand.id)):
        basis = bases.get(brand.id, NOTHING)
        assessment = None
        if brand.category in standards.current.by_category:
            assessment = assess_basis(brand.category, basis, standards.current, versions=standards.by_version)
        known = {name: str(value) for name, value in basis.indicators.items() if value is not None}
        found.append(
            Looked(
                brand=brand,
                version=standards.current.version,
                year=basis.year,
                passed=assessment is not None and assessment.passed,
                missing=tuple(result.id for result in assessment.missing) if assessment else (),
                findings=findings_of(assessment, basis) if assessment else [],
                figures={"year": basis.year, **known},
            )
        )
    return found


def cases_in(state: CaseState, *, division_code: str, page: int = 1) -> CasePage:
    """The cases of a division in one state; those whose deadline is near stand first, of ended ones the latest."""
    counts: dict[CaseState, int] = dict(
        db.session.execute(
            select(RectificationCase.state, func.count())
            .join(RectificationCase.brand)
            .where(within(division_code))
            .group_by(RectificationCase.state)
        ).all()
    )
    page, pages = page_within(page, total=counts.get(state, 0), size=PAGE_SIZE)
    order = RectificationCase.due_on if state in UNSETTLED else RectificationCase.ended_on.desc()
    cases = db.session.scalars(
        select(RectificationCase)
        .join(RectificationCase.brand)
        .where(within(division_code), RectificationCase.state == state)
        .options(joinedload(RectificationCase.brand))
        .order_by(order, RectificationCase.id)
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    ).all()
    return CasePage(cases=cases, counts=counts, page=page, pages=pages)


def find_case_for(case_id: int, *, account: Account) -> RectificationCase | None:
    """A case, if the account may look into it."""
    return db.session.scalar(
        select(RectificationCase)
        .join(RectificationCase.brand)
        .where(RectificationCase.id == case_id, visible_to(account))
        .options(joinedload(RectificationCase.brand))
    )


def find_case_of(brand_id: int) -> RectificationCase | None:
    """The case of a brand that is not settled."""
    asked = select(RectificationCase).where(RectificationCase.brand_id == brand_id)
    return db.session.scalar(asked.where(RectificationCase.state.in_(UNSETTLED)))


def quarters() -> Sequence[str]:
    """The quarters that were ever reviewed, the latest first."""
    return db.session.scalars(select(BrandReview.quarter).distinct().order_by(BrandReview.quarter.desc())).all()


def reviews_of(quarter: str, *, division_code: str, passed: bool | None = None, page: int = 1) -> ReviewPage:
    """What a quarter found in a division; those that fell below the standard stand first."""
    mine = (BrandReview.quarter == quarter, within(division_code))
    counts: dict[bool, int] = dict(
        db.session.execute(
            select(BrandReview.passed, func.count()).join(BrandReview.brand).where(*mine).group_by(BrandReview.passed)
        ).all()
    )
    total = sum(counts.values()) if passed is None else counts.get(passed, 0)
    page, pages = page_within(page, total=total, size=PAGE_SIZE)
    asked = select(BrandReview).join(BrandReview.brand).where(*mine).options(joinedload(BrandReview.brand))
    if passed is not None:
        asked = asked.where(BrandReview.passed == passed)
    reviews = db.session.scalars(
        asked.order_by(BrandReview.passed, BrandReview.id).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)
    ).all()
    return ReviewPage(quarter=quarter, quarters=quarters(), reviews=reviews, counts=counts, page=page, pages=pages)


def matters_of(enterprise_id: int) -> BrandMatters:
    """What waits for an enterprise on its desk."""
    acts = acts_for(enterprise_id)
    return BrandMatters(
        cases=db.session.scalars(
            select(RectificationCase)
            .join(RectificationCase.brand)
            .where(acts, RectificationCase.state.in_(UNSETTLED))
            .options(joinedload(RectificationCase.brand))
            .order_by(RectificationCase.due_on)
        ).all(),
        sent_back=db.session.scalars(
            select(Certification)
            .join(Certification.brand)
            .where(acts, Certification.state == CertificationState.SENT_BACK)
            .options(joinedload(Certification.brand))
            .order_by(Certification.updated_at)
        ).all(),
    )
