"""What may be asked of the index of vacancies, and the plan that a question becomes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from domain.skills import SkillLevel
from domain.vacancies import EmploymentType, Insurance, Shift
from domain.wages import WageUnit
from search import tuning
from search.analysis.synonyms import NONE
from search.analysis.understanding import Understanding, understand
from search.clauses import (
    AllOf,
    AnyOf,
    AnyValue,
    Between,
    Clause,
    FacetRequest,
    HasBit,
    Order,
    Plan,
    Sequence,
    Weighted,
    Within,
    exact,
    value,
)
from search.indexes.documents import OPEN, days, seconds
from search.indexes.vacancies import HARDSHIP, HOUSING, MEALS, TRANSPORT, VACANCIES
from search.queries import checks, words
from search.queries.cursors import read_cursor
from search.queries.favours import Favour, check_favours, favoured

if TYPE_CHECKING:
    from datetime import datetime

    from domain.places import Point
    from search.analysis.synonyms import Synonyms

PAGE_SIZE = 20

SOURCES = words.Sources(
    head="title",
    admitting=(
        ("title", tuning.TITLE),
        ("occupation", tuning.OCCUPATION),
        ("skill", tuning.SKILL),
        ("brand", tuning.BRAND),
        ("enterprise", tuning.ENTERPRISE),
        ("address", tuning.ADDRESS),
    ),
    ranking=(("duties", tuning.DUTIES),),
    sounds="pinyin",
)

FACETS = (
    FacetRequest(name="county", column="county", without=frozenset({"divisions"})),
    FacetRequest(name="occupation_major", column="occupation_major", without=frozenset({"occupations"})),
    FacetRequest(name="occupation_middle", column="occupation_middle", without=frozenset({"occupations"})),
    FacetRequest(name="employment_type", column="employment_type", without=frozenset({"employment_types"})),
    FacetRequest(name="shift", column="shift", without=frozenset({"shifts"})),
    FacetRequest(name="wage_unit", column="wage_unit", without=frozenset({"wage_units"})),
    FacetRequest(
        name="wage",
        column="monthly_max",
        without=frozenset({"monthly_wage_min_fen"}),
        at_least=tuple(map(float, tuning.WAGE_STEPS_FEN)),
    ),
    FacetRequest(name="benefits", column="benefits"),
    FacetRequest(name="skill_level", column="skill_level", without=frozenset({"skill_level_at_most"})),
)
"""Counts beside the results. Each leaves its own filter out, so that it says what another choice would give."""


class VacancySort(StrEnum):
    """How hits are ordered."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    NEAREST = "nearest"
    WAGE = "wage"


@dataclass(frozen=True, slots=True, kw_only=True)
class VacancyQuestion:
    """A search for vacancies. Values within one tuple are alternatives; different fields must all hold."""

    text: str = ""
    zone: str = ""
    brand: str = ""
    enterprise: str = ""
    county: str = ""
    """The county that a page stands for; it narrows beside the divisions that are chosen."""
    industry: str = ""
    """The letter of a section of industry."""
    divisions: tuple[str, ...] = ()
    """Each stands for itself and everything within it."""
    occupations: tuple[str, ...] = ()
    """Codes of occupations or groups; each stands for everything within it."""
    favours: tuple[Favour, ...] = ()
    """These narrow nothing; they stand higher, as the trades of a brand do in its zone."""
    monthly_wage_min_fen: int | None = None
    """The wage must reach this, as a month's pay."""
    monthly_wage_max_fen: int | None = None
    """The wage must begin at no more than this."""
    wage_units: tuple[WageUnit, ...] = ()
    employment_types: tuple[EmploymentType, ...] = ()
    shifts: tuple[Shift, ...] = ()
    skill_level_at_most: SkillLevel | None = None
    """Vacancies that ask for no more than this."""
    insurance: tuple[Insurance, ...] = ()
    """All of these."""
    has_housing: bool = False
    has_meals: bool = False
    has_transport: bool = False
    is_hardship_friendly: bool = False
    is_export: bool | None = None
    near: Point | None = None
    radius_km: float | None = None
    sort: VacancySort = VacancySort.RELEVANCE
    page: int = 1
    size: int = PAGE_SIZE
    after: str = ""
    """A cursor from the page before (`Hits.next_after`); takes the place of `page`."""
    with_facets: bool = True
    literally: bool = False
    """Every word of the text is just a word: no wage, place or benefit is read into it."""
    may_relax: bool = True
    """Where nothing is found, give up one thing at a time until something is, and say which."""


