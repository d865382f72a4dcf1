"""A made-up city as columns: real towns and occupations, people and vacancies drawn from a seed, any number of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from domain.divisions import HOME_CITY, DivisionLevel, lies_within
from domain.fit import Members, VacancyTable, WorkerTable
from domain.skills import Licence
from domain.vacancies import Shift
from domain.workers import MOST_OCCUPATIONS
from reference.divisions import DivisionEntry, divisions
from reference.job_titles import job_titles

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

TODAY = date(2026, 11, 24)
DESTINATIONS = ("310000", "320100", "320200", "320500", "330100")
"""Where labour export goes: Shanghai, Nanjing, Wuxi, Suzhou, Hangzhou."""
TOWN_WIDTH = 0.02
"""Degrees: people live within some two kilometres of the middle of their town."""
TRADE_WORDS = 12
HARDSHIP = 0.08


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class City:
    """Workers and vacancies."""

    workers: WorkerTable
    vacancies: VacancyTable


def draw_city(n_workers: int, n_vacancies: int, *, seats_a_worker: float = 1.1, seed: int = 20261124) -> City:
    """The same numbers give the same city.

    Occupations are as frequent as in the real titles; seats are spread log-normally, so that a few employers hire many.
    """
    return City(
        workers=_draw_workers(n_workers, np.random.default_rng([seed, 1])),
        vacancies=_draw_vacancies(n_vacancies, n_workers * seats_a_worker, np.random.default_rng([seed, 2])),
    )


def _draw_workers(n: int, random: Generator) -> WorkerTable:
    homes, latitude, longitude = _draw_places(n, random)
    trade = random.integers(len(_trades()), size=n)
    row, occupation = _draw_occupations(trade, random)
    wanted = _pay()[trade] * random.lognormal(-0.1, 0.15, n)
    narrowed = frozenset({Shift.DAY, Shift.FLEXIBLE})
    free_in = random.integers(-60, 60, n).tolist()
    return WorkerTable.from_columns(
        id=np.arange(1, n + 1),
        birth_year=random.integers(1964, 2009, n),
        occupations=Members(row, occupation),
        division_code=homes,
        latitude=latitude,
        longitude=longitude,
        skills=_draw_skills(trade, 5, random),
        skill_level=random.choice([0, 0, 0, 1, 2, 3, 4, 5], n),
        licences=_draw_licences(n, 0.15, random),
        experience_years=random.integers(0, 20, n),
        wage_wanted_fen=np.where(_chance(0.8, n, random), wanted.round(-4), 0),
        commute_km=random.choice([5.0, 10.0, 15.0, 20.0, 30.0], n),
        goes_out_of_town=_chance(0.25, n, random),
        shifts=[narrowed if is_narrowed else frozenset(Shift) for is_narrowed in _chance(0.4, n, random)],
        needs_housing=_chance(0.1, n, random),
        available_from=[TODAY + timedelta(days=days) if days > 0 else None for days in free_in],
        is_hardship=_chance(HARDSHIP, n, random),
        blocked_enterprises=Members(random.integers(n, size=n // 50), random.integers(1, n // 20 + 2, n // 50)),
    )


def _draw_vacancies(n: int, seats: float, random: Generator) -> VacancyTable:
    is_export = _chance(0.08, n, random)
    towns, latitude, longitude = _draw_places(n, random)
    away = [entry for entry in divisions() if entry.code in DESTINATIONS]
    for index, destination in zip(np.flatnonzero(is_export), random.integers(len(away), size=n), strict=False):
        towns[index] = away[destination].code
        latitude[index], longitude[index] = away[destination].latitude, away[destination].longitude
    trade = random.integers(len(_trades()), size=n)
    lowest = (_pay()[trade] * random.lognormal(0.0, 0.2, n)).round(-4)
    spread = random.lognormal(0.0, 1.0, n)
    starts_in = random.integers(-60, 60, n).tolist()
    return VacancyTable.from_columns(
        id=np.arange(1, n + 1),
        enterprise_id=random.integers(1, n // 3 + 2, n),
        occupation_code=[_trades()[number] for number in trade.tolist()],
        wage_min_fen=lowest,
        wage_max_fen=(lowest * random.uniform(1.0, 1.4, n)).round(-4),
        division_code=towns,
        latitude=latitude,
        longitude=longitude,
        seats=np.maximum(1, np.round(spread * seats / spread.sum())),
        shift=random.choice(list(Shift), n, p=[0.6, 0.15, 0.1, 0.05, 0.1]).tolist(),
        skills=_draw_skills(trade, 4, random),
        skill_level=random.choice([0, 0, 0, 0, 2, 3, 4], n),
        licences=_draw_licences(n, 0.06, random),
        experience_years=random.choice([0, 0, 0, 1, 2, 3, 5], n),
        is_hazardous=_chance(0.1, n, random),
        has_housing=is_export | (_chance(0.25, n, random)),
        starts_on=[TODAY + timedelta(days=days) if days > 0 else None for days in starts_in],
        enterprise_credit=1 - random.beta(1, 8, n),
        is_export=is_export,
    )


def _draw_places(n: int, random: Generator) -> tuple[list[str], NDArray[np.float64], NDArray[np.float64]]:
    towns = _towns()
    share = np.random.default_rng(len(towns)).lognormal(0.0, 0.8, len(towns))
    drawn = random.choice(len(towns), n, p=share / share.sum())
    latitude = np.array([town.latitude for town in towns])[drawn] + random.normal(0, TOWN_WIDTH, n)
    longitude = np.array([town.longitude for town in towns])[drawn] + random.normal(0, TOWN_WIDTH, n)
    return [towns[number].code for number in drawn.tolist()], latitude, longitude


def _draw_occupations(trade: NDArray[np.int64], random: Generator) -> tuple[NDArray[np.int64], list[str]]:
    """The own occupation first; some name one or two more, mostly in the same middle group."""
    named = random.choice([1, 2, MOST_OCCUPATIONS], len(trade), p=[0.6, 0.25, 0.15])
    trades, group = _trades(), _group_of_trades()
    members = {number: np.flatnonzero(group == number) for number in np.unique(group).tolist()}
    row, codes = [], []
    stays = _chance(0.7, len(trade) * 2, random).tolist()
    draws = random.random(len(trade) * 2).tolist()
    for worker, (own, count) in enumerate(zip(trade.tolist(), named.tolist(), strict=True)):
        row.append(worker)
        codes.append(trades[own])
        for further in range(count - 1):
            pool = members[int(group[own])] if stays[2 * worker + further] else np.arange(len(trades))
            row.append(worker)
            codes.append(trades[int(pool[int(draws[2 * worker + further] * len(pool))])])
    return np.array(row), codes


def _draw_skills(trade: NDArray[np.int64], most: int, random: Generator) -> Members:
    """Words of the middle group."""
    count = random.integers(0, most + 1, len(trade))
    row = np.repeat(np.arange(len(trade)), count)
    word = random.integers(TRADE_WORDS, size=len(row))
    return Members(
        row, [f"{g}-{w}" for g, w in zip(_group_of_trades()[trade[row]].tolist(), word.tolist(), strict=True)]
    )


def _draw_licences(n: int, share: float, random: Generator) -> Members:
    row = np.flatnonzero(_chance(share, n, random))
    return Members(row, random.choice(list(Licence), len(row)).tolist())


def _chance(share: float, n: int, random: Generator) -> NDArray[np.bool_]:
    return random.random(n) < share


@cache
def _towns() -> tuple[DivisionEntry, ...]:
    return tuple(
        entry for entry in divisions() if entry.level == DivisionLevel.TOWN and lies_within(entry.code, HOME_CITY)
    )


@cache
def _trades() -> tuple[str, ...]:
    """The occupation of each real title, so that frequent ones are drawn often."""
    return tuple(title.occupation_code for title in job_titles())


@cache
def _group_of_trades() -> NDArray[np.int64]:
    """The middle group of each title as a number."""
    return np.unique([code[:4] for code in _trades()], return_inverse=True)[1]


@cache
def _pay() -> NDArray[np.float64]:
    """The usual monthly pay of each title's middle group, in fen."""
    groups = _group_of_trades()
    pay: NDArray[np.float64] = np.random.default_rng(7).uniform(4_500_00, 9_000_00, groups.max() + 1)[groups]
    return pay
