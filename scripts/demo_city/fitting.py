"""Who fits what, among rows that are not stored yet: pairs are drawn and measured with the rules of the product."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from domain.fit import Members, Pairs, VacancyTable, WorkerTable, explain_pairs, measure
from webapp.services.reasons import kept_reasons

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.demo_city.draw import Draw
    from scripts.demo_city.ledger import Ledger, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A worker and a vacancy that fit."""

    worker_id: int
    vacancy_id: int
    score: float


class Fitting:
    """The workers and vacancies of a city as domain.fit sees them."""

    def __init__(self, ledger: Ledger) -> None:
        self.today = ledger.parameters.today
        self.workers = _workers(ledger)
        self.vacancies = _vacancies(ledger)
        self._wanting: dict[str, list[int]] = defaultdict(list)
        for row in ledger.rows("worker_occupation"):
            if row["rank"] == 0:
                self._wanting[row["occupation_code"]].append(row["worker_id"])

    def wanting(self, occupation_code: str) -> Sequence[int]:
        """The workers who want an occupation most."""
        return self._wanting.get(occupation_code, ())

    def find(self, draw: Draw, vacancies: Sequence[Row], *, each: int) -> list[Pair]:
        """For each vacancy, of so many people of its trade, those who fit it."""
        drawn = [
            (worker_id, vacancy["id"])
            for vacancy in vacancies
            for worker_id in draw.sample(
                self.wanting(vacancy["occupation_code"]), min(each, len(self.wanting(vacancy["occupation_code"])))
            )
        ]
        return self.measured(drawn)

    def measured(self, drawn: Sequence[tuple[int, int]]) -> list[Pair]:
        """Those of the pairs that break no rule, in their order."""
        if not drawn:
            return []
        worker, vacancy = (np.array(column) - 1 for column in zip(*drawn, strict=True))
        pairs = Pairs(workers=self.workers, vacancies=self.vacancies, worker=worker, vacancy=vacancy, today=self.today)
        fit = measure(pairs)
        return [
            Pair(worker_id=drawn[row][0], vacancy_id=drawn[row][1], score=round(float(fit.total[row]), 6))
            for row in np.flatnonzero(fit.is_possible).tolist()
        ]

    def explain(self, rows: Sequence[Row]) -> None:
        """Put into each row why its worker and its vacancy fit, as the product keeps it."""
        pairs = Pairs(
            workers=self.workers,
            vacancies=self.vacancies,
            worker=np.array([row["worker_id"] - 1 for row in rows], dtype=np.int64),
            vacancy=np.array([row["vacancy_id"] - 1 for row in rows], dtype=np.int64),
            today=self.today,
        )
        for row, why in zip(rows, explain_pairs(pairs), strict=True):
            row["reasons"] = kept_reasons(why)


def _members(rows: Sequence[Row], owner: str, value: str) -> Members:
    return Members([row[owner] - 1 for row in rows], [row[value] for row in rows])


def _workers(ledger: Ledger) -> WorkerTable:
    rows = ledger.rows("worker")
    places = ledger.rows("worker_destination")
    licences = [row for row in ledger.rows("certificate") if row["licence"] and _is_valid(ledger, row)]
    return WorkerTable.from_columns(
        **_columns(
            rows,
            "id birth_year division_code latitude longitude skill_level verified_level experience_years",
            "wage_wanted_fen commute_km goes_out_of_town shifts needs_housing available_from",
        ),
        occupations=_members(ledger.rows("worker_occupation"), "worker_id", "occupation_code"),
        skills=_members(ledger.rows("worker_skill"), "worker_id", "skill"),
        licences=_members(licences, "worker_id", "licence"),
        destinations=_members([row for row in places if not row["is_refused"]], "worker_id", "division_code"),
        refused_destinations=_members([row for row in places if row["is_refused"]], "worker_id", "division_code"),
    )


def _vacancies(ledger: Ledger) -> VacancyTable:
    rows = ledger.rows("vacancy")
    return VacancyTable.from_columns(
        **_columns(
            rows,
            "id enterprise_id occupation_code division_code latitude longitude shift skill_level experience_years",
            "is_hazardous has_housing starts_on",
        ),
        wage_min_fen=[row["monthly_min_fen"] for row in rows],
        wage_max_fen=[row["monthly_max_fen"] for row in rows],
        skills=_members(ledger.rows("vacancy_skill"), "vacancy_id", "skill"),
        licences=_members(ledger.rows("vacancy_licence"), "vacancy_id", "licence"),
        is_export=[row["export_order_id"] is not None for row in rows],
    )


def _columns(rows: Sequence[Row], *names: str) -> dict[str, Any]:
    return {name: [row[name] for row in rows] for name in " ".join(names).split()}


def _is_valid(ledger: Ledger, row: Row) -> bool:
    return row["valid_until"] is None or row["valid_until"] >= ledger.parameters.today
