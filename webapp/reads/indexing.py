"""What search should know: the documents of the indexes, as the database has them now."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from domain.brands.standing import CERTIFIED as CERTIFIED_STATES
from domain.skill_certificates import COUNTS
from domain.vacancies import VacancyState
from domain.workers import ConsentPurpose
from search import VacancyDocument, WorkerDocument
from search.indexes.vacancies import CERTIFIED, LEADING
from webapp.extensions import db
from webapp.models import Brand, BrandMember, Consent, OutboxEntry, Vacancy, Worker, WorkerBlock
from webapp.models.outbox import VACANCIES
from webapp.reads.zone_reach import PublishedZones, industry_of

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
    zones, standings = PublishedZones(), _standings(rows)
    for row in rows:
        yield VacancyDocument(
            id=str(row.id),
            title=row.title,
            occupation_code=row.occupation_code,
            enterprise_id=str(row.enterprise_id),
            enterprise_name=row.enterprise.name,
            brand_ids=(str(row.brand_id),) if row.brand else (),
            brand_names=(row.brand.name,) if row.brand else (),
            zones=zones.showing(row),
            industry=industry_of(row.enterprise, row.brand),
            standings=standings.get((row.brand_id, row.enterprise_id), ()),
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


def _standings(rows: Sequence[Vacancy]) -> dict[tuple[int | None, int], tuple[str, ...]]:
    """How the employers of vacancies stand in their brands, by brand and employer."""
    asked = select(BrandMember.brand_id, BrandMember.enterprise_id, BrandMember.is_leading, Brand.state)
    asked = asked.join(Brand, Brand.id == BrandMember.brand_id).where(
        BrandMember.approved_at.is_not(None),
        BrandMember.enterprise_id.in_({row.enterprise_id for row in rows if row.brand_id is not None}),
    )
    return {
        (brand_id, enterprise_id): tuple(
            word for word, holds in ((CERTIFIED, state in CERTIFIED_STATES), (LEADING, is_leading)) if holds
        )
        for brand_id, enterprise_id, is_leading, state in db.session.execute(asked)
    }


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
            licences=tuple(item.licence for item in row.certificates if item.licence and item.standing in COUNTS),
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
