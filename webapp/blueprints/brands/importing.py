"""Brands and yearly figures from an Excel table: what can stand is kept, the rest comes back with its reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from domain.errors import RuleBroken
from domain.spreadsheets import LARGEST_BYTES, MOST_ROWS
from webapp.access import current_account
from webapp.blueprints.brands.library import own_brand, own_division
from webapp.blueprints.brands.routes import REFUSED, blueprint
from webapp.blueprints.brands.sheets import (
    BRANDS,
    FIGURES,
    brand_check,
    brand_words,
    year_check,
    year_words,
)
from webapp.calendar import today
from webapp.reads.brands import taken_names
from webapp.services import brand_figures, brands
from webapp.services.spreadsheets import read_sheet
from webapp.sheets import carried, excel_file, refused_rows
from webapp.transaction import transaction
from webapp.wording import explain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask.typing import ResponseReturnValue

    from webapp.sheets import ReadRow, Table

TABLES = {"brands": BRANDS, "figures": FIGURES}


@blueprint.route("/office/brands/import/<kind>", methods=["GET", "POST"])
def import_table(kind: str) -> ResponseReturnValue:
    """Send a table; read the report."""
    table = _table(kind)
    if request.method == "GET":
        return _page(kind)
    file = request.files.get("file")
    try:
        rows = _read(kind, table, file.read(LARGEST_BYTES + 1) if file else b"")
    except RuleBroken as refusal:
        return _page(kind, refused=explain(refusal)), REFUSED
    accepted = [row.words for row in rows if row.words is not None]
    refused = [row for row in rows if row.words is None]
    with transaction():
        _keep(kind, accepted)
    if not refused:
        flash(ngettext("%(num)s row is kept.", "%(num)s rows are kept.", len(accepted)))
        return redirect(url_for("brands.library"))
    return _page(kind, rows=refused, stored=len(accepted)), 200 if accepted else REFUSED


@blueprint.get("/office/brands/import/<kind>/template")
def import_template(kind: str) -> ResponseReturnValue:
    """An empty table to fill in."""
    table = _table(kind)
    return excel_file(table.template(), f"{table.name()}.xlsx")


@blueprint.post("/office/brands/import/<kind>/refused")
def import_refused(kind: str) -> ResponseReturnValue:
    """The refused rows with their reasons, as the page of the report carries them."""
    table = _table(kind)
    return excel_file(table.refused(refused_rows(table)), _("Refused") + ".xlsx")


def _table(kind: str) -> Table:
    return TABLES.get(kind) or abort(404)


def _read(kind: str, table: Table, content: bytes) -> list[ReadRow[Any]]:
    rows = read_sheet(content)
    if kind == "brands":
        return table.read(rows, words_of=brand_words, check=brand_check(own_division()))
    return table.read(
        rows, words_of=year_words(own_division()), check=year_check(own_division(), this_year=today().year)
    )


def _keep(kind: str, accepted: Sequence[Any]) -> None:
    if kind == "brands":
        taken = taken_names()
        for words in accepted:
            taken.add(brands.create(words, account=current_account(), taken=taken).name)
        return
    for words in accepted:
        brand_figures.report_year(
            own_brand(words.brand_id),
            words.year,
            words.figures,
            source=words.source,
            this_year=today().year,
            account_id=current_account().id,
        )


def _page(kind: str, *, refused: str = "", rows: Sequence[ReadRow[Any]] = (), stored: int = 0) -> str:
    return render_template(
        "brands/import_table.html",
        kind=kind,
        refused=refused,
        rows=rows,
        stored=stored,
        carried=carried(rows),
        most_rows=MOST_ROWS,
    )
