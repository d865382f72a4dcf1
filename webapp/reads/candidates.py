"""Who fits a vacancy, and which vacancies fit a worker: ranked by domain.fit, with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import false, or_, select
from sqlalchemy.orm import joinedload, selectinload

from domain.applications import LIVE, ApplicationState
from domain.fit import HARD_RULES, Pairs, WorkerTable, explain_pairs, score_vacancies, score_workers
from domain.gaps import Gap, GapKind, find_gaps
from domain.invitations import InvitationState
from domain.occupations import lineage, subtree_prefix
from domain.workers import ConsentPurpose
from webapp.extensions import db
from webapp.models import Application, Invitation, Vacancy, Worker, WorkerBlock, WorkerOccupation
from webapp.reads.matching import agrees, is_hiring, read_vacancies, read_workers
from webapp.reads.paging import page_within
from webapp.reads.workers import profile_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from numpy.typing import NDArray
    from sqlalchemy import ColumnElement

    from domain.fit import Fit, FitExplanation, VacancyTable
    from domain.skills import Licence

PAGE_SIZE = 20
NEARLY_SHOWN = 4
FEW = 4
"""With fewer fitting vacancies than this a worker is shown what comes close, and what keeps the others away."""
MIDDLE_GROUP = 1
"""Of the lineage of an occupation: workers are thought of for the middle group of what they name (domain.fit.rules)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A worker beside a vacancy, without any way to call."""

    worker: Worker
    fit: FitExplanation
    application: Application | None = None
    """The last one for this vacancy."""
    invitation: Invitation | None = None
    """The last one to this vacancy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """A hard rule that keeps people from a vacancy."""

    key: str
    """Of the rule."""
    count: int
    """Workers, or vacancies, that it keeps away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidatePage:
    """A page of candidates, the best first."""

    candidates: tuple[Candidate, ...]
    total: int
    page: int
    pages: int
    near_misses: int = 0
    """Workers who want such work and may be found, but whom a hard rule keeps away."""
    obstacles: tuple[Obstacle, ...] = ()
    """What keeps them away, the most frequent first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FittingVacancy:
    """A vacancy beside the worker who looks at it."""

    row: Vacancy
    fit: FitExplanation


@dataclass(frozen=True, slots=True, kw_only=True)
class FittingVacancies:
    """What fits a worker."""

    best: tuple[FittingVacancy, ...]
    total: int
    gaps: tuple[Gap, ...] = ()
    """What one change would open, the most first."""
    nearly: tuple[FittingVacancy, ...] = ()
    """Where little fits: what comes closest, a single rule away if there is such a vacancy."""
    obstacles: tuple[Obstacle, ...] = ()
    """Where little fits: what stands in the way of the others, the most frequent first."""


def may_be_found(worker_id: int, *, enterprise_id: int) -> bool:
    """Whether an enterprise may see a worker who has not applied there."""
    return db.session.scalar(select(Worker.id).where(Worker.id == worker_id, is_findable_by(enterprise_id))) is not None


def is_findable_by(enterprise_id: int) -> ColumnElement[bool]:
    """Workers who look for work, agreed to be found, and have not blocked an enterprise."""
    return Worker.is_looking & agrees(ConsentPurpose.FINDABLE) & ~_blocks(enterprise_id)


def profiles_shown(*wanted: ColumnElement[bool]) -> dict[int, Worker]:
    """Workers by their number, with what an enterprise sees of them."""
    asked = select(Worker).where(*wanted)
    asked = asked.options(
        selectinload(Worker.occupations).joinedload(WorkerOccupation.occupation),
        selectinload(Worker.skills),
        selectinload(Worker.certificates),
        selectinload(Worker.pictures),
    )
    return {row.id: row for row in db.session.scalars(asked)}


