"""What the database alone can do with a question, for the time in which no search engine answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, or_, select

from domain.divisions import subtree_prefix as division_prefix
from domain.occupations import subtree_prefix as occupation_prefix
from webapp.models import Brand, Enterprise, Vacancy

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from search import VacancyQuestion


def conditions(question: VacancyQuestion) -> list[ColumnElement[bool]]:
    """The filters that the database can check; words are looked for in titles, and distance is left aside."""
    found = [*_words(question), *_places_and_trades(question), *_benefits(question)]
    for chosen, column in (
        (question.wage_units, Vacancy.wage_unit),
        (question.employment_types, Vacancy.employment_type),
        (question.shifts, Vacancy.shift),
    ):
        if chosen:
            found.append(column.in_(chosen))
    if question.monthly_wage_min_fen is not None:
        found.append(Vacancy.monthly_max_fen >= question.monthly_wage_min_fen)
    if question.skill_level_at_most is not None:
        found.append(Vacancy.skill_level <= question.skill_level_at_most)
    if question.is_export is not None:
        found.append(Vacancy.export_order_id.is_not(None) == question.is_export)
    if question.county:
        found.append(Vacancy.division_code.startswith(division_prefix(question.county)))
    if question.industry:
        found.append(of_industry(question.industry))
    if question.enterprise.isdecimal():
        found.append(Vacancy.enterprise_id == int(question.enterprise))
    return found


def of_industry(section: str) -> ColumnElement[bool]:
    """Vacancies whose employer, or else whose brand, belongs to a section of industry."""
    ours = select(Enterprise.id).where(Enterprise.industry_code.startswith(section))
    silent = select(Enterprise.id).where(Enterprise.industry_code.is_(None))
    of_brand = select(Brand.id).where(Brand.industry_code.startswith(section))
    return or_(Vacancy.enterprise_id.in_(ours), and_(Vacancy.enterprise_id.in_(silent), Vacancy.brand_id.in_(of_brand)))


def _words(question: VacancyQuestion) -> list[ColumnElement[bool]]:
    return [Vacancy.title.icontains(word, autoescape=True) for word in question.text.replace("\0", " ").split()]


def _places_and_trades(question: VacancyQuestion) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if question.divisions:
        column = Vacancy.division_code
        found.append(or_(*(column.startswith(division_prefix(code)) for code in question.divisions)))
    if question.occupations:
        column = Vacancy.occupation_code
        found.append(or_(*(column.startswith(occupation_prefix(code)) for code in question.occupations)))
    return found


def _benefits(question: VacancyQuestion) -> list[ColumnElement[bool]]:
    asked = (
        (question.has_housing, Vacancy.has_housing),
        (question.has_meals, Vacancy.has_meals),
        (question.has_transport, Vacancy.has_transport),
        (question.is_hardship_friendly, Vacancy.is_hardship_friendly),
    )
    return [column.is_(True) for is_asked, column in asked if is_asked]
