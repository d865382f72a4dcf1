"""An enterprise posts a vacancy, sees who fits and why, invites one of them, and answers an application."""

from itertools import count

import pytest
from playwright.sync_api import expect

from .conftest import LANGUAGES

PLACES = count(2)
"""The very same vacancy is not posted twice, not even by another visit."""


@pytest.mark.parametrize("locale", LANGUAGES)
def test_an_enterprise_posts_a_vacancy_and_invites_who_fits(visit, locale):
    visitor = visit(locale)
    page = visitor.page
    visitor.sign_in("enterprise")
    visitor.take_picture(f"enterprise-{locale[:2]}")

    visitor.follow(page.locator("#main a[href$='/enterprise/vacancies/new']").first)
    page.locator("input[name=title]").press_sequentially("热菜厨师", delay=20)
    card = page.locator("#occupation-cards .choice").first
    expect(card).to_contain_text("中式烹调师")
    card.locator("input").check()
    page.fill("input[name=wage_min]", "7000")
    page.fill("input[name=wage_max]", "9500")
    page.fill("input[name=headcount]", str(next(PLACES)))
    page.fill("textarea[name=duties]", "负责热菜炒制，与两位师傅一起当班。")
    visitor.look()
    visitor.follow(page.locator("#main form.form button[type=submit]").last)
    expect(page.get_by_role("heading", level=1)).to_have_text("热菜厨师")

    visitor.follow(page.locator("#main a[href$='/candidates']"))
    people = page.locator(".person-card")
    expect(people.first).to_be_visible()
    visitor.look()
    visitor.take_picture(f"candidates-{locale[:2]}")
    visitor.follow(page.locator(".tab-row a[href*='by_fit=1']"))
    shares = [int(share.split("/")[0]) for share in page.locator(".person-card .fit-share").all_inner_texts()]
    assert len(shares) > 1
    assert shares == sorted(shares, reverse=True)
    assert all(card.locator(".why li").count() >= 2 for card in people.all())

    one = people.first.get_attribute("id")
    page.locator(f"#{one} details.confirm > summary").click()
    visitor.look()
    page.fill(f"#{one} textarea[name=message]", "明天可以来店里聊聊吗？")
    visitor.follow(page.locator(f"#{one} form button[type=submit]"))

    expect(page.locator(f"#{one} .pill.amber")).to_be_visible()
    expect(page.locator(f"#{one} details.confirm")).to_have_count(0)


@pytest.mark.parametrize("locale", LANGUAGES)
def test_an_enterprise_answers_an_application(visit, locale):
    visitor = visit(locale)
    page = visitor.page
    visitor.sign_in("enterprise")
    visitor.go("/enterprise/applications")
    visitor.follow(page.locator(".state-line h2 a").first)
    expect(page.locator(".why li").first).to_be_visible()
    before = page.locator("#course li").count()

    # The first step on offer leads on, without a reason: invite to talk, offer the place, confirm the start.
    visitor.follow(page.locator("#review form:has(input[name=state]) button.primary").first)

    expect(page.locator("#course li")).to_have_count(before + 1)
    visitor.go("/enterprise")
    visitor.follow(page.locator("#main a[href$='/enterprise/applications']").first)
