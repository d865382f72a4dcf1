"""A county asks who knows a labour product, the public reports, the same is merged, and one becomes a brand."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from .conftest import LANGUAGES

PAGES = (
    "/brands?q=yudiao",
    "/brands/yangzhou-jade-carvers",
    "/brands/map",
    "/brands/compare?brand=yangzhou-chefs&brand=yangzhou-pedicurists",
    "/brands/figures?brand=yangzhou-chefs&indicator=workforce",
    "/directory",
    "/offers?zone=yangzhou-chefs&part=wages",
)
TRADES = {"phone": ("湖鲜烹饪", "湖仙烹饪"), "desktop": ("蒲包编织", "蒲苞编织")}


@pytest.mark.parametrize("locale", LANGUAGES)
def test_the_library_is_read_in_both_languages(visit, locale):
    visitor = visit(locale)
    for address in PAGES:
        visitor.go(address)
    page = visitor.page
    visitor.go("/brands/yangzhou-jade-carvers")
    page.locator(".trend").first.scroll_into_view_if_needed()
    expect(page.locator(".trend canvas").first).to_be_visible()
    visitor.take_picture(f"brand-{locale[:2]}")

    visitor.go("/brands/map")
    page.locator(".county-map a").last.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"#county-321000$"))
    visitor.follow(page.locator("#county-321000 .traced").first)
    number = page.locator(".rows-total").first.get_attribute("data-rows")
    expect(page.locator(".rows-total").first).to_contain_text(number)


def test_a_county_surveys_the_public_reports_and_a_brand_is_made(visit, size):
    official = visit()
    desk = official.page
    one, other = TRADES[size]
    title = f"高邮摸底 {uuid4().hex[:6]}"
    official.sign_in("county_official")
    official.go("/office/brands/surveys/new")
    desk.fill("input[name=title]", title)
    official.follow(desk.locator("#main form button[type=submit]"))
    survey = desk.url
    address = desk.locator("#term a").first.get_attribute("href")

    citizen = visit()
    page = citizen.page
    for product, reporter in ((one, "高邮协会"), (other, "一位师傅")):
        citizen.go(address)
        page.fill("input[name=product]", product)
        page.locator("input[name=reporter_kind]").first.check()
        page.fill("input[name=reporter]", reporter)
        citizen.follow(page.locator("#main form button[type=submit]"))
        expect(page.locator(".course .now, .course [aria-current]")).to_be_visible()

    desk.goto(survey)
    official.look()
    official.follow(desk.locator("#alike form button"))
    official.follow(desk.locator("#reports tbody a").first)
    expect(desk.locator("input[name=name]")).to_have_value(f"高邮{one}工")
    desk.locator("input[name=outcome][value=to_nurture]").check()
    desk.locator("input[name=category][value=culture_tourism]").check()
    official.follow(desk.locator("#main form .form-actions button[type=submit]").last)
    expect(desk.get_by_role("heading", level=1)).to_have_text(f"高邮{one}工")

    page.reload()
    expect(page.locator("#main")).to_contain_text(f"高邮{one}工")
    citizen.look()
