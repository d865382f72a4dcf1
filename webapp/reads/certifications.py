"""Certification as brands and officials see it: who may act for a brand, applications, and how a brand stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from domain.brand_reviews import UNSETTLED
from domain.certifications import OPEN, CertificationState, CertificationStep, involved_in
from domain.divisions import subtree_prefix
from webapp.extensions import db
from webapp.models import (
    Attestation,
    Brand,
    BrandCertificate,
    BrandMember,
    Certification,
    CertificationStepTaken,
    EvidenceFile,
    RectificationCase,
)
from webapp.reads.assessments import NOTHING, assess_basis, bases_of, findings_of
from webapp.reads.paging import page_within
from webapp.reads.standards import load_standards

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Select

    from domain.brands import Assessment, BrandCategory, Standard
    from webapp.models import Account
    from webapp.reads.assessments import Basis
    from webapp.reads.standards import Standards

    Held = tuple[Brand, BrandCertificate | None, Certification | None, RectificationCase | None]

PAGE_SIZE = 30
NOWHERE = "-"
"""The division of who has none: no code begins so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A brand beside the standard of today."""

    brand: Brand
    category: BrandCategory
    """As it applies, where it does; else its own."""
    basis: Basis
    standards: Standards
    assessment: Assessment | None
    """None where the standard says nothing of the category."""
    certificate: BrandCertificate | None
    """The one that it holds, or held last."""
    certification: Certification | None
    """The application that is under way."""
    case: RectificationCase | None
    """The case that is not settled."""

    @property
    def standard(self) -> Standard:
        """The standard of today."""
        return self.standards.current

    @property
    def findings(self) -> list[dict[str, Any]]:
        """How each condition stands, for webapp.findings to say."""
        return findings_of(self.assessment, self.basis) if self.assessment else []

    @property
    def asked(self) -> int:
        """How many conditions can refuse it."""
        return sum(not result.condition.is_aim for result in self.assessment.conditions) if self.assessment else 0

    @property
    def met(self) -> int:
        """How many of them it meets."""
        return self.asked - len(self.assessment.missing) if self.assessment else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationPage:
    """Applications of a division in one state."""

    lines: Sequence[tuple[Certification, Standing]]
    counts: Mapping[CertificationState, int]
    page: int
    pages: int


def belongs_to(enterprise_id: int) -> ColumnElement[bool]:
    """Whether an enterprise belongs to a brand."""
    return exists().where(
        BrandMember.brand_id == Brand.id,
        BrandMember.enterprise_id == enterprise_id,
        BrandMember.approved_at.is_not(None),
    )


def is_acting(member: type[BrandMember]) -> ColumnElement[bool]:
    """Whether a member speaks for its brand: a leading one does, and where there is none every member does."""
    other = aliased(BrandMember)
    has_leading = exists().where(other.brand_id == Brand.id, other.is_leading, other.approved_at.is_not(None))
    return member.approved_at.is_not(None) & (member.is_leading | ~has_leading)


def acts_for(enterprise_id: int) -> ColumnElement[bool]:
    """Whether an enterprise speaks for a brand."""
    return exists().where(
        BrandMember.brand_id == Brand.id, BrandMember.enterprise_id == enterprise_id, is_acting(BrandMember)
    )


def within(division_code: str | None) -> ColumnElement[bool]:
    """Whether a brand lies in a division."""
    return Brand.division_code.startswith(subtree_prefix(division_code) if division_code else NOWHERE)


def visible_to(account: Account) -> ColumnElement[bool]:
    """The brands whose applications, evidence and cases an account may look into."""
    if account.enterprise_id is not None:
        return acts_for(account.enterprise_id)
    return within(account.division_code)


def find_brand_for(brand_id: int, *, account: Account) -> tuple[Brand, bool] | None:
    """A brand that an account belongs to or has in its division, and whether it acts for it."""
    seen = belongs_to(account.enterprise_id) if account.enterprise_id is not None else visible_to(account)
    asked = select(Brand, visible_to(account).label("acts")).where(Brand.id == brand_id, seen)
    found = db.session.execute(asked).first()
    return (found[0], bool(found[1])) if found else None


def find_certification_for(certification_id: int, *, account: Account) -> Certification | None:
    """An application with all that belongs to it, if the account may look into it."""
    return db.session.scalar(
        select(Certification)
        .join(Certification.brand)
        .where(Certification.id == certification_id, visible_to(account))
        .options(
            joinedload(Certification.brand),
            selectinload(Certification.steps).joinedload(CertificationStepTaken.account),
            selectinload(Certification.files).joinedload(EvidenceFile.uploaded_by),
            selectinload(Certification.attestations).joinedload(Attestation.account),
        )
    )


def find_evidence_for(file_id: int, *, account: Account) -> EvidenceFile | None:
    """A file, if the account may look into the application that it was brought to."""
    return db.session.scalar(
        select(EvidenceFile)
        .join(Certification, Certification.id == EvidenceFile.certification_id)
        .join(Certification.brand)
        .where(EvidenceFile.id == file_id, visible_to(account))
    )


def involved(certification: Certification, step: CertificationStep) -> frozenset[int]:
    """The accounts that may not take a step of an application, because they have a hand in it."""
    return involved_in(
        step,
        applied=[certification.applied_by_id, *(file.uploaded_by_id for file in certification.files)],
        taken=[(one.step, one.account_id) for one in certification.steps],
    )


def brands_of(enterprise_id: int) -> dict[int, bool]:
    """The brands that an enterprise belongs to, and whether it acts for them."""
    rows = db.session.execute(
        select(Brand.id, acts_for(enterprise_id).label("acts")).where(belongs_to(enterprise_id)).order_by(Brand.id)
    )
    return {brand_id: bool(acts) for brand_id, acts in rows}


def standings_of(brands: Select[int], *, today: date) -> list[Standing]:
    """How some brands stand beside the standard of today, with what they hold and what they are applying for."""
    standards = load_standards(today=today)
    bases = bases_of(brands, today=today, said_by=OPEN | {CertificationState.CERTIFIED})
    return [_standing(*held, basis=bases.get(held[0].id, NOTHING), standards=standards) for held in _held(brands)]


def standing_of_certification(certification: Certification, *, today: date) -> Standing:
    """How the brand of an application stands by what officials have said of this one."""
    brands = select(Brand.id).where(Brand.id == certification.brand_id)
    basis = bases_of(brands, today=today).get(certification.brand_id, NOTHING)
    said = [(one.condition, one.is_met, one.standard_version) for one in certification.attestations]
    brand, certificate, _, case = next(iter(_held(brands)))
    return _standing(
        brand, certificate, certification, case, basis=replace(basis, said=said), standards=load_standards(today=today)
    )


def standing_of(brand: Brand, *, today: date) -> Standing:
    """How one brand stands."""
    return standings_of(select(Brand.id).where(Brand.id == brand.id), today=today)[0]


def standings_of_enterprise(enterprise_id: int, *, today: date) -> list[tuple[Standing, bool]]:
    """How the brands of an enterprise stand, and whether it acts for them."""
    acts = brands_of(enterprise_id)
    if not acts:
        return []
    return [(one, acts[one.brand.id]) for one in standings_of(select(Brand.id).where(Brand.id.in_(acts)), today=today)]


def certifications_in(
    state: CertificationState, *, division_code: str, today: date, page: int = 1
) -> CertificationPage:
    """The applications of a division in one state, each as its brand stands today.

    Who waits longest is first; of what is decided, the latest.
    """
    rows = db.session.execute(
        select(Certification.state, func.count())
        .join(Certification.brand)
        .where(within(division_code))
        .group_by(Certification.state)
    )
    counts: dict[CertificationState, int] = dict(rows.all())
    page, pages = page_within(page, total=counts.get(state, 0), size=PAGE_SIZE)
    shown = db.session.scalars(
        select(Certification)
        .join(Certification.brand)
        .where(within(division_code), Certification.state == state)
        .order_by(Certification.updated_at if state in OPEN else Certification.updated_at.desc(), Certification.id)
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    ).all()
    ids = [certification.brand_id for certification in shown]
    standings = {one.brand.id: one for one in standings_of(select(Brand.id).where(Brand.id.in_(ids)), today=today)}
    return CertificationPage(
        lines=[(certification, standings[certification.brand_id]) for certification in shown],
        counts=counts,
        page=page,
        pages=pages,
    )


def _held(brands: Select[int]) -> Iterable[Held]:
    own = aliased(BrandCertificate)
    latest = select(func.max(own.id)).where(own.brand_id == Brand.id).correlate(Brand).scalar_subquery()
    is_case = (RectificationCase.brand_id == Brand.id) & RectificationCase.state.in_(UNSETTLED)
    return db.session.execute(
        select(Brand, BrandCertificate, Certification, RectificationCase)
        .select_from(Brand)
        .outerjoin(BrandCertificate, BrandCertificate.id == latest)
        .outerjoin(Certification, (Certification.brand_id == Brand.id) & Certification.state.in_(OPEN))
        .outerjoin(RectificationCase, is_case)
        .where(Brand.id.in_(brands.correlate(None)))
        .order_by(Brand.id)
    ).all()


def _standing(
    brand: Brand,
    certificate: BrandCertificate | None,
    certification: Certification | None,
    case: RectificationCase | None,
    *,
    basis: Basis,
    standards: Standards,
) -> Standing:
    category = brand.category if certification is None else certification.category
    assessment = None
    if category in standards.current.by_category:
        assessment = assess_basis(category, basis, standards.current, versions=standards.by_version)
    return Standing(
        brand=brand,
        category=category,
        basis=basis,
        standards=standards,
        assessment=assessment,
        certificate=certificate,
        certification=certification,
        case=case,
    )
