"""An official announces an exhibition, a worker registers for it on a phone, and the official reads who comes."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from webapp.calendar import today

TITLE = "高邮秧歌与湖鲜手艺展"
REFUSAL = re.compile("422")
FIRST_DAY = today() + timedelta(days=40)


@pytest.mark.parametrize("size", ["phone"], indirect=True)
def test_an_exhibition_is_announced_and_a_worker_registers_on_a_phone(visit):
    official, worker = visit(on="desktop"), visit(tells=REFUSAL)
    desk, page = official.page, worker.page
    official.sign_in("county_official")
    official.go("/office/exhibitions/new")
    desk.fill("input[name=title]", TITLE)
    desk.fill("input[name=title_en]", "Songs and lake fish of Gaoyou")
    desk.fill("input[name=venue]", "高邮市文化馆一楼")
    desk.fill("input[name=begins_on]", FIRST_DAY.isoformat())
    desk.fill("input[name=ends_on]", FIRST_DAY.isoformat())
    desk.fill("input[name=places]", "3")
    official.follow(desk.locator("#main form .form-actions button"))
    visitors = desk.url.removeprefix(official.city.address)

    worker.go("/exhibitions")
    worker.follow(page.get_by_role("link", name=TITLE))
    worker.follow(page.locator("#registration a"))
    worker.fill_in_account("worker")
    page.fill("#registration input[name=people]", "4")
    page.locator("#registration form .form-actions button").click()
    expect(page.locator("#registration .field-error, #registration .form-errors").first).to_be_visible()
    page.fill("#registration input[name=people]", "2")
    worker.follow(page.locator("#registration form .form-actions button"))
    expect(page.locator("#registration .notice.success")).to_contain_text("2")
    worker.take_picture("exhibition")

    official.go(visitors)
    expect(desk.locator("tbody tr")).to_have_count(1)
    expect(desk.locator("tbody tr")).to_contain_text(worker.city.accounts["worker"]["phone"])
    expect(desk.locator(".figure-tile .value").first).to_have_text("2")
