"""The library as everybody may read it: brands found, one whole, some side by side, the counties, and every figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from domain.brands import BrandCategory, BrandState, Indicator
from domain.brands.dossier import MOST_COMPARED, ComparisonImpossible, check_comparison
from domain.brands.standing import CERTIFIED
from webapp.access import current_account
from webapp.blueprints.brands.asking import LONGEST_WORDS, brands_asked, figures_asked, filters_of
from webapp.blueprints.brands.trends import comparison_of, trends_of
from webapp.blueprints.enterprises.routes import own_enterprise
from webapp.calendar import today
from webapp.parameters import member
from webapp.reads.brand_dossiers import coverage, find_dossier, find_public_brand, offered_by, side_by_side
from webapp.reads.brand_figures import find_figures
from webapp.reads.brands import BrandOrder, brands_meant, by_name, find_brands, slim_brands
from webapp.services import brands
from webapp.transaction import transaction
from webapp.typed import clean_line
from webapp.wording import explain, refusals_flashed

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("brands", __name__)

REFUSED = 422


@blueprint.get("/brands")
def index() -> ResponseReturnValue:
    """The brands that are listed, narrowed as one likes."""
    question = brands_asked(request.args)
    found = find_brands(question)
    return render_template(
        "brands/index.html",
        question=question,
        found=found,
        filters=filters_of(question, found.facets),
        orders=BrandOrder,
    )


@blueprint.get("/brands/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """One brand: its story, its people, its enterprises, its figures over the years."""
    dossier = find_dossier(slug) or abort(404)
    return render_template(
        "brands/show.html",
        dossier=dossier,
        trends=trends_of(dossier.figures, dossier.brand),
        offered=offered_by(dossier.brand, today=today()),
    )


@blueprint.post("/brands/<slug>/join")
def join(slug: str) -> ResponseReturnValue:
    """An enterprise asks to belong."""
    brand = find_public_brand(slug) or abort(404)
    with refusals_flashed(), transaction():
        brands.ask_to_join(brand, own_enterprise(), account_id=current_account().id)
        flash(_("Your county has been asked. Once it agrees, you stand among the enterprises of the brand."))
    return redirect(url_for("brands.show", slug=slug))


@blueprint.get("/brands/compare")
def compare() -> ResponseReturnValue:
    """Two to four brands beside each other."""
    words = [clean_line(word)[:LONGEST_WORDS] for word in request.args.getlist("brand")]
    typed = list(dict.fromkeys(word for word in words if word))
    indicator = member(request.args, "indicator", Indicator) or Indicator.WORKFORCE
    everything = by_name(slim_brands(None))
    meant = brands_meant(everything, typed)
    refused = ""
    chosen = side_by_side([brand.slug for brand in meant.values() if brand][: MOST_COMPARED + 1])
    try:
        check_comparison([brand.id for brand, _figures in chosen])
    except ComparisonImpossible as refusal:
        refused = explain(refusal) if typed else ""
    return render_template(
        "brands/compare.html",
        chosen=chosen[:MOST_COMPARED],
        everything=everything,
        typed=[brand.name if brand else word for word, brand in meant.items()],
        unknown=[word for word in typed if meant[word] is None],
        indicator=indicator,
        indicators=tuple(Indicator),
        refused=refused,
        trend=comparison_of(chosen, indicator) if len(chosen) > 1 and not refused else None,
        most=MOST_COMPARED,
    )


@blueprint.get("/brands/map", endpoint="map")
def show_map() -> ResponseReturnValue:
    """The counties and what they are known for."""
    return render_template(
        "brands/map.html",
        coverage=coverage(),
        categories=tuple(BrandCategory),
        certified=tuple(state for state in BrandState if state in CERTIFIED),
        people=Indicator.WORKFORCE,
        output=Indicator.OUTPUT_FEN,
    )


@blueprint.get("/brands/figures")
def figures() -> ResponseReturnValue:
    """The reported figures behind a number."""
    question = figures_asked(request.args)
    return render_template("brands/figures.html", question=question, found=find_figures(question), is_desk=False)
