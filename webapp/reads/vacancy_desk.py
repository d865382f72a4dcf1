"""Vacancies as their enterprise works on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from domain.applications import LIVE, ApplicationState
from domain.vacancies import VacancyState
from webapp.extensions import db
from webapp.models import Application, Brand, BrandMember, BrandOccupation, Vacancy
from webapp.reads.paging import page_within

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PAGE_SIZE = 20
UNANSWERED = (ApplicationState.SUBMITTED, ApplicationState.VIEWED)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskVacancy:
    """A vacancy in the list of its enterprise."""

    row: Vacancy
    live: int
    """Applications of which something may still come."""
    unanswered: int
    """Of them those that nobody has answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPage:
    """A page of an enterprise's vacancies."""

    vacancies: tuple[DeskVacancy, ...]
    total: int
    page: int
    pages: int


def vacancies_of(enterprise_id: int, *, state: VacancyState | None = None, page: int = 1) -> DeskPage:
    """The vacancies of an enterprise, the newest first, in a state if one is given."""
    asked = select(Vacancy).where(Vacancy.enterprise_id == enterprise_id)
    if state is not None:
        asked = asked.where(Vacancy.state == state)
    total = db.session.scalar(select(func.count()).select_from(asked.with_only_columns(Vacancy.id).subquery())) or 0
    page, pages = page_within(page, total=total, size=PAGE_SIZE)
    rows = db.session.scalars(asked.order_by(Vacancy.id.desc()).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)).all()
    live = _count_applications([row.id for row in rows], LIVE)
    unanswered = _count_applications([row.id for row in rows], UNANSWERED)
    return DeskPage(
        vacancies=tuple(
            DeskVacancy(row=row, live=live.get(row.id, 0), unanswered=unanswered.get(row.id, 0)) for row in rows
        ),
        total=total,
        page=page,
        pages=pages,
    )


def count_vacancies(enterprise_id: int) -> Mapping[VacancyState, int]:
    """How many vacancies of an enterprise stand in each state; states without any are not named."""
    asked = select(Vacancy.state, func.count()).where(Vacancy.enterprise_id == enterprise_id).group_by(Vacancy.state)
    return {state: count for state, count in db.session.execute(asked)}  # noqa: C416  a row is no pair to mypy


def find_vacancy_of(vacancy_id: int, *, enterprise_id: int) -> Vacancy | None:
    """One vacancy with all that its enterprise works on, if it is this enterprise's."""
    asked = select(Vacancy).where(Vacancy.id == vacancy_id, Vacancy.enterprise_id == enterprise_id)
    return db.session.scalar(
        asked.options(
            joinedload(Vacancy.enterprise),
            joinedload(Vacancy.brand),
            joinedload(Vacancy.occupation),
            selectinload(Vacancy.skills),
            selectinload(Vacancy.licences),
        )
    )


def find_last_vacancy(enterprise_id: int) -> Vacancy | None:
    """What an enterprise posted last: the next one is probably like it."""
    asked = select(Vacancy).where(Vacancy.enterprise_id == enterprise_id, Vacancy.export_order_id.is_(None))
    return db.session.scalar(
        asked.order_by(Vacancy.id.desc()).limit(1).options(selectinload(Vacancy.skills), selectinload(Vacancy.licences))
    )


def waiting_vacancies(enterprise_id: int) -> Sequence[Vacancy]:
    """What an enterprise prepared while it was not verified, or what an official still looks at."""
    asked = select(Vacancy).where(Vacancy.enterprise_id == enterprise_id, Vacancy.state == VacancyState.IN_REVIEW)
    return db.session.scalars(asked.order_by(Vacancy.id)).all()


def vacancy_ids_of(enterprise_id: int) -> list[int]:
    """The numbers of all vacancies of an enterprise."""
    return list(db.session.scalars(select(Vacancy.id).where(Vacancy.enterprise_id == enterprise_id)))


def standing_wordings(enterprise_id: int) -> set[tuple[object, ...]]:
    """What the vacancies of an enterprise that are not closed are in essence: see VacancyWords.essence."""
    asked = select(
        Vacancy.title,
        Vacancy.division_code,
        Vacancy.shift,
        Vacancy.headcount,
        Vacancy.wage_min_fen,
        Vacancy.wage_max_fen,
        Vacancy.wage_unit,
    ).where(Vacancy.enterprise_id == enterprise_id, Vacancy.state != VacancyState.CLOSED)
    return {tuple(row) for row in db.session.execute(asked)}


def brands_of(enterprise_id: int) -> Sequence[Brand]:
    """The brands that an enterprise belongs to, with their occupations."""
    asked = select(Brand).join(BrandMember, BrandMember.brand_id == Brand.id)
    asked = asked.where(BrandMember.enterprise_id == enterprise_id, BrandMember.approved_at.is_not(None))
    return db.session.scalars(asked.order_by(Brand.id).options(selectinload(Brand.occupations))).all()


def brand_for(enterprise_id: int, occupation_code: str) -> int | None:
    """The brand of an enterprise that is known for an occupation."""
    asked = (
        select(BrandMember.brand_id)
        .join(BrandOccupation, BrandOccupation.brand_id == BrandMember.brand_id)
        .where(BrandMember.enterprise_id == enterprise_id, BrandMember.approved_at.is_not(None))
        .where(BrandOccupation.occupation_code == occupation_code)
    )
    return db.session.scalar(asked.order_by(BrandMember.brand_id).limit(1))


def _count_applications(
    vacancy_ids: Sequence[int], states: Sequence[ApplicationState] | frozenset[ApplicationState]
) -> dict[int, int]:
    asked = select(Application.vacancy_id, func.count()).where(Application.vacancy_id.in_(vacancy_ids))
    asked = asked.where(Application.state.in_(states)).group_by(Application.vacancy_id)
    return {vacancy_id: count for vacancy_id, count in db.session.execute(asked)}  # noqa: C416  a row is no pair to mypy
