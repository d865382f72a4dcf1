"""The talent database: people by age, level and place, as officials count them."""

from __future__ import annotations

from enum import StrEnum


class AgeBand(StrEnum):
    """How old somebody turns this year. ◇ The bands of the monthly employment figures."""

    UNDER_25 = "under_25"
    FROM_25 = "from_25"
    FROM_35 = "from_35"
    FROM_45 = "from_45"
    FROM_55 = "from_55"


BEGINS_AT = {
    AgeBand.UNDER_25: 0,
    AgeBand.FROM_25: 25,
    AgeBand.FROM_35: 35,
    AgeBand.FROM_45: 45,
    AgeBand.FROM_55: 55,
}


def band_of(birth_year: int, *, year: int) -> AgeBand:
    """The band of somebody in a year."""
    age = max(year - birth_year, 0)
    return next(band for band in reversed(AgeBand) if age >= BEGINS_AT[band])


def birth_years_of(band: AgeBand, *, year: int) -> tuple[int | None, int]:
    """The first and the last year of birth of a band in a year; the oldest band has no first."""
    older = list(AgeBand)[list(AgeBand).index(band) + 1 :]
    first = year - BEGINS_AT[older[0]] + 1 if older else None
    return first, year - BEGINS_AT[band]
