"""A roster as the agency's own table: taken out, changed in Excel, sent back, and reported on row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from domain.errors import RuleBroken
from domain.recruits import PersonTwice, PersonUnknown, RowOrderUnreadable, SeveralMeant, identity_of
from domain.spreadsheets import LARGEST_BYTES, MOST_ROWS
from webapp import typed
from webapp.access import current_account
from webapp.blueprints.labour_export.columns import COLUMNS, NEEDED, cells_of, order_of, roster_table, words_about
from webapp.calendar import today
from webapp.reads.roster_tables import find_batch_with_work, layout_of, people_of, table_lines
from webapp.services import roster_tables
from webapp.services.identifiers import mobile_phone
from webapp.services.recruits import Recruit, check_recruit
from webapp.services.roster_tables import RowWords
from webapp.services.spreadsheets import read_sheet
from webapp.sheets import carried, excel_file, refused_rows
from webapp.transaction import transaction
from webapp.wording import explain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flask import Blueprint
    from flask.typing import ResponseReturnValue

    from webapp.models import Batch
    from webapp.services.roster_tables import Applied
    from webapp.sheets import ReadRow, Table

REFUSED = 422
LONGEST_PLACE = 3
"""Digits of the place of a column."""
EVERY_KEY = tuple(column.key for column in COLUMNS)


def add_to(blueprint: Blueprint) -> None:
    """Put the pages of tables beside those of the batch."""
    for rule, endpoint, view, methods in (
        ("/agency/batches/<int:batch_id>/table", "table", table, ["GET", "POST"]),
        ("/agency/batches/<int:batch_id>/table.xlsx", "table_file", table_file, ["GET"]),
        ("/agency/batches/<int:batch_id>/table/refused", "table_refused", table_refused, ["POST"]),
        ("/agency/batches/<int:batch_id>/table/columns", "table_columns", table_columns, ["POST"]),
    ):
        blueprint.add_url_rule(rule, endpoint, view, methods=methods)


def table(batch_id: int) -> ResponseReturnValue:
    """Send a table; read the report."""
    batch = _batch(batch_id)
    if request.method == "GET":
        return _page(batch)
    file, own = request.files.get("file"), _table(batch, every=True)
    try:
        rows = own.read(
            read_sheet(file.read(LARGEST_BYTES + 1) if file else b""),
            words_of=_words_of(batch),
            check=_check_of(batch),
        )
        rows, done = _apply(batch, own, rows)
    except RuleBroken as refusal:
        return _page(_batch(batch_id), refused=explain(refusal)), REFUSED
    refused, said = [row for row in rows if row.words is None], _said(done)
    if refused:
        return _page(_batch(batch_id), rows=refused, said=said), 200 if said else REFUSED
    flash(" ".join(said) or _("The table says what stands already: nothing was changed."))
    return redirect(url_for("labour_export.batch", batch_id=batch_id))


def table_file(batch_id: int) -> ResponseReturnValue:
    """The roster in the agency's own columns, to be changed and sent back."""
    batch = _batch(batch_id)
    lines = table_lines(batch.agency_id, batch_id=batch.id)
    return excel_file(_table(batch).filled([cells_of(line) for line in lines]), f"table-{batch.id}.xlsx")


def table_refused(batch_id: int) -> ResponseReturnValue:
    """The refused rows with their reasons, as the page of the report carries them."""
    own = _table(_batch(batch_id), every=True)
    return excel_file(own.refused(refused_rows(own)), _("Refused") + ".xlsx")


def table_columns(batch_id: int) -> ResponseReturnValue:
    """Keep which columns the agency's tables have, and in which order."""
    batch = _batch(batch_id)
    places = {key: typed.clean_line(request.form.get(f"at-{key}", "")) for key in EVERY_KEY}
    numbers = {
        key: typed.whole_number(text) if len(text) <= LONGEST_PLACE else None for key, text in places.items() if text
    }
    if None in numbers.values():
        return _page(batch, places=places, order_refused=explain(RowOrderUnreadable())), REFUSED
    chosen = sorted((number or 0, at) for at, key in enumerate(EVERY_KEY) if (number := numbers.get(key)) is not None)
    keys = [EVERY_KEY[at] for _number, at in chosen]
    with transaction():
        roster_tables.keep_layout(batch.agency_id, [*(key for key in NEEDED if key not in keys), *keys])
        flash(_("Saved. Your tables have these columns from now on."))
    return redirect(url_for("labour_export.table", batch_id=batch_id))


