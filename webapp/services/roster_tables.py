"""A roster as an agency's table says it: steps, contracts, seats and notes of many, and people whom it brings."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from domain.errors import RuleBroken
from domain.export_contracts import ContractTerms
from domain.labour_export import RosterState
from domain.recruits import VehicleUnknown
from webapp.extensions import db
from webapp.models import RosterEntry, RosterLayout, Seat
from webapp.reads.vehicles import vehicles_of
from webapp.services import export_contracts, recruits, rosters, vehicles
from webapp.services.roster_desk import write_note
from webapp.services.rosters import StepDetails

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from domain.retention import CheckMethod
    from domain.roster_steps import StepReason
    from webapp.models import Batch, Vehicle
    from webapp.services.recruits import Recruit


@dataclass(frozen=True, slots=True, kw_only=True)
class RowWords:
    """What a row says: about somebody of the batch, or about somebody new."""

    entry_id: int | None
    recruit: Recruit | None = None
    state: RosterState | None = None
    happened_on: date | None = None
    why: StepReason | None = None
    reason: str = ""
    method: CheckMethod | None = None
    number: str = ""
    months: int | None = None
    signed_on: date | None = None
    fee_fen: int | None = None
    plate: str = ""
    seat: int | None = None
    note: str | None = None
    """None where the table has no such column."""


@dataclass(slots=True)
class Applied:
    """What came of the rows of a table."""

    moved: int = 0
    changed: int = 0
    brought: int = 0
    refused: dict[int, RuleBroken] = field(default_factory=dict)
    """By the place of the row among those that were given."""


def apply(batch: Batch, rows: Sequence[RowWords], *, account_id: int, today: date) -> Applied:
    """Do what the rows of a table say, each for itself. `batch.order` must be loaded with its work.

    A row that cannot be done is refused with its reason, and the others are done; where a step can be taken and a seat
    cannot be given, the step stands. Raises BatchNotForming where the batch was cancelled.
    """
    done = Applied()
    entries = _entries(batch, [row.entry_id for row in rows if row.entry_id])
    row_of = {row.entry_id: at for at, row in enumerate(rows) if row.entry_id in entries}
    _take_steps(batch, {entry: rows[at] for entry, at in row_of.items()}, entries, row_of, done, account_id, today)
    entries = _entries(batch, list(row_of))  # with the contracts that steps have made
    plates = {vehicle.plate: vehicle for vehicle in vehicles_of(batch.id)}
    for entry_id, at in row_of.items():
        if at in done.refused:
            continue
        try:
            done.changed += _correct(entries[entry_id], rows[at], plates, account_id=account_id, today=today)
        except RuleBroken as refusal:
            done.refused[at] = refusal
    new = {at: row.recruit for at, row in enumerate(rows) if row.recruit is not None}
    answers = recruits.bring(batch, list(new.values()), account_id=account_id, today=today) if new else []
    refused = {at: answer for at, answer in zip(new, answers, strict=True) if answer is not None}
    done.refused |= refused
    done.brought = len(new) - len(refused)
    return done


def _take_steps(
    batch: Batch,
    rows: Mapping[int, RowWords],
    entries: Mapping[int, RosterEntry],
    row_of: Mapping[int, int],
    done: Applied,
    account_id: int,
    today: date,
) -> None:
    steps: dict[RosterState, dict[int, StepDetails]] = defaultdict(dict)
    for entry_id, row in rows.items():
        target = _target(entries[entry_id], row)
        if target is not None:
            steps[target][entry_id] = _details(row, today)
    for target, details_of in steps.items():
        report = rosters.take_each(batch, details_of, target, account_id=account_id, today=today)
        done.moved += len(report.done)
        done.refused |= {row_of[entry.id]: refusal for entry, refusal in report.refused}


def keep_layout(agency_id: int, columns: Sequence[str]) -> None:
    """Keep the order of an agency's columns."""
    standing = db.session.scalar(select(RosterLayout).where(RosterLayout.agency_id == agency_id))
    if standing is None:
        db.session.add(RosterLayout(agency_id=agency_id, columns=list(columns)))
    else:
        standing.columns = list(columns)
    db.session.flush()


def _entries(batch: Batch, ids: Sequence[int]) -> dict[int, RosterEntry]:
    found = db.session.scalars(
        select(RosterEntry)
        .where(RosterEntry.batch_id == batch.id, RosterEntry.id.in_(ids))
        .options(joinedload(RosterEntry.contract), joinedload(RosterEntry.seat).joinedload(Seat.vehicle))
        .execution_options(populate_existing=True)
    )
    return {entry.id: entry for entry in found}


def _target(entry: RosterEntry, row: RowWords) -> RosterState | None:
    """The step that a row asks for; the number of a contract for somebody who has agreed says that it is signed."""
    if row.state is not None and row.state is not entry.state:
        return row.state
    if entry.state is RosterState.AGREED and row.number:
        return RosterState.CONTRACTED
    return None


def _details(row: RowWords, today: date) -> StepDetails:
    happened_on = row.happened_on or today
    contract = None
    if row.number or row.months:
        contract = ContractTerms(
            number=row.number,
            months=row.months or 0,
            signed_on=row.signed_on or happened_on,
            fee_fen=row.fee_fen or 0,
        )
    return StepDetails(happened_on=happened_on, why=row.why, reason=row.reason, contract=contract, method=row.method)


def _correct(entry: RosterEntry, row: RowWords, plates: Mapping[str, Vehicle], *, account_id: int, today: date) -> bool:
    """Bring contract, seat and note to what the row says, and say whether anything was changed."""
    was_changed = False
    if row.note is not None and row.note != entry.note:
        write_note(entry, row.note)
        was_changed = True
    contract = entry.contract
    if contract is not None:
        terms = ContractTerms(
            number=row.number or contract.number,
            months=row.months if row.months is not None else contract.months,
            signed_on=row.signed_on or contract.signed_on,
            fee_fen=row.fee_fen if row.fee_fen is not None else contract.fee_fen,
        )
        standing = (contract.number, contract.months, contract.signed_on, contract.fee_fen)
        if (terms.number, terms.months, terms.signed_on, terms.fee_fen) != standing:
            export_contracts.correct(contract, terms, account_id=account_id, today=today)
            was_changed = True
    if row.plate and row.seat is not None:
        seat = entry.seat
        if seat is None or (seat.vehicle.plate, seat.number) != (row.plate, row.seat):
            if row.plate not in plates:
                raise VehicleUnknown(plate=row.plate)
            vehicles.give_seat(entry, plates[row.plate], row.seat)
            was_changed = True
    db.session.flush()
    return was_changed
