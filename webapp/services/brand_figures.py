"""Yearly figures: reported once, corrected with a reason, and never forgotten."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from domain.brands.figures import (
    FigureUnchanged,
    YearReported,
    check_correction,
    check_enterprise_figures,
    check_figures,
    check_source,
    check_year,
)
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import BrandFigure, EnterpriseReport
from webapp.reads.brand_figures import standing_figures
from webapp.services import audit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from domain.brands import Indicator
    from webapp.models import Brand, Enterprise


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterpriseFigures:
    """What a leading enterprise reports of a year, in fen."""

    fixed_assets_fen: int
    annual_sales_fen: int
    assets_fen: int
    debts_fen: int


def report_year(
    brand: Brand,
    year: int,
    figures: Mapping[Indicator, Decimal],
    *,
    source: str,
    this_year: int,
    account_id: int | None,
) -> None:
    """Keep what a brand reports of a year. Raises YearReported, or a refusal of the year, the source or the figures."""
    check_report(year, figures, source=source, this_year=this_year)
    if standing_figures(brand.id, year):
        raise YearReported(year=year)
    at = now()
    for indicator, value in figures.items():
        db.session.add(
            BrandFigure(
                brand_id=brand.id,
                year=year,
                indicator=indicator,
                value=value,
                source=source.strip(),
                entered_by_id=account_id,
                entered_at=at,
            )
        )
    _flush(year)
    audit.record("brand.report", brand, account_id=account_id, year=year, source=source.strip())


def check_report(year: int, figures: Mapping[Indicator, Decimal], *, source: str, this_year: int) -> None:
    """Whether a year may be reported so. Raises a refusal of the year, the source or the figures."""
    check_year(year, this_year=this_year)
    check_source(source)
    check_figures(figures)


def correct(
    brand: Brand,
    year: int,
    indicator: Indicator,
    value: Decimal,
    *,
    source: str,
    reason: str,
    account_id: int | None,
) -> None:
    """Put another figure in the place of one that stands, or one where the report had none; the old one is kept.

    Raises FigureUnchanged, a refusal of the source or the reason, or one of the whole year's figures together.
    """
    rows = standing_figures(brand.id, year)
    check_source(source)
    check_correction(reason)
    check_figures({one: row.value for one, row in rows.items()} | {indicator: value})
    old = rows.get(indicator)
    if old is not None and old.value == value:
        raise FigureUnchanged
    at = now()
    if old is not None:
        old.replaced_at = at
        # The index lets one figure stand at a time: the old one steps back first.
        db.session.flush()
    db.session.add(
        BrandFigure(
            brand_id=brand.id,
            year=year,
            indicator=indicator,
            value=value,
            source=source.strip(),
            entered_by_id=account_id,
            entered_at=at,
            reason=reason.strip(),
        )
    )
    _flush(year)
    audit.record(
        "brand.correct",
        brand,
        account_id=account_id,
        year=year,
        indicator=indicator.value,
        was=str(old.value) if old is not None else "",
        value=str(value),
        reason=reason.strip(),
    )


def report_enterprise(
    enterprise: Enterprise,
    year: int,
    figures: EnterpriseFigures,
    *,
    source: str,
    reason: str,
    this_year: int,
    account_id: int,
) -> EnterpriseReport:
    """Keep what a leading enterprise reports of a year; a second report of the year replaces the first, with a reason.

    Raises a refusal of the year, the source, the reason, or of debts without assets.
    """
    check_year(year, this_year=this_year)
    check_source(source)
    check_enterprise_figures(asdict(figures))
    old = db.session.scalar(
        select(EnterpriseReport).where(
            EnterpriseReport.enterprise_id == enterprise.id,
            EnterpriseReport.year == year,
            EnterpriseReport.replaced_at.is_(None),
        )
    )
    at = now()
    if old is not None:
        check_correction(reason)
        old.replaced_at = at
        db.session.flush()
    report = EnterpriseReport(
        enterprise_id=enterprise.id,
        year=year,
        fixed_assets_fen=figures.fixed_assets_fen,
        annual_sales_fen=figures.annual_sales_fen,
        assets_fen=figures.assets_fen,
        debts_fen=figures.debts_fen,
        source=source.strip(),
        entered_by_id=account_id,
        entered_at=at,
        reason=reason.strip() if old is not None else "",
    )
    db.session.add(report)
    _flush(year)
    audit.record("enterprise.report", enterprise, account_id=account_id, year=year, source=source.strip())
    return report


def _flush(year: int) -> None:
    """Two officials may report the same year at the same moment; the second is told so."""
    try:
        db.session.flush()
    except IntegrityError as error:
        raise YearReported(year=year) from error
