"""Inspections on the desk of officials: announced, drawn, and reported visit by visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from domain.divisions import HOME_CITY, lies_within
from domain.errors import RuleBroken
from domain.inspections import LONGEST_FINDINGS, LONGEST_TITLE, Finding
from webapp.access import current_account
from webapp.calendar import today
from webapp.forms import Day, Form, OneCard, TextBlock, TextLine, Tick, WholeNumber, names_of
from webapp.reads.inspections import brands_to_draw, find_inspection, find_visit_in, inspections_of
from webapp.services import inspections
from webapp.transaction import transaction
from webapp.wording import refusals_flashed

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Inspection, InspectionVisit

blueprint = Blueprint("inspections", __name__)

REFUSED = 422


class CampaignForm(Form):
    """A campaign of visits."""

    title = TextLine(lazy_gettext("Title of the inspection"), is_needed=True)
    sample_size = WholeNumber(lazy_gettext("Brands to visit"), is_needed=True)


class VisitForm(Form):
    """What a visit has found."""

    finding = OneCard(lazy_gettext("Finding"), names_of(Finding))
    visited_on = Day(lazy_gettext("Day of the visit"), is_needed=True)
    findings = TextBlock(lazy_gettext("What was found"))
    opens_case = Tick(lazy_gettext("Not in order: open a case, so that the brand mends it within ninety days"))


@blueprint.get("/office/certifications/inspections")
def index() -> ResponseReturnValue:
    """The campaigns of the division and of the city."""
    return render_template("inspections/index.html", inspections=inspections_of(_division()))


@blueprint.get("/office/certifications/inspections/new")
def new() -> ResponseReturnValue:
    """An empty campaign."""
    return _new_page(CampaignForm(formdata=None))


@blueprint.post("/office/certifications/inspections/new")
def announce() -> ResponseReturnValue:
    """Announce a campaign with the fingerprint of its lot."""
    form = CampaignForm()
    if form.validate_on_submit():
        try:
            with transaction():
                number = inspections.announce(
                    title=form.title.data or "",
                    sample_size=form.sample_size.data or 0,
                    account=current_account(),
                ).id
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("Announced. The fingerprint of the lot is public now; draw it when you are ready to visit."))
            return redirect(url_for("inspections.show", inspection_id=number))
    return _new_page(form), REFUSED


@blueprint.get("/office/certifications/inspections/<int:inspection_id>")
def show(inspection_id: int) -> ResponseReturnValue:
    """A campaign with its visits."""
    return _page(_inspection(inspection_id))


@blueprint.post("/office/certifications/inspections/<int:inspection_id>/draw")
def draw(inspection_id: int) -> ResponseReturnValue:
    """Draw the lot."""
    inspection = _inspection(inspection_id)
    with refusals_flashed(), transaction():
        inspections.draw_lot(inspection, account=current_account())
        flash(_("Drawn. Anybody can draw it again on the public page."))
    return redirect(url_for("inspections.show", inspection_id=inspection_id))


@blueprint.post("/office/certifications/inspections/visits/<int:visit_id>")
def report(visit_id: int) -> ResponseReturnValue:
    """Keep what a visit has found."""
    visit, form = _visit(visit_id), VisitForm(prefix=_prefix(visit_id))
    inspection_id = visit.inspection_id
    if form.validate_on_submit() and form.visited_on.data is not None:
        try:
            with transaction():
                case = inspections.report_visit(
                    visit,
                    finding=Finding(form.finding.data),
                    findings=form.findings.data or "",
                    visited_on=form.visited_on.data,
                    opens_case=form.opens_case.data,
                    account=current_account(),
                    today=today(),
                )
                flash(_("Reported, and a case is open.") if case else _("Reported."))
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            return redirect(url_for("inspections.show", inspection_id=inspection_id, _anchor=f"visit-{visit_id}"))
    return _page(_inspection(inspection_id), at=visit_id, form=form), REFUSED


def _new_page(form: CampaignForm) -> str:
    return render_template(
        "inspections/new.html", form=form, population=len(brands_to_draw(_division())), longest_title=LONGEST_TITLE
    )


def _page(inspection: Inspection, *, at: int = 0, form: VisitForm | None = None) -> str:
    division = _division()
    return render_template(
        "inspections/show.html",
        inspection=inspection,
        may_draw=inspection.drawn_at is None and inspection.division_code == division,
        may_report={visit.id for visit in inspection.visits if lies_within(visit.brand.division_code, division)},
        at=at,
        forms={visit.id: form if visit.id == at else _empty(visit.id) for visit in inspection.visits},
        longest_findings=LONGEST_FINDINGS,
    )


def _prefix(visit_id: int) -> str:
    """Each visit has a form of its own on the page."""
    return f"visit-{visit_id}"


def _empty(visit_id: int) -> VisitForm:
    return VisitForm(formdata=None, prefix=_prefix(visit_id), visited_on=today(), opens_case=True)


def _division() -> str:
    return current_account().division_code or abort(403)


def _inspection(inspection_id: int) -> Inspection:
    found, division = find_inspection(inspection_id), _division()
    if found is None or not (division in {HOME_CITY, found.division_code} or found.division_code == HOME_CITY):
        abort(404)
    return found


def _visit(visit_id: int) -> InspectionVisit:
    return find_visit_in(visit_id, division_code=_division()) or abort(404)
