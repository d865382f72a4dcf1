"""People from a table: who can be entered is, the others come back with their reasons."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from domain.errors import RuleBroken
from domain.spreadsheets import LARGEST_BYTES, MOST_ROWS
from webapp.access import current_account
from webapp.blueprints.talents.routes import own_division, vault
from webapp.blueprints.worker_imports.sheets import TABLE, words_of
from webapp.calendar import today
from webapp.kept_files import evidence_store
from webapp.services import worker_imports
from webapp.services.spreadsheets import read_sheet
from webapp.services.worker_imports import EnteredPerson, Seen
from webapp.sheets import carried, excel_file, refused_rows
from webapp.transaction import transaction
from webapp.wording import explain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask.typing import ResponseReturnValue

    from webapp.sheets import ReadRow

blueprint = Blueprint("worker_imports", __name__)

REFUSED = 422


@blueprint.route("/office/talents/import", methods=["GET", "POST"])
def import_workers() -> ResponseReturnValue:
    """Send a table; read the report."""
    if request.method == "GET":
        return _page()
    file = request.files.get("file")
    check = partial(worker_imports.check, seen=Seen(), within=own_division(), vault=vault(), today=today())
    try:
        rows = TABLE.read(
            read_sheet(file.read(LARGEST_BYTES + 1) if file else b""), words_of=words_of(today=today()), check=check
        )
    except RuleBroken as refusal:
        return _page(refused=explain(refusal)), REFUSED
    accepted = [row.words for row in rows if row.words is not None]
    refused = [row for row in rows if row.words is None]
    with transaction():
        for person in accepted:
            worker_imports.enter(
                person, account_id=current_account().id, vault=vault(), store=evidence_store(), today=today()
            )
    if not refused:
        flash(ngettext("%(num)s person is entered.", "%(num)s people are entered.", len(accepted)))
        return redirect(url_for("talents.index"))
    return _page(rows=refused, stored=len(accepted)), 200 if accepted else REFUSED


@blueprint.get("/office/talents/import/template")
def import_template() -> ResponseReturnValue:
    """An empty table to fill in."""
    return excel_file(TABLE.template(), f"{TABLE.name()}.xlsx")


@blueprint.post("/office/talents/import/refused")
def import_refused() -> ResponseReturnValue:
    """The refused rows with their reasons, as the page of the report carries them."""
    return excel_file(TABLE.refused(refused_rows(TABLE)), _("Refused") + ".xlsx")


def _page(*, refused: str = "", rows: Sequence[ReadRow[EnteredPerson]] = (), stored: int = 0) -> str:
    return render_template(
        "worker_imports/import_workers.html",
        refused=refused,
        rows=rows,
        stored=stored,
        carried=carried(rows),
        most_rows=MOST_ROWS,
        own_division=own_division(),
    )
