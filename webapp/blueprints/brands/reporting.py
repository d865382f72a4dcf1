"""Figures as officials enter them: a year, the correction of one, a year of a leading enterprise; and every row."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from domain.brands import Indicator
from domain.brands.figures import SHARES
from domain.errors import RuleBroken
from webapp.access import current_account
from webapp.blueprints.brands.asking import figures_asked
from webapp.blueprints.brands.forms import (
    CORRECTIONS,
    EnterpriseReportForm,
    YearForm,
    enterprise_report_as_it_is,
)
from webapp.blueprints.brands.library import own_brand, own_division
from webapp.blueprints.brands.routes import REFUSED, blueprint
from webapp.calendar import today
from webapp.reads.brand_dossiers import enterprise_reports
from webapp.reads.brand_figures import figures_of, find_figures, history_of
from webapp.services import brand_figures
from webapp.transaction import transaction

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Brand, BrandMember


@blueprint.get("/office/brands/figures")
def ledger() -> ResponseReturnValue:
    """The reported figures behind a number, with who entered each."""
    question = figures_asked(request.args, within=own_division())
    return render_template("brands/ledger.html", question=question, found=find_figures(question), is_desk=True)


@blueprint.route("/office/brands/<int:brand_id>/report", methods=["GET", "POST"])
def report(brand_id: int) -> ResponseReturnValue:
    """Report a year."""
    brand = own_brand(brand_id)
    form = YearForm(data={"year": _next_year(brand)})
    if form.validate_on_submit():
        try:
            with transaction():
                brand_figures.report_year(
                    brand,
                    cast("int", form.year.data),
                    form.figures(),
                    source=form.source.data or "",
                    this_year=today().year,
                    account_id=current_account().id,
                )
        except RuleBroken as refusal:
            form.refuse(refusal)
            brand = own_brand(brand_id)
        else:
            flash(_("The figures of %(year)s are kept.", year=form.year.data))
            return redirect(url_for("brands.dossier", brand_id=brand_id, _anchor="figures"))
    page = render_template(
        "brands/report.html",
        brand=brand,
        form=form,
        figures=figures_of(brand_id),
        indicators={indicator.value: indicator for indicator in Indicator},
    )
    return page, REFUSED if form.is_submitted() else 200


@blueprint.route("/office/brands/<int:brand_id>/figures/<int:year>/<indicator>", methods=["GET", "POST"])
def correct(brand_id: int, year: int, indicator: str) -> ResponseReturnValue:
    """One figure with its history, and its correction."""
    brand, about = own_brand(brand_id), _indicator(indicator)
    history = history_of(brand_id, year, about)
    if not figures_of(brand_id).of_year(year):
        abort(404)
    standing = next((entered.row for entered in history if entered.row.replaced_at is None), None)
    value = None if standing is None else (standing.value if about in SHARES else int(standing.value))
    form = CORRECTIONS[about](data={"value": value, "source": standing.source if standing else ""})
    if form.validate_on_submit():
        try:
            with transaction():
                brand_figures.correct(
                    brand,
                    year,
                    about,
                    form.figure(),
                    source=form.source.data or "",
                    reason=form.reason.data or "",
                    account_id=current_account().id,
                )
        except RuleBroken as refusal:
            form.refuse(refusal)
            brand, history = own_brand(brand_id), history_of(brand_id, year, about)
        else:
            flash(_("Corrected. The earlier figure is kept and shown."))
            return redirect(url_for("brands.correct", brand_id=brand_id, year=year, indicator=indicator))
    page = render_template("brands/correct.html", brand=brand, form=form, year=year, indicator=about, history=history)
    return page, REFUSED if form.is_submitted() else 200


@blueprint.route("/office/brands/<int:brand_id>/enterprises/<int:enterprise_id>/report", methods=["GET", "POST"])
def report_enterprise(brand_id: int, enterprise_id: int) -> ResponseReturnValue:
    """What a leading enterprise reports of a year; what it reported before is shown beside it."""
    brand = own_brand(brand_id)
    member = _member(brand, enterprise_id)
    reports = enterprise_reports([enterprise_id]).get(enterprise_id, [])
    form = EnterpriseReportForm(data=enterprise_report_as_it_is(reports, today().year - 1))
    if form.validate_on_submit():
        try:
            with transaction():
                brand_figures.report_enterprise(
                    member.enterprise,
                    cast("int", form.year.data),
                    form.figures(),
                    source=form.source.data or "",
                    reason=form.reason.data or "",
                    this_year=today().year,
                    account_id=current_account().id,
                )
        except RuleBroken as refusal:
            form.refuse(refusal)
            brand = own_brand(brand_id)
            member = _member(brand, enterprise_id)
            reports = enterprise_reports([enterprise_id]).get(enterprise_id, [])
        else:
            flash(_("The figures of %(year)s are kept.", year=form.year.data))
            return redirect(url_for("brands.dossier", brand_id=brand_id, _anchor="enterprises"))
    page = render_template("brands/report_enterprise.html", brand=brand, member=member, form=form, reports=reports)
    return page, REFUSED if form.is_submitted() else 200


def _next_year(brand: Brand) -> int:
    """The year that is most probably reported next: the one after the latest report, if it has ended."""
    latest = max(figures_of(brand.id).years, default=None)
    return today().year - 1 if latest is None else min(latest + 1, today().year - 1)


def _indicator(word: str) -> Indicator:
    return Indicator(word) if word in set(Indicator) else abort(404)


def _member(brand: Brand, enterprise_id: int) -> BrandMember:
    found = (member for member in brand.members if member.enterprise_id == enterprise_id and member.approved_at)
    return next(found, None) or abort(404)
