"""Ranking rules of a zone: tried with the first ten beside where they stand now, and set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from domain.errors import RuleBroken
from domain.zone_ranking import RankingRule
from domain.zones import ZoneKind
from webapp.access import current_account
from webapp.blueprints.zones.desk import LONGEST_WORDS, REFUSED, own_zone
from webapp.blueprints.zones.forms import RankingForm, ranking_as_it_is
from webapp.blueprints.zones.routes import blueprint
from webapp.calendar import today
from webapp.reads.zone_ranking import preview_ranking, shown_in
from webapp.services import zone_ranking
from webapp.transaction import transaction
from webapp.typed import clean_line

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from domain.zone_ranking import Ranking
    from webapp.models import Zone


@blueprint.route("/office/zones/<int:zone_id>/ranking", methods=["GET", "POST"])
def ranking(zone_id: int) -> ResponseReturnValue:
    """The rules as they are; others are tried, with what would stand on top, or kept."""
    zone = own_zone(zone_id)
    form = RankingForm(data=ranking_as_it_is(zone.ranking))
    if request.method == "GET":
        return _page(zone, form, zone.ranking)
    rules = form.ranking() if form.validate() else None
    if rules is not None:
        try:
            if "try" in request.form:
                zone_ranking.check_rules(zone, rules, today=today())
                return _page(zone, form, rules)
            with transaction():
                zone_ranking.set_rules(zone, rules, today=today(), account_id=current_account().id)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("Kept. Searches in the zone go by it from now on."))
            return redirect(url_for("zones.ranking", zone_id=zone_id))
    return _page(own_zone(zone_id), form, None), REFUSED


@blueprint.post("/office/zones/<int:zone_id>/ranking/forget")
def forget_ranking(zone_id: int) -> ResponseReturnValue:
    """Rank the zone by the standard rules again."""
    with transaction():
        zone_ranking.forget_rules(own_zone(zone_id), account_id=current_account().id)
    flash(_("The standard rules hold again."))
    return redirect(url_for("zones.ranking", zone_id=zone_id))


def _page(zone: Zone, form: RankingForm, rules: Ranking | None) -> str:
    words = clean_line(request.form.get("q"))[:LONGEST_WORDS]
    hidden = set() if zone.kind is ZoneKind.BRAND else {RankingRule.TRADES}
    pinned = zone.ranking.pinned
    still = shown_in(zone, pinned, today=today())
    return render_template(
        "zones/ranking.html",
        zone=zone,
        form=form,
        rules=[rule for rule in RankingRule if rule not in hidden],
        hidden=hidden,
        words=words,
        preview=preview_ranking(zone, rules, words=words, today=today()) if rules is not None else None,
        gone=[number for number in pinned if number not in still],
    )
