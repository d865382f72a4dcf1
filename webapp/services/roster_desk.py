"""What an agency does with many people at once, across its batches: each step with who could not take it and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from domain.errors import RuleBroken
from domain.export_contracts import numbers_from
from domain.labour_export import LONGEST_REASON, RosterReasonTooLong, RosterState, RosterStepRefused
from webapp.extensions import db
from webapp.models import Batch, ExportOrder, RosterEntry
from webapp.reads.places_away import places_of_agency
from webapp.services import one_time_codes, rosters
from webapp.services.rosters import StepReport

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from webapp.services.rosters import StepDetails


def take_steps(
    agency_id: int,
    entry_ids: Collection[int],
    target: RosterState,
    details: StepDetails,
    *,
    account_id: int,
    today: date,
) -> StepReport:
    """Move people of any batches of the agency. Contracts count on from one batch to the next.

    Raises RosterStepRefused where none of them is the agency's, or as `rosters.take_steps` does.
    """
    by_batch: dict[int, list[int]] = {}
    rows = db.session.execute(
        select(RosterEntry.id, RosterEntry.batch_id)
        .join(Batch, Batch.id == RosterEntry.batch_id)
        .where(Batch.agency_id == agency_id, RosterEntry.id.in_(entry_ids))
        .order_by(RosterEntry.batch_id, RosterEntry.id)
    )
    for entry_id, batch_id in rows:
        by_batch.setdefault(batch_id, []).append(entry_id)
    if not by_batch:
        raise RosterStepRefused(target=target)
    batches = db.session.scalars(
        select(Batch)
        .where(Batch.id.in_(by_batch))
        .order_by(Batch.id)
        .options(joinedload(Batch.agency), joinedload(Batch.order).joinedload(ExportOrder.enterprise))
    ).all()
    whole = StepReport(done=())
    for batch in batches:
        report = rosters.take_steps(batch, by_batch[batch.id], target, details, account_id=account_id, today=today)
        whole = StepReport(done=whole.done + report.done, refused=whole.refused + report.refused)
        if details.contract is not None and len(batches) > 1:
            following = numbers_from(details.contract.number, len(by_batch[batch.id]) + 1)[-1]
            details = replace(details, contract=replace(details.contract, number=following))
    return whole


def send_codes(agency_id: int, entry_ids: Collection[int], *, secret: str, account_id: int) -> StepReport:
    """Send everybody a code with which to answer; who gets none, and why."""
    done, refused = [], []
    for entry in places_of_agency(entry_ids, agency_id=agency_id):
        try:
            one_time_codes.send(entry, secret=secret, account_id=account_id)
        except RuleBroken as refusal:
            refused.append((entry, refusal))
        else:
            done.append(entry.id)
    return StepReport(done=tuple(done), refused=tuple(refused))


def write_note(entry: RosterEntry, note: str) -> None:
    """Keep what an agency wants to remember of somebody. Raises RosterReasonTooLong."""
    if len(note) > LONGEST_REASON:
        raise RosterReasonTooLong(length=len(note), most=LONGEST_REASON)
    entry.note = note.strip()
    db.session.flush()
