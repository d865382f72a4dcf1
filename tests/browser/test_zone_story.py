"""The page of a zone is composed on the desk, looked at beforehand and published; a visitor reads it on a phone."""

import pytest
from playwright.sync_api import expect

HEADING, TEXT = "高邮湖边的好手艺", "捕鱼、做鸭蛋、织羽绒：家门口就有活干。"


@pytest.mark.parametrize("size", ["phone"], indirect=True)
def test_a_zone_is_composed_and_published_and_read_on_a_phone(visit):
    official, visitor = visit(on="desktop"), visit()
    desk, page = official.page, visitor.page
    official.sign_in("county_official")
    official.go("/office/zones?kind=county")
    official.follow(desk.locator("tr[id^=zone-] td.key a").first)
    zone = desk.url.removeprefix(official.city.address)
    public = desk.locator("#main a[href^='/zones/']").first.get_attribute("href")
    official.follow(desk.locator("#main a[href$='/compose']"))

    section = desk.locator("#section-story")
    if section.locator("details").get_attribute("open") is None:
        section.locator("summary").click()
    desk.fill("#section-story input[name=story-heading]", HEADING)
    desk.fill("#section-story textarea[name=story-text]", TEXT)
    official.follow(desk.locator("button[name=move][value='vacancies:up']"))
    official.follow(desk.locator("button[name=preview]"))
    expect(desk.locator("#story")).to_contain_text(TEXT)

    page.goto(visitor.city.address + public)
    expect(page.locator("#main")).not_to_contain_text(HEADING)

    desk.goto(official.city.address + zone)
    official.follow(desk.locator("#waiting form[action$='/publish'] button").first)
    visitor.go(public)
    expect(page.locator("#story h2")).to_have_text(HEADING)
    expect(page.locator("#story")).to_contain_text(TEXT)
    page.locator("nav.trail a[href='#story']").click()
    expect(page.locator("#story h2")).to_be_in_viewport()
    visitor.take_picture("zone-composed", is_whole=False)
