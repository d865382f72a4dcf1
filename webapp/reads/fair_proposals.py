"""Fairs as officials see them: proposals with their figures, who is invited, and what could be added."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from domain.divisions import county_of, subtree_prefix
from domain.fairs import FairState
from domain.workers import ConsentPurpose
from webapp.extensions import db
from webapp.models import Booth, BoothVacancy, Consent, Fair, Invitation, Vacancy, Worker, Zone
from webapp.reads.matching import is_hiring

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement

    from domain.invitations import InvitationState

MOST_ADDABLE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class FairLine:
    """A fair in a list."""

    fair: Fair
    enterprises: int
    vacancies: int
    invited: int
    """People, not invitations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestFigures:
    """Who is invited to a fair, in numbers; people, not invitations."""

    people: int
    hardship: int
    by_county: Mapping[str, int]
    """By division code, most first."""
    by_vacancy: Mapping[int, int]
    by_state: Mapping[InvitationState, int]
    """Invitations, which is how answers come."""


def fairs_within(division_code: str, *, state: FairState) -> list[FairLine]:
    """The fairs of a division in one state: those to come by their day, those that are over the latest first."""
    is_over = state in {FairState.HELD, FairState.CANCELLED}
    fairs = db.session.scalars(
        select(Fair)
        .where(_within(division_code), Fair.state == state)
        .order_by(Fair.held_on.desc() if is_over else Fair.held_on, Fair.id)
        .options(joinedload(Fair.zone).joinedload(Zone.brand))
        .limit(200)
    ).all()
    ids = [fair.id for fair in fairs]
    shown = {
        fair_id: (enterprises, vacancies)
        for fair_id, enterprises, vacancies in db.session.execute(
            select(Booth.fair_id, func.count(Booth.id.distinct()), func.count(BoothVacancy.id))
            .outerjoin(BoothVacancy, BoothVacancy.booth_id == Booth.id)
            .where(Booth.fair_id.in_(ids))
            .group_by(Booth.fair_id)
        )
    }
    guests = db.session.execute(
        select(Invitation.fair_id, func.count(Invitation.worker_id.distinct()).label("people"))
        .where(Invitation.fair_id.in_(ids))
        .group_by(Invitation.fair_id)
    )
    invited = {row.fair_id: row.people for row in guests}
    lines = []
    for fair in fairs:
        enterprises, vacancies = shown.get(fair.id, (0, 0))
        lines.append(FairLine(fair=fair, enterprises=enterprises, vacancies=vacancies, invited=invited.get(fair.id, 0)))
    return lines


def count_by_state(division_code: str) -> dict[FairState, int]:
    """How many fairs of a division stand where."""
    counted = select(Fair.state, func.count().label("fairs")).where(_within(division_code)).group_by(Fair.state)
    return {row.state: row.fairs for row in db.session.execute(counted)}


def find_fair(fair_id: int, *, within: str) -> Fair | None:
    """A fair of a division with its booths, their enterprises and vacancies."""
    booths = selectinload(Fair.booths)
    return db.session.scalar(
        select(Fair)
        .where(Fair.id == fair_id, _within(within))
        .options(
            joinedload(Fair.zone).joinedload(Zone.brand),
            booths.joinedload(Booth.enterprise),
            booths.joinedload(Booth.spot),
            booths.selectinload(Booth.vacancies).joinedload(BoothVacancy.vacancy),
        )
    )


def guest_figures(fair: Fair) -> GuestFigures:
    """Who is invited to a fair."""
    hardship_is_known = select(Consent.id).where(
        Consent.worker_id == Worker.id, Consent.purpose == ConsentPurpose.SENSITIVE, Consent.withdrawn_at.is_(None)
    )
    rows = db.session.execute(
        select(
            Invitation.worker_id,
            Invitation.vacancy_id,
            Invitation.state,
            Worker.division_code,
            Worker.hardship.is_not(None) & hardship_is_known.exists(),
        )
        .join(Worker, Worker.id == Invitation.worker_id)
        .where(Invitation.fair_id == fair.id)
    ).all()
    counties = Counter({worker: county_of(division) for worker, _, _, division, _ in rows}.values())
    return GuestFigures(
        people=len({worker for worker, *_ in rows}),
        hardship=len({worker for worker, _, _, _, is_hardship in rows if is_hardship}),
        by_county=dict(counties.most_common()),
        by_vacancy=Counter(vacancy for _, vacancy, *_ in rows),
        by_state=Counter(state for _, _, state, *_ in rows),
    )


def addable_vacancies(fair: Fair, *, today: date) -> Sequence[Vacancy]:
    """Vacancies of the fair's place that it does not show yet; those of its brand and with most seats first."""
    shown = select(BoothVacancy.vacancy_id).join(Booth, Booth.id == BoothVacancy.booth_id)
    is_of_brand = Vacancy.brand_id == fair.zone.brand_id
    return db.session.scalars(
        select(Vacancy)
        .where(
            is_hiring(today),
            Vacancy.export_order_id.is_(None),
            Vacancy.division_code.startswith(subtree_prefix(fair.division_code)),
            Vacancy.id.not_in(shown.where(Booth.fair_id == fair.id)),
        )
        .order_by(is_of_brand.desc(), (Vacancy.headcount - Vacancy.seats_taken).desc(), Vacancy.id)
        .limit(MOST_ADDABLE)
        .options(joinedload(Vacancy.enterprise))
    ).all()


def _within(division_code: str) -> ColumnElement[bool]:
    return Fair.division_code.startswith(subtree_prefix(division_code))
