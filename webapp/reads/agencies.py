"""Agencies, and what waits on their desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from domain.labour_export import RosterState
from webapp.extensions import db
from webapp.models import Agency, Batch, RosterEntry
from webapp.reads.places_away import count_checks_due
from webapp.reads.rosters import batches_of, open_orders

if TYPE_CHECKING:
    from datetime import date

    from webapp.reads.rosters import BatchLine, OrderLine


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyDesk:
    """What an agency sees first."""

    to_ask: int
    """Matched people whom nobody has asked yet."""
    waiting: int
    """People who have been asked and have not answered."""
    to_sign: int
    """People who have said yes and have no contract yet."""
    to_check: int
    """People away who are to be asked about now."""
    batches: list[BatchLine]
    orders: list[OrderLine]


def find_agency(agency_id: int) -> Agency | None:
    """The agency of a number."""
    return db.session.scalar(select(Agency).where(Agency.id == agency_id).options(joinedload(Agency.division)))


def desk_of(agency: Agency, *, today: date) -> AgencyDesk:
    """What waits for an agency today."""
    rows = db.session.execute(
        select(RosterEntry.state, func.count().label("people"))
        .join(Batch, Batch.id == RosterEntry.batch_id)
        .where(Batch.agency_id == agency.id)
        .group_by(RosterEntry.state)
    )
    people = {row.state: row.people for row in rows}
    return AgencyDesk(
        to_ask=people.get(RosterState.PROPOSED, 0),
        waiting=people.get(RosterState.NOTIFIED, 0),
        to_sign=people.get(RosterState.AGREED, 0),
        to_check=count_checks_due(agency.id, today=today),
        batches=batches_of(agency.id),
        orders=[line for line in open_orders(agency_id=agency.id, today=today) if line.left],
    )
