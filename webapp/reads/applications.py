"""Applications as their worker, and as the enterprise of the vacancy, may see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from domain.applications import ANSWERS, LIVE, AnswerRate, ApplicationState, Wait, answer_rate
from webapp.extensions import db
from webapp.models import Account, Application, ApplicationEvent, Enterprise, Vacancy, Worker, WorkerOccupation
from webapp.reads.paging import page_within

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime, timedelta

    from sqlalchemy import Select
    from sqlalchemy.sql.base import ExecutableOption

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationPage:
    """A page of applications."""

    applications: Sequence[Application]
    total: int
    page: int
    pages: int


def applications_of_worker(worker_id: int) -> Sequence[Application]:
    """All applications of a worker, those that moved last first, with their vacancies and employers."""
    asked = select(Application).where(Application.worker_id == worker_id)
    with_names = joinedload(Application.vacancy).joinedload(Vacancy.enterprise)
    return db.session.scalars(
        asked.options(with_names).order_by(Application.updated_at.desc(), Application.id.desc())
    ).all()


def find_application_of_worker(application_id: int, *, worker_id: int) -> Application | None:
    """One application with its course, if it is this worker's."""
    asked = select(Application).where(Application.id == application_id, Application.worker_id == worker_id)
    vacancy = joinedload(Application.vacancy)
    return db.session.scalar(
        asked.options(
            selectinload(Application.events), vacancy.joinedload(Vacancy.enterprise), vacancy.joinedload(Vacancy.brand)
        )
    )


def find_live_application(worker_id: int, vacancy_id: int) -> Application | None:
    """The application of a worker for a vacancy of which something may still come."""
    asked = select(Application).where(Application.worker_id == worker_id, Application.vacancy_id == vacancy_id)
    return db.session.scalar(asked.where(Application.state.in_(LIVE)))


def states_of(worker_id: int, vacancy_id: int) -> list[ApplicationState]:
    """The states of all applications of a worker for a vacancy."""
    asked = select(Application.state).where(Application.worker_id == worker_id, Application.vacancy_id == vacancy_id)
    return list(db.session.scalars(asked))


def received_applications(
    enterprise_id: int, *, vacancy_id: int | None = None, state: ApplicationState | None = None, page: int = 1
) -> ApplicationPage:
    """What an enterprise received: what waits longest for it first, then what moved last."""
    asked = _received(enterprise_id)
    if vacancy_id is not None:
        asked = asked.where(Application.vacancy_id == vacancy_id)
    if state is not None:
        asked = asked.where(Application.state == state)
    total = db.session.scalar(select(func.count()).select_from(asked.with_only_columns(Application.id).subquery())) or 0
    page, pages = page_within(page, total=total, size=PAGE_SIZE)
    waits = Application.state.in_([ApplicationState.SUBMITTED, ApplicationState.VIEWED])
    ordered = asked.order_by(waits.desc(), Application.updated_at.desc(), Application.id.desc())
    rows = db.session.scalars(
        ordered.options(contains_eager(Application.vacancy), *_with_worker())
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    ).all()
    return ApplicationPage(applications=rows, total=total, page=page, pages=pages)


def find_received_application(application_id: int, *, enterprise_id: int) -> Application | None:
    """One application with its course and the worker's profile, if it is for this enterprise."""
    asked = _received(enterprise_id).where(Application.id == application_id)
    return db.session.scalar(
        asked.options(contains_eager(Application.vacancy), selectinload(Application.events), *_with_worker())
    )


def count_received(enterprise_id: int, *, vacancy_id: int | None = None) -> Mapping[ApplicationState, int]:
    """How many applications of an enterprise stand in each state; states without any are not named."""
    asked = (
        select(Application.state, func.count())
        .join(Vacancy, Vacancy.id == Application.vacancy_id)
        .where(Vacancy.enterprise_id == enterprise_id)
        .group_by(Application.state)
    )
    if vacancy_id is not None:
        asked = asked.where(Application.vacancy_id == vacancy_id)
    return {state: count for state, count in db.session.execute(asked)}  # noqa: C416  a row is no pair to mypy


def find_answer_rate(enterprise_id: int, *, now: datetime, over: timedelta) -> AnswerRate:
    """How reliably an enterprise answered who applied within a time before now."""
    answered = (
        select(func.min(ApplicationEvent.at))
        .where(ApplicationEvent.application_id == Application.id, ApplicationEvent.state.in_(ANSWERS))
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(Application.created_at, answered, Application.state, Application.updated_at)
        .join(Vacancy, Vacancy.id == Application.vacancy_id)
        .where(Vacancy.enterprise_id == enterprise_id, Application.created_at >= now - over)
    )
    unanswered_ends = {ApplicationState.WITHDRAWN, ApplicationState.EXPIRED}
    return answer_rate(
        [
            Wait(
                applied_at=applied_at,
                answered_at=answered_at,
                ended_at=updated_at if state in unanswered_ends else None,
            )
            for applied_at, answered_at, state, updated_at in rows
        ],
        now=now,
    )


def who_applied(application_id: int) -> tuple[Account | None, str, str]:
    """The account behind an application, None where a county entered the worker; the title, and the employer's name."""
    account, title, enterprise = db.session.execute(
        select(Account, Vacancy.title, Enterprise.name)
        .select_from(Application)
        .join(Worker, Worker.id == Application.worker_id)
        .join(Vacancy, Vacancy.id == Application.vacancy_id)
        .join(Enterprise, Enterprise.id == Vacancy.enterprise_id)
        .outerjoin(Account, Account.id == Worker.account_id)
        .where(Application.id == application_id)
    ).one()
    return account, title, enterprise


def _received(enterprise_id: int) -> Select[Application]:
    return (
        select(Application)
        .join(Vacancy, Vacancy.id == Application.vacancy_id)
        .where(Vacancy.enterprise_id == enterprise_id)
    )


def _with_worker() -> tuple[ExecutableOption, ...]:
    worker = joinedload(Application.worker)
    return (
        worker.selectinload(Worker.occupations).joinedload(WorkerOccupation.occupation),
        worker.selectinload(Worker.skills),
        worker.selectinload(Worker.certificates),
        worker.selectinload(Worker.pictures),
        worker.selectinload(Worker.destinations),
    )
