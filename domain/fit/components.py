"""What makes a worker fit a vacancy well, each score written once: 0 to 1, and NaN where there is nothing to compare.

What is not known is neutral: a component without a value leaves the others their say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from domain.fit.rules import shift_named
from domain.fit.tables import UNKNOWN
from domain.fit.words import N_, Words
from domain.occupations import CLOSENESS, SharedLevels
from domain.skills import SkillLevel
from domain.vacancies import Shift

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from domain.fit.pairs import Pairs

RANK_WORTH = (1.0, 0.95, 0.9)
"""◇ The occupation named first is wanted most."""
PER_LEVEL_BELOW = 0.3
"""◇ What each skill level below the one asked takes off."""
CLAIMED_WORTH = 0.9
"""◇ A level that the worker only says, against one that an official has seen proved."""
WAGE_AT_FLOOR, WAGE_MET = 0.4, 0.8
"""◇ A vacancy whose highest wage just meets what is asked, and one whose lowest does."""
WAGE_ABUNDANT = 1.3
"""◇ From this multiple of what is asked more pay adds nothing to the fit."""
FARTHEST_WORTH = 0.3
"""◇ A place at the end of the daily way, against one next door."""
AWAY_ANYWHERE, LIVING_THERE = 0.7, 0.8
"""◇ A place out of town for whoever would go anywhere, and one where the worker would live; a chosen one is worth 1."""
SHORTEST_WAY_KM = 0.1
GOOD_CREDIT = 0.8
"""◇ From here on an employer's record is worth a good word."""
_ALL_SHIFTS = (1 << len(Shift)) - 1
NOTHING = np.nan


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One part of the fit."""

    key: str
    label: str
    weight: float
    """◇ Its say among those that have a value."""
    value: Callable[[Pairs], NDArray[np.float64]]
    words: Callable[[Pairs, int], Words]
    """What to say about a single pair."""


def _occupation(pairs: Pairs) -> NDArray[np.float64]:
    """The closest of the wanted occupations, the later ones a little less."""
    closest = np.zeros(pairs.shape)
    for levels, worth in zip(pairs.shared_levels, RANK_WORTH, strict=False):
        closest = np.maximum(closest, (np.array(CLOSENESS) * worth)[levels])
    return np.where(pairs.names_occupations, closest, NOTHING)


def _skills(pairs: Pairs) -> NDArray[np.float64]:
    is_known = (pairs.n_skills_asked > 0) & pairs.has_any("skills")
    return np.where(is_known, pairs.n_skills_shared / np.maximum(pairs.n_skills_asked, 1), NOTHING)


def _level(pairs: Pairs) -> NDArray[np.float64]:
    """What is proved counts whole, what is only said a little less."""
    said, proved, asked = (
        pairs.of_worker("skill_level"),
        pairs.of_worker("verified_level"),
        pairs.of_vacancy("skill_level"),
    )
    is_known = ((said != SkillLevel.NONE) | (proved != SkillLevel.NONE)) & (asked != SkillLevel.NONE)
    value = np.maximum(_met(proved, asked), CLAIMED_WORTH * _met(said, asked))
    return np.where(is_known, value, NOTHING)


def _met(has: NDArray[np.int8], asked: NDArray[np.int8]) -> NDArray[np.float64]:
    """How far a level is reached."""
    return np.clip(1 - PER_LEVEL_BELOW * (asked - has), 0.0, 1.0)


def _wage(pairs: Pairs) -> NDArray[np.float64]:
    """From the floor to where the lowest wage meets what is asked, and on to where it is abundant."""
    asked = pairs.of_worker("wage_wanted_fen")
    lowest, highest = pairs.of_vacancy("wage_min_fen"), pairs.of_vacancy("wage_max_fen")
    is_known = (asked != UNKNOWN) & (highest != UNKNOWN)
    width = np.maximum(highest - lowest, 1)
    within = WAGE_AT_FLOOR + (WAGE_MET - WAGE_AT_FLOOR) * np.clip((highest - asked) / width, 0.0, 1.0)
    above = np.clip((lowest / np.maximum(asked, 1) - 1) / (WAGE_ABUNDANT - 1), 0.0, 1.0)
    value = np.where(lowest >= asked, WAGE_MET + (1 - WAGE_MET) * above, np.where(highest >= asked, within, 0.0))
    return np.where(is_known, value, NOTHING)


def _place(pairs: Pairs) -> NDArray[np.float64]:
    commute = np.maximum(pairs.of_worker("commute_km"), SHORTEST_WAY_KM)
    daily = 1 - (1 - FARTHEST_WORTH) * np.clip(pairs.distance_km / commute, 0.0, 1.0)
    chosen = np.where(pairs.has_destinations & pairs.goes_there, 1.0, AWAY_ANYWHERE)
    daily = np.where(pairs.lives_there, np.fmax(daily, LIVING_THERE), daily)
    return np.where(pairs.is_away, chosen, daily)


def _shift(pairs: Pairs) -> NDArray[np.float64]:
    suiting = pairs.of_worker("shifts")
    has_chosen = (suiting != 0) & (suiting != _ALL_SHIFTS)
    return np.where(has_chosen, (suiting & pairs.of_vacancy("shift")) != 0, NOTHING)


def _experience(pairs: Pairs) -> NDArray[np.float64]:
    """Nobody is worth nothing for want of years: 0 may also mean that the worker has not said."""
    has, asked = pairs.of_worker("experience_years"), pairs.of_vacancy("experience_years")
    return np.where(asked > 0, np.minimum((1 + has) / (1 + asked), 1.0), NOTHING)


def _credit(pairs: Pairs) -> NDArray[np.float64]:
    return np.broadcast_to(pairs.of_vacancy("enterprise_credit"), pairs.shape)


def _words_on_occupation(pairs: Pairs, at: int) -> Words:
    match SharedLevels(int(pairs.closest_level[at])):
        case SharedLevels.SAME:
            sentence = N_("Same occupation")
        case SharedLevels.MINOR:
            sentence = N_("Closely related occupation")
        case SharedLevels.MIDDLE:
            sentence = N_("Related occupation")
        case _:
            sentence = N_("Another occupation")
    return Words(for_worker=sentence, for_enterprise=sentence)


def _words_on_skills(pairs: Pairs, at: int) -> Words:
    row, asking = int(pairs.worker[at]), pairs.vacancies.skills
    asked = asking.members_of(int(pairs.vacancy[at]))
    own = pairs.workers.skills.members_of(row)
    return Words(
        for_worker=N_("You have %(has)s of %(asked)s skills asked"),
        for_enterprise=N_("Has %(has)s of %(asked)s skills asked"),
        figures={
            "has": int(pairs.n_skills_shared[at]),
            "asked": int(pairs.n_skills_asked[at]),
            "skills": tuple(word for word in asked if word in own),
            "missing": tuple(word for word in asked if word not in own),
        },
    )


def _words_on_level(pairs: Pairs, at: int) -> Words:
    said, proved = pairs.one_of_worker("skill_level", at), pairs.one_of_worker("verified_level", at)
    asked = pairs.one_of_vacancy("skill_level", at)
    is_proved = _met(proved, asked) >= CLAIMED_WORTH * _met(said, asked)
    figures = {"has_level": SkillLevel(int(proved if is_proved else said)), "asked_level": SkillLevel(int(asked))}
    if is_proved:
        return Words(
            for_worker=N_("You have %(has_level)s, %(asked_level)s is asked"),
            for_enterprise=N_("Has %(has_level)s, verified; you ask %(asked_level)s"),
            figures=figures,
        )
    return Words(
        for_worker=N_("You say %(has_level)s, not verified yet; %(asked_level)s is asked"),
        for_enterprise=N_("Says %(has_level)s, not verified; you ask %(asked_level)s"),
        figures=figures,
    )


def _words_on_wage(pairs: Pairs, at: int) -> Words:
    lowest, highest = int(pairs.one_of_vacancy("wage_min_fen", at)), int(pairs.one_of_vacancy("wage_max_fen", at))
    figures = {
        "lowest_fen": lowest,
        "highest_fen": highest,
        "asks_fen": int(pairs.one_of_worker("wage_wanted_fen", at)),
    }
    if lowest == highest:
        return Words(
            for_worker=N_("Pays %(lowest_fen)s, you ask %(asks_fen)s"),
            for_enterprise=N_("Asks %(asks_fen)s, you pay %(lowest_fen)s"),
            figures=figures,
        )
    return Words(
        for_worker=N_("Pays %(lowest_fen)s to %(highest_fen)s, you ask %(asks_fen)s"),
        for_enterprise=N_("Asks %(asks_fen)s, you pay %(lowest_fen)s to %(highest_fen)s"),
        figures=figures,
    )


def _words_on_place(pairs: Pairs, at: int) -> Words:
    if not pairs.is_away[at]:
        return Words(
            for_worker=N_("%(distance_km)s from you"),
            for_enterprise=N_("%(distance_km)s away"),
            figures={"distance_km": float(pairs.distance_km[at])},
        )
    if pairs.has_destinations[at] and pairs.goes_there[at]:
        return Words(
            for_worker=N_("In a place that you would like to go to"),
            for_enterprise=N_("Would like to come to this place"),
        )
    return Words(for_worker=N_("Out of town"), for_enterprise=N_("Goes out of town"))


def _words_on_shift(pairs: Pairs, at: int) -> Words:
    return Words(
        for_worker=N_("Hours that you chose: %(shift)s"),
        for_enterprise=N_("Has chosen these hours: %(shift)s"),
        figures={"shift": shift_named(int(pairs.one_of_vacancy("shift", at)))},
    )


def _words_on_experience(pairs: Pairs, at: int) -> Words:
    return Words(
        for_worker=N_("You have %(has_years)s of experience, %(asked_years)s are asked"),
        for_enterprise=N_("Has %(has_years)s of experience, you ask %(asked_years)s"),
        figures={
            "has_years": int(pairs.one_of_worker("experience_years", at)),
            "asked_years": int(pairs.one_of_vacancy("experience_years", at)),
        },
    )


def _words_on_credit(pairs: Pairs, at: int) -> Words:
    if pairs.one_of_vacancy("enterprise_credit", at) >= GOOD_CREDIT:
        return Words(for_worker=N_("The employer keeps its word"), for_enterprise=N_("Your record is good"))
    return Words(
        for_worker=N_("The employer's record has marks against it"),
        for_enterprise=N_("Your record has marks against it"),
    )


COMPONENTS = (
    Component(key="occupation", label=N_("Occupation"), weight=0.30, value=_occupation, words=_words_on_occupation),
    Component(key="wage", label=N_("Wage"), weight=0.17, value=_wage, words=_words_on_wage),
    Component(key="place", label=N_("Place"), weight=0.17, value=_place, words=_words_on_place),
    Component(key="skills", label=N_("Skills"), weight=0.15, value=_skills, words=_words_on_skills),
    Component(key="level", label=N_("Skill level"), weight=0.08, value=_level, words=_words_on_level),
    Component(key="experience", label=N_("Experience"), weight=0.05, value=_experience, words=_words_on_experience),
    Component(key="credit", label=N_("Employer"), weight=0.05, value=_credit, words=_words_on_credit),
    Component(key="shift", label=N_("Working hours"), weight=0.03, value=_shift, words=_words_on_shift),
)
"""◇ The weights say what comes first: the trade, then what a worker asks before anything else, the wage and the way."""