def check(question: VacancyQuestion) -> VacancyQuestion:
    """The question with every value as what it stands for. Raises QuestionInvalid, which names the parameter."""
    checks.fields_of(question)
    return replace(
        question,
        text=checks.text("text", question.text),
        zone=checks.text("zone", question.zone),
        brand=checks.text("brand", question.brand),
        enterprise=checks.text("enterprise", question.enterprise),
        county=checks.division("county", question.county),
        industry=checks.section("industry", question.industry),
        divisions=checks.divisions("divisions", question.divisions),
        occupations=checks.occupations("occupations", question.occupations),
        favours=check_favours(question.favours),
        monthly_wage_min_fen=checks.amount("monthly_wage_min_fen", question.monthly_wage_min_fen),
        monthly_wage_max_fen=checks.amount("monthly_wage_max_fen", question.monthly_wage_max_fen),
        wage_units=checks.members("wage_units", question.wage_units, WageUnit),
        employment_types=checks.members("employment_types", question.employment_types, EmploymentType),
        shifts=checks.members("shifts", question.shifts, Shift),
        skill_level_at_most=checks.member("skill_level_at_most", question.skill_level_at_most, SkillLevel),
        insurance=checks.members("insurance", question.insurance, Insurance),
        near=checks.point("near", question.near),
        radius_km=checks.radius("radius_km", question.radius_km, near=question.near),
        sort=checks.sort("sort", question.sort, VacancySort, near=question.near),
        page=checks.page(question.page, size=question.size, after=question.after),
    )


def vacancy_plan(
    question: VacancyQuestion,
    *,
    now: datetime,
    competition_weight: float = tuning.COMPETITION_WEIGHT,
    with_long_texts: bool = False,
    synonyms: Synonyms = NONE,
) -> tuple[Plan, Understanding]:
    """The plan of a checked question at a moment of Shanghai time, and what was understood of its text.

    With long texts, a word that stands only in the duties admits too.
    """
    understanding = understand(question.text, literally=question.literally, synonyms=synonyms)
    gate = words.gate(understanding, SOURCES, with_long_texts=with_long_texts)
    filters = (*chosen(question), *wished(understanding))
    wishes_near = any(name == "near" for item in understanding.understood for name, _ in item.values)
    scores = _scores(question, understanding, now=now, competition_weight=competition_weight, wishes_near=wishes_near)
    order = Order(question.sort.value.replace("relevance", Order.SCORE.value))
    if (
        order is Order.SCORE
        and gate is None
        and not understanding.optional
        and not competition_weight
        and not question.near
        and not question.favours
    ):
        # Without words only recency is left to rank by, and equals are ordered by it anyway: the column is quicker.
        order, scores = Order.NEWEST, ()
    plan = Plan(
        index=VACANCIES.name,
        access=open_on(now),
        filters=filters,
        gate=gate,
        scores=scores if order is Order.SCORE else (),
        order=order,
        near=question.near,
        offset=0 if question.after else (question.page - 1) * question.size,
        size=question.size,
        after=read_cursor(question.after, order),
        facets=FACETS if question.with_facets else (),
    )
    return plan, understanding


def chosen(question: VacancyQuestion) -> list[tuple[str, Clause]]:
    """The filters that the parameters of a checked question are."""
    found: list[tuple[str, Clause]] = []
    for parameter, column in _SINGLE.items():
        if wanted := getattr(question, parameter):
            found.append((parameter, value(column, wanted)))
    for parameter in _COLUMNS:
        wanted = getattr(question, parameter)
        if wanted != getattr(_NOTHING, parameter):
            found.append((parameter, _filter(parameter, wanted)))
    if question.near is not None and question.radius_km is not None:
        found.append(("radius_km", Within(question.near, question.radius_km)))
    return found


