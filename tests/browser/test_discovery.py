"""Somebody looks for work: the front page, zones, the search that renews itself, a vacancy, a fair."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import LANGUAGES


def open_filters(page, size):
    """On a phone the filters are behind a button; on a desk they are open."""
    if size == "phone":
        page.locator("#filters > summary").click()


@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_public_page_stands_in_both_languages(visit, locale):
    visitor = visit(locale)
    page = visitor.page
    visitor.go("/")
    visitor.take_picture(f"home-{locale[:2]}")
    for address in ("/vacancies", "/zones", "/fairs"):
        visitor.go(address)
    visitor.go("/zones")
    page.locator(".zone-card h3 a").first.click()
    visitor.look()
    visitor.take_picture(f"zone-{locale[:2]}", is_whole=False)
    page.locator(".vacancy-card h3 a").first.click()
    visitor.look()
    visitor.take_picture(f"vacancy-{locale[:2]}")


def test_a_filter_renews_the_hits_in_place_and_back_undoes_it(visit, size):
    visitor = visit()
    page = visitor.page
    visitor.go("/vacancies")
    before = page.locator(".total").inner_text()
    page.evaluate("window.isTheSamePage = true")
    open_filters(page, size)

    page.get_by_label("包住").check()
    expect(page).to_have_url(re.compile(r"/vacancies\?housing=1$"))
    expect(page.locator(".total")).not_to_have_text(before)

    assert page.evaluate("window.isTheSamePage")
    assert page.locator("#filters").get_attribute("open") is not None
    visitor.look()
    page.go_back()
    expect(page).to_have_url(re.compile(r"/vacancies$"))
    expect(page.locator(".total")).to_have_text(before)


def test_what_was_understood_can_be_taken_back_with_one_tap(visit):
    visitor = visit()
    page = visitor.page
    visitor.go("/")
    page.locator(".search-hints a").first.click()
    visitor.look()

    page.locator(".chip", has_text="包吃住").click()

    expect(page).to_have_url(re.compile(r"q=%E5%8E%A8%E5%B8%88$"))
    visitor.look()


def test_suggestions_are_chosen_with_the_keyboard(visit):
    visitor = visit()
    page = visitor.page
    visitor.go("/")
    page.locator("#q").press_sequentially("电焊", delay=30)
    expect(page.locator(".suggestions li").first).to_be_visible()
    visitor.look()

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/vacancies\?q=%E7%94%B5%E7%84%8A"))
    visitor.look()


def test_the_search_works_without_javascript(browser, city):
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{city.address}/vacancies")
    page.locator("#q").fill("厨师")
    page.locator(".search-box button").click()
    found = int(re.search(r"\d+", page.locator(".total").inner_text())[0])

    page.locator("#filters > summary").click()
    page.get_by_label("包住").check()
    page.locator(".filter-actions button").click()

    fewer = int(re.search(r"\d+", page.locator(".total").inner_text())[0])
    assert 0 < fewer < found
    assert page.get_by_label("包住").is_checked()
    context.close()


def test_the_language_is_changed_and_the_page_stays(visit):
    visitor = visit()
    visitor.go("/zones")
    visitor.page.locator(".language button").first.click()

    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Brand zones")
    visitor.look()
