"""Zones for everybody: all of them, one with the search inside it, and its parts by county and by industry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, render_template, request

from domain.brands import BrandCategory
from domain.divisions import COUNTIES, HOME_CITY
from domain.zone_pages import Section, SectionKind, ZonePage
from webapp.access import worker_account_id
from webapp.blueprints.vacancies.finding import find
from webapp.blueprints.vacancies.noting import note_visit
from webapp.calendar import today
from webapp.parameters import LARGEST_ID, known, member, page_number, whole_number
from webapp.places import counties
from webapp.reads.exhibitions import coming_exhibitions
from webapp.reads.fairs import coming_fairs
from webapp.reads.offers import OfferPart, OfferQuestion, find_offers
from webapp.reads.zone_figures import zone_figures
from webapp.reads.zone_pages import people_of, training_places_of
from webapp.reads.zone_ranking import favours_of
from webapp.reads.zone_reach import WHOLE, ZonePart
from webapp.reads.zones import (
    brands_of_zone,
    find_zone,
    latest_figures,
    list_zones,
    window_of,
    zone_employers,
    zone_shelf,
)
from webapp.trades import INDUSTRIES, TRADES

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Zone, ZoneVersion

blueprint = Blueprint("zones", __name__)

AT_A_GLANCE = 6
"""Zones of each category on the page of all."""
BRANDS = 24
EMPLOYERS = 8
FAIRS = 4
CARD = "card"
"""What the address of a zone says where it stands on the card of the zone."""
HIGHEST_WAGE = 1_000_000
"""Yuan a month."""
PART_PAGE = ZonePage(
    sections=tuple(
        Section(kind=kind)
        for kind in (SectionKind.FIGURES, SectionKind.VACANCIES, SectionKind.FAIRS, SectionKind.ENTERPRISES)
    )
)
"""What the page of a part shows; its words are those of the whole."""


@blueprint.get("/zones")
def index() -> ResponseReturnValue:
    """All zones at a glance; narrowed by category or county, the zones of brands page by page."""
    category = member(request.args, "category", BrandCategory)
    chosen = known(request.args, "county", (*COUNTIES, HOME_CITY))
    county = chosen[0] if chosen else None
    page = page_number(request.args)
    is_narrowed = bool(category or county)
    return render_template(
        "zones/index.html",
        shelf=None if is_narrowed else zone_shelf(today=today(), limit=AT_A_GLANCE),
        found=list_zones(today=today(), category=category, county=county, page=page) if is_narrowed else None,
        category=category,
        county=county,
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
        county=next(iter(known(request.args, "county", dict(counties()))), ""),
        industry=next(iter(known(request.args, "industry", INDUSTRIES)), ""),
        trade=next(iter(known(request.args, "trade", TRADES)), ""),
        wage_from=whole_number(request.args, "wage_from", least=1, most=HIGHEST_WAGE),
        wage_below=whole_number(request.args, "wage_below", least=1, most=HIGHEST_WAGE),
        part=member(request.args, "part", OfferPart) or OfferPart.VACANCIES,
        page=page_number(request.args),
    )
    found = find_offers(question, today=today()) or abort(404)
    return render_template("zones/offers.html", question=question, found=found, parts=OfferPart, trades=TRADES)


@blueprint.get("/zones/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """One zone: who it is, what it pays, whom it seeks."""
    zone = find_zone(slug) or abort(404)
    note_visit(zone.slug, is_by_card=request.args.get("from") == CARD)
    return zone_page(zone, page=zone.page)


@blueprint.get("/zones/<slug>/places/<county>")
@blueprint.get("/zones/<slug>/industries/<industry>")
@blueprint.get("/zones/<slug>/places/<county>/industries/<industry>")
def part(slug: str, county: str = "", industry: str = "") -> ResponseReturnValue:
    """The part of a zone in one county, or of one industry, with figures of its own."""
    if (county and county not in dict(counties())) or (industry and industry not in INDUSTRIES):
        abort(404)
    zone = find_zone(slug) or abort(404)
    note_visit(zone.slug, is_by_card=False)
    return zone_page(zone, page=PART_PAGE, part=ZonePart(county=county, industry=industry))


def zone_page(zone: Zone, *, page: ZonePage, part: ZonePart = WHOLE, preview: ZoneVersion | None = None) -> str:
    """A page of a zone: only what it shows is asked for. A preview says so, and is for those who may compose it."""
    window = window_of(zone)
    year, reported = latest_figures(zone) if page.shows(SectionKind.STORY) else (0, {})
    finder = find(request.args, zone=zone, part=part, favours=favours_of(zone), account_id=worker_account_id())
    return render_template(
        "zones/show.html",
        zone=zone,
        page=page,
        part=part,
        preview=preview,
        finder=finder if page.shows(SectionKind.VACANCIES) else None,
        figures=zone_figures(zone, today=today(), part=part),
        brands=brands_of_zone(zone, today=today(), limit=BRANDS),
        employers=zone_employers(zone, limit=EMPLOYERS, today=today(), part=part)
        if page.shows(SectionKind.ENTERPRISES)
        else (),
        fairs=coming_fairs(today=today(), zone=zone, window=window, limit=FAIRS)
        if page.shows(SectionKind.FAIRS)
        else (),
        people=people_of(zone.brand_id) if page.shows(SectionKind.PEOPLE) else (),
        training_places=training_places_of(zone.brand_id) if page.shows(SectionKind.TRAINING) else (),
        exhibitions=coming_exhibitions(today=today(), within=_place_of(zone), limit=FAIRS)
        if page.shows(SectionKind.EXHIBITIONS)
        else (),
        window=window,
        year=year,
        reported=reported,
        home_counties=dict(counties()),
        industries=INDUSTRIES,
        trades=TRADES,
    )


def _place_of(zone: Zone) -> str:
    """The part of the city that a zone is at home in: its county, or that of its brand; else the whole city."""
    return zone.county_code or (zone.brand.division_code if zone.brand else HOME_CITY)
