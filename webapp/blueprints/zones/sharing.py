"""The card of a zone, to be sent or printed: a picture with its figures of today and the way to it as a QR code."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from flask import abort, render_template, send_file, url_for
from flask_babel import format_date
from flask_babel import gettext as _

from webapp.blueprints.zones.routes import CARD, blueprint
from webapp.calendar import today
from webapp.pictures import CardWords, draw_card
from webapp.presentation import is_chinese, yuan_about
from webapp.reads.zone_figures import zone_figures
from webapp.reads.zones import find_zone

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Zone

HOUR_SECONDS = 3600


@blueprint.get("/zones/<slug>/share")
def share(slug: str) -> ResponseReturnValue:
    """The card, to be kept as a picture, and the address to be sent."""
    zone = find_zone(slug) or abort(404)
    return render_template("zones/share.html", zone=zone, words=_words(zone), address=_address(zone))


@blueprint.get("/zones/<slug>/card.png")
def card(slug: str) -> ResponseReturnValue:
    """The card as a picture."""
    zone = find_zone(slug) or abort(404)
    category = zone.brand.category if zone.brand else zone.category
    content = draw_card(_words(zone), address=_address(zone), category=category)
    name = f"{zone.slug}.png"
    answer = send_file(BytesIO(content), mimetype="image/png", max_age=HOUR_SECONDS, download_name=name)
    answer.headers["Cache-Control"] = f"private, max-age={HOUR_SECONDS}"
    answer.headers["Vary"] = "Accept-Language, Cookie"
    return answer


def _words(zone: Zone) -> CardWords:
    figures = zone_figures(zone, today=today())
    numbers = [
        (f"{figures.offered.vacancies:,}", _("open vacancies")),
        (f"{figures.offered.seats:,}", _("places to fill")),
        (f"{figures.offered.enterprises:,}", _("enterprises hiring")),
    ]
    if figures.wages:
        numbers.append((yuan_about(figures.wages.median), _("median wage, yuan a month")))
    return CardWords(
        title=zone.title if is_chinese() or not zone.title_en else zone.title_en,
        lead=zone.lead if is_chinese() or not zone.lead_en else zone.lead_en,
        numbers=tuple(numbers) if figures.offered.vacancies else (),
        day=_("As of %(day)s", day=format_date(today(), "long")),
        call=_("Scan to see the vacancies"),
        sender=_("Laopin") + " · " + _("Labour brands of Yangzhou"),
    )


def _address(zone: Zone) -> str:
    return url_for("zones.show", slug=zone.slug, _external=True, **{"from": CARD})
