"""People whom an enterprise looks for by words: of those only who agreed to be found, and hear from this enterprise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from domain.divisions import subtree_prefix
from search import SearchUnavailable
from webapp.extensions import db
from webapp.models import Vacancy, Worker
from webapp.reads.candidates import is_findable_by, profiles_shown
from webapp.reads.matching import is_hiring
from webapp.reads.paging import page_within
from webapp.reads.synonyms import searching

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import ColumnElement

    from search import WorkerQuestion


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPeople:
    """A page of people."""

    workers: Sequence[Worker] = ()
    total: int = 0
    page: int = 1
    pages: int = 1
    did_you_mean: tuple[str, ...] = ()
    is_plain: bool = False
    """No search engine answered: this is a listing from the database, without the words."""


def search_people(question: WorkerQuestion) -> FoundPeople:
    """The page that answers the question of an enterprise. Raises QuestionInvalid, which names the parameter.

    What the index does not know yet counts all the same: who took the consent back a moment ago is not shown.
    """
    may_see = is_findable_by(int(question.enterprise))
    try:
        hits = searching().search(question)
    except SearchUnavailable:
        return _listed(question, may_see)
    ids = [int(hit.id) for hit in hits.hits]
    rows = profiles_shown(Worker.id.in_(ids), may_see)
    return FoundPeople(
        workers=[rows[number] for number in ids if number in rows],
        total=hits.total,
        page=question.page,
        pages=max(-(-hits.total // question.size), 1),
        did_you_mean=hits.did_you_mean,
    )


def vacancies_to_fill(enterprise_id: int, *, today: date, limit: int) -> Sequence[Vacancy]:
    """The vacancies that somebody can be invited to, the newest first."""
    asked = select(Vacancy).where(Vacancy.enterprise_id == enterprise_id, is_hiring(today))
    return db.session.scalars(asked.order_by(Vacancy.opened_at.desc(), Vacancy.id.desc()).limit(limit)).all()


def _listed(question: WorkerQuestion, may_see: ColumnElement[bool]) -> FoundPeople:
    """What the database alone can do: by place and level, the newest first."""
    wanted = [may_see]
    if question.divisions:
        wanted.append(Worker.division_code.startswith(subtree_prefix(question.divisions[0])))
    if question.skill_level_at_least is not None:
        wanted.append(Worker.skill_level >= question.skill_level_at_least)
    total = db.session.scalar(select(func.count()).select_from(Worker).where(*wanted)) or 0
    page, pages = page_within(question.page, total=total, size=question.size)
    newest = select(Worker.id).where(*wanted).order_by(Worker.id.desc())
    ids = db.session.scalars(newest.limit(question.size).offset((page - 1) * question.size)).all()
    rows = profiles_shown(Worker.id.in_(ids))
    return FoundPeople(workers=[rows[number] for number in ids], total=total, page=page, pages=pages, is_plain=True)
