"""The columns of an agency's table of a roster: what each says, and how a row of it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import force_locale, gettext
from flask_babel import lazy_gettext as _

from domain.labour_export import TRANSITIONS, RosterState
from domain.retention import CheckMethod
from domain.roster_steps import StepReason
from webapp import typed
from webapp.labels import label
from webapp.presentation import place
from webapp.sheets import Column, Table, read_day, read_member, read_money, read_number, read_place, read_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from webapp.reads.roster_tables import TableLine

STEPS = tuple(dict.fromkeys(target for _source, target in TRANSITIONS))
COLUMNS: tuple[Column, ...] = (
    Column(
        key="entry_id",
        name=_("Place number"),
        read=read_number,
        note=_("Tells people of the same name apart. Left empty for somebody new."),
    ),
    Column(key="name", name=_("Name"), read=typed.clean_line, is_needed=True),
    Column(
        key="phone", name=_("Mobile number"), read=typed.clean_line, note=_("Needed for somebody new; asked by SMS.")
    ),
    Column(key="birth_year", name=_("Year of birth"), read=read_number, note=_("Needed for somebody new.")),
    Column(key="division_code", name=_("Home town"), read=read_place, note=_("Left empty, it is where the agency is.")),
    Column(key="work", name=_("Work"), read=typed.clean_line, note=_("Needed where the order offers several.")),
    Column(key="state", name=_("State"), read=read_member(RosterState), choices=STEPS, note=_("Write the new one.")),
    Column(
        key="happened_on",
        name=_("Day of the new state"),
        read=read_day,
        note=_("As 2026-12-31. Left empty, it is today."),
    ),
    Column(
        key="why",
        name=_("Reason"),
        read=read_member(StepReason),
        choices=tuple(StepReason),
        note=_("For those who did not come or left early."),
    ),
    Column(key="reason", name=_("In a few words"), read=read_text),
    Column(
        key="method",
        name=_("How is it known?"),
        read=read_member(CheckMethod),
        choices=tuple(CheckMethod),
        note=_("For those who are still at work after one, three or six months."),
    ),
    Column(
        key="number",
        name=_("Number of the contract"),
        read=typed.clean_line,
        note=_("With it, who has agreed has signed."),
    ),
    Column(key="months", name=_("Months of the contract"), read=read_number),
    Column(key="signed_on", name=_("Signed on"), read=read_day),
    Column(key="fee_fen", name=_("Money taken from the worker"), read=read_money, note=_("In yuan.")),
    Column(key="plate", name=_("Plate, or number of the train"), read=typed.clean_line),
    Column(key="seat", name=_("Seat"), read=read_number),
    Column(key="note", name=_("Own note"), read=read_text, note=_("The worker does not see it.")),
)
"""In the order that an agency has that never chose another."""
NEEDED = frozenset({"name"})
"""A row without it is about nobody."""
KNOWN_BY_OTHERS = {"fee": "fee_fen", "vehicle": "plate"}


def order_of(kept: Sequence[str]) -> tuple[str, ...]:
    """The keys of an agency's columns in their order: those that it kept, or all."""
    known = {column.key for column in COLUMNS}
    chosen = [key for key in kept if key in known]
    return tuple(chosen) if chosen else tuple(column.key for column in COLUMNS)


def roster_table(keys: Sequence[str]) -> Table:
    """A table with these columns."""
    by_key = {column.key: column for column in COLUMNS}
    return Table(
        name=lambda: gettext("Roster"),
        columns=tuple(by_key[key] for key in keys),
        titled_by="name",
        about=KNOWN_BY_OTHERS,
    )


def cells_of(line: TableLine) -> dict[str, object]:
    """What stands about somebody, by the keys of the columns; what only a new step has is left empty."""
    entry, latest = line.entry, line.latest
    contract, seat = entry.contract, entry.seat
    with force_locale("zh_CN"):  # in which places are read, too
        home = place(entry.worker.division_code)
    cells: dict[str, object] = {
        "entry_id": entry.id,
        "name": entry.worker.name,
        "phone": line.phone,
        "birth_year": entry.worker.birth_year,
        "division_code": home,
        "work": entry.vacancy.title,
        "state": str(label(entry.state)),
        "why": str(label(latest.why)) if latest and latest.why else "",
        "reason": latest.reason if latest else "",
        "note": entry.note,
    }
    if contract is not None:
        cells |= {
            "number": contract.number,
            "months": contract.months,
            "signed_on": contract.signed_on.isoformat(),
            "fee_fen": contract.fee_fen / 100,
        }
    if seat is not None:
        cells |= {"plate": seat.vehicle.plate, "seat": seat.number}
    return cells


def words_about(values: dict[str, Any]) -> dict[str, Any]:
    """What a row says about the place itself, whoever it is."""
    own = {"entry_id", "name", "phone", "birth_year", "division_code", "work"}
    return {key: value for key, value in values.items() if key not in own}
