"""A small city, made once for all tests that look at it."""

from __future__ import annotations

from datetime import date

import pytest

from scripts.demo_city.city import build, parameters

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="package")
def wanted():
    """What decides the small city."""
    return parameters(workers=1500, vacancies=900, seed=7, today=TODAY)


@pytest.fixture(scope="package")
def city(wanted):
    """The small city; nobody changes it."""
    return build(wanted)


@pytest.fixture(scope="package")
def rows(city):
    """The rows of a table of the small city."""
    return city.ledger.rows