def _apply(batch: Batch, own: Table, rows: list[ReadRow[RowWords]]) -> tuple[list[ReadRow[RowWords]], Applied]:
    """Do what the rows say; those that could not be done carry their reason."""
    at_of = [at for at, row in enumerate(rows) if row.words is not None]
    words = [row.words for row in rows if row.words is not None]
    with transaction():
        done = roster_tables.apply(batch, words, account_id=current_account().id, today=today())
        for at, refusal in done.refused.items():
            rows[at_of[at]] = own.refuse(rows[at_of[at]], refusal)
    return rows, done


def _words_of(batch: Batch) -> Callable[[dict[str, Any]], RowWords]:
    """Finds out whom a row means: by the number of the place, by who it is, or by the name alone."""
    people = people_of(batch.id)
    ids = {entry_id for entry_id, *_rest in people}
    by_identity = {
        identity_of(name=name, phone=phone, birth_year=year): entry_id for entry_id, name, phone, year in people
    }
    by_name: dict[str, list[int]] = {}
    for entry_id, name, _phone, _year in people:
        by_name.setdefault(name, []).append(entry_id)

    def words(values: dict[str, Any]) -> RowWords:
        said = words_about(values)
        if "entry_id" in values:
            if values["entry_id"] not in ids:
                raise PersonUnknown
            return RowWords(entry_id=values["entry_id"], **said)
        name, phone, year = values["name"], values.get("phone", ""), values.get("birth_year")
        if phone and "*" not in phone and year is not None:
            phone = mobile_phone(phone)
            known = by_identity.get(identity_of(name=name, phone=phone, birth_year=year))
            return RowWords(entry_id=known, recruit=None if known else _recruit(batch, values, phone), **said)
        meant = by_name.get(name, [])
        if len(meant) != 1:
            raise SeveralMeant if meant else PersonUnknown
        return RowWords(entry_id=meant[0], **said)

    return words


def _recruit(batch: Batch, values: dict[str, Any], phone: str) -> Recruit:
    return Recruit(
        name=values["name"],
        phone=phone,
        birth_year=values["birth_year"],
        division_code=values.get("division_code", batch.agency.division_code),
        work=values.get("work", ""),
    )


def _check_of(batch: Batch) -> Callable[[RowWords], None]:
    """Whether somebody new may be brought, and that no two rows are about the same person."""
    seen: set[object] = set()

    def check(words: RowWords) -> None:
        who = words.entry_id
        if words.recruit is not None:
            check_recruit(batch, words.recruit, today=today())
        about = who or (words.recruit and (words.recruit.name, words.recruit.phone))
        if about in seen:
            raise PersonTwice
        seen.add(about)

    return check


def _said(done: Applied) -> list[str]:
    """What came of a table, in sentences."""
    asked = ngettext(
        "%(num)s person was brought and asked by SMS.",
        "%(num)s people were brought and asked by SMS.",
        done.brought,
    )
    moved = ngettext("%(num)s person has a new state.", "%(num)s people have a new state.", done.moved)
    changed = ngettext(
        "Contract, seat or note of %(num)s person was changed.",
        "Contracts, seats or notes of %(num)s people were changed.",
        done.changed,
    )
    return [words for number, words in ((done.brought, asked), (done.moved, moved), (done.changed, changed)) if number]


def _batch(batch_id: int) -> Batch:
    agency_id = current_account().agency_id or abort(404)
    return find_batch_with_work(batch_id, agency_id=agency_id) or abort(404)


def _table(batch: Batch, *, every: bool = False) -> Table:
    """The agency's table, or one with every column, in which any table of an agency is read."""
    return roster_table(EVERY_KEY if every else order_of(layout_of(batch.agency_id)))


def _page(
    batch: Batch,
    *,
    refused: str = "",
    rows: Sequence[ReadRow[RowWords]] = (),
    said: Sequence[str] = (),
    places: dict[str, str] | None = None,
    order_refused: str = "",
) -> str:
    order = order_of(layout_of(batch.agency_id))
    standing = {key: str(at) for at, key in enumerate(order, start=1)}
    return render_template(
        "labour_export/table.html",
        batch=batch,
        columns=COLUMNS,
        needed=NEEDED,
        places=places if places is not None else standing,
        order_refused=order_refused,
        refused=refused,
        rows=rows,
        said=said,
        carried=carried(rows),
        most_rows=MOST_ROWS,
    )
