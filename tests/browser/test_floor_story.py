"""An official drags an enterprise to another spot of the floor plan with the mouse, and there it stays."""

import pytest
from playwright.sync_api import expect


def middle(spot):
    """Where the middle of a spot lies on the screen."""
    spot.scroll_into_view_if_needed()
    box = spot.locator("rect").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize("size", ["desktop"], indirect=True)
def test_an_enterprise_is_dragged_to_another_spot_and_stays_there(visit):
    visitor = visit()
    page = visitor.page
    visitor.sign_in("city_official")
    visitor.go("/office/fairs?state=published")
    visitor.follow(page.locator(".fair-card h3 a").first)
    visitor.follow(page.locator("#main a[href$='/floor']").first)

    # Whoever needs power or a double booth does not stand everywhere.
    plain = page.locator("tr[id^=booth-]").filter(has_not=page.locator("td:nth-child(2) .pill.outline"))
    booth = plain.first.get_attribute("id").removeprefix("booth-")
    taken = page.locator(f"svg.floor g[data-booth='{booth}']")
    free = page.locator("svg.floor g.free[data-spot]").first
    target, number = free.get_attribute("data-spot"), free.get_attribute("data-number")
    assert taken.get_attribute("data-spot") != target

    page.mouse.move(*middle(taken))
    page.mouse.down()
    page.mouse.move(*middle(free), steps=6)
    expect(free).to_have_class("spot free target")
    with page.expect_navigation():
        page.mouse.up()

    visitor.look()
    page.reload()
    expect(page.locator(f"svg.floor g[data-booth='{booth}']")).to_have_attribute("data-spot", target)
    expect(page.locator(f"#booth-{booth} td").first).to_have_text(number)
    visitor.take_picture("floor")
