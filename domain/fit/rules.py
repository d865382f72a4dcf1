"""The hard rules between worker and vacancy, each once: a broken one removes the pair and is the reason shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain.fit.tables import UNKNOWN, licences_of, shifts_of
from domain.fit.words import N_, Words
from domain.occupations import SharedLevels
from domain.vacancies import Shift
from domain.workers import ADULT, YOUNGEST

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from domain.fit.pairs import Pairs

NEAREST_LEVEL = SharedLevels.MIDDLE
"""◇ Who names an occupation is thought of for its middle group: a welder for metal work, not for every factory post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HardRule:
    """A rule that must hold."""

    key: str
    label: str
    """The rule in a few words, to count by."""
    is_broken: Callable[[Pairs], NDArray[np.bool_]]
    words: Callable[[Pairs, int], Words]
    """What to say where a single pair breaks it."""


def _wants_another_occupation(pairs: Pairs) -> NDArray[np.bool_]:
    return pairs.names_occupations & (pairs.closest_level < NEAREST_LEVEL)


def _is_beyond_the_daily_way(pairs: Pairs) -> NDArray[np.bool_]:
    return ~pairs.is_away & ~pairs.lives_there & (pairs.distance_km > pairs.of_worker("commute_km"))


def _does_not_go_there(pairs: Pairs) -> NDArray[np.bool_]:
    agrees = pairs.of_worker("goes_out_of_town") & pairs.goes_there & ~pairs.refuses_to_go
    return pairs.is_away & ~agrees


def _pays_too_little(pairs: Pairs) -> NDArray[np.bool_]:
    pays = pairs.of_vacancy("wage_max_fen")
    return (pays != UNKNOWN) & (pays < pairs.of_worker("wage_wanted_fen"))


def _lacks_licence(pairs: Pairs) -> NDArray[np.bool_]:
    return (pairs.of_vacancy("licences") & ~pairs.of_worker("licences")) != 0


def _is_too_young(pairs: Pairs) -> NDArray[np.bool_]:
    """Of the year of birth only the year is known: who may have turned 16 this year is let in, as when the profile was
    written; who may still be 17 is kept from hazardous work.
    """
    age_this_year = pairs.today.year - pairs.of_worker("birth_year")
    return (age_this_year < YOUNGEST) | ((age_this_year - 1 < ADULT) & pairs.of_vacancy("is_hazardous"))


def _starts_too_early(pairs: Pairs) -> NDArray[np.bool_]:
    return (pairs.starts_on != UNKNOWN) & (pairs.of_worker("available_from") > pairs.starts_on)


def _works_other_shifts(pairs: Pairs) -> NDArray[np.bool_]:
    suiting = pairs.of_worker("shifts")
    return (suiting != 0) & ((suiting & pairs.of_vacancy("shift")) == 0)


def _has_no_housing(pairs: Pairs) -> NDArray[np.bool_]:
    return pairs.of_worker("needs_housing") & ~pairs.of_vacancy("has_housing")


def _is_blocked(pairs: Pairs) -> NDArray[np.bool_]:
    return pairs.is_blocked


def _words_on_occupation(_pairs: Pairs, _at: int) -> Words:
    return Words(
        for_worker=N_("Far from the occupations you named"),
        for_enterprise=N_("Wants to work in another occupation"),
    )


def _words_on_commute(pairs: Pairs, at: int) -> Words:
    return Words(
        for_worker=N_("%(distance_km)s from you, and you travel up to %(commute_km)s"),
        for_enterprise=N_("%(distance_km)s away, and travels up to %(commute_km)s"),
        figures={
            "distance_km": float(pairs.distance_km[at]),
            "commute_km": float(pairs.one_of_worker("commute_km", at)),
        },
    )


def _words_on_destination(pairs: Pairs, at: int) -> Words:
    if not pairs.one_of_worker("goes_out_of_town", at):
        return Words(
            for_worker=N_("Out of town, and you want to stay"),
            for_enterprise=N_("Wants to stay in town"),
        )
    return Words(
        for_worker=N_("In a place you do not want to go to"),
        for_enterprise=N_("Wants to go to other places"),
    )


