"""Workers and vacancies as columns of numbers: what fit and candidates compute with, a hundred thousand rows at a time.

A table is made from values of the domain, or from columns as a database gives them; both ways end in the same columns.
Codes become whole numbers: an occupation its seven digits, a division its nine (a county's six and 000), days ordinals.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from domain.places import EARTH_RADIUS_KM
from domain.skills import Licence, with_implied
from domain.vacancies import Shift
from domain.workers import MOST_OCCUPATIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence
    from datetime import date
    from typing import Self

    from numpy.typing import ArrayLike, NDArray

    from domain.vacancies import OpenVacancy
    from domain.workers import WorkerProfile

    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]

UNKNOWN = 0
"""A day or a wage that nobody has said."""
NO_OCCUPATION = -1
_LICENCES = tuple(Licence)
_SHIFTS = tuple(Shift)


class ColumnsDiffer(ValueError):
    """Columns of one table have different lengths, or a member belongs to a row that does not exist."""


class Members(NamedTuple):
    """The members of sets in a column, as a database gives them: the row of each, counted from 0, and its value."""

    row: Sequence[int] | NDArray[np.integer]
    value: Sequence[Any] | NDArray[Any]


NOBODY = Members((), ())


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Sets:
    """A set of numbers for each row, one after the other."""

    start: Ints
    """Where the members of each row begin; one longer than there are rows."""
    members: Ints
    """Ascending within a row."""
    words: tuple[str, ...] = ()
    """What the numbers stand for, where they stand for words."""

    @classmethod
    def of(cls, members: Members, n_rows: int, code: Callable[[Any], int] = int) -> Self:
        """Sets of what the members mean. Raises ColumnsDiffer."""
        row = _column(members.row, np.int64)
        value = _coded(members.value, code, np.int64)
        if len(row) != len(value) or (len(row) and not 0 <= row.min() <= row.max() < n_rows):
            raise ColumnsDiffer(f"{len(row)} rows and {len(value)} members for {n_rows} rows")
        pairs = np.unique(np.stack([row, value], axis=1), axis=0) if len(row) else np.empty((0, 2), dtype=np.int64)
        return cls(start=np.searchsorted(pairs[:, 0], np.arange(n_rows + 1)), members=pairs[:, 1].copy())

    @classmethod
    def of_words(cls, members: Members, n_rows: int) -> Self:
        """Sets of words. Raises ColumnsDiffer."""
        words = sorted(set(map(str, members.value)))
        numbers = {word: number for number, word in enumerate(words)}
        return replace(cls.of(members, n_rows, lambda word: numbers[str(word)]), words=tuple(words))

    def take(self, rows: Ints) -> Self:
        """The sets of these rows."""
        counts = self.start[rows + 1] - self.start[rows]
        start = np.concatenate([[0], np.cumsum(counts)])
        index = np.arange(start[-1]) + np.repeat(self.start[rows] - start[:-1], counts)
        return replace(self, start=start, members=self.members[index])

    def members_of(self, row: int) -> tuple[str, ...]:
        """The words of a row."""
        return tuple(self.words[number] for number in self.members[self.start[row] : self.start[row + 1]])

    def row_of_member(self) -> Ints:
        """For each member the row it belongs to."""
        return np.repeat(np.arange(len(self.start) - 1), np.diff(self.start))

    def contain(self, row: Ints, number: Ints) -> Flags:
        """For rows and numbers of one shape, whether the number is in the set of the row."""
        low, end = self.start[row], self.start[row + 1]
        high = end.copy()
        while (is_open := low < high).any():
            middle = (low + high) // 2
            is_below = is_open & (self.members[np.where(is_open, middle, 0)] < number)
            low = np.where(is_below, middle + 1, low)
            high = np.where(is_open & ~is_below, middle, high)
        found = low < end
        found[found] = self.members[low[found]] == number[found]
        return found


class Position(NamedTuple):
    """Points as vectors from the middle of the earth in kilometres, so that a distance is a subtraction; NaN where a
    place is not known.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    z: NDArray[np.float64]

    @classmethod
    def at(cls, latitude: ArrayLike, longitude: ArrayLike) -> Self:
        """Degrees to vectors. Raises ColumnsDiffer."""
        north, east = np.radians(_column(latitude, np.float64)), np.radians(_column(longitude, np.float64))
        if north.shape != east.shape:
            raise ColumnsDiffer(f"{len(north)} latitudes and {len(east)} longitudes")
        flat = EARTH_RADIUS_KM * np.cos(north)
        return cls(flat * np.cos(east), flat * np.sin(east), EARTH_RADIUS_KM * np.sin(north))

    def take(self, rows: Ints) -> Self:
        """The points of these rows."""
        return type(self)(self.x[rows], self.y[rows], self.z[rows])


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class _Table:
    """Columns of one length."""

    id: Ints

    def __post_init__(self) -> None:
        for name, values in self._columns().items():
            n_rows = _n_rows(values)
            if n_rows != len(self):
                raise ColumnsDiffer(f"{name} has {n_rows} rows, there are {len(self)}")

    def __len__(self) -> int:
        return len(self.id)

    def take(self, rows: Ints) -> Self:
        """The table of these rows."""
        columns = self._columns()
        taken: dict[str, Any] = {
            name: values[rows] if isinstance(values, np.ndarray) else values.take(rows)
            for name, values in columns.items()
        }
        return replace(self, **taken)

    def _columns(self) -> dict[str, NDArray[Any] | Sets | Position]:
        return {column.name: getattr(self, column.name) for column in fields(self)}


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class WorkerTable(_Table):
    """Workers as columns, one row each."""

    birth_year: Ints
    occupations: NDArray[np.int32]
    """Three a row, dearest first, NO_OCCUPATION where fewer are named."""
    division: Ints
    position: Position
    skills: Sets
    skill_level: NDArray[np.int8]
    """As the worker says."""
    verified_level: NDArray[np.int8]
    """As officials have seen it proved."""
    licences: Ints
    """A bit for each licence, those that it contains included."""
    experience_years: NDArray[np.int16]
    wage_wanted_fen: Ints
    commute_km: NDArray[np.float64]
    goes_out_of_town: Flags
    destinations: Sets
    refused_destinations: Sets
    shifts: NDArray[np.int16]
    """A bit for each shift."""
    needs_housing: Flags
    available_from: Ints
    is_hardship: Flags
    blocked_enterprises: Sets

    @classmethod
    def of(cls, profiles: Sequence[WorkerProfile]) -> Self:
        """The table of these workers, in their order."""
        return cls.from_columns(
            id=[profile.id for profile in profiles],
            birth_year=[profile.birth_year for profile in profiles],
            occupations=_members(profile.occupations for profile in profiles),
            division_code=[profile.division_code for profile in profiles],
            latitude=[profile.point.latitude for profile in profiles],
            longitude=[profile.point.longitude for profile in profiles],
            skills=_members(profile.skills for profile in profiles),
            skill_level=[profile.skill_level for profile in profiles],
            verified_level=[profile.verified_level for profile in profiles],
            licences=_members(profile.licences for profile in profiles),
            experience_years=[profile.experience_years for profile in profiles],
            wage_wanted_fen=[profile.wage_wanted_fen for profile in profiles],
            commute_km=[profile.commute_km for profile in profiles],
            goes_out_of_town=[profile.goes_out_of_town for profile in profiles],
            destinations=_members(profile.destinations for profile in profiles),
            refused_destinations=_members(profile.refused_destinations for profile in profiles),
            shifts=[profile.shifts for profile in profiles],
            needs_housing=[profile.needs_housing for profile in profiles],
            available_from=[profile.available_from for profile in profiles],
            is_hardship=[profile.hardship is not None for profile in profiles],
            blocked_enterprises=_members(profile.blocked_enterprises for profile in profiles),
        )

    @classmethod
    def from_columns(
        cls,
        *,
        id: ArrayLike,  # noqa: A002  the column's name
        birth_year: ArrayLike,
        occupations: Members,
        division_code: Sequence[str],
        latitude: ArrayLike,
        longitude: ArrayLike,
        skills: Members = NOBODY,
        skill_level: ArrayLike = 0,
        verified_level: ArrayLike = 0,
        licences: Members = NOBODY,
        experience_years: ArrayLike = 0,
        wage_wanted_fen: ArrayLike = UNKNOWN,
        commute_km: ArrayLike = 15.0,
        goes_out_of_town: ArrayLike = False,
        destinations: Members = NOBODY,
        refused_destinations: Members = NOBODY,
        shifts: Sequence[frozenset[Shift]] = (),
        needs_housing: ArrayLike = False,
        available_from: Sequence[date | None] = (),
        is_hardship: ArrayLike = False,
        blocked_enterprises: Members = NOBODY,
    ) -> Self:
        """The table of columns as a database gives them; one value stands for all rows. Raises ColumnsDiffer.

        Occupations come with the dearest of each row first.
        """
        number = _column(id, np.int64)
        n_rows = len(number)
        return cls(
            id=number,
            birth_year=_column(birth_year, np.int64, n_rows),
            occupations=_ranked(occupations, n_rows),
            division=_coded(division_code, division_number, np.int64),
            position=Position.at(latitude, longitude),
            skills=Sets.of_words(skills, n_rows),
            skill_level=_column(skill_level, np.int8, n_rows),
            verified_level=_column(verified_level, np.int8, n_rows),
            licences=_masks(licences, n_rows, licence_mask),
            experience_years=_column(experience_years, np.int16, n_rows),
            wage_wanted_fen=_column(wage_wanted_fen, np.int64, n_rows),
            commute_km=_column(commute_km, np.float64, n_rows),
            goes_out_of_town=_column(goes_out_of_town, np.bool_, n_rows),
            destinations=Sets.of(destinations, n_rows, division_number),
            refused_destinations=Sets.of(refused_destinations, n_rows, division_number),
            shifts=_coded(shifts or [frozenset(Shift)] * n_rows, shift_mask, np.int16),
            needs_housing=_column(needs_housing, np.bool_, n_rows),
            available_from=_coded(available_from or [None] * n_rows, _ordinal, np.int64),
            is_hardship=_column(is_hardship, np.bool_, n_rows),
            blocked_enterprises=Sets.of(blocked_enterprises, n_rows),
        )


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class VacancyTable(_Table):
    """Vacancies as columns, one row each. Wages are a month's pay in fen, UNKNOWN where they cannot be compared."""

    enterprise_id: Ints
    occupation: NDArray[np.int32]
    wage_min_fen: Ints
    wage_max_fen: Ints
    division: Ints
    position: Position
    seats: Ints
    shift: NDArray[np.int16]
    """The bit of the shift; every bit where the hours are flexible."""
    skills: Sets
    skill_level: NDArray[np.int8]
    licences: Ints
    experience_years: NDArray[np.int16]
    is_hazardous: Flags
    has_housing: Flags
    starts_on: Ints
    enterprise_credit: NDArray[np.float64]
    is_export: Flags

    @classmethod
    def of(cls, vacancies: Sequence[OpenVacancy]) -> Self:
        """The table of these vacancies, in their order."""
        return cls.from_columns(
            id=[vacancy.id for vacancy in vacancies],
            enterprise_id=[vacancy.enterprise_id for vacancy in vacancies],
            occupation_code=[vacancy.occupation_code for vacancy in vacancies],
            wage_min_fen=[vacancy.wage.monthly_min_fen for vacancy in vacancies],
            wage_max_fen=[vacancy.wage.monthly_max_fen for vacancy in vacancies],
            division_code=[vacancy.division_code for vacancy in vacancies],
            latitude=[vacancy.point.latitude for vacancy in vacancies],
            longitude=[vacancy.point.longitude for vacancy in vacancies],
            seats=[vacancy.seats for vacancy in vacancies],
            shift=[vacancy.shift for vacancy in vacancies],
            skills=_members(vacancy.skills for vacancy in vacancies),
            skill_level=[vacancy.skill_level for vacancy in vacancies],
            licences=_members(vacancy.licences for vacancy in vacancies),
            experience_years=[vacancy.experience_years for vacancy in vacancies],
            is_hazardous=[vacancy.is_hazardous for vacancy in vacancies],
            has_housing=[vacancy.has_housing for vacancy in vacancies],
            starts_on=[vacancy.starts_on for vacancy in vacancies],
            enterprise_credit=[vacancy.enterprise_credit for vacancy in vacancies],
            is_export=[vacancy.is_export for vacancy in vacancies],
        )

    @classmethod
    def from_columns(
        cls,
        *,
        id: ArrayLike,  # noqa: A002  the column's name
        enterprise_id: ArrayLike,
        occupation_code: Sequence[str],
        wage_min_fen: ArrayLike,
        wage_max_fen: ArrayLike,
        division_code: Sequence[str],
        latitude: ArrayLike,
        longitude: ArrayLike,
        seats: ArrayLike = 1,
        shift: Sequence[Shift] = (),
        skills: Members = NOBODY,
        skill_level: ArrayLike = 0,
        licences: Members = NOBODY,
        experience_years: ArrayLike = 0,
        is_hazardous: ArrayLike = False,
        has_housing: ArrayLike = False,
        starts_on: Sequence[date | None] = (),
        enterprise_credit: ArrayLike = 1.0,
        is_export: ArrayLike = False,
    ) -> Self:
        """The table of columns as a database gives them; one value stands for all rows. Raises ColumnsDiffer."""
        number = _column(id, np.int64)
        n_rows = len(number)
        return cls(
            id=number,
            enterprise_id=_column(enterprise_id, np.int64, n_rows),
            occupation=_coded(occupation_code, occupation_number, np.int32),
            wage_min_fen=_column(wage_min_fen, np.int64, n_rows),
            wage_max_fen=_column(wage_max_fen, np.int64, n_rows),
            division=_coded(division_code, division_number, np.int64),
            position=Position.at(latitude, longitude),
            seats=_column(seats, np.int64, n_rows),
            shift=_coded(shift or [Shift.DAY] * n_rows, _suiting, np.int16),
            skills=Sets.of_words(skills, n_rows),
            skill_level=_column(skill_level, np.int8, n_rows),
            licences=_masks(licences, n_rows, _licence_bit),
            experience_years=_column(experience_years, np.int16, n_rows),
            is_hazardous=_column(is_hazardous, np.bool_, n_rows),
            has_housing=_column(has_housing, np.bool_, n_rows),
            starts_on=_coded(starts_on or [None] * n_rows, _ordinal, np.int64),
            enterprise_credit=_column(enterprise_credit, np.float64, n_rows),
            is_export=_column(is_export, np.bool_, n_rows),
        )


