"""Vacancies from an Excel table: what can stand is kept, what cannot comes back with its reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from domain.errors import RuleBroken
from domain.spreadsheets import LARGEST_BYTES, MOST_ROWS
from domain.vacancies import SameVacancyStands, VacancyState
from webapp.access import current_account
from webapp.blueprints.enterprises.posting import minimum_wages
from webapp.blueprints.enterprises.routes import REFUSED, blueprint, own_enterprise
from webapp.blueprints.enterprises.sheets import TABLE, words_of
from webapp.calendar import today
from webapp.reads.vacancy_desk import standing_wordings
from webapp.services import vacancies
from webapp.services.spreadsheets import read_sheet
from webapp.sheets import carried, excel_file, refused_rows
from webapp.transaction import transaction
from webapp.wording import explain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flask.typing import ResponseReturnValue

    from webapp.models import Enterprise
    from webapp.services.vacancies import VacancyWords
    from webapp.sheets import ReadRow


@blueprint.route("/enterprise/vacancies/import", methods=["GET", "POST"])
def import_vacancies() -> ResponseReturnValue:
    """Send a table; read the report."""
    enterprise = own_enterprise()
    if request.method == "GET":
        return _page()
    file = request.files.get("file")
    try:
        rows = TABLE.read(
            read_sheet(file.read(LARGEST_BYTES + 1) if file else b""),
            words_of=words_of(enterprise, today=today()),
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
    return excel_file(TABLE.template(), _("Vacancies") + ".xlsx")


@blueprint.post("/enterprise/vacancies/import/refused")
def import_refused() -> ResponseReturnValue:
    """The refused rows with their reasons, as the page of the report carries them."""
    return excel_file(TABLE.refused(refused_rows(TABLE)), _("Refused") + ".xlsx")


def _check_of(enterprise: Enterprise) -> Callable[[VacancyWords], None]:
    """Whether a row may stand: its rules, and that no other says the same."""
    standing = standing_wordings(enterprise.id)

    def check(words: VacancyWords) -> None:
        vacancies.check_words(words, today=today(), minimum_wages=minimum_wages())
        if words.essence in standing:
            raise SameVacancyStands
        standing.add(words.essence)

    return check


def _page(*, refused: str = "", rows: Sequence[ReadRow[VacancyWords]] = (), stored: int = 0, waiting: int = 0) -> str:
    return render_template(
        "enterprises/import_vacancies.html",
        refused=refused,
        rows=rows,
        stored=stored,
        waiting=waiting,
        carried=carried(rows),
        most_rows=MOST_ROWS,
    )
