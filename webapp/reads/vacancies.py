"""Vacancies as the public sees them: what a search finds, and one of them whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import false, func, select
from sqlalchemy.orm import joinedload, selectinload

from domain.vacancies import VacancyState
from search import FacetValue, Marked, Relaxed, SearchUnavailable, VacancyQuestion
from webapp.engine import search_index
from webapp.extensions import db
from webapp.models import Vacancy, Zone
from webapp.reads import listing
from webapp.reads.synonyms import searching
from webapp.reads.zone_reach import in_zone

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement

    from search.analysis.understanding import Understood

CONTESTED = 0.5
"""◇ From this shadow price on a vacancy has far more fitting people than seats."""
SIMILAR = 4
WITH_NAMES = joinedload(Vacancy.enterprise), joinedload(Vacancy.brand)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundVacancy:
    """A row of a list of vacancies, with what the search knows of it."""

    row: Vacancy
    title: Marked
    excerpt: Marked | None = None
    km: float | None = None

    @property
    def is_contested(self) -> bool:
        """Whether many others fit as well."""
        return self.row.price >= CONTESTED


@dataclass(frozen=True, slots=True, kw_only=True)
class VacancyPage:
    """A page of found vacancies."""

    found: tuple[FoundVacancy, ...]
    total: int
    page: int
    pages: int
    facets: Mapping[str, tuple[FacetValue, ...]] = field(default_factory=dict)
    understood: tuple[Understood, ...] = ()
    relaxed: tuple[Relaxed, ...] = ()
    did_you_mean: tuple[str, ...] = ()
    engine: str = "database"
    """What answered: embedded or elastic; the database, where no search engine did."""

    @property
    def is_plain(self) -> bool:
        """The search engine did not answer: this is a listing from the database."""
        return self.engine == "database"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What open vacancies offer together."""

    vacancies: int
    seats: int
    """Those that nobody holds."""
    enterprises: int


def is_open(today: date) -> ColumnElement[bool]:
    """What the public may see in lists."""
    return (Vacancy.state == VacancyState.OPEN) & (Vacancy.valid_until >= today)


def find_vacancies(question: VacancyQuestion, *, today: date, zone: Zone | None = None) -> VacancyPage:
    """The page that answers a question; from the database alone while no search engine answers.

    `zone` is that of the question, where it has been looked up already.

    Raises QuestionInvalid, which names the parameter.
    """
    try:
        index = searching()
        hits = index.search(question)
    except SearchUnavailable:
        return list_vacancies(question, today=today, zone=zone)
    rows = _rows([int(hit.id) for hit in hits.hits], today=today)
    found = tuple(
        FoundVacancy(
            row=rows[int(hit.id)], title=hit.title, excerpt=None if hit.title.marks else hit.excerpt, km=hit.distance_km
        )
        for hit in hits.hits
        if int(hit.id) in rows
    )
    return VacancyPage(
        found=found,
        total=hits.total,
        page=question.page,
        pages=-(-hits.total // question.size),
        facets=hits.facets,
        understood=hits.understood,
        relaxed=hits.relaxed,
        did_you_mean=hits.did_you_mean,
        engine=index.engine.kind,
    )


def newest_vacancies(*, limit: int, today: date) -> Sequence[Vacancy]:
    """What was published last, with its employer and brand."""
    newest = (
        select(Vacancy).options(*WITH_NAMES).where(is_open(today)).order_by(Vacancy.opened_at.desc(), Vacancy.id.desc())
    )
    return db.session.scalars(newest.order_by(Vacancy.opened_at.desc(), Vacancy.id.desc()).limit(limit)).all()


def find_public_vacancy(vacancy_id: int) -> Vacancy | None:
    """A vacancy that is or once was public, with all that its page shows."""
    asked = select(Vacancy).options(*WITH_NAMES).where(Vacancy.id == vacancy_id, Vacancy.opened_at.is_not(None))
    asked = asked.where(Vacancy.state != VacancyState.REFUSED)
    return db.session.scalar(
        asked.options(joinedload(Vacancy.occupation), selectinload(Vacancy.skills), selectinload(Vacancy.licences))
    )


def similar_vacancies(vacancy: Vacancy, *, today: date) -> list[Vacancy]:
    """Open vacancies like this one; of its occupation, while no search engine answers."""
    try:
        ids = [int(hit.id) for hit in search_index().similar(str(vacancy.id), limit=SIMILAR)]
    except SearchUnavailable:
        ids = []
    if not ids:
        alike = select(Vacancy.id).where(
            is_open(today), Vacancy.occupation_code == vacancy.occupation_code, Vacancy.id != vacancy.id
        )
        ids = list(db.session.scalars(alike.order_by(Vacancy.opened_at.desc()).limit(SIMILAR)))
    rows = _rows(ids, today=today)
    return [rows[number] for number in ids if number in rows]


def count_offered(*conditions: ColumnElement[bool]) -> Offered:
    """What the vacancies that meet the conditions offer together."""
    seats = func.coalesce(func.sum(Vacancy.headcount - Vacancy.seats_taken), 0)
    asked = select(func.count(), seats, func.count(Vacancy.enterprise_id.distinct())).where(*conditions)
    vacancies, seats_free, enterprises = db.session.execute(asked).one()
    return Offered(vacancies=vacancies, seats=int(seats_free), enterprises=enterprises)


def count_open_of(enterprise_id: int, *, today: date) -> int:
    """How many open vacancies an employer has."""
    asked = select(func.count()).select_from(Vacancy).where(is_open(today), Vacancy.enterprise_id == enterprise_id)
    return db.session.scalar(asked) or 0


def find_zone_of(vacancy: Vacancy) -> Zone | None:
    """The published zone of the brand that a vacancy belongs to."""
    if vacancy.brand_id is None:
        return None
    return db.session.scalar(select(Zone).where(Zone.brand_id == vacancy.brand_id, Zone.is_published).limit(1))


def _rows(ids: Sequence[int], *, today: date) -> dict[int, Vacancy]:
    """The rows of hits by number; one that has closed since the index learnt of it is not among them."""
    if not ids:
        return {}
    asked = select(Vacancy).options(*WITH_NAMES).where(Vacancy.id.in_(ids), is_open(today))
    return {row.id: row for row in db.session.scalars(asked)}


def list_vacancies(question: VacancyQuestion, *, today: date, zone: Zone | None = None) -> VacancyPage:
    """The newest vacancies that pass the filters which the database can check; `zone` as in find_vacancies."""
    conditions = [is_open(today), *listing.conditions(question)]
    if question.zone:
        zone = zone or db.session.scalar(select(Zone).where(Zone.slug == question.zone))
        conditions.append(in_zone(zone) if zone else false())
    how_many = select(func.count()).select_from(Vacancy).where(*conditions)
    asked = select(Vacancy, how_many.correlate(None).scalar_subquery()).options(*WITH_NAMES).where(*conditions)
    asked = asked.order_by(Vacancy.opened_at.desc(), Vacancy.id.desc())
    rows = db.session.execute(asked.offset((question.page - 1) * question.size).limit(question.size)).all()
    # Past the last page there is no row that says how many there are.
    total = rows[0][1] if rows else db.session.scalar(how_many) or 0
    return VacancyPage(
        found=tuple(FoundVacancy(row=row, title=Marked(row.title)) for row, _ in rows),
        total=total,
        page=question.page,
        pages=-(-total // question.size),
    )
