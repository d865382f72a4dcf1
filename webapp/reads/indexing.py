"""What search should know: the documents of the indexes, as the database has them now."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import selectinload

from domain.brands import PUBLIC_STATES
from domain.vacancies import VacancyState
from domain.workers import ConsentPurpose
from search import VacancyDocument, WorkerDocument
from webapp.extensions import db
from webapp.models import Consent, OutboxEntry, Vacancy, Worker, WorkerBlock, Zone
from webapp.models.outbox import VACANCIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from sqlalchemy import Select

CHUNK = 1000
"""Rows that are held at once; bounds the memory of a rebuild."""


def waiting_entries(limit: int) -> Sequence[OutboxEntry]:
    """What search must still learn, oldest first."""
    return db.session.scalars(select(OutboxEntry).order_by(OutboxEntry.id).limit(limit)).all()


def count_waiting() -> int:
    """How much search must still learn."""
    return db.session.scalar(select(func.count()).select_from(OutboxEntry)) or 0


def document_ids(index_name: str, *, today: date) -> list[int]:
    """The numbers of all documents that an index should hold, in order."""
    return list(db.session.scalars(_belonging(index_name, today=today)))


def documents(index_name: str, ids: Sequence[int], *, today: date) -> Iterator[VacancyDocument | WorkerDocument]:
    """The documents of these numbers; a number without a document is not among them, and search forgets it."""
    build: Callable[[Sequence[int]], Iterator[VacancyDocument | WorkerDocument]]
    build = _vacancy_documents if index_name == VACANCIES else _worker_documents
    belonging = _belonging(index_name, today=today)
    column = next(iter(belonging.selected_columns))
    for start in range(0, len(ids), CHUNK):
        chunk = db.session.scalars(belonging.where(column.in_(ids[start : start + CHUNK]))).all()
        yield from build(chunk)
        db.session.expunge_all()


def _belonging(index_name: str, *, today: date) -> Select[int]:
    """Vacancies that are open; workers who look for work and may be found."""
    if index_name == VACANCIES:
        is_open = (Vacancy.state == VacancyState.OPEN) & (Vacancy.valid_until >= today)
        return select(Vacancy.id).where(is_open).order_by(Vacancy.id)
    may_be_found = select(Consent.id).where(
        Consent.worker_id == Worker.id, Consent.purpose == ConsentPurpose.FINDABLE, Consent.withdrawn_at.is_(None)
    )
    return select(Worker.id).where(Worker.is_looking, may_be_found.exists()).order_by(Worker.id)


def _vacancy_documents(ids: Sequence[int]) -> Iterator[VacancyDocument]:
    rows = db.session.scalars(
        select(Vacancy)
        .where(Vacancy.id.in_(ids))
        .order_by(Vacancy.id)
        .options(
            selectinload(Vacancy.enterprise),
            selectinload(Vacancy.brand),
            selectinload(Vacancy.skills),
            selectinload(Vacancy.licences),
        )
    ).all()
    zones = _zones_by_brand_and_category()
    for row in rows:
        own = zones.get(row.brand_id, []) if row.brand and row.brand.state in PUBLIC_STATES else []
        slugs = own + zones.get(row.brand.category, []) if row.brand and own else []
        yield VacancyDocument(
            id=str(row.id),
            title=row.title,
            occupation_code=row.occupation_code,
            enterprise_id=str(row.enterprise_id),
            enterprise_name=row.enterprise.name,
            brand_ids=(str(row.brand_id),) if row.brand else (),
            brand_names=(row.brand.name,) if row.brand else (),
            zones=tuple(slugs),
            duties=row.duties,
            skills=tuple(item.skill for item in row.skills),
            division_code=row.division_code,
            address=row.address,
            latitude=row.latitude,
            longitude=row.longitude,
            wage_min_fen=row.wage_min_fen,
            wage_max_fen=row.wage_max_fen,
            wage_unit=row.wage_unit,
            pieces_per_day=row.pieces_per_day,
            employment_type=row.employment_type,
            shift=row.shift,
            skill_level=row.skill_level,
            licences=tuple(item.licence for item in row.licences),
            has_housing=row.has_housing,
            has_meals=row.has_meals,
            has_transport=row.has_transport,
            insurance=tuple(sorted(row.insurance)),
            is_hardship_friendly=row.is_hardship_friendly,
            is_export=row.export_order_id is not None,
            headcount=row.seats_free,
            published_at=row.opened_at,
            valid_until=row.valid_until,
            price=row.price,
        )


def _zones_by_brand_and_category() -> dict[Any, list[str]]:
    """Slugs of the published zones, by brand number and by category."""
    zones: dict[Any, list[str]] = defaultdict(list)
    found = select(Zone.slug, Zone.brand_id, Zone.category).where(
        Zone.is_published, or_(Zone.brand_id.is_not(None), Zone.category.is_not(None))
    )
    for slug, brand_id, category in db.session.execute(found.order_by(Zone.slug)):
        zones[brand_id if brand_id is not None else category].append(slug)
    return zones


def _worker_documents(ids: Sequence[int]) -> Iterator[WorkerDocument]:
    rows = db.session.scalars(
        select(Worker)
        .where(Worker.id.in_(ids))
        .order_by(Worker.id)
        .options(selectinload(Worker.occupations), selectinload(Worker.skills), selectinload(Worker.certificates))
    ).all()
    blocked: dict[int, list[str]] = defaultdict(list)
    found = select(WorkerBlock.worker_id, WorkerBlock.enterprise_id).where(WorkerBlock.worker_id.in_(ids))
    for worker_id, enterprise_id in db.session.execute(found.order_by(WorkerBlock.enterprise_id)):
        blocked[worker_id].append(str(enterprise_id))
    for row in rows:
        yield WorkerDocument(
            id=str(row.id),
            occupation_codes=tuple(item.occupation_code for item in row.occupations),
            headline=row.headline,
            experience=row.experience,
            skills=tuple(item.skill for item in row.skills),
            skill_level=row.skill_level,
            licences=tuple(item.licence for item in row.certificates if item.licence),
            education=row.education,
            experience_years=row.experience_years,
            birth_year=row.birth_year,
            division_code=row.division_code,
            latitude=row.latitude,
            longitude=row.longitude,
            wage_wanted_fen=row.wage_wanted_fen or None,
            shifts=tuple(sorted(row.shifts)),
            goes_out_of_town=row.goes_out_of_town,
            available_from=row.available_from,
            updated_at=row.updated_at,
            is_findable=True,
            blocked_enterprise_ids=tuple(blocked[row.id]),
        )
