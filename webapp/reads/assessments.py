"""Brands beside a standard: the figures, leading enterprises and attestations that count, and what comes of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from domain.brand_reviews import newest_year_needed
from domain.brands import Indicator, assess
from domain.brands.figures import BASES, debt_ratio, indicators_of, more_needed
from domain.certifications import standing_attestations
from webapp.extensions import db
from webapp.models import Attestation, BrandFigure, BrandMember, Certification, Enterprise, EnterpriseReport

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date
    from decimal import Decimal
    from fractions import Fraction

    from sqlalchemy import Row, Select

    from domain.brands import Assessment, BrandCategory, CheckResult, ConditionResult, Standard
    from domain.certifications import CertificationState


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadingFigures:
    """What a leading enterprise of a brand has reported, as the standard asks for it."""

    enterprise: str
    year: int
    indicators: Mapping[str, Fraction | int | None]


@dataclass(frozen=True, kw_only=True)
class Basis:
    """What a brand is held against a standard with."""

    year: int | None = None
    """Of the figures; None where none are reported, or the newest are too old."""
    figures: Mapping[Indicator, Decimal] = field(default_factory=dict)
    sources: Mapping[Indicator, str] = field(default_factory=dict)
    leading: Sequence[LeadingFigures] = ()
    said: Sequence[tuple[str, bool, str]] = ()
    """What officials have attested: condition, yes or no, and the version by which they looked."""

    @cached_property
    def indicators(self) -> dict[str, Fraction | None]:
        """The figures in the words of the standard."""
        return indicators_of(self.figures)


NOTHING = Basis()
"""Of a brand of which nothing is known."""


def bases_of(brands: Select[int], *, today: date, said_by: Collection[CertificationState] = ()) -> dict[int, Basis]:
    """By number, what each of some brands is held against a standard with; none for one of which nothing is known.

    What officials have attested is that of a brand's latest application among those in the states `said_by`.
    """
    found: dict[int, dict[str, Any]] = {}
    for brand_id, year, indicator, value, source in _newest_figures(brands, since=newest_year_needed(today)):
        basis = found.setdefault(brand_id, {})
        basis["year"] = year
        basis.setdefault("figures", {})[indicator] = value
        basis.setdefault("sources", {})[indicator] = source
    for brand_id, name, report in _newest_reports(brands, since=newest_year_needed(today)):
        found.setdefault(brand_id, {}).setdefault("leading", []).append(_leading(name, report))
    for brand_id, condition, is_met, version in _attestations(brands, said_by) if said_by else ():
        found.setdefault(brand_id, {}).setdefault("said", []).append((condition, is_met, version))
    return {brand_id: Basis(**basis) for brand_id, basis in found.items()}


def assess_basis(
    category: BrandCategory, basis: Basis, standard: Standard, *, versions: Mapping[str, Standard]
) -> Assessment:
    """What comes of it by a standard; `versions` are those by which officials have looked. Raises CategoryUnknown."""
    return assess(
        category,
        basis.indicators,
        standing_attestations(basis.said, standard=standard, versions=versions),
        standard,
        leading_enterprises=[one.indicators for one in basis.leading],
    )


def findings_of(assessment: Assessment, basis: Basis) -> list[dict[str, Any]]:
    """An assessment as JSON can keep it, with the figures behind each indicator; webapp.findings says it in words."""
    return [_finding(result, basis) for result in assessment.conditions]


def _finding(result: ConditionResult, basis: Basis) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": result.id,
        "outcome": result.outcome.value,
        "reason": result.reason,
        "attested": result.is_attested,
        "checks": [_check(check, basis) for check in result.checks],
    }
    if result.condition.is_of_enterprise:
        found["enterprise"] = next(
            (
                one.enterprise
                for one in basis.leading
                if all(one.indicators.get(check.check.indicator) == check.value for check in result.checks)
            ),
            "",
        )
    return found


def _check(result: CheckResult, basis: Basis) -> dict[str, Any]:
    check = result.check
    more = more_needed(check, basis.figures)
    return {
        "indicator": check.indicator,
        "operator": check.operator,
        "threshold": str(check.threshold),
        "value": None if result.value is None else str(result.value),
        "outcome": result.outcome.value,
        "figures": {
            indicator.value: None if basis.figures.get(indicator) is None else str(basis.figures[indicator])
            for indicator in BASES.get(check.indicator, ())
        },
        "more": {more[0].value: more[1]} if more else {},
    }


def _newest_figures(brands: Select[int], *, since: int) -> Sequence[Row[int, int, Indicator, Decimal, str]]:
    newest = (
        select(BrandFigure.brand_id, func.max(BrandFigure.year).label("year"))
        .where(BrandFigure.replaced_at.is_(None), BrandFigure.year >= since, BrandFigure.brand_id.in_(brands))
        .group_by(BrandFigure.brand_id)
        .subquery()
    )
    return db.session.execute(
        select(BrandFigure.brand_id, BrandFigure.year, BrandFigure.indicator, BrandFigure.value, BrandFigure.source)
        .join(newest, (newest.c.brand_id == BrandFigure.brand_id) & (newest.c.year == BrandFigure.year))
        .where(BrandFigure.replaced_at.is_(None))
        .order_by(BrandFigure.id)
    ).all()


def _newest_reports(brands: Select[int], *, since: int) -> list[tuple[int, str, EnterpriseReport]]:
    rows = db.session.execute(
        select(BrandMember.brand_id, Enterprise.name, EnterpriseReport)
        .join(Enterprise, Enterprise.id == BrandMember.enterprise_id)
        .join(EnterpriseReport, EnterpriseReport.enterprise_id == Enterprise.id)
        .where(BrandMember.brand_id.in_(brands), BrandMember.is_leading, BrandMember.approved_at.is_not(None))
        .where(EnterpriseReport.replaced_at.is_(None), EnterpriseReport.year >= since)
        .order_by(BrandMember.id, EnterpriseReport.year.desc())
    )
    newest: dict[tuple[int, int], tuple[int, str, EnterpriseReport]] = {}
    for brand_id, name, report in rows:
        newest.setdefault((brand_id, report.enterprise_id), (brand_id, name, report))
    return list(newest.values())


def _leading(name: str, report: EnterpriseReport) -> LeadingFigures:
    return LeadingFigures(
        enterprise=name,
        year=report.year,
        indicators={
            "fixed_assets_fen": report.fixed_assets_fen,
            "annual_sales_fen": report.annual_sales_fen,
            "debt_to_asset_ratio": debt_ratio(debts_fen=report.debts_fen, assets_fen=report.assets_fen)
            if report.assets_fen
            else None,
        },
    )


def _attestations(brands: Select[int], states: Collection[CertificationState]) -> Sequence[Row[int, str, bool, str]]:
    latest = (
        select(func.max(Certification.id))
        .where(Certification.brand_id.in_(brands), Certification.state.in_(states))
        .group_by(Certification.brand_id)
    )
    return db.session.execute(
        select(Certification.brand_id, Attestation.condition, Attestation.is_met, Attestation.standard_version)
        .join(Attestation, Attestation.certification_id == Certification.id)
        .where(Certification.id.in_(latest))
        .order_by(Attestation.id)
    ).all()