def occupation_number(code: str) -> int:
    """6-18-02-04 -> 6180204; the groups it lies in are this number without its last two, four or six digits."""
    return int(code.replace("-", ""))


def division_number(code: str) -> int:
    """321084 -> 321084000, 321084108 -> 321084108."""
    return int(code.ljust(9, "0"))


def licences_of(mask: int) -> tuple[Licence, ...]:
    """The licences whose bits are set."""
    return tuple(licence for position, licence in enumerate(_LICENCES) if mask >> position & 1)


def shift_mask(shifts: Iterable[Shift]) -> int:
    """A bit for each shift."""
    return sum(1 << _SHIFTS.index(Shift(shift)) for shift in set(shifts))


def shifts_of(mask: int) -> tuple[Shift, ...]:
    """The shifts whose bits are set."""
    return tuple(shift for position, shift in enumerate(_SHIFTS) if mask >> position & 1)


def _suiting(shift: Shift) -> int:
    """Flexible hours suit whoever can work at any time of the day."""
    return shift_mask(Shift if shift == Shift.FLEXIBLE else {shift})


def _n_rows(column: NDArray[Any] | Sets | Position) -> int:
    if isinstance(column, Sets):
        return len(column.start) - 1
    return len(column.x if isinstance(column, Position) else column)


