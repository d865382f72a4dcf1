"""Recruits: an agency brings people itself; each is asked by SMS at once, and nothing happens without their yes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from domain.accounts import check_person_name
from domain.batches import BatchNotForming
from domain.labour_export import HOLDS_SEAT, BatchState, OrderNotOpen, OrderState, RosterState
from domain.recruits import BatchFull, HoldsPlaceElsewhere, WorkUnknown, identity_of
from domain.workers import check_birth_year
from reference.divisions import division
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import RosterEntry, Vacancy, Worker
from webapp.reads.open_batches import HIRES
from webapp.services import audit, rosters
from webapp.services.rosters import StepDetails

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from domain.errors import RuleBroken
    from webapp.models import Batch


@dataclass(frozen=True, slots=True, kw_only=True)
class Recruit:
    """Somebody whom an agency brings."""

    name: str
    phone: str
    birth_year: int
    division_code: str
    work: str
    """The title of a vacancy of the order."""


def check_recruit(batch: Batch, recruit: Recruit, *, today: date) -> Vacancy:
    """Whether somebody may be brought to a batch, and for which work. `batch.order` must be loaded with its work.

    Raises PersonNameMissing, PersonNameTooLong, a refusal of check_birth_year, BatchNotForming, OrderNotOpen or
    WorkUnknown.
    """
    check_person_name(recruit.name)
    check_birth_year(recruit.birth_year, today=today)
    if batch.state is not BatchState.FORMING:
        raise BatchNotForming(state=batch.state)
    if batch.order.state is not OrderState.OPEN:
        raise OrderNotOpen
    offered = [vacancy for vacancy in batch.order.vacancies if vacancy.state in HIRES]
    found = next((vacancy for vacancy in offered if vacancy.title == recruit.work), None)
    if found is None and (recruit.work or len(offered) != 1):
        raise WorkUnknown(offered=tuple(vacancy.title for vacancy in offered))
    return found or offered[0]


def bring(batch: Batch, recruits: Sequence[Recruit], *, account_id: int, today: date) -> list[RuleBroken | None]:
    """Bring people to a batch and ask each of them; for each the refusal, or None where the place is theirs to take.

    Somebody who is known by name, phone and year of birth is not made anew. What check_recruit refuses must have been
    refused before.
    """
    rosters.hold(batch)
    filled = select(func.count()).where(RosterEntry.batch_id == batch.id, RosterEntry.state.in_(HOLDS_SEAT))
    left = batch.seats - (db.session.scalar(filled) or 0)
    known = _known([recruit.phone for recruit in recruits])
    holding = _holding([worker.id for worker in known.values()])
    answers: list[RuleBroken | None] = []
    brought: dict[int, RosterEntry] = {}
    for row, recruit in enumerate(recruits):
        worker = known.get(_identity(recruit))
        if left <= 0:
            answers.append(BatchFull())
        elif worker is not None and worker.id in holding:
            answers.append(HoldsPlaceElsewhere())
        else:
            left -= 1
            known[_identity(recruit)] = worker = worker or _new_worker(recruit)
            db.session.flush()
            holding.add(worker.id)
            brought[row] = _new_place(batch, worker, check_recruit(batch, recruit, today=today))
            answers.append(None)
    db.session.flush()
    for entry in brought.values():
        audit.record("roster.bring", entry, account_id=account_id, worker_id=entry.worker_id)
    for row, refusal in _ask(batch, brought, account_id=account_id, today=today).items():
        answers[row] = refusal
    return answers


def _ask(batch: Batch, brought: dict[int, RosterEntry], *, account_id: int, today: date) -> dict[int, RuleBroken]:
    """Ask everybody who was brought; who must not be asked has no place."""
    if not brought:
        return {}
    ids = [entry.id for entry in brought.values()]
    details = StepDetails(happened_on=today)
    report = rosters.take_steps(batch, ids, RosterState.NOTIFIED, details, account_id=account_id, today=today)
    refused = {entry.id: refusal for entry, refusal in report.refused}
    answers = {}
    for row, entry in brought.items():
        if entry.id in refused:
            answers[row] = refused[entry.id]
            db.session.delete(entry)
    db.session.flush()
    return answers


def _identity(recruit: Recruit) -> str:
    return identity_of(name=recruit.name, phone=recruit.phone, birth_year=recruit.birth_year)


def _known(phones: Sequence[str]) -> dict[str, Worker]:
    """Workers with these phones, by their identity."""
    found = db.session.scalars(select(Worker).where(Worker.phone.in_(phones)).order_by(Worker.id.desc()))
    return {identity_of(name=one.name, phone=one.phone, birth_year=one.birth_year): one for one in found}


def _holding(worker_ids: Sequence[int]) -> set[int]:
    held = select(RosterEntry.worker_id).where(RosterEntry.worker_id.in_(worker_ids), RosterEntry.state.in_(HOLDS_SEAT))
    return set(db.session.scalars(held))


def _new_worker(recruit: Recruit) -> Worker:
    home = division(recruit.division_code)
    at = now()
    worker = Worker(
        name=recruit.name,
        phone=recruit.phone,
        birth_year=recruit.birth_year,
        division_code=home.code,
        latitude=home.latitude,
        longitude=home.longitude,
        goes_out_of_town=True,
        is_looking=False,
        created_at=at,
        updated_at=at,
    )
    db.session.add(worker)
    return worker


def _new_place(batch: Batch, worker: Worker, vacancy: Vacancy) -> RosterEntry:
    at = now()
    entry = RosterEntry(
        batch_id=batch.id,
        worker_id=worker.id,
        vacancy_id=vacancy.id,
        state=RosterState.PROPOSED,
        score=0.0,
        reasons=[],
        is_recruit=True,
        created_at=at,
        updated_at=at,
    )
    db.session.add(entry)
    return entry
