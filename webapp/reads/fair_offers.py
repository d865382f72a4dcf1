"""What fairs are assembled from: open vacancies of brands with a zone, the fairs that stand, how past ones went."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from domain.applications import SEATED
from domain.brands import PUBLIC_STATES
from domain.fair_expectations import measure_rates
from domain.fair_proposals import REST, StandingFair
from domain.fairs import FairState
from domain.invitations import InvitationState
from webapp.extensions import db
from webapp.models import Application, Booth, BoothVacancy, Brand, Fair, Invitation, Vacancy, Zone
from webapp.reads.matching import is_hiring

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from sqlalchemy import ColumnElement

    from domain.fair_expectations import Rates

WITHDRAWN = "clock"
"""In the rationale of a cancelled fair: the clock cancelled it, not an official."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A vacancy that a fair could show."""

    enterprise_id: int
    zone_id: int | None
    """None where only an official has put it into a fair."""
    division_code: str
    opened_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingFairs:
    """The fairs that assembling has to respect or renew; compared again before anything is stored."""

    fairs: tuple[StandingFair, ...]
    versions: tuple[int, ...]

    @property
    def edited(self) -> tuple[StandingFair, ...]:
        """Proposals that an official works on: their people are matched anew, the rest is left alone."""
        return tuple(fair for fair in self.fairs if fair.state is FairState.PROPOSED and fair.is_edited)


def read_standing_fairs(*, today: date) -> StandingFairs:
    """The fairs of the last weeks and those to come."""
    rows = db.session.execute(
        select(
            Fair.id,
            Fair.proposal_key,
            Fair.zone_id,
            Fair.division_code,
            Fair.held_on,
            Fair.state,
            Fair.edited_at,
            Fair.rationale,
            Fair.version,
        )
        .where(or_(Fair.held_on >= today - REST - timedelta(days=1), Fair.state == FairState.PROPOSED))
        .order_by(Fair.id)
    ).all()
    shown: dict[int, set[int]] = defaultdict(set)
    for fair_id, vacancy_id in db.session.execute(
        select(Booth.fair_id, BoothVacancy.vacancy_id)
        .join(BoothVacancy, BoothVacancy.booth_id == Booth.id)
        .where(Booth.fair_id.in_([row.id for row in rows]))
    ):
        shown[fair_id].add(vacancy_id)
    return StandingFairs(
        fairs=tuple(
            StandingFair(
                id=row.id,
                key=row.proposal_key,
                zone_id=row.zone_id,
                division_code=row.division_code,
                held_on=row.held_on,
                state=row.state,
                is_edited=row.edited_at is not None,
                is_withdrawn=row.state is FairState.CANCELLED
                and row.rationale.get("cancelled", {}).get("by") == WITHDRAWN,
                vacancy_ids=frozenset(shown[row.id]),
            )
            for row in rows
        ),
        versions=tuple(row.version for row in rows),
    )


def may_be_shown(today: date, edited: tuple[StandingFair, ...]) -> ColumnElement[bool]:
    """Vacancies at home that a fair could show: of a public brand with a zone, or put into a fair by an official."""
    of_brand = Vacancy.brand_id.in_(
        select(Zone.brand_id)
        .join(Brand, Brand.id == Zone.brand_id)
        .where(Zone.is_published, Brand.state.in_(PUBLIC_STATES))
    )
    chosen = Vacancy.id.in_({vacancy_id for fair in edited for vacancy_id in fair.vacancy_ids})
    return is_hiring(today) & Vacancy.export_order_id.is_(None) & (of_brand | chosen)


def read_offers(only: ColumnElement[bool]) -> Mapping[int, Offer]:
    """The vacancies of a condition, by number."""
    zone_of = select(func.min(Zone.id)).where(Zone.brand_id == Vacancy.brand_id, Zone.is_published).scalar_subquery()
    rows = db.session.execute(
        select(Vacancy.id, Vacancy.enterprise_id, zone_of, Vacancy.division_code, Vacancy.opened_at).where(only)
    )
    return {
        vacancy_id: Offer(
            enterprise_id=enterprise_id, zone_id=zone_id, division_code=division_code, opened_at=opened_at
        )
        for vacancy_id, enterprise_id, zone_id, division_code, opened_at in rows
    }


def brand_names() -> dict[int, str]:
    """The name of the brand of each zone that has one."""
    rows = db.session.execute(select(Zone.id, Brand.name).join(Brand, Brand.id == Zone.brand_id))
    return {row.id: row.name for row in rows}


def busy_workers(*, today: date) -> frozenset[int]:
    """Workers who have an invitation to a fair that is published and still to come: they are not invited to another."""
    alive = [InvitationState.SENT, InvitationState.ACCEPTED]
    found = (
        select(Invitation.worker_id)
        .join(Fair, Fair.id == Invitation.fair_id)
        .where(Fair.state == FairState.PUBLISHED, Fair.held_on >= today, Invitation.state.in_(alive))
    )
    return frozenset(db.session.scalars(found))


def read_rates() -> Rates:
    """How many of the people invited to fairs that were held said yes, and how many of those got the work."""
    sent = [InvitationState.SENT, InvitationState.ACCEPTED, InvitationState.DECLINED, InvitationState.EXPIRED]
    invited = (
        select(func.count(func.distinct(Invitation.worker_id)))
        .join(Fair, Fair.id == Invitation.fair_id)
        .where(Fair.state == FairState.HELD)
    )
    came = invited.where(Invitation.state == InvitationState.ACCEPTED)
    hired = came.join(Application, Application.invitation_id == Invitation.id).where(Application.state.in_(SEATED))
    return measure_rates(
        invited=db.session.scalar(invited.where(Invitation.state.in_(sent))) or 0,
        came=db.session.scalar(came) or 0,
        hired=db.session.scalar(hired) or 0,
    )


def prepared_invitations() -> dict[tuple[int, int, int], int]:
    """Invitations that nobody has seen: by fair, worker and vacancy the number of the row."""
    rows = db.session.execute(
        select(Invitation.fair_id, Invitation.worker_id, Invitation.vacancy_id, Invitation.id).where(
            Invitation.state == InvitationState.PREPARED, Invitation.fair_id.is_not(None)
        )
    )
    return {(fair_id or 0, worker_id, vacancy_id): number for fair_id, worker_id, vacancy_id, number in rows}
