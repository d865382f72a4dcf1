"""How well pairs fit: totals for many at once, and the reasons for one."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING, Any

import numpy as np

from domain.fit.components import COMPONENTS
from domain.fit.pairs import Pairs
from domain.fit.rules import HARD_RULES
from domain.fit.tables import VacancyTable, WorkerTable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from numpy.typing import NDArray

    from domain.fit.words import Words
    from domain.vacancies import OpenVacancy
    from domain.workers import WorkerProfile

RULE_VERSION = "fit-1"
"""Kept with every stored score; a change of a rule, a component or a weight gives a new one."""
NEUTRAL = 0.5
"""The total of a pair of which nothing is known."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Fit:
    """How well each pair fits."""

    total: NDArray[np.float64]
    """0 to 1; also for pairs that a hard rule forbids."""
    broken: NDArray[np.int64]
    """A bit for each of HARD_RULES that a pair breaks."""

    @property
    def is_possible(self) -> NDArray[np.bool_]:
        """Whether no hard rule stands against the pair."""
        return self.broken == 0

    def nearest_misses(self, limit: int) -> NDArray[np.int64]:
        """Of a list of pairs the forbidden ones that come closest to being possible: those first that break the fewest
        rules, then those with the highest total.
        """
        order = np.lexsort((-self.total, np.bitwise_count(self.broken)))
        return order[self.broken[order] != 0][:limit]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing to say about a pair. Labels and sentences are English, to be translated."""

    key: str
    label: str
    words: Words
    value: float | None = None
    """0 to 1; None for a broken rule."""
    weight: float = 0.0
    """Its share in the total."""

    @property
    def figures(self) -> Mapping[str, Any]:
        """What stands in the sentence."""
        return self.words.figures


@dataclass(frozen=True, slots=True, kw_only=True)
class FitExplanation:
    """Why one worker fits one vacancy, or may not have it."""

    total: float
    broken: tuple[Reason, ...]
    """The hard rules that forbid the pair."""
    reasons: tuple[Reason, ...]
    """The components that have a value, those first that say most for the pair."""

    @property
    def is_possible(self) -> bool:
        """Whether no hard rule stands against the pair."""
        return not self.broken


def measure(pairs: Pairs) -> Fit:
    """How well pairs fit, and which hard rules they break."""
    return Fit(total=total_score(pairs), broken=broken_rules(pairs))


def broken_rules(pairs: Pairs) -> NDArray[np.int64]:
    """A bit for each of HARD_RULES that a pair breaks."""
    broken = np.zeros(pairs.shape, dtype=np.int64)
    for bit, rule in enumerate(HARD_RULES):
        broken |= rule.is_broken(pairs).astype(np.int64) << bit
    return broken


def total_score(pairs: Pairs) -> NDArray[np.float64]:
    """The weighted mean of the components that have a value, 0 to 1."""
    total, weight = np.zeros(pairs.shape), np.zeros(pairs.shape)
    for component in COMPONENTS:
        value = component.value(pairs)
        is_known = ~np.isnan(value)
        total += component.weight * np.where(is_known, value, 0.0)
        weight += component.weight * is_known
    return np.where(weight > 0, total / np.where(weight > 0, weight, 1.0), NEUTRAL)


def score_vacancies(worker: WorkerTable, vacancies: VacancyTable, *, today: date) -> Fit:
    """How well one worker, the first of the table, fits each vacancy."""
    rows = np.arange(len(vacancies))
    return measure(Pairs(workers=worker, vacancies=vacancies, worker=np.zeros_like(rows), vacancy=rows, today=today))


def score_workers(vacancy: VacancyTable, workers: WorkerTable, *, today: date) -> Fit:
    """How well each worker fits one vacancy, the first of the table."""
    rows = np.arange(len(workers))
    return measure(Pairs(workers=workers, vacancies=vacancy, worker=rows, vacancy=np.zeros_like(rows), today=today))


def explain_pairs(pairs: Pairs) -> list[FitExplanation]:
    """Why each pair of a list fits, or may not be: in the order of the list."""
    fit = measure(pairs)
    values = np.array([np.broadcast_to(component.value(pairs), pairs.shape) for component in COMPONENTS])
    return [
        FitExplanation(
            total=float(fit.total[at]),
            broken=tuple(
                Reason(key=rule.key, label=rule.label, words=rule.words(pairs, at))
                for bit, rule in enumerate(HARD_RULES)
                if fit.broken[at] >> bit & 1
            ),
            reasons=_reasons(pairs, values[:, at], at),
        )
        for at in range(len(pairs.worker))
    ]


def _reasons(pairs: Pairs, values: NDArray[np.float64], at: int) -> tuple[Reason, ...]:
    known = [
        (component, value) for component, value in zip(COMPONENTS, values.tolist(), strict=True) if not isnan(value)
    ]
    weight = sum(component.weight for component, _ in known)
    known.sort(key=lambda entry: -entry[0].weight * (entry[1] - NEUTRAL))
    return tuple(
        Reason(
            key=component.key,
            label=component.label,
            words=component.words(pairs, at),
            value=value,
            weight=component.weight / weight,
        )
        for component, value in known
    )


def explain_fit(worker: WorkerProfile, vacancy: OpenVacancy, *, today: date) -> FitExplanation:
    """Why a worker fits a vacancy, or may not have it."""
    row = np.zeros(1, dtype=np.int64)
    workers, vacancies = WorkerTable.of([worker]), VacancyTable.of([vacancy])
    return explain_pairs(Pairs(workers=workers, vacancies=vacancies, worker=row, vacancy=row, today=today))[0]