def _words_on_wage(pairs: Pairs, at: int) -> Words:
    return Words(
        for_worker=N_("Pays at most %(pays_fen)s, you ask %(asks_fen)s"),
        for_enterprise=N_("Asks %(asks_fen)s, you pay at most %(pays_fen)s"),
        figures={
            "pays_fen": int(pairs.one_of_vacancy("wage_max_fen", at)),
            "asks_fen": int(pairs.one_of_worker("wage_wanted_fen", at)),
        },
    )


def _words_on_licence(pairs: Pairs, at: int) -> Words:
    missing = int(pairs.one_of_vacancy("licences", at) & ~pairs.one_of_worker("licences", at))
    return Words(
        for_worker=N_("The law asks for a licence that you have not entered: %(licences)s"),
        for_enterprise=N_("No licence on record: %(licences)s"),
        figures={"licences": licences_of(missing)},
    )


def _words_on_age(_pairs: Pairs, _at: int) -> Words:
    return Words(
        for_worker=N_("The law does not let you do this work at your age"),
        for_enterprise=N_("Too young for this work by law"),
    )


def _words_on_start(pairs: Pairs, at: int) -> Words:
    return Words(
        for_worker=N_("Starts on %(starts_on)s, you are free from %(available_from)s"),
        for_enterprise=N_("Free from %(available_from)s, you start on %(starts_on)s"),
        figures={
            "starts_on": date.fromordinal(int(pairs.starts_on[at])),
            "available_from": date.fromordinal(int(pairs.one_of_worker("available_from", at))),
        },
    )


def _words_on_shift(pairs: Pairs, at: int) -> Words:
    return Words(
        for_worker=N_("Working hours that you have ruled out: %(shift)s"),
        for_enterprise=N_("Does not work these hours: %(shift)s"),
        figures={"shift": shift_named(int(pairs.one_of_vacancy("shift", at)))},
    )


def _words_on_housing(_pairs: Pairs, _at: int) -> Words:
    return Words(
        for_worker=N_("No housing, and you need some"),
        for_enterprise=N_("Needs housing, which you do not offer"),
    )


def _words_on_block(_pairs: Pairs, _at: int) -> Words:
    """The enterprise is not told that a worker wants to hear nothing from it."""
    return Words(
        for_worker=N_("You do not want to hear from this employer"),
        for_enterprise=N_("Not available at present"),
    )


def shift_named(mask: int) -> Shift:
    """The shift of a vacancy's bits."""
    shifts = shifts_of(mask)
    return shifts[0] if len(shifts) == 1 else Shift.FLEXIBLE


OCCUPATION = HardRule(
    key="occupation",
    label=N_("Near an occupation that the worker named"),
    is_broken=_wants_another_occupation,
    words=_words_on_occupation,
)
COMMUTE = HardRule(
    key="commute",
    label=N_("Within the daily way"),
    is_broken=_is_beyond_the_daily_way,
    words=_words_on_commute,
)
DESTINATION = HardRule(
    key="destination",
    label=N_("In a place that the worker would go to"),
    is_broken=_does_not_go_there,
    words=_words_on_destination,
)
WAGE = HardRule(
    key="wage",
    label=N_("Pays what the worker asks at least"),
    is_broken=_pays_too_little,
    words=_words_on_wage,
)
LICENCE = HardRule(
    key="licence",
    label=N_("Licences that the law requires"),
    is_broken=_lacks_licence,
    words=_words_on_licence,
)
AGE = HardRule(key="age", label=N_("Legal age"), is_broken=_is_too_young, words=_words_on_age)
START = HardRule(key="start", label=N_("Free when the work starts"), is_broken=_starts_too_early, words=_words_on_start)
SHIFT = HardRule(key="shift", label=N_("Hours that suit"), is_broken=_works_other_shifts, words=_words_on_shift)
HOUSING = HardRule(
    key="housing", label=N_("Housing where it is needed"), is_broken=_has_no_housing, words=_words_on_housing
)
BLOCK = HardRule(
    key="block", label=N_("Both want to hear from each other"), is_broken=_is_blocked, words=_words_on_block
)

HARD_RULES = (COMMUTE, DESTINATION, WAGE, OCCUPATION, LICENCE, SHIFT, HOUSING, START, AGE, BLOCK)
"""Those first that remove the most pairs: candidates ask each only about what the others have left."""
