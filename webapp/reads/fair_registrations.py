"""Registrations as the enterprise, and as the officials of the fair, may see them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from domain.divisions import subtree_prefix
from domain.fair_registrations import HOLDS_BOOTH, OPEN, RegistrationState
from domain.fairs import FairState
from webapp.extensions import db
from webapp.models import Booth, BrandMember, Fair, FairRegistration, RegistrationVacancy, Vacancy, Zone
from webapp.reads.matching import is_hiring

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Select

ORDER = (
    RegistrationState.REQUESTED,
    RegistrationState.WAITING,
    RegistrationState.INVITED,
    RegistrationState.APPROVED,
    RegistrationState.ATTENDED,
    RegistrationState.ABSENT,
    RegistrationState.REFUSED,
    RegistrationState.WITHDRAWN,
)
"""What waits for an official stands first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFair:
    """A fair for which an enterprise may register."""

    fair: Fair
    taken: int
    """Booths that are given."""
    is_ours: bool
    """Of a brand to which the enterprise belongs."""


def showable_vacancies(enterprise_id: int, *, today: date) -> Sequence[Vacancy]:
    """Vacancies that an enterprise can show at a fair: they hire, and not for labour export."""
    return db.session.scalars(select(Vacancy).where(_showable(enterprise_id, today)).order_by(Vacancy.id.desc())).all()


def showable_ids(enterprise_id: int, *, today: date) -> set[int]:
    """The numbers of the vacancies that an enterprise can show."""
    return set(db.session.scalars(select(Vacancy.id).where(_showable(enterprise_id, today))))


def open_fairs(enterprise_id: int, *, today: date) -> list[OpenFair]:
    """Fairs for which an enterprise may register and has not, those of its brands first, then by their day."""
    known = select(FairRegistration.fair_id).where(FairRegistration.enterprise_id == enterprise_id)
    asked = select(Fair).where(
        Fair.state.in_((FairState.PROPOSED, FairState.PUBLISHED)),
        Fair.registers_from <= today,
        Fair.registers_until >= today,
        Fair.held_on > today,
        Fair.id.not_in(known),
    )
    fairs = db.session.scalars(asked.options(joinedload(Fair.zone)).order_by(Fair.held_on, Fair.id)).all()
    ours = set(
        db.session.scalars(
            select(BrandMember.brand_id).where(
                BrandMember.enterprise_id == enterprise_id, BrandMember.approved_at.is_not(None)
            )
        )
    )
    taken = _booths_of([fair.id for fair in fairs])
    found = [OpenFair(fair=fair, taken=taken.get(fair.id, 0), is_ours=fair.zone.brand_id in ours) for fair in fairs]
    return sorted(found, key=lambda one: not one.is_ours)


def registrations_of_enterprise(enterprise_id: int) -> Sequence[FairRegistration]:
    """Where an enterprise comes or has come, the next fair first."""
    asked = select(FairRegistration).join(Fair, Fair.id == FairRegistration.fair_id)
    asked = asked.where(FairRegistration.enterprise_id == enterprise_id).options(joinedload(FairRegistration.fair))
    return db.session.scalars(asked.order_by(Fair.held_on.desc(), Fair.id)).all()


def find_fair_for(fair_id: int, *, enterprise_id: int) -> Fair | None:
    """A fair that an enterprise may know of: public, announced to enterprises, or one that it registered for."""
    known = select(FairRegistration.fair_id).where(FairRegistration.enterprise_id == enterprise_id)
    is_known = or_(
        Fair.state.in_((FairState.PUBLISHED, FairState.HELD)),
        (Fair.state == FairState.PROPOSED) & Fair.registers_from.is_not(None),
        Fair.id.in_(known),
    )
    brand = joinedload(Fair.zone).joinedload(Zone.brand)
    return db.session.scalar(select(Fair).where(Fair.id == fair_id, is_known).options(brand))


def find_registration(fair_id: int, *, enterprise_id: int) -> FairRegistration | None:
    """The registration of an enterprise for a fair, with what it shows."""
    asked = _loaded().where(FairRegistration.fair_id == fair_id, FairRegistration.enterprise_id == enterprise_id)
    return db.session.scalar(asked)


