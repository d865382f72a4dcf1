"""An official sees the fair that assembled itself, edits and publishes it, and watches what the clock does."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import LANGUAGES


@pytest.mark.parametrize("locale", LANGUAGES)
def test_an_official_edits_and_publishes_the_fair_that_assembled_itself(visit, locale):
    visitor = visit(locale)
    page = visitor.page
    visitor.sign_in("city_official")
    visitor.take_picture(f"office-{locale[:2]}")
    visitor.follow(page.locator(".fair-card h3 a").first)
    expect(page.locator("#why")).to_be_visible()
    expect(page.locator("#booths tbody tr").first).to_be_visible()
    expect(page.locator("#guests progress").first).to_be_visible()
    title = page.get_by_role("heading", level=1).inner_text()
    visitor.take_picture(f"proposal-{locale[:2]}")

    visitor.follow(page.locator("#main a[href$='/edit']"))
    page.fill("input[name=title]", f"{title}（冬季）")
    page.fill("input[name=venue]", "文昌中路 18 号人力资源市场")
    visitor.follow(page.locator("#main form button[type=submit]"))
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{title}（冬季）")
    page.locator("details.confirm:has(form[action$='/publish']) > summary").click()
    visitor.look()
    visitor.follow(page.locator("form[action$='/publish'] button"))

    visitor.follow(page.locator("#main a[href*='/fairs/']:not([href*='/office/'])").first)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{title}（冬季）")
    expect(page.locator(".answers")).to_contain_text("文昌中路 18 号人力资源市场")


@pytest.mark.parametrize("locale", LANGUAGES)
def test_an_official_asks_for_a_run_and_watches_it_finish(visit, locale):
    visitor = visit(locale)
    page = visitor.page
    visitor.sign_in("city_official")
    visitor.go("/office/runs")
    visitor.take_picture(f"runs-{locale[:2]}")

    visitor.follow(page.locator("form[action$='/fairs.assemble/run'] button").first)

    page.evaluate("window.isTheSamePage = true")
    expect(page.locator("#run .pill.jade")).to_be_visible(timeout=60_000)
    assert page.evaluate("window.isTheSamePage")
    # When it was asked for stands in the first list; what came of it, in the last, is counted.
    expect(page.locator("#run dl")).to_have_count(2)
    expect(page.locator("#run dl").last).to_contain_text(re.compile("[1-9]"))
    visitor.look()
    visitor.go("/office/audit")


@pytest.mark.parametrize("locale", LANGUAGES)
def test_an_official_reads_what_came_of_a_fair(visit, locale):
    visitor = visit(locale)
    page = visitor.page
    visitor.sign_in("city_official")
    visitor.go("/office/fairs/report")
    visitor.take_picture(f"fairs-report-{locale[:2]}")
    figure = page.locator(".funnel-table tbody a").first
    expected = figure.inner_text()
    visitor.follow(figure)
    expect(page.locator("#main")).to_contain_text(expected)
    visitor.go("/office/fairs?state=held")
    visitor.follow(page.locator(".fair-card h3 a").first)
    expect(page.locator(".funnel .figure-tile")).to_have_count(7)
    visitor.follow(page.locator("#main a[href$='/board']"))
    expect(page.locator(".day-booths tbody tr").first).to_be_visible()
    visitor.take_picture(f"fair-board-{locale[:2]}")


def test_a_door_without_network_keeps_the_codes_until_there_is_one(visit):
    visitor = visit()
    page = visitor.page
    visitor.sign_in("city_official")
    visitor.go("/office/fairs?state=published")
    visitor.follow(page.locator(".fair-card h3 a").first)
    visitor.follow(page.locator("#main a[href$='/door']"))
    page.context.set_offline(True)
    for code in ("7kq2m4xw9p", "A2B3C4D5E6"):
        page.fill("#code", code)
        page.press("#code", "Enter")
        expect(page.locator("#code")).to_have_value("")
    expect(page.locator("[data-door-says]")).to_contain_text("2")
    page.context.set_offline(False)
    visitor.follow(page.locator("#main a[href$='/noted']"))
    assert [line.split()[0] for line in page.input_value("#noted").splitlines()] == ["7kq2m4xw9p", "A2B3C4D5E6"]


def test_a_county_official_decides_only_in_the_county(visit, city):
    visitor = visit()
    page = visitor.page
    visitor.sign_in("county_official")
    for address in ("/office/fairs", "/office/verifications", "/office/advertisements"):
        visitor.go(address)
    visitor.go("/office/fairs?state=held")
    ours = {link.get_attribute("href") for link in page.locator(".fair-card h3 a").all()}

    official = visit()
    official.sign_in("city_official")
    official.go("/office/fairs?state=held")
    everybodys = {link.get_attribute("href") for link in official.page.locator(".fair-card h3 a").all()}

    assert ours < everybodys
    assert {page.request.get(city.address + address).status for address in everybodys - ours} == {404}
    assert page.request.get(f"{city.address}/office/audit").status == 403