def _licence_bit(licence: Licence) -> int:
    return 1 << _LICENCES.index(Licence(licence))


def licence_mask(licence: Licence) -> int:
    """The bits of a licence and of those that it contains."""
    return sum(_licence_bit(contained) for contained in with_implied(frozenset({Licence(licence)})))


def _ordinal(day: date | None) -> int:
    return UNKNOWN if day is None else day.toordinal()


def _members(sets: Iterable[Iterable[Any]]) -> Members:
    """The members of sets, row by row."""
    row: list[int] = []
    value: list[Any] = []
    for number, members in enumerate(sets):
        before = len(value)
        value.extend(members)
        row.extend([number] * (len(value) - before))
    return Members(row, value)


def _column(values: ArrayLike, kind: type[np.generic], n_rows: int | None = None) -> NDArray[Any]:
    """Values as a column of one kind; a single value stands for all rows."""
    column = np.asarray(values, dtype=kind)
    return np.full(n_rows, column) if column.ndim == 0 and n_rows is not None else column


def _coded(values: Iterable[Any], code: Callable[[Any], int], kind: type[np.generic]) -> NDArray[Any]:
    """The number of each value; each different value is coded once."""
    known: dict[Hashable, int] = {}
    numbers = [known[value] if value in known else known.setdefault(value, code(value)) for value in values]
    return np.array(numbers, dtype=kind)


def _masks(members: Members, n_rows: int, mask_of: Callable[[Any], int]) -> Ints:
    """The bits of all members of a row."""
    sets = Sets.of(members, n_rows, mask_of)
    masks = np.zeros(n_rows, dtype=np.int64)
    np.bitwise_or.at(masks, sets.row_of_member(), sets.members)
    return masks


def _ranked(members: Members, n_rows: int) -> NDArray[np.int32]:
    """The first three occupations of each row."""
    row = _column(members.row, np.int64)
    number = _coded(members.value, occupation_number, np.int32)
    if len(row) != len(number) or (len(row) and not 0 <= row.min() <= row.max() < n_rows):
        raise ColumnsDiffer(f"{len(row)} rows and {len(number)} occupations for {n_rows} rows")
    order = np.argsort(row, kind="stable")
    row, number = row[order], number[order]
    rank = np.arange(len(row)) - np.searchsorted(row, row)
    ranked = np.full((n_rows, MOST_OCCUPATIONS), NO_OCCUPATION, dtype=np.int32)
    kept = rank < MOST_OCCUPATIONS
    ranked[row[kept], rank[kept]] = number[kept]
    return ranked