def wished(understanding: Understanding) -> list[tuple[str, Clause]]:
    """The filters that phrases of the text are. What the title says in the same words counts as well.

    Nobody fills in every box: a title with 包吃住 has meals, and a vacancy without a division may name its place.
    """
    found: list[tuple[str, Clause]] = []
    for item in understanding.understood:
        said = words.phrase("title_grams", item.phrase)
        for parameter, wanted in item.values:
            if parameter == "near":
                continue
            clause = _filter(parameter, wanted)
            if said is not None and parameter == "divisions":
                clause = AnyOf((clause, AllOf((value("divisions", ""), said))))
            elif said is not None:
                clause = AnyOf((clause, said, Sequence("duties", (item.phrase,))))
            found.append((parameter, clause))
    return found


def open_on(now: datetime) -> Clause:
    """What anybody may see: vacancies that are open and whose last day has not passed."""
    return AllOf((value("state", OPEN), Between("valid_until", at_least=days(now.date()))))


def competition(weight: float) -> tuple[Weighted, ...]:
    """λ · (1 - price) as constants on the bits of one minus the price, the largest first."""
    return tuple(Weighted(HasBit("spare", bit), exact(weight / 2 ** (bit + 1))) for bit in range(tuning.PRICE_BITS))


_SINGLE = {
    "zone": "zones",
    "brand": "brand_ids",
    "enterprise": "enterprise_id",
    "county": "county",
    "industry": "industry",
}
"""Parameter of one value to the column that has it."""
_NOTHING = VacancyQuestion()
_COLUMNS = {
    "divisions": "divisions",
    "occupations": "occupations",
    "monthly_wage_min_fen": "monthly_max",
    "monthly_wage_max_fen": "monthly_min",
    "wage_units": "wage_unit",
    "employment_types": "employment_type",
    "shifts": "shift",
    "skill_level_at_most": "skill_rank",
    "insurance": "benefits",
    "has_housing": HOUSING,
    "has_meals": MEALS,
    "has_transport": TRANSPORT,
    "is_hardship_friendly": HARDSHIP,
    "is_export": "export",
}
"""Parameter to the column it narrows, or to the benefit it asks for."""


def _filter(parameter: str, wanted: Any) -> Clause:
    """One parameter of a question as a clause."""
    column = _COLUMNS[parameter]
    if isinstance(wanted, bool):
        return value(column, "yes" if wanted else "no") if parameter == "is_export" else value("benefits", column)
    if isinstance(wanted, int):
        if parameter == "monthly_wage_min_fen":
            return Between(column, at_least=wanted)
        return Between(column, at_least=1 if parameter == "monthly_wage_max_fen" else None, at_most=int(wanted))
    codes = tuple(map(str, wanted))
    return AllOf(tuple(value(column, code) for code in codes)) if parameter == "insurance" else AnyValue(column, codes)


def _scores(
    question: VacancyQuestion,
    understanding: Understanding,
    *,
    now: datetime,
    competition_weight: float,
    wishes_near: bool,
) -> tuple[Weighted, ...]:
    found = list(words.ranking(understanding, SOURCES))
    if understanding.units:
        found += [
            Weighted(Between("title_length", at_most=most), exact(gain)) for most, gain in tuning.SHORT_TITLE_STEPS
        ]
    today = seconds(now) // 3600 * 3600
    found += [
        Weighted(Between("published", at_least=today - n * 86_400), exact(gain)) for n, gain in tuning.RECENCY_STEPS
    ]
    if question.near is not None:
        times = tuning.NEAR_WISHED if wishes_near else 1
        found += [Weighted(Within(question.near, km), exact(gain * times)) for km, gain in tuning.NEAR_STEPS]
    found += favoured(question.favours)
    if competition_weight:
        found += competition(competition_weight)
    return tuple(found)
