"""Objections of workers to what was entered about their place: kept, looked at by an official, settled in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from domain.accounts import check_scope
from domain.objections import ObjectionKind, ObjectionOutcome, ObjectionStands, check_objection, check_settlement
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import RosterEntry, RosterObjection
from webapp.services import audit

if TYPE_CHECKING:
    from webapp.models import Account


def object_to(entry: RosterEntry, kind: ObjectionKind, text: str, *, account_id: int | None) -> RosterObjection:
    """Keep what a worker says against the records. Raises ObjectionTextTooLong or ObjectionStands."""
    check_objection(text)
    db.session.execute(
        update(RosterEntry)
        .where(RosterEntry.id == entry.id)
        .values(note=RosterEntry.note)
        .execution_options(synchronize_session=False)
    )
    standing = select(RosterObjection.id).where(
        RosterObjection.entry_id == entry.id, RosterObjection.kind == kind, RosterObjection.outcome.is_(None)
    )
    if db.session.scalar(standing) is not None:
        raise ObjectionStands
    objection = RosterObjection(entry_id=entry.id, kind=kind, text=text.strip(), at=now())
    db.session.add(objection)
    audit.record("roster.object", entry, account_id=account_id, kind=kind, text=text.strip())
    return objection


def settle(objection: RosterObjection, outcome: ObjectionOutcome, finding: str, *, official: Account) -> None:
    """Say what was found. `objection.entry` with its batch and agency must be loaded.

    Raises OutOfScope, ObjectionSettled, FindingMissing or FindingTooLong.
    """
    check_scope(official.role, official.division_code or "", objection.entry.batch.agency.division_code)
    check_settlement(objection.outcome, finding)
    objection.outcome, objection.finding = outcome, finding.strip()
    objection.settled_at, objection.settled_by_id = now(), official.id
    audit.record("roster.settle", objection, account_id=official.id, outcome=outcome, finding=finding.strip())
