"""A contest is read, judged by a juror and entered by an enterprise; the stories of people are read."""

import pytest
from playwright.sync_api import expect

LOCALES = {"phone": "zh-CN", "desktop": "en-US"}


@pytest.fixture
def locale(size):
    """Each size tells it in one language."""
    return LOCALES[size]


def test_everybody_reads_results_and_stories(visit, size, locale):
    visitor = visit(locale)
    visitor.go("/fairs")
    visitor.follow(visitor.page.locator("#main a[href='/contests']"))
    visitor.follow(visitor.page.locator("#main a[href^='/contests/']").last)
    expect(visitor.page.locator("#results .pill.jade").first).to_be_visible()
    visitor.take_picture("contest-results")
    visitor.go("/stories")
    visitor.follow(visitor.page.locator("#main article a").first)
    visitor.take_picture("story")


def test_a_juror_judges_and_sees_the_scores_behind_a_result(visit, size, locale):
    juror = visit(locale)
    juror.sign_in("city_official")
    juror.go("/office/contests")
    juror.follow(juror.page.locator("#main a[href$='/jury']").last)
    juror.follow(juror.page.locator("#main a[href*='/jury/']").first)
    for field in juror.page.locator("input[name^=points]").all():
        field.fill("86")
    juror.take_picture("contest-judge")
    juror.follow(juror.page.locator("#points button[type=submit]"))
    expect(juror.page.locator(".flashes")).to_be_visible()
    juror.go("/messages")
    juror.take_picture("jury-messages", is_whole=False)
    juror.go("/office")
    juror.follow(juror.page.locator("#main a.figure-tile[href='/desk/stories']"))
    juror.follow(juror.page.locator("#main table a[href^='/desk/stories/']").first)
    juror.take_picture("story-desk")
    juror.go("/contests/1")
    figure = juror.page.locator("#results a.traced").first
    shown = figure.get_attribute("data-figure")
    juror.follow(figure)
    assert juror.page.locator(".rows-total").get_attribute("data-rows") == shown
    juror.take_picture("contest-scores")


def test_an_enterprise_enters_and_withdraws(visit, size, locale):
    enterprise = visit(locale)
    page = enterprise.page
    enterprise.sign_in("enterprise")
    enterprise.go("/enterprise/contests")
    enterprise.follow(page.locator("#main a[href$='/enter']").first)
    page.fill("input[name=title]", "一碗面的匠心")
    page.fill("textarea[name=story]", "从一间作坊起步，带动三百人就业。")
    enterprise.take_picture("contest-entry")
    enterprise.follow(page.locator("#main form.form button[type=submit]"))
    enterprise.go("/messages")
    expect(page.locator(".message").first).to_contain_text("一碗面的匠心")
    enterprise.take_picture("contest-messages", is_whole=False)
    enterprise.go("/enterprise/contests")
    enterprise.follow(page.locator("#main table a[href^='/enterprise/contests/']").first)
    page.locator("details.confirm > summary").click()
    enterprise.look()
    enterprise.follow(page.locator("form[action$='/withdraw'] button[type=submit]"))
    enterprise.go("/desk/stories/new")
