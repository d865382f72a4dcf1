"""My alerts: searches are kept from the page that shows them, listed, changed, looked into, deleted, and stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from domain.alerts import AlertPace, AlertWay, SearchAsksNothing
from domain.contacts import mask_phone
from domain.errors import RuleBroken
from webapp.access import current_account
from webapp.blueprints.alerts.forms import AlertForm
from webapp.blueprints.alerts.words import described, name_of
from webapp.blueprints.vacancies.asking import read_question
from webapp.blueprints.vacancies.saved import ZONE, address_of, check_parameters, parameters_of, part_of
from webapp.calendar import today
from webapp.extensions import csrf
from webapp.parameters import LARGEST_ID, BadParameter, page_number, whole_number
from webapp.reads.alerts import find_search_by_fingerprint, find_search_of, matches_of, searches_of
from webapp.reads.zones import find_zone
from webapp.services import alerts
from webapp.tokens import read_stop_token
from webapp.transaction import transaction
from webapp.wording import explain

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import SavedSearch

blueprint = Blueprint("alerts", __name__)

REFUSED = 422


@blueprint.get("/me/alerts")
def index() -> ResponseReturnValue:
    """The searches that the worker keeps, with how much is new for each."""
    searches = searches_of(current_account().id, today=today())
    pieces = described({search.row.question.parameters for search in searches})
    return render_template("alerts/index.html", searches=searches, pieces=pieces)


@blueprint.route("/me/alerts/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Keep the search of this address: its name, and how its owner is told."""
    account = current_account()
    parameters = _asked_parameters()
    if not parameters:
        flash(explain(SearchAsksNothing()))
        return redirect(url_for("vacancies.index"))
    standing = find_search_by_fingerprint(alerts.fingerprint_of(parameters), account_id=account.id)
    if standing is not None:
        flash(_("You keep this search already."))
        return redirect(url_for("alerts.show", search_id=standing.id))
    pieces = described([parameters])[parameters]
    form = AlertForm(data={"name": name_of(pieces), "pace": AlertPace.DAILY, "way": AlertWay.SMS})
    if form.validate_on_submit():
        try:
            with transaction():
                kept = alerts.keep(
                    account,
                    parameters=parameters,
                    name=form.name.data,
                    pace=AlertPace(form.pace.data),
                    way=AlertWay(form.way.data),
                )
                name = kept.name
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("“%(name)s” is kept. You will be told what is new.", name=name))
            return redirect(url_for("alerts.index"))
    return _form_page(form, pieces, back=address_of(parameters))


@blueprint.get("/me/alerts/<int:search_id>")
def show(search_id: int) -> ResponseReturnValue:
    """What was new for one search lately; where a message about it leads."""
    search = find_search_of(search_id, account_id=current_account().id)
    if search is None:
        # A message may be about a search that was deleted since.
        flash(_("You do not keep this search any more."))
        return redirect(url_for("alerts.index"))
    page = page_number(request.args)
    parameters = search.question.parameters
    return render_template(
        "alerts/show.html",
        search=search,
        found=matches_of(search, today=today(), page=page),
        pieces=described([parameters])[parameters],
        address=address_of(parameters),
    )


@blueprint.post("/me/alerts/<int:search_id>/seen")
def see(search_id: int) -> ResponseReturnValue:
    """What was found up to now counts as seen."""
    until = whole_number(request.form, "until", least=0, most=LARGEST_ID, default=0) or 0
    with transaction():
        alerts.see(_own(search_id), until=until)
    return redirect(url_for("alerts.show", search_id=search_id))


@blueprint.route("/me/alerts/<int:search_id>/edit", methods=["GET", "POST"])
def edit(search_id: int) -> ResponseReturnValue:
    """Another name, or to be told otherwise."""
    search = _own(search_id)
    form = AlertForm(data={"name": search.name, "pace": search.pace, "way": search.way})
    if form.validate_on_submit():
        try:
            with transaction():
                alerts.change(
                    search,
                    name=form.name.data,
                    pace=AlertPace(form.pace.data),
                    way=AlertWay(form.way.data),
                    has_mail=current_account().mail is not None,
                )
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("Your choice is kept."))
            return redirect(url_for("alerts.index"))
    parameters = search.question.parameters
    return _form_page(form, described([parameters])[parameters], back=url_for("alerts.index"), search=search)


@blueprint.post("/me/alerts/<int:search_id>/remove")
def remove(search_id: int) -> ResponseReturnValue:
    """Keep a search no longer."""
    search = _own(search_id)
    name = search.name
    with transaction():
        alerts.remove(search)
    flash(_("“%(name)s” is deleted.", name=name))
    return redirect(url_for("alerts.index"))


@blueprint.get("/stop/<token>")
def stop(token: str) -> ResponseReturnValue:
    """Where the link at the end of an alert leads; it stops nothing by itself, because programs open links too."""
    _account_id, way = read_stop_token(token) or abort(404)
    return render_template("alerts/stop.html", way=way, token=token, is_done=False)


@blueprint.post("/stop/<token>")
def do_stop(token: str) -> ResponseReturnValue:
    """No more alerts in this way: the button of the page, or that of a mail program (RFC 8058), which has no session.

    The token is the proof, and the answer no redirect, because a mail program follows none.
    """
    account_id, way = read_stop_token(token) or abort(404)
    with transaction():
        alerts.stop(account_id, way)
    return render_template("alerts/stop.html", way=way, token=token, is_done=True)


csrf.exempt(do_stop)


def _own(search_id: int) -> SavedSearch:
    return find_search_of(search_id, account_id=current_account().id) or abort(404)


def _asked_parameters() -> str:
    """The search of this address in its normal form. Raises BadParameter."""
    zone = request.args.get(ZONE, "")
    if zone and find_zone(zone) is None:
        raise BadParameter(ZONE)
    parameters = parameters_of(read_question(request.args, zone=zone, part=part_of(request.args)))
    check_parameters(parameters)
    return parameters


def _form_page(
    form: AlertForm, pieces: list[str], *, back: str, search: SavedSearch | None = None
) -> ResponseReturnValue:
    account = current_account()
    page = render_template(
        "alerts/form.html",
        form=form,
        pieces=pieces,
        back=back,
        search=search,
        phone=mask_phone(account.phone),
        mail=account.mail,
    )
    return page, REFUSED if form.is_submitted() else 200
