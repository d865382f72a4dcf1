"""All zones, and one of them with the search inside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, render_template, request

from domain.brands import BrandCategory
from domain.divisions import COUNTIES, HOME_CITY
from webapp.access import worker_account_id
from webapp.blueprints.vacancies.finding import find
from webapp.calendar import today
from webapp.parameters import LARGEST_ID, known, member, whole_number
from webapp.reads.fairs import coming_fairs
from webapp.reads.offers import OfferPart, OfferQuestion, find_offers
from webapp.reads.zones import (
    find_zone,
    latest_figures,
    trades_of,
    zone_employers,
    zone_figures,
    zones_by_category,
    zones_of_category,
)

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("zones", __name__)

EMPLOYERS = 8
FAIRS = 2
MOST_PAGES = 10**9


@blueprint.get("/zones")
def index() -> ResponseReturnValue:
    """All zones, by category and by county."""
    category = member(request.args, "category", BrandCategory)
    counties = known(request.args, "county", (*COUNTIES, HOME_CITY))
    return render_template(
        "zones/index.html",
        categories=zones_by_category(today=today(), category=category, county=counties[0] if counties else None),
        category=category,
        county=counties[0] if counties else None,
        counties=(*COUNTIES, HOME_CITY),
        all_categories=tuple(BrandCategory),
        home_city=HOME_CITY,
    )


@blueprint.get("/offers")
def offers() -> ResponseReturnValue:
    """The open vacancies, or the enterprises, that a number is counted from."""
    question = OfferQuestion(
        zone=request.args.get("zone", ""),
        enterprise=whole_number(request.args, "enterprise", least=1, most=LARGEST_ID),
        part=member(request.args, "part", OfferPart) or OfferPart.VACANCIES,
        page=whole_number(request.args, "page", least=1, most=MOST_PAGES, default=1) or 1,
    )
    found = find_offers(question, today=today()) or abort(404)
    return render_template("zones/offers.html", question=question, found=found, parts=OfferPart)


@blueprint.get("/zones/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """One zone: who it is, what it pays, whom it seeks."""
    zone = find_zone(slug)
    if zone is None:
        abort(404)
    year, reported = latest_figures(zone)
    return render_template(
        "zones/show.html",
        zone=zone,
        finder=find(request.args, zone=zone.slug, trades=trades_of(zone), account_id=worker_account_id()),
        figures=zone_figures(zone, today=today()),
        brands=zones_of_category(zone, today=today()),
        employers=zone_employers(zone, limit=EMPLOYERS, today=today()),
        fairs=coming_fairs(today=today(), zone=zone, limit=FAIRS),
        year=year,
        reported=reported,
    )
