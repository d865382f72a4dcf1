"""Vacancies from an Excel table: what can stand is kept, what cannot comes back with its reasons."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from domain.errors import RuleBroken
from domain.spreadsheets import LARGEST_BYTES, MOST_ROWS
from domain.vacancies import SameVacancyStands, VacancyState
from webapp.access import current_account
from webapp.blueprints.enterprises.columns import COLUMNS
from webapp.blueprints.enterprises.posting import minimum_wages
from webapp.blueprints.enterprises.routes import REFUSED, blueprint, own_enterprise
from webapp.blueprints.enterprises.sheets import ReadRow, read_rows, reasons_of, refused_table, template
from webapp.calendar import today
from webapp.parameters import BadParameter
from webapp.reads.vacancy_desk import standing_wordings
from webapp.services import vacancies
from webapp.services.spreadsheets import read_sheet
from webapp.transaction import transaction
from webapp.wording import explain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flask.typing import ResponseReturnValue

    from webapp.models import Enterprise
    from webapp.services.vacancies import VacancyWords

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KEYS = {column.key for column in COLUMNS}


@blueprint.route("/enterprise/vacancies/import", methods=["GET", "POST"])
def import_vacancies() -> ResponseReturnValue:
    """Send a table; read the report."""
    enterprise = own_enterprise()
    if request.method == "GET":
        return _page()
    file = request.files.get("file")
    try:
        rows = read_rows(
            read_sheet(file.read(LARGEST_BYTES + 1) if file else b""),
            enterprise=enterprise,
            today=today(),
            check=_check_of(enterprise),
        )
    except RuleBroken as refusal:
        return _page(refused=explain(refusal)), REFUSED
    accepted = [row.words for row in rows if row.words is not None]
    refused = [row for row in rows if row.words is None]
    with transaction():
        kept = [
            vacancies.post(
                enterprise, words, account_id=current_account().id, today=today(), minimum_wages=minimum_wages()
            ).state
            for words in accepted
        ]
    waiting = kept.count(VacancyState.IN_REVIEW)
    if not refused:
        flash(ngettext("%(num)s vacancy is stored.", "%(num)s vacancies are stored.", len(kept)))
        return redirect(url_for("enterprises.vacancies", state="in_review" if waiting else None))
    return _page(rows=refused, stored=len(kept), waiting=waiting), 200 if kept else REFUSED


@blueprint.get("/enterprise/vacancies/import/template")
def import_template() -> ResponseReturnValue:
    """An empty table to fill in."""
    return _file(template(), _("Vacancies") + ".xlsx")


@blueprint.post("/enterprise/vacancies/import/refused")
def import_refused() -> ResponseReturnValue:
    """The refused rows with their reasons, as the page of the report carries them."""
    try:
        rows = json.loads(request.form.get("rows", ""))
        table = [
            ({key: str(cells[key]) for key in KEYS & set(cells)}, str(reason)) for cells, reason in rows[:MOST_ROWS]
        ]
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise BadParameter("rows") from error
    return _file(refused_table(table), _("Refused") + ".xlsx")


def _check_of(enterprise: Enterprise) -> Callable[[VacancyWords], None]:
    """Whether a row may stand: its rules, and that no other says the same."""
    standing = standing_wordings(enterprise.id)

    def check(words: VacancyWords) -> None:
        vacancies.check_words(words, today=today(), minimum_wages=minimum_wages())
        if words.essence in standing:
            raise SameVacancyStands
        standing.add(words.essence)

    return check


def _page(*, refused: str = "", rows: Sequence[ReadRow] = (), stored: int = 0, waiting: int = 0) -> str:
    return render_template(
        "enterprises/import_vacancies.html",
        refused=refused,
        rows=rows,
        stored=stored,
        waiting=waiting,
        carried=json.dumps([(row.cells, reasons_of(row)) for row in rows], ensure_ascii=False),
        most_rows=MOST_ROWS,
    )


def _file(content: bytes, name: str) -> Response:
    response = Response(content, mimetype=XLSX)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
