"""An agency claims for those who stayed, the county draws whom it calls and checks, and the city approves."""

import hashlib
import re

import pytest
from playwright.sync_api import expect

from scripts.demo_city import phones

REFUSAL = re.compile("422")
AGENCIES = [phones.agency(number) for number in range(1, 20)]
OFFICIALS = [phones.official(number) for number in range(3, 12)]
"""Of the counties: the first two numbers are the city's and the administrator's."""


def hand_in(agency):
    """Hand in a claim for everybody for whom there is something to be paid; its number."""
    page = agency.page
    agency.sign_in_as_one_of(AGENCIES, "/agency/subsidies", needs='action="/agency/subsidies"')
    agency.go("/agency/subsidies")
    page.locator("details.confirm > summary").click()
    agency.follow(page.locator("form[action$='/agency/subsidies'] button[type=submit]"))
    return page.url.removeprefix(agency.city.address).partition("#")[0].rsplit("/", 1)[-1]


def decide(official, step):
    """Take a step of the decision."""
    official.follow(official.page.locator(f"#decision button[value={step}]"))


@pytest.mark.parametrize("size", ["desktop"], indirect=True)
def test_a_claim_is_drawn_and_checked_by_the_county_and_approved_by_the_city(visit):
    agency, county, city = visit(on="phone"), visit(tells=REFUSAL), visit()
    number = hand_in(agency)
    claim = f"/office/subsidies/{number}"

    county.sign_in_as_one_of(OFFICIALS, claim)
    desk = county.page
    county.go(claim)
    published = desk.locator("#sample code").first.inner_text()
    county.follow(desk.locator("form[action$='/draw'] button"))
    seed = desk.locator("#sample code").nth(1).inner_text()
    assert hashlib.sha256(seed.encode()).hexdigest() == published
    decide(county, "checked")
    expect(desk.locator(".notice, .flash").first).to_be_visible()
    calls = "form[action$='/calls']"
    for place in range(desk.locator(calls).count()):
        call = desk.locator(calls).nth(place)
        call.locator("select").select_option("at_work")
        county.follow(call.locator("button"))
    decide(county, "checked")
    expect(desk.locator("#decision")).to_have_count(0)

    city.sign_in("city_official")
    city.go(claim)
    decide(city, "approved")
    expect(city.page.locator(".desk-head .pill.jade")).to_be_visible()
    city.take_picture("subsidy-claim")
    expect(city.page.locator("#steps .course .when")).to_have_count(4)
    agency.go(f"/agency/subsidies/{number}")
    agency.take_picture("our-claim")
    expect(agency.page.locator("#steps .course .when")).to_have_count(4)
    expect(agency.page.locator(".desk-head .pill.jade")).to_be_visible()
