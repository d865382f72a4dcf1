"""What may be asked of the index of worker profiles, by whom, and the plan that a question becomes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from domain.skills import Licence, SkillLevel
from search import tuning
from search.analysis.synonyms import NONE
from search.analysis.understanding import Understanding, understand
from search.clauses import (
    AllOf,
    AnyValue,
    Between,
    Clause,
    FacetRequest,
    NoneOf,
    Order,
    Plan,
    Weighted,
    Within,
    exact,
    value,
)
from search.indexes.documents import OPEN, seconds
from search.indexes.workers import WORKERS
from search.port import QuestionInvalid
from search.queries import checks, words
from search.queries.cursors import read_cursor

if TYPE_CHECKING:
    from datetime import date, datetime

    from domain.places import Point
    from search.analysis.synonyms import Synonyms

PAGE_SIZE = 20

SOURCES = words.Sources(
    head="headline",
    admitting=(
        ("occupation", tuning.TITLE),
        ("headline", tuning.TITLE),
        ("skill", tuning.SKILL),
        ("address", tuning.ADDRESS),
    ),
    ranking=(("experience", tuning.DUTIES),),
)

FACETS = (FacetRequest(name="first_occupation", column="first_occupation", without=frozenset({"occupations"})),)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerQuestion:
    """A search for profiles. One of `enterprise` and `official_division` says who looks; nobody else may.

    Values within one tuple are alternatives; different fields must all hold.
    """

    enterprise: str = ""
    """The enterprise that looks. It finds workers who agreed to be found and have not blocked it."""
    official_division: str = ""
    """The division of the official who looks. Officials find workers of their own division who agreed to be found."""
    text: str = ""
    occupations: tuple[str, ...] = ()
    """Codes of occupations or groups; each stands for everything within it."""
    divisions: tuple[str, ...] = ()
    """Each stands for itself and everything within it."""
    skill_level_at_least: SkillLevel | None = None
    licences: tuple[Licence, ...] = ()
    """All of these; a larger driving licence contains the smaller ones."""
    wage_at_most_fen: int | None = None
    """Who wants no more than this a month, or has not said."""
    goes_out_of_town: bool | None = None
    available_by: date | None = None
    near: Point | None = None
    radius_km: float | None = None
    page: int = 1
    size: int = PAGE_SIZE
    after: str = ""
    """A cursor from the page before (`Hits.next_after`); takes the place of `page`."""
    with_facets: bool = True
    literally: bool = False


def check(question: WorkerQuestion) -> WorkerQuestion:
    """The question with every value as what it stands for. Raises QuestionInvalid, which names the parameter."""
    checks.fields_of(question)
    if bool(question.enterprise) == bool(question.official_division):
        raise QuestionInvalid(
            parameter="enterprise", reason="one of enterprise and official_division must say who looks"
        )
    if question.official_division:
        checks.divisions("official_division", (question.official_division,))
    return replace(
        question,
        enterprise=checks.text("enterprise", question.enterprise),
        text=checks.text("text", question.text),
        occupations=checks.occupations("occupations", question.occupations),
        divisions=checks.divisions("divisions", question.divisions),
        skill_level_at_least=checks.member("skill_level_at_least", question.skill_level_at_least, SkillLevel),
        licences=checks.members("licences", question.licences, Licence),
        wage_at_most_fen=checks.amount("wage_at_most_fen", question.wage_at_most_fen),
        near=checks.point("near", question.near),
        radius_km=checks.radius("radius_km", question.radius_km, near=question.near),
        page=checks.page(question.page, size=question.size, after=question.after),
    )


def worker_plan(
    question: WorkerQuestion, *, now: datetime, with_long_texts: bool = False, synonyms: Synonyms = NONE
) -> tuple[Plan, Understanding]:
    """The plan of a checked question at a moment, and what was understood of its text."""
    understanding = understand(question.text, literally=question.literally, synonyms=synonyms)
    plan = Plan(
        index=WORKERS.name,
        access=may_see(question),
        filters=tuple(_asked(question)) + _understood(understanding),
        gate=words.gate(understanding, SOURCES, with_long_texts=with_long_texts),
        scores=_scores(question, understanding, now=now),
        near=question.near,
        offset=0 if question.after else (question.page - 1) * question.size,
        size=question.size,
        after=read_cursor(question.after, Order.SCORE),
        facets=FACETS if question.with_facets else (),
    )
    return plan, understanding


def may_see(question: WorkerQuestion) -> Clause:
    """Whom the one who looks may see: those who agreed to be found, and have not blocked them or live under them."""
    if question.official_division:
        return AllOf((value("state", OPEN), value("divisions", question.official_division)))
    return AllOf((value("state", OPEN), NoneOf((value("blocked", question.enterprise),))))


def _asked(question: WorkerQuestion) -> list[tuple[str, Clause]]:
    found: list[tuple[str, Clause]] = []
    if question.occupations:
        found.append(("occupations", AnyValue("occupations", question.occupations)))
    if question.divisions:
        found.append(("divisions", AnyValue("divisions", question.divisions)))
    if question.skill_level_at_least is not None:
        found.append(("skill_level_at_least", Between("skill_rank", at_least=int(question.skill_level_at_least))))
    found += [("licences", value("licences", licence.value)) for licence in question.licences]
    if question.wage_at_most_fen is not None:
        found.append(("wage_at_most_fen", Between("wage_wanted", at_most=question.wage_at_most_fen)))
    if question.goes_out_of_town is not None:
        found.append(("goes_out_of_town", value("out_of_town", "yes" if question.goes_out_of_town else "no")))
    if question.available_by is not None:
        found.append(("available_by", Between("available_from", at_most=question.available_by.toordinal())))
    if question.near is not None and question.radius_km is not None:
        found.append(("radius_km", Within(question.near, question.radius_km)))
    return found


def _understood(understanding: Understanding) -> tuple[tuple[str, Clause], ...]:
    """Of what an employer types, places are filters, and a wage is what they would pay at most."""
    found: list[tuple[str, Clause]] = []
    for item in understanding.understood:
        for parameter, wanted in item.values:
            if parameter == "divisions" and isinstance(wanted, tuple):
                found.append((parameter, AnyValue("divisions", wanted)))
            elif parameter in {"monthly_wage_min_fen", "monthly_wage_max_fen"} and isinstance(wanted, int):
                found.append(("wage_at_most_fen", Between("wage_wanted", at_most=wanted)))
            elif parameter == "shifts" and isinstance(wanted, tuple):
                found.append((parameter, AnyValue("shifts", tuple(map(str, wanted)))))
    return tuple(found)


def _scores(question: WorkerQuestion, understanding: Understanding, *, now: datetime) -> tuple[Weighted, ...]:
    found = list(words.ranking(understanding, SOURCES))
    if question.occupations:
        found.append(Weighted(AnyValue("first_occupation", question.occupations), exact(tuning.FIRST_WISH)))
    found += [Weighted(Between("skill_rank", at_least=level), exact(tuning.SKILL_STEP)) for level in range(1, 7)]
    today = seconds(now) // 3600 * 3600
    found += [
        Weighted(Between("published", at_least=today - n * 86_400), exact(gain)) for n, gain in tuning.RECENCY_STEPS
    ]
    if question.near is not None:
        found += [Weighted(Within(question.near, km), exact(gain)) for km, gain in tuning.NEAR_STEPS]
    return tuple(found)
