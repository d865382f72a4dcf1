"""Advertisements that wait for an official, each in the own division."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from domain.divisions import subtree_prefix
from domain.vacancies import VacancyState
from webapp.extensions import db
from webapp.models import Enterprise, Vacancy, VacancyRevision
from webapp.reads.paging import page_within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Select

PAGE_SIZE = 20
REVIEWED = frozenset({VacancyState.IN_REVIEW, VacancyState.REFUSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvertisementPage:
    """A page of advertisements, who waits longest first."""

    vacancies: Sequence[Vacancy]
    total: int
    page: int
    pages: int


def advertisements_in(division_code: str, *, state: VacancyState, page: int = 1) -> AdvertisementPage:
    """Those of verified enterprises of a division; what an unverified one prepares waits for its verification."""
    asked = _within(division_code).where(Vacancy.state == state)
    total = db.session.scalar(select(func.count()).select_from(asked.with_only_columns(Vacancy.id).subquery())) or 0
    page, pages = page_within(page, total=total, size=PAGE_SIZE)
    rows = db.session.scalars(
        asked.options(joinedload(Vacancy.enterprise))
        .order_by(Vacancy.updated_at, Vacancy.id)
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    ).all()
    return AdvertisementPage(vacancies=rows, total=total, page=page, pages=pages)


def count_in_review(division_code: str) -> int:
    """How many wait."""
    asked = _within(division_code).where(Vacancy.state == VacancyState.IN_REVIEW).with_only_columns(Vacancy.id)
    return db.session.scalar(select(func.count()).select_from(asked.subquery())) or 0


def find_advertisement(vacancy_id: int, *, division_code: str) -> Vacancy | None:
    """One advertisement with all that it says, if its enterprise is one of the division."""
    asked = _within(division_code).where(Vacancy.id == vacancy_id)
    return db.session.scalar(
        asked.options(
            joinedload(Vacancy.enterprise),
            joinedload(Vacancy.occupation),
            selectinload(Vacancy.skills),
            selectinload(Vacancy.licences),
        )
    )


def wordings_of(vacancy_id: int) -> Sequence[VacancyRevision]:
    """Every wording that a vacancy has had, the latest first."""
    asked = select(VacancyRevision).where(VacancyRevision.vacancy_id == vacancy_id)
    return db.session.scalars(asked.order_by(VacancyRevision.id.desc())).all()


def _within(division_code: str) -> Select[Vacancy]:
    """The division is that of the enterprise: who is answerable for the words lives there, wherever the work is."""
    return (
        select(Vacancy)
        .join(Enterprise, Enterprise.id == Vacancy.enterprise_id)
        .where(Enterprise.division_code.startswith(subtree_prefix(division_code)), Enterprise.verified_at.is_not(None))
    )
