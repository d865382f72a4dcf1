"""Kept searches as their owner sees them, with what was found for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload

from webapp.extensions import db
from webapp.models import AlertMatch, Enterprise, SavedQuestion, SavedSearch, Vacancy, Zone
from webapp.reads.paging import page_within
from webapp.reads.vacancies import is_open

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date, datetime

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSearch:
    """A search in the list of its owner."""

    row: SavedSearch
    found: int
    """Open vacancies that were new for it lately."""
    unseen: int
    """Of them those that its owner has not looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchPage:
    """A page of what was new for a search, the latest first."""

    matches: Sequence[AlertMatch]
    total: int
    unseen: int
    newest: int
    """The number of the latest match; 0 where there is none."""
    page: int
    pages: int


def searches_of(account_id: int, *, today: date) -> list[KeptSearch]:
    """The searches that somebody keeps, the latest first, each with its question."""
    count = func.count(Vacancy.id)
    asked = (
        select(SavedSearch, count, count.filter(AlertMatch.id > SavedSearch.seen_until))
        .outerjoin(AlertMatch, AlertMatch.question_id == SavedSearch.question_id)
        .outerjoin(Vacancy, (Vacancy.id == AlertMatch.vacancy_id) & is_open(today))
        .where(SavedSearch.account_id == account_id)
        .group_by(SavedSearch.id)
        .order_by(SavedSearch.id.desc())
    )
    found = {row.id: KeptSearch(row=row, found=all_, unseen=unseen) for row, all_, unseen in db.session.execute(asked)}
    # The questions come after, because PostgreSQL counts by all columns that are shown.
    with_questions = select(SavedSearch).where(SavedSearch.id.in_(found)).options(joinedload(SavedSearch.question))
    db.session.execute(with_questions.execution_options(populate_existing=True)).all()
    return list(found.values())


def find_search_of(search_id: int, *, account_id: int) -> SavedSearch | None:
    """One search with its question, if it is this account's."""
    asked = select(SavedSearch).where(SavedSearch.id == search_id, SavedSearch.account_id == account_id)
    return db.session.scalar(asked.options(joinedload(SavedSearch.question)))


def find_search_by_fingerprint(fingerprint: str, *, account_id: int) -> SavedSearch | None:
    """The search by which somebody keeps a question."""
    asked = select(SavedSearch).join(SavedQuestion, SavedQuestion.id == SavedSearch.question_id)
    return db.session.scalar(
        asked.where(SavedQuestion.fingerprint == fingerprint, SavedSearch.account_id == account_id)
    )


def count_searches_of(account_id: int) -> int:
    """How many searches somebody keeps."""
    asked = select(func.count()).select_from(SavedSearch).where(SavedSearch.account_id == account_id)
    return db.session.scalar(asked) or 0


def matches_of(search: SavedSearch, *, today: date, page: int = 1) -> MatchPage:
    """What was new for a search lately and is still open."""
    shown = (AlertMatch.question_id == search.question_id, is_open(today))
    counts = select(func.count(), func.count().filter(AlertMatch.id > search.seen_until), func.max(AlertMatch.id))
    total, unseen, newest = db.session.execute(
        counts.select_from(AlertMatch).join(Vacancy, Vacancy.id == AlertMatch.vacancy_id).where(*shown)
    ).one()
    page, pages = page_within(page, total=total, size=PAGE_SIZE)
    vacancy = contains_eager(AlertMatch.vacancy)
    asked = (
        select(AlertMatch)
        .join(Vacancy, Vacancy.id == AlertMatch.vacancy_id)
        .where(*shown)
        .options(vacancy.joinedload(Vacancy.enterprise), vacancy.joinedload(Vacancy.brand))
        .order_by(AlertMatch.id.desc())
    )
    rows = db.session.scalars(asked.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)).all()
    return MatchPage(matches=rows, total=total, unseen=unseen, newest=newest or 0, page=page, pages=pages)


def newest_match(*, before: datetime | None = None) -> int:
    """The number of the latest match, or of the latest before a moment; 0 where there is none."""
    asked = select(func.max(AlertMatch.id))
    return db.session.scalar(asked if before is None else asked.where(AlertMatch.found_at < before)) or 0


def zones_by_slug(slugs: Collection[str]) -> Mapping[str, Zone]:
    """Zones of these slugs with their brands, published or not: a kept search goes on saying where it looks."""
    if not slugs:
        return {}
    asked = select(Zone).where(Zone.slug.in_(slugs)).options(joinedload(Zone.brand))
    return {zone.slug: zone for zone in db.session.scalars(asked)}


def enterprise_names(ids: Collection[int]) -> Mapping[int, str]:
    """The names of enterprises by their numbers."""
    if not ids:
        return {}
    asked = select(Enterprise.id, Enterprise.name).where(Enterprise.id.in_(ids))
    return {number: name for number, name in db.session.execute(asked)}  # noqa: C416  rows are no pairs to mypy
