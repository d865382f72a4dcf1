"""What a round of alerts needs: vacancies that opened, the questions that are kept, and who is to be told of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from domain.alerts import LOOKS_BACK, AlertPace
from webapp.extensions import db
from webapp.models import (
    Account,
    AlertMatch,
    Application,
    Enterprise,
    SavedQuestion,
    SavedSearch,
    ToldVacancy,
    Vacancy,
    VacancyOpening,
    Worker,
    WorkerBlock,
)
from webapp.reads.vacancies import is_open

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy import ColumnElement, Row, Select

    from domain.alerts import AlertWay
    from domain.wages import WageUnit

CHUNK = 2_000
"""Questions that are held at once."""


def waiting_openings(limit: int) -> Sequence[Row[int, int]]:
    """Openings that no question was held against yet, the oldest first: their numbers, and those of their vacancies."""
    asked = select(VacancyOpening.id, VacancyOpening.vacancy_id).where(VacancyOpening.matched_at.is_(None))
    return db.session.execute(asked.order_by(VacancyOpening.id).limit(limit)).all()


def openings_to_catch_up() -> Mapping[int, datetime]:
    """Vacancies by their numbers with the moment when they opened last, as far back as a new question looks.

    Nothing where no question is new.
    """
    first = db.session.scalar(
        _kept(select(func.min(SavedQuestion.created_at))).where(SavedQuestion.matched_at.is_(None))
    )
    if first is None:
        return {}
    asked = select(VacancyOpening.vacancy_id, func.max(VacancyOpening.created_at)).where(
        VacancyOpening.matched_at.is_not(None), VacancyOpening.created_at >= first - LOOKS_BACK
    )
    return {number: at for number, at in db.session.execute(asked.group_by(VacancyOpening.vacancy_id))}  # noqa: C416


def has_new_questions() -> bool:
    """Whether somebody keeps a question that was never held against anything."""
    return (
        db.session.scalar(_kept(select(SavedQuestion.id)).where(SavedQuestion.matched_at.is_(None)).limit(1))
        is not None
    )


def count_questions(*, only_new: bool) -> int:
    """How many different questions are kept."""
    return db.session.scalar(_of_age(_kept(select(func.count()).select_from(SavedQuestion)), only_new=only_new)) or 0


def questions(*, only_new: bool) -> Iterator[Row[int, str, datetime, datetime | None]]:
    """The different questions that are kept: number, parameters, when it was kept first, when it was first asked."""
    columns = (SavedQuestion.id, SavedQuestion.parameters, SavedQuestion.created_at, SavedQuestion.matched_at)
    asked = _of_age(_kept(select(*columns)), only_new=only_new).order_by(SavedQuestion.id)
    last = 0
    while rows := db.session.execute(asked.where(SavedQuestion.id > last).limit(CHUNK)).all():
        yield from rows
        last = rows[-1].id


def standing_questions(ids: Sequence[int]) -> set[int]:
    """Which of these questions are still there; they stay until this transaction ends."""
    asked = select(SavedQuestion.id).where(SavedQuestion.id.in_(ids)).with_for_update(read=True, key_share=True)
    return set(db.session.scalars(asked))


def accounts_with_news(*, morning: date, after: int, limit: int) -> Sequence[Account]:
    """Accounts behind a number, in order, for which there is something that they may be told now."""
    news = select(AlertMatch.id).where(
        AlertMatch.question_id == SavedSearch.question_id, AlertMatch.id > SavedSearch.told_until
    )
    asked = select(SavedSearch.account_id).where(_due(morning), SavedSearch.account_id > after, news.exists())
    chosen = asked.distinct().order_by(SavedSearch.account_id).limit(limit)
    return db.session.scalars(select(Account).where(Account.id.in_(chosen)).order_by(Account.id)).all()


def searches_due(account_ids: Collection[int], *, morning: date) -> Mapping[int, Row[int, str, AlertWay]]:
    """The searches of some accounts that may be told of now, by their numbers: what a message says of each."""
    asked = select(SavedSearch.id, SavedSearch.name, SavedSearch.way)
    found = db.session.execute(asked.where(SavedSearch.account_id.in_(account_ids), _due(morning)))
    return {row.id: row for row in found}


def news_of(search_ids: Collection[int]) -> Sequence[Row[int, int, int]]:
    """What came for some searches since their owners were told last, the latest first: search, account, vacancy.

    But that of which the owner was told through another search. Whether a vacancy is still open is asked on its own:
    left to itself, a database would rather go through all open vacancies for each search.
    """
    told = select(ToldVacancy.id).where(
        ToldVacancy.account_id == SavedSearch.account_id, ToldVacancy.vacancy_id == AlertMatch.vacancy_id
    )
    asked = (
        select(SavedSearch.id.label("search_id"), SavedSearch.account_id, AlertMatch.vacancy_id)
        .join(AlertMatch, AlertMatch.question_id == SavedSearch.question_id)
        .where(SavedSearch.id.in_(search_ids), AlertMatch.id > SavedSearch.told_until, ~told.exists())
        .order_by(AlertMatch.id.desc())
    )
    return db.session.execute(asked).all()


def open_among(vacancy_ids: Collection[int], *, today: date) -> Mapping[int, int]:
    """Of some vacancies those that are open, with the numbers of their enterprises."""
    asked = select(Vacancy.id, Vacancy.enterprise_id).where(Vacancy.id.in_(vacancy_ids), is_open(today))
    return {number: enterprise_id for number, enterprise_id in db.session.execute(asked)}  # noqa: C416


def blocked_by(account_ids: Collection[int]) -> set[tuple[int, int]]:
    """Account and enterprise, where somebody does not want to hear from it."""
    asked = select(Worker.account_id, WorkerBlock.enterprise_id).join(WorkerBlock, WorkerBlock.worker_id == Worker.id)
    found = db.session.execute(asked.where(Worker.account_id.in_(account_ids)))
    return {(account_id or 0, enterprise_id) for account_id, enterprise_id in found}


def applied_by(account_ids: Collection[int]) -> set[tuple[int, int]]:
    """Account and vacancy, where somebody has applied."""
    asked = select(Worker.account_id, Application.vacancy_id).join(Application, Application.worker_id == Worker.id)
    found = db.session.execute(asked.where(Worker.account_id.in_(account_ids)))
    return {(account_id or 0, vacancy_id) for account_id, vacancy_id in found}


def named_vacancies(ids: Collection[int]) -> Mapping[int, Row[int, str, int, int, WageUnit, str, str]]:
    """What a message says of vacancies, by their numbers."""
    columns = (Vacancy.id, Vacancy.title, Vacancy.wage_min_fen, Vacancy.wage_max_fen, Vacancy.wage_unit)
    asked = select(*columns, Vacancy.division_code, Enterprise.name.label("enterprise"))
    asked = asked.join(Enterprise, Enterprise.id == Vacancy.enterprise_id).where(Vacancy.id.in_(ids))
    return {row.id: row for row in db.session.execute(asked)}


def _due(morning: date) -> ColumnElement[bool]:
    """Searches that are told of at once, and the daily ones whose morning has come."""
    is_daily = (SavedSearch.pace == AlertPace.DAILY) & (SavedSearch.told_on < morning)
    return (SavedSearch.pace == AlertPace.AT_ONCE) | is_daily


def _kept(asked: Select) -> Select:  # type: ignore[type-arg]
    """Of questions those that somebody keeps."""
    return asked.where(select(SavedSearch.id).where(SavedSearch.question_id == SavedQuestion.id).exists())


def _of_age(asked: Select, *, only_new: bool) -> Select:  # type: ignore[type-arg]
    return asked.where(SavedQuestion.matched_at.is_(None)) if only_new else asked
