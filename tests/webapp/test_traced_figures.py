"""Every number that claims to be traced opens rows that come to the same: pages are walked, their links followed."""

from __future__ import annotations

import re
from decimal import Decimal
from html import unescape

import pytest

from domain.brands import BrandCategory, BrandState, BrandTier, Indicator
from tests.factories import (
    BAOYING,
    TODAY,
    YANGZHOU,
    AccountFactory,
    BrandFactory,
    BrandFigureFactory,
    BrandMemberFactory,
    VacancyFactory,
    ZoneFactory,
)
from tests.webapp.pages import ENGLISH

FIGURE = re.compile(r'<a [^>]*href="(?P<address>[^"]*)"[^>]*data-figure="(?P<value>[^"]*)"')
ROWS = re.compile(r'data-rows="(?P<value>[^"]*)"')
PUBLIC = [
    "/",
    "/brands",
    "/brands/carvers",
    "/brands/map",
    "/brands/compare?brand=carvers&brand=carers",
    "/brands/figures",
]
DESK = ["/office", "/office/brands", "/office/brands/{id}", "/office/brands/figures"]


@pytest.fixture
def city(session):
    """A few brands of each kind, with figures of two years, enterprises and vacancies."""
    carvers = BrandFactory(slug="carvers", division_code=YANGZHOU, state=BrandState.PROVINCIAL, tier=BrandTier.PROVINCE)
    carers = BrandFactory(slug="carers", division_code=BAOYING, category=BrandCategory.QUALITY_SERVICE)
    hidden = BrandFactory(state=BrandState.NURTURING, tier=BrandTier.COUNTY)
    for brand, people in ((carvers, 3200), (carers, 16_800), (hidden, 75)):
        ZoneFactory(brand=brand, slug=f"zone-of-{brand.slug}")
        for year in (TODAY.year - 2, TODAY.year - 1):
            BrandFigureFactory(brand_id=brand.id, year=year, value=people)
            BrandFigureFactory(brand_id=brand.id, year=year, indicator=Indicator.OUTPUT_FEN, value=people * 10**9)
            BrandFigureFactory(brand_id=brand.id, year=year, indicator=Indicator.MARKET_SHARE, value="0.1250")
        for _ in range(3):
            BrandMemberFactory(brand=brand)
            VacancyFactory(brand=brand)
    return carvers


def disagreements(client, addresses):
    """Numbers whose rows come to something else, and how many numbers there were."""
    wrong, followed = [], {}
    for address in addresses:
        page = client.get(address, headers=ENGLISH)
        assert page.status_code == 200, address
        for found in FIGURE.finditer(page.text):
            link, value = unescape(found["address"]), Decimal(found["value"])
            if link not in followed:
                rows = ROWS.search(client.get(link, headers=ENGLISH).text)
                followed[link] = Decimal(rows["value"]) if rows else None
            if followed[link] != value:
                wrong.append(f"{address}: {value}, but {followed[link]} at {link}")
    return wrong, len(followed)


def test_every_number_of_a_public_page_opens_rows_that_come_to_the_same(client, city):
    wrong, followed = disagreements(client, PUBLIC)

    assert wrong == []
    assert followed > 30


@pytest.mark.parametrize("role", ["county_official", "city_official"])
def test_every_number_of_a_desk_opens_rows_that_come_to_the_same(client, sign_in, city, role):
    account = AccountFactory(**{role: True})
    sign_in(account)
    ours = city if role == "city_official" else BrandFactory(state=BrandState.COUNTY_LISTED)
    BrandFigureFactory(brand_id=ours.id, year=2011)

    wrong, followed = disagreements(client, [address.format(id=ours.id) for address in DESK])

    assert wrong == []
    assert followed > 3
