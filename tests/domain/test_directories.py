"""Directories: what has changed since the last edition."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.brands import BrandCategory, BrandState, BrandTier
from domain.directories import (
    DirectoryEmpty,
    DirectoryLine,
    DirectoryNoteTooLong,
    DirectoryUnchanged,
    check_edition,
    difference,
    edition_number,
)

CHEFS = DirectoryLine(
    brand_id=1,
    name="扬州厨师",
    category=BrandCategory.QUALITY_SERVICE,
    tier=BrandTier.CITY,
    state=BrandState.CITY_CERTIFIED,
    division_code="321000",
    industry_code="H62",
    certificate="YZLP-2026-0001",
    year=2025,
    workforce=Decimal(42000),
    market_share=None,
    output_fen=None,
)
CARVERS = replace(CHEFS, brand_id=2, name="扬州玉雕师")
BUILDERS = replace(CHEFS, brand_id=3, name="江都建筑工匠")


def test_a_reader_sees_what_came_what_went_and_what_changed():
    more = replace(CARVERS, workforce=Decimal(43000), state=BrandState.PROVINCIAL)

    found = difference([CHEFS, CARVERS], [more, BUILDERS])

    assert found.added == (BUILDERS,)
    assert found.removed == (CHEFS,)
    assert [(change.before, change.after) for change in found.changed] == [(CARVERS, more)]
    assert found.changed[0].words == ("state", "workforce")
    assert not found.is_empty


def test_a_brand_that_is_renamed_is_the_same_brand():
    found = difference([CHEFS], [replace(CHEFS, name="扬州淮扬菜厨师")])

    assert (found.added, found.removed) == ((), ())
    assert found.changed[0].words == ("name",)


def test_an_edition_has_brands_and_something_new():
    first = difference([], [CHEFS])
    check_edition(first, lines=1, note="首期")
    with pytest.raises(DirectoryEmpty):
        check_edition(difference([CHEFS], []), lines=0, note="")
    with pytest.raises(DirectoryUnchanged):
        check_edition(difference([CHEFS], [CHEFS]), lines=1, note="")
    with pytest.raises(DirectoryNoteTooLong):
        check_edition(first, lines=1, note="注" * 501)


def test_editions_are_numbered_within_their_year():
    assert edition_number(2026, 2) == "2026-2"
