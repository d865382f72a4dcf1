"""The talent database: bands of age."""

import pytest

from domain.talents import AgeBand, band_of, birth_years_of


@pytest.mark.parametrize(
    ("birth_year", "band"),
    [
        (2030, AgeBand.UNDER_25),
        (2002, AgeBand.UNDER_25),
        (2001, AgeBand.FROM_25),
        (1992, AgeBand.FROM_25),
        (1991, AgeBand.FROM_35),
        (1972, AgeBand.FROM_45),
        (1971, AgeBand.FROM_55),
        (1940, AgeBand.FROM_55),
    ],
)
def test_a_band_begins_with_the_year_in_which_somebody_reaches_it(birth_year, band):
    assert band_of(birth_year, year=2026) is band


def test_every_year_of_birth_lies_in_exactly_the_band_that_asks_for_it():
    for birth_year in range(1940, 2027):
        holding = []
        for band in AgeBand:
            first, last = birth_years_of(band, year=2026)
            if birth_year <= last and (first is None or birth_year >= first):
                holding.append(band)
        assert holding == [band_of(birth_year, year=2026)]
