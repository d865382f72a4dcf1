"""An agency opens an order whose roster is matched already, asks the people, and takes the list with it."""

import re

import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from .conftest import LANGUAGES


def open_matched_roster(visitor):
    """From the first page to the first batch that has people to ask."""
    visitor.sign_in("agency")
    waiting = visitor.page.locator("article:has(.pill.amber) h3 a[href*='/agency/batches/']")
    visitor.follow(waiting.first)


@pytest.mark.parametrize("locale", LANGUAGES)
def test_an_agency_asks_people_of_a_roster_that_is_matched_already(visit, locale, size, tmp_path):
    visitor = visit(locale)
    page = visitor.page
    open_matched_roster(visitor)
    rows = page.locator("#roster tbody tr")
    matched = rows.count()
    assert matched > 0

    reasons = rows.first.locator("details.reasons")
    reasons.locator("summary").click()
    expect(reasons.locator("li").first).to_be_visible()
    visitor.look()
    rows.first.scroll_into_view_if_needed()
    visitor.take_picture(f"roster-{locale[:2]}", is_whole=False)
    visitor.follow(page.locator("#roster .tab-row a[href*='state=proposed']"))
    to_ask = tab_count(page)
    one = rows.first.get_attribute("id")
    visitor.follow(page.locator(f"#{one} form:has(input[value=notified]) button"))

    assert tab_count(page) == to_ask - 1
    visitor.follow(page.locator("#roster .tab-row a[href*='state=notified']"))
    expect(page.locator(f"#{one}")).to_be_visible()

    names = [text.strip() for text in page.locator("#roster tbody tr b").all_inner_texts()]
    with page.expect_download() as download:
        page.locator("a[href$='/roster.xlsx']").click()
    kept = tmp_path / download.value.suggested_filename
    download.value.save_as(kept)
    sheet = CalamineWorkbook.from_path(str(kept)).get_sheet_by_index(0).to_python()
    assert kept.suffix == ".xlsx"
    assert sheet[0][1] == "姓名"
    assert set(names) <= {row[1] for row in sheet[1:]}


def tab_count(page):
    """How many people the open part of the roster holds, as its tab says; none where the tab has gone."""
    tab = page.locator("#roster .tab-row a[href*='state=proposed'] .count")
    return int(re.sub(r"\D", "", tab.inner_text())) if tab.count() else 0


def test_an_agency_takes_seats_of_an_order_and_has_them_matched(visit):
    visitor = visit()
    page = visitor.page
    visitor.sign_in("agency")
    visitor.go("/agency/orders")
    free = page.locator("article:has(.pill.jade) h3 a[href*='/agency/orders/']")
    visitor.follow(free.last)
    page.fill("input[name=seats]", "1")
    visitor.follow(page.locator("form[action$='/seats'] button[type=submit]"))
    expect(page.locator("#seats progress")).to_have_attribute("max", "1")

    visitor.follow(page.locator("form[action$='/match'] button"))

    # The clock takes it up; the page renews itself until the roster stands.
    page.evaluate("window.isTheSamePage = true")
    expect(page.locator("#seats form[action$='/match'] button")).to_be_visible(timeout=60_000)
    assert page.evaluate("window.isTheSamePage")
    visitor.look()
