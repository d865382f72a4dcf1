"""Every number that claims to be traced opens rows that come to the same: pages are walked, their links followed."""

from __future__ import annotations

import re
from decimal import Decimal
from html import unescape

import pytest

from domain.brands import BrandCategory, BrandState, BrandTier, Indicator
from domain.surveys import SurveyOutcome
from tests.factories import (
    BAOYING,
    TODAY,
    YANGZHOU,
    AccountFactory,
    BrandFactory,
    BrandFigureFactory,
    BrandMemberFactory,
    SurveyReportFactory,
    SurveyRoundFactory,
    VacancyFactory,
    ZoneFactory,
)
from tests.webapp.pages import ENGLISH
from webapp.services import directories
from webapp.transaction import transaction

FIGURE = re.compile(r'<a [^>]*href="(?P<address>[^"]*)"[^>]*data-figure="(?P<value>[^"]*)"')
ROWS = re.compile(r'data-rows="(?P<value>[^"]*)"')
PUBLIC = [
    "/",
    "/brands",
    "/brands/carvers",
    "/brands/map",
    "/brands/compare?brand=carvers&brand=carers",
    "/brands/figures",
    "/directory",
    "/zones",
    "/zones/zone-of-carvers",
    "/zones/culture",
    "/offers?part=enterprises",
]
DESK = ["/office", "/office/brands", "/office/brands/{id}", "/office/brands/figures", "/office/brands/surveys"]


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
        for number in range(6):
            BrandMemberFactory(brand=brand)
            VacancyFactory(brand=brand, headcount=number + 1, wage_max_fen=(8000 + 100 * number) * 100)
    ZoneFactory(slug="culture", kind="category", brand=None, category=BrandCategory.CULTURE_TOURISM)
    VacancyFactory(brand=BrandFactory(slug="without-a-zone"))
    return carvers


@pytest.fixture
def editions(app, city, session):
    """Two editions of the directory, between which something came, left and changed."""
    official = AccountFactory(city_official=True)
    leaving = BrandFactory(slug="leaving")
    with app.app_context(), transaction():
        directories.publish(note="", today=TODAY, account_id=official.id)
    leaving.state, city.name = BrandState.EXITED, "扬州别名工"
    session.commit()
    BrandFactory(slug="coming")
    with app.app_context(), transaction():
        directories.publish(note="", today=TODAY, account_id=official.id)


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


def test_every_number_of_a_public_page_opens_rows_that_come_to_the_same(client, city, editions):
    wrong, followed = disagreements(client, PUBLIC)

    assert wrong == []
    assert followed > 30


@pytest.mark.parametrize("role", ["county_official", "city_official"])
def test_every_number_of_a_desk_opens_rows_that_come_to_the_same(client, sign_in, city, role):
    account = AccountFactory(**{role: True})
    sign_in(account)
    ours = city if role == "city_official" else BrandFactory(state=BrandState.COUNTY_LISTED)
    BrandFigureFactory(brand_id=ours.id, year=2011)

    rounds = [SurveyRoundFactory(division_code=ours.division_code) for _ in range(2)]
    for outcome in (SurveyOutcome.WAITING, SurveyOutcome.NOT_A_BRAND, SurveyOutcome.WAITING):
        SurveyReportFactory(round=rounds[0], outcome=outcome)
    desk = [address.format(id=ours.id) for address in DESK] + [f"/office/brands/surveys/{one.id}" for one in rounds]

    wrong, followed = disagreements(client, desk)

    assert wrong == []
    assert followed > 3
