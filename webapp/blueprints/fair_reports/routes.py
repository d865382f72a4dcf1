"""The funnel of one fair and of many, the people behind every figure, and both as an Excel table."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from flask import Blueprint, abort, render_template, request
from flask_babel import gettext as _

from domain.divisions import county_of
from domain.fair_reports import STEPS, FunnelStep, share
from webapp.access import current_account
from webapp.calendar import today
from webapp.labels import label
from webapp.parameters import BadParameter, day, member, page_number
from webapp.presentation import place
from webapp.reads.fair_reports import FunnelQuestion, funnel_of, people_behind
from webapp.reads.fair_tickets import find_fair_of
from webapp.services.spreadsheets import write_sheet
from webapp.sheets.answers import excel_file
from webapp.typed import clean_line

if TYPE_CHECKING:
    from flask import Response
    from flask.typing import ResponseReturnValue

    from webapp.reads.fair_reports import FairFunnel

blueprint = Blueprint("fair_reports", __name__)

LOOKS_BACK = timedelta(days=365)
LONGEST_NAME = 120
MOST_IN_A_SHEET = 20_000


@blueprint.get("/office/fairs/report")
def index() -> ResponseReturnValue:
    """The fairs of a time: by brand and by county."""
    question = _question()
    return render_template(
        "fair_reports/index.html", question=question, funnel=funnel_of(question), steps=STEPS, share=share
    )


@blueprint.get("/office/fairs/report/people")
def people() -> ResponseReturnValue:
    """The people behind a figure."""
    question = replace(_question(), county=_county(), brand=_brand(), step=member(request.args, "step", FunnelStep))
    page = page_number(request.args)
    return render_template(
        "fair_reports/people.html",
        question=question,
        fair=None,
        found=people_behind(question, page=page),
        steps=STEPS,
    )


@blueprint.get("/office/fairs/report.xlsx")
def export() -> ResponseReturnValue:
    """The figures of a time as a table."""
    return _sheet(funnel_of(_question()), "fairs")


@blueprint.get("/office/fairs/<int:fair_id>/report/people")
def people_of_fair(fair_id: int) -> ResponseReturnValue:
    """The people behind a figure of one fair."""
    fair = find_fair_of(fair_id, division_code=_division()) or abort(404)
    question = FunnelQuestion(
        within=_division(), fair_id=fair.id, county=_county(), step=member(request.args, "step", FunnelStep)
    )
    page = page_number(request.args)
    return render_template(
        "fair_reports/people.html",
        question=question,
        fair=fair,
        found=people_behind(question, page=page),
        steps=STEPS,
    )


@blueprint.get("/office/fairs/<int:fair_id>/report.xlsx")
def export_fair(fair_id: int) -> ResponseReturnValue:
    """The people of one fair and how far they went, as a table; phone numbers stay here."""
    fair = find_fair_of(fair_id, division_code=_division()) or abort(404)
    question = FunnelQuestion(within=_division(), fair_id=fair.id)
    found = people_behind(question, page_size=MOST_IN_A_SHEET)
    heads = [_("Name"), _("Lives in"), *(str(label(step)) for step in STEPS), _("Spoke with")]
    rows = [
        [
            person.worker.name,
            place(person.worker.division_code),
            *("1" if step in person.steps else "" for step in STEPS),
            "；".join(person.enterprises),
        ]
        for person in found.people
    ]
    content = write_sheet(_("People"), heads, rows, notes=[fair.title], help_name=_("Fair"))
    return excel_file(content, f"fair-{fair.id}.xlsx")


def _sheet(funnel: FairFunnel, name: str) -> Response:
    heads = [_("By"), _("Which"), *(str(label(step)) for step in STEPS)]
    rows: list[list[object]] = [[_("All"), "", *(funnel.whole.counts[step] for step in STEPS)]]
    rows += [[_("Brand"), line.key, *(line.counts[step] for step in STEPS)] for line in funnel.by_brand]
    rows += [[_("County"), place(line.key), *(line.counts[step] for step in STEPS)] for line in funnel.by_county]
    notes = [_("Each person counts once at a fair, on every step that was reached.")]
    return excel_file(write_sheet(_("Fairs"), heads, rows, notes=notes, help_name=_("What is counted")), f"{name}.xlsx")


def _question() -> FunnelQuestion:
    """Which fairs: those of the last year, unless days were chosen."""
    since = day(request.args, "since") or today() - LOOKS_BACK
    until = day(request.args, "until") or today()
    return FunnelQuestion(within=_division(), since=since, until=until)


def _county() -> str:
    code = clean_line(request.args.get("county"))
    if code and (not code.isascii() or not code.isdigit() or county_of(code) != code):
        raise BadParameter("county")
    return code


def _brand() -> str:
    return clean_line(request.args.get("brand"))[:LONGEST_NAME]


def _division() -> str:
    return current_account().division_code or abort(403)
