"""Workers and vacancies as columns, straight from the database: a few statements whatever the number of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import String, func, or_, select, type_coerce

from domain.fit.tables import Members, VacancyTable, WorkerTable
from domain.skill_certificates import COUNTS
from domain.vacancies import Shift, VacancyState
from domain.workers import ConsentPurpose
from webapp.extensions import db
from webapp.models import (
    Certificate,
    Consent,
    Enterprise,
    Vacancy,
    VacancyLicence,
    VacancySkill,
    Worker,
    WorkerBlock,
    WorkerDestination,
    WorkerOccupation,
    WorkerSkill,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import InstrumentedAttribute

    Column = InstrumentedAttribute[Any]


def read_workers(
    *,
    today: date,
    only: ColumnElement[bool] | None = None,
    purpose: ConsentPurpose = ConsentPurpose.MATCHING,
) -> WorkerTable:
    """Who looks for work and has agreed to the purpose, by ascending number; `only` narrows it further.

    A hardship category counts while the consent to keep it stands and its papers are valid, a licence while it is.
    """
    is_wanted = Worker.is_looking & agrees(purpose)
    if only is not None:
        is_wanted &= only
    papers_stand = or_(Worker.hardship_valid_until.is_(None), Worker.hardship_valid_until >= today)
    rows = db.session.execute(
        select(
            Worker.id,
            Worker.birth_year,
            Worker.division_code,
            Worker.latitude,
            Worker.longitude,
            Worker.skill_level,
            Worker.experience_years,
            Worker.wage_wanted_fen,
            Worker.commute_km,
            Worker.goes_out_of_town,
            type_coerce(Worker.shifts, String),
            Worker.needs_housing,
            Worker.available_from,
            Worker.hardship.is_not(None) & papers_stand & agrees(ConsentPurpose.SENSITIVE),
            Worker.verified_level,
        )
        .where(is_wanted)
        .order_by(Worker.id)
    ).all()
    columns = _columns(rows, 15)
    ids = np.array(columns[0], dtype=np.int64)
    shifts: dict[str, frozenset[Shift]] = {}
    for text in set(columns[10]):
        shifts[text] = frozenset(Shift(word) for word in text.split(",") if word)

    def members(table: Any, value: Column, *conditions: ColumnElement[bool], order: Column | None = None) -> Members:
        found = select(table.worker_id, value).join(Worker, Worker.id == table.worker_id).where(is_wanted, *conditions)
        return _members(found.order_by(table.worker_id, table.id if order is None else order), ids)

    is_valid = or_(Certificate.valid_until.is_(None), Certificate.valid_until >= today)
    counts = Certificate.standing.in_(COUNTS)
    return WorkerTable.from_columns(
        id=ids,
        birth_year=columns[1],
        occupations=members(WorkerOccupation, WorkerOccupation.occupation_code, order=WorkerOccupation.rank),
        division_code=columns[2],
        latitude=columns[3],
        longitude=columns[4],
        skills=members(WorkerSkill, WorkerSkill.skill),
        skill_level=columns[5],
        verified_level=columns[14],
        licences=members(Certificate, Certificate.licence, Certificate.licence.is_not(None), is_valid, counts),
        experience_years=columns[6],
        wage_wanted_fen=columns[7],
        commute_km=columns[8],
        goes_out_of_town=columns[9],
        destinations=members(
            WorkerDestination, WorkerDestination.division_code, WorkerDestination.is_refused.is_(False)
        ),
        refused_destinations=members(
            WorkerDestination, WorkerDestination.division_code, WorkerDestination.is_refused.is_(True)
        ),
        shifts=[shifts[text] for text in columns[10]],
        needs_housing=columns[11],
        available_from=columns[12],
        is_hardship=columns[13],
        blocked_enterprises=members(WorkerBlock, WorkerBlock.enterprise_id),
    )


def is_hiring(today: date) -> ColumnElement[bool]:
    """Vacancies that take people: open, with a free seat, of an enterprise that an official has seen."""
    return (
        (Vacancy.state == VacancyState.OPEN)
        & (Vacancy.valid_until >= today)
        & (Vacancy.headcount > Vacancy.seats_taken)
        & Vacancy.enterprise_id.in_(select(Enterprise.id).where(Enterprise.verified_at.is_not(None)))
    )


def read_vacancies(
    only: ColumnElement[bool], *, seats: Sequence[int] | None = None, starts_on: Sequence[date | None] | None = None
) -> VacancyTable:
    """The vacancies of a condition, by ascending number.

    `seats` and `starts_on` stand in for the free seats and the first day of the rows, in the same order.
    """
    rows = db.session.execute(
        select(
            Vacancy.id,
            Vacancy.enterprise_id,
            Vacancy.occupation_code,
            Vacancy.monthly_min_fen,
            Vacancy.monthly_max_fen,
            Vacancy.division_code,
            Vacancy.latitude,
            Vacancy.longitude,
            Vacancy.headcount - Vacancy.seats_taken,
            Vacancy.shift,
            Vacancy.skill_level,
            Vacancy.experience_years,
            Vacancy.is_hazardous,
            Vacancy.has_housing,
            Vacancy.starts_on,
            Enterprise.credit,
            Vacancy.export_order_id.is_not(None),
        )
        .join(Enterprise, Enterprise.id == Vacancy.enterprise_id)
        .where(only)
        .order_by(Vacancy.id)
    ).all()
    columns = _columns(rows, 17)
    ids = np.array(columns[0], dtype=np.int64)

    def members(table: Any, value: Column) -> Members:
        found = select(table.vacancy_id, value).join(Vacancy, Vacancy.id == table.vacancy_id).where(only)
        return _members(found.order_by(table.vacancy_id, table.id), ids)

    return VacancyTable.from_columns(
        id=ids,
        enterprise_id=columns[1],
        occupation_code=columns[2],
        wage_min_fen=columns[3],
        wage_max_fen=columns[4],
        division_code=columns[5],
        latitude=columns[6],
        longitude=columns[7],
        seats=columns[8] if seats is None else seats,
        shift=columns[9],
        skills=members(VacancySkill, VacancySkill.skill),
        skill_level=columns[10],
        licences=members(VacancyLicence, VacancyLicence.licence),
        experience_years=columns[11],
        is_hazardous=columns[12],
        has_housing=columns[13],
        starts_on=columns[14] if starts_on is None else starts_on,
        enterprise_credit=columns[15],
        is_export=columns[16],
    )


def rows_of(ids: np.ndarray[Any, Any], wanted: Sequence[int] | np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Where numbers stand in an ascending column of numbers that holds each of them."""
    return np.searchsorted(ids, np.asarray(wanted, dtype=np.int64))


def count_matchable() -> int:
    """How many people look for work and have agreed to be matched."""
    question = select(func.count()).select_from(Worker).where(Worker.is_looking, agrees(ConsentPurpose.MATCHING))
    return db.session.scalar(question) or 0


def agrees(purpose: ConsentPurpose) -> ColumnElement[bool]:
    """Workers whose consent to a purpose stands."""
    stands = (Consent.purpose == purpose) & Consent.withdrawn_at.is_(None)
    return select(Consent.id).where(Consent.worker_id == Worker.id, stands).exists()


def _columns(rows: Sequence[Any], width: int) -> list[tuple[Any, ...]]:
    return list(zip(*rows, strict=True)) if rows else [()] * width


def _members(question: Select[Any], ids: np.ndarray[Any, Any]) -> Members:
    owner, value = _columns(db.session.execute(question).all(), 2)
    row = rows_of(ids, owner)
    # Between two statements somebody may have joined: whoever is not in the column has no row.
    is_there = np.append(ids, -1)[row] == np.asarray(owner, dtype=np.int64)
    return Members(row[is_there], [one for one, stays in zip(value, is_there.tolist(), strict=True) if stays])