def find_registration_of_fair(registration_id: int, *, fair_id: int) -> FairRegistration | None:
    """One registration of a fair."""
    return db.session.scalar(
        _loaded().where(FairRegistration.id == registration_id, FairRegistration.fair_id == fair_id)
    )


def registrations_of_fair(fair_id: int) -> list[FairRegistration]:
    """Everybody who registered for a fair, what waits for an official first, then who asked first."""
    asked = _loaded().where(FairRegistration.fair_id == fair_id)
    rows = db.session.scalars(asked.order_by(FairRegistration.asked_at, FairRegistration.id)).all()
    return sorted(rows, key=lambda row: ORDER.index(row.state))


def count_by_state(fair_id: int) -> Mapping[RegistrationState, int]:
    """How many registrations of a fair stand where."""
    asked = select(FairRegistration.state).where(FairRegistration.fair_id == fair_id)
    return Counter(db.session.scalars(asked))


def count_booths(fair_id: int) -> int:
    """How many enterprises have a booth at a fair."""
    return db.session.scalar(select(func.count()).where(Booth.fair_id == fair_id)) or 0


def count_requests(division_code: str, *, today: date) -> int:
    """How many enterprises wait for a decision about fairs of a division that lie ahead."""
    asked = (
        select(func.count())
        .select_from(FairRegistration)
        .join(Fair, Fair.id == FairRegistration.fair_id)
        .where(
            FairRegistration.state == RegistrationState.REQUESTED,
            Fair.held_on > today,
            Fair.state.in_((FairState.PROPOSED, FairState.PUBLISHED)),
            Fair.division_code.startswith(subtree_prefix(division_code)),
        )
    )
    return db.session.scalar(asked) or 0


def unconfirmed(fair_id: int) -> frozenset[int]:
    """Enterprises that have a booth at a fair and have not said yet that they come."""
    asked = select(FairRegistration.enterprise_id).where(
        FairRegistration.fair_id == fair_id, FairRegistration.state == RegistrationState.INVITED
    )
    return frozenset(db.session.scalars(asked))


def has_registered(fair_id: int, enterprise_id: int) -> bool:
    """Whether an enterprise stands in the list of a fair by its own wish."""
    asked = select(FairRegistration.id).where(
        FairRegistration.fair_id == fair_id,
        FairRegistration.enterprise_id == enterprise_id,
        FairRegistration.state.in_(HOLDS_BOOTH | OPEN),
    )
    return db.session.scalar(asked) is not None


def find_booth_of(fair_id: int, *, enterprise_id: int) -> Booth | None:
    """The booth of an enterprise at a fair."""
    asked = select(Booth).where(Booth.fair_id == fair_id, Booth.enterprise_id == enterprise_id)
    return db.session.scalar(asked.options(joinedload(Booth.spot), joinedload(Booth.room)))


def place_in_line(row: FairRegistration) -> int:
    """How many enterprises wait before one, and it: 1 is the next."""
    before = (FairRegistration.asked_at < row.asked_at) | (
        (FairRegistration.asked_at == row.asked_at) & (FairRegistration.id <= row.id)
    )
    waits = (FairRegistration.fair_id == row.fair_id) & (FairRegistration.state == RegistrationState.WAITING)
    return db.session.scalar(select(func.count()).select_from(FairRegistration).where(waits, before)) or 0


def _booths_of(fair_ids: Sequence[int]) -> dict[int, int]:
    counted = select(Booth.fair_id, func.count().label("booths")).where(Booth.fair_id.in_(fair_ids))
    return {row.fair_id: row.booths for row in db.session.execute(counted.group_by(Booth.fair_id))}


def _loaded() -> Select[FairRegistration]:
    return select(FairRegistration).options(
        joinedload(FairRegistration.enterprise),
        selectinload(FairRegistration.vacancies).joinedload(RegistrationVacancy.vacancy),
    )


def _showable(enterprise_id: int, today: date) -> ColumnElement[bool]:
    return is_hiring(today) & (Vacancy.enterprise_id == enterprise_id) & Vacancy.export_order_id.is_(None)