def find_candidates(vacancy: Vacancy, *, today: date, page: int = 1, competition_weight: float = 0.0) -> CandidatePage:
    """Workers who may be found and whom no hard rule keeps from a vacancy.

    So much of what the night's plan gives them elsewhere is taken off their rank: those come first who fit and for
    whom this vacancy is among the best, as the plan has it.
    """
    group = subtree_prefix(lineage(vacancy.occupation_code)[MIDDLE_GROUP])
    wants = select(WorkerOccupation.worker_id).where(WorkerOccupation.occupation_code.startswith(group))
    is_choice = Worker.id.in_(wants) & ~_blocks(vacancy.enterprise_id)
    workers = read_workers(
        today=today,
        only=is_choice,
        purpose=ConsentPurpose.FINDABLE,
    )
    vacancies = read_vacancies(Vacancy.id == vacancy.id)
    fit = score_workers(vacancies, workers, today=today)
    ranked = _ranked(fit, competition_weight * _alternatives(is_choice, workers))
    page, pages = page_within(page, total=len(ranked), size=PAGE_SIZE)
    shown = ranked[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    why = explain_pairs(
        Pairs(workers=workers, vacancies=vacancies, worker=shown, vacancy=np.zeros_like(shown), today=today)
    )
    ids = workers.id[shown].tolist()
    rows = profiles_shown(Worker.id.in_(ids))
    applications, invitations = _last_applications(vacancy.id, ids), _last_invitations(vacancy.id, ids)
    return CandidatePage(
        candidates=tuple(
            Candidate(
                worker=rows[worker_id],
                fit=explanation,
                application=applications.get(worker_id),
                invitation=invitations.get(worker_id),
            )
            for worker_id, explanation in zip(ids, why, strict=True)
            if worker_id in rows
        ),
        total=len(ranked),
        page=page,
        pages=pages,
        near_misses=int((~fit.is_possible).sum()),
        obstacles=_obstacles(fit.broken[~fit.is_possible]),
    )


def find_fitting_vacancies(
    worker: Worker, *, today: date, limit: int, competition_weight: float = 0.0
) -> FittingVacancies:
    """Vacancies that hire and that no hard rule keeps from a worker; those applied for are not named again.

    So much of a vacancy's price is taken off its rank, that not everybody is sent to the same ones.

    `worker` needs all that profile_of needs.
    """
    if not worker.occupations:
        return FittingVacancies(best=(), total=0)
    is_choice = choice_of(worker, today=today)
    vacancies = read_vacancies(is_choice)
    workers = WorkerTable.of([profile_of(worker, today=today)])
    fit = score_vacancies(workers, vacancies, today=today)
    ranked = _ranked(fit, competition_weight * _prices(is_choice, vacancies))
    has_enough = len(ranked) >= FEW
    return FittingVacancies(
        best=beside(workers, vacancies, ranked[:limit], today=today),
        total=len(ranked),
        gaps=find_gaps(workers, vacancies, today=today),
        nearly=() if has_enough else beside(workers, vacancies, _nearest(fit)[:NEARLY_SHOWN], today=today),
        obstacles=() if has_enough else _obstacles(fit.broken[~fit.is_possible]),
    )


def explain_pair(worker: Worker, vacancy_id: int, *, today: date) -> FitExplanation:
    """Why a worker fits a vacancy, or what speaks against it. `worker` needs all that profile_of needs."""
    vacancies = read_vacancies(Vacancy.id == vacancy_id)
    workers, row = WorkerTable.of([profile_of(worker, today=today)]), np.zeros(1, dtype=np.int64)
    return explain_pairs(Pairs(workers=workers, vacancies=vacancies, worker=row, vacancy=row, today=today))[0]


def find_vacancies_of_gap(
    worker: Worker, kind: GapKind, licence: Licence | None, *, today: date, limit: int
) -> tuple[Gap, tuple[FittingVacancy, ...]] | None:
    """What one change would open to a worker, the best first; None where it would open nothing.

    `worker` needs all that profile_of needs.
    """
    vacancies = read_vacancies(choice_of(worker, today=today))
    workers = WorkerTable.of([profile_of(worker, today=today)])
    gaps = [gap for gap in find_gaps(workers, vacancies, today=today) if (gap.kind, gap.licence) == (kind, licence)]
    if not gaps:
        return None
    opened = gaps[0].rows
    total = score_vacancies(workers, vacancies.take(opened), today=today).total
    shown = opened[np.argsort(-total, kind="stable")][:limit]
    return gaps[0], beside(workers, vacancies, shown, today=today)


def choice_of(worker: Worker, *, today: date) -> ColumnElement[bool]:
    """Vacancies that hire, near what a worker named, of enterprises that the worker hears from, and not applied for."""
    groups = {subtree_prefix(lineage(item.occupation_code)[MIDDLE_GROUP]) for item in worker.occupations}
    applied = select(Application.vacancy_id).where(Application.worker_id == worker.id, Application.state.in_(LIVE))
    blocked = select(WorkerBlock.enterprise_id).where(WorkerBlock.worker_id == worker.id)
    return (
        is_hiring(today)
        & or_(false(), *(Vacancy.occupation_code.startswith(group) for group in sorted(groups)))
        & Vacancy.id.not_in(applied)
        & Vacancy.enterprise_id.not_in(blocked)
    )


def beside(
    workers: WorkerTable, vacancies: VacancyTable, shown: NDArray[np.int64], *, today: date
) -> tuple[FittingVacancy, ...]:
    """The vacancies of rows beside the one worker, with their reasons."""
    why = explain_pairs(
        Pairs(workers=workers, vacancies=vacancies, worker=np.zeros_like(shown), vacancy=shown, today=today)
    )
    ids = vacancies.id[shown].tolist()
    with_names = select(Vacancy).options(joinedload(Vacancy.enterprise), joinedload(Vacancy.brand))
    rows = {row.id: row for row in db.session.scalars(with_names.where(Vacancy.id.in_(ids)))}
    return tuple(
        FittingVacancy(row=rows[vacancy_id], fit=explanation)
        for vacancy_id, explanation in zip(ids, why, strict=True)
        if vacancy_id in rows
    )


def _nearest(fit: Fit) -> NDArray[np.int64]:
    """The rows that rules keep away, those with the fewest broken first, and of these the best."""
    order = np.lexsort((-fit.total, np.bitwise_count(fit.broken)))
    return order[~fit.is_possible[order]]


def _ranked(fit: Fit, cost: NDArray[np.float64] | float = 0.0) -> NDArray[np.int64]:
    """The rows that no rule keeps away, the best first; of two that fit alike, the one that came first."""
    possible = np.flatnonzero(fit.is_possible)
    return possible[np.argsort((cost - fit.total)[possible], kind="stable")]


def _prices(is_choice: ColumnElement[bool], vacancies: VacancyTable) -> NDArray[np.float64]:
    """The price of each vacancy of a table that was read by this condition."""
    found = db.session.execute(select(Vacancy.id, Vacancy.price).where(is_choice, Vacancy.price > 0)).all()
    prices = {row.id: row.price for row in found}
    return np.array([prices.get(vacancy_id, 0.0) for vacancy_id in vacancies.id.tolist()])


def _alternatives(is_choice: ColumnElement[bool], workers: WorkerTable) -> NDArray[np.float64]:
    """What the night's plan gives each worker of a table, that was read by this condition, in any case."""
    found = db.session.execute(select(Worker.id, Worker.alternative).where(is_choice, Worker.alternative > 0)).all()
    known = {row.id: row.alternative for row in found}
    return np.array([known.get(worker_id, 0.0) for worker_id in workers.id.tolist()])


def _blocks(enterprise_id: int) -> ColumnElement[bool]:
    return Worker.id.in_(select(WorkerBlock.worker_id).where(WorkerBlock.enterprise_id == enterprise_id))


def _obstacles(broken: NDArray[np.int64]) -> tuple[Obstacle, ...]:
    counts = [(int((broken >> bit & 1).sum()), rule.key) for bit, rule in enumerate(HARD_RULES)]
    return tuple(Obstacle(key=key, count=count) for count, key in sorted(counts, key=lambda one: -one[0]) if count)


def _last_applications(vacancy_id: int, worker_ids: Sequence[int]) -> dict[int, Application]:
    asked = select(Application).where(Application.vacancy_id == vacancy_id, Application.worker_id.in_(worker_ids))
    asked = asked.where(Application.state != ApplicationState.WITHDRAWN)
    return {row.worker_id: row for row in db.session.scalars(asked.order_by(Application.id))}


def _last_invitations(vacancy_id: int, worker_ids: Sequence[int]) -> dict[int, Invitation]:
    asked = select(Invitation).where(Invitation.vacancy_id == vacancy_id, Invitation.worker_id.in_(worker_ids))
    asked = asked.where(Invitation.state != InvitationState.PREPARED)
    return {row.worker_id: row for row in db.session.scalars(asked.order_by(Invitation.id))}
