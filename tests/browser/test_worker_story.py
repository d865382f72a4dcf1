"""A worker finds work in a brand zone, signs up, writes the profile, applies, and follows it up."""

import re
from itertools import count

import pytest
from playwright.sync_api import expect

from .conftest import LANGUAGES

NUMBERS = count(1)
"""Each worker of these tests has a phone of their own."""
PASSWORD = "a long enough password"


@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_worker_finds_a_job_in_a_zone_signs_up_applies_and_follows_up(visit, locale):
    visitor = visit(locale)
    page = visitor.page
    name = f"陈小{'一二三四五六七八九'[next(NUMBERS) % 9]}"

    visitor.go("/zones")
    visitor.follow(page.locator(".zone-card a[href$='/zones/yangzhou-chefs']").first)
    expect(page.locator(".vacancy-card").first).to_be_visible()
    visitor.follow(page.locator(".vacancy-card h3 a").first)
    title = page.get_by_role("heading", level=1).inner_text()
    vacancy = page.url

    visitor.follow(page.locator(".act-bar a[href*='/sign-in']"))
    visitor.follow(page.locator("#main a[href*='/sign-up']"))
    visitor.follow(page.locator("a[href*='/sign-up/worker']"))
    page.fill("input[name=name]", name)
    page.fill("input[name=phone]", f"1391234{next(NUMBERS):04}")
    page.fill("input[name=password]", PASSWORD)
    page.check("input[name=terms]")
    visitor.follow(page.locator("#main form[method=post] button[type=submit]"))

    say_what_work(visitor)

    # One step is enough to come back to where the worker wanted to apply.
    assert page.url == f"{vacancy}?from_zone=yangzhou-chefs"
    expect(page.locator("#fit .fit-list li").first).to_be_visible()
    page.locator(".apply > summary").click()
    visitor.look()
    page.fill(".apply-box input[name=message]", "下周一就可以上班")
    visitor.follow(page.locator(".apply-box button[type=submit]"))

    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator(".course li.now")).to_be_visible()
    complete_profile(visitor)
    visitor.go("/me/applications")
    expect(page.locator(".state-line").get_by_role("link", name=title)).to_be_visible()
    visitor.go("/me")
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    expect(page.locator(".vacancy-card .pills .jade").first).to_be_visible()
    visitor.take_picture(f"worker-{locale[:2]}")


def say_what_work(visitor):
    """The first step of the profile, as a cook takes it."""
    page = visitor.page
    page.locator("input[name=occupation_text]").press_sequentially("厨师", delay=20)
    card = page.locator("#occupation-cards .choice", has_text="中式烹调师").first
    expect(card).to_be_visible()
    visitor.look()
    card.locator("input").check()
    page.select_option("select[name=division_code]", index=5)
    page.fill("input[name=birth_year]", "1981")
    page.fill("input[name=wage_wanted]", "5000")
    page.check("input[name=findable]")
    page.check("input[name=matching]")
    visitor.follow(page.locator("#main form[method=post] button[type=submit]").last)


def complete_profile(visitor):
    """Where and when, and what one can: from the page that shows the whole profile."""
    page = visitor.page
    visitor.go("/me/profile")
    visitor.follow(page.locator("a[href$='/me/profile/conditions']"))
    page.check("input[name=goes_out_of_town]")
    visitor.follow(page.locator("#main form[method=post] button[type=submit]").last)
    visitor.follow(page.locator("a[href$='/me/profile/abilities']"))
    page.locator("input[name=common_skills]").first.check()
    page.fill("input[name=experience_years]", "12")
    visitor.follow(page.locator("#main form[method=post] button[type=submit]").last)
    assert page.url.endswith("/me/profile")


def test_a_worker_is_told_what_is_missing_and_loses_nothing_that_was_typed(visit):
    visitor = visit(tells=re.compile(r": 422$|422 \(UNPROCESSABLE"))
    page = visitor.page
    visitor.go("/sign-up/worker")
    page.fill("input[name=name]", "王芳")
    page.fill("input[name=phone]", "12345")
    page.fill("input[name=password]", PASSWORD)
    page.check("input[name=terms]")

    visitor.follow(page.locator("#main form[method=post] button[type=submit]"))

    expect(page.locator("#phone-error")).to_contain_text("手机号")
    expect(page.locator("input[name=name]")).to_have_value("王芳")
    expect(page.locator("input[name=phone]")).to_have_value("12345")


@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_worker_reads_what_has_happened(visit, locale):
    visitor = visit(locale)
    visitor.sign_in("worker")
    visitor.go("/messages")
    visitor.take_picture(f"messages-{locale[:2]}")
    expect(visitor.page.locator(".message").first).to_be_visible()
    application = visitor.page.get_by_role("heading", name=re.compile("^(Application: |求职进展：)"))
    visitor.follow(visitor.page.locator(".message", has=application).first.get_by_role("button"))
    assert "/me/applications/" in visitor.page.url


@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_worker_keeps_a_search_and_sees_what_is_new(visit, locale):
    visitor = visit(locale)
    page = visitor.page
    name = f"面点师 {next(NUMBERS)}"
    visitor.sign_in("worker")
    visitor.go(f"/vacancies?q=面点&wage={4000 + next(NUMBERS)}")
    visitor.take_picture(f"search-{locale[:2]}", is_whole=False)
    visitor.follow(page.locator(".finder-bar a[href*='/me/alerts/new']"))
    visitor.take_picture(f"alert-form-{locale[:2]}")
    page.fill("input[name=name]", name)
    page.locator(".choice", has=page.locator("input[value=at_once]")).click()
    page.locator(".choice", has=page.locator("input[value=page]")).click()
    visitor.follow(page.locator("#main form.form button[type=submit]"))

    expect(page.get_by_role("link", name=name)).to_be_visible()
    visitor.take_picture(f"alerts-{locale[:2]}")
    visitor.follow(page.locator("article", has_text="扬州厨师").last.locator("h2 a"))
    expect(page.locator(".vacancy-card").first).to_be_visible()
    visitor.take_picture(f"alert-found-{locale[:2]}")

    visitor.go("/me/alerts")
    kept = page.locator("article", has_text=name)
    kept.locator("summary").click()
    visitor.look()
    visitor.follow(kept.locator(".confirm-box button"))
    expect(page.get_by_role("link", name=name)).to_have_count(0)


@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_worker_gives_a_mail_address(visit, locale):
    visitor = visit(locale)
    visitor.sign_in("worker")
    visitor.go("/account/mail")
    visitor.take_picture(f"mail-{locale[:2]}")
    visitor.go("/account")
    visitor.take_picture(f"account-{locale[:2]}")
