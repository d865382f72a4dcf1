"""Surveys as officials lead them: rounds, what was reported, what is the same, and what becomes of each product."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from domain.brands.names import LONGEST_EXCEPTION
from domain.divisions import keeper_of, lies_within
from domain.errors import RuleBroken
from domain.surveys import LONGEST_REASON, SurveyOutcome, suggest_name
from webapp.access import current_account
from webapp.blueprints.brands.library import checked, is_asking_only, own_division
from webapp.blueprints.surveys.forms import DecisionForm, RoundForm, TermForm
from webapp.blueprints.surveys.routes import REFUSED, blueprint
from webapp.calendar import today
from webapp.parameters import LARGEST_ID, MOST_DIGITS, member, page_number, whole_number
from webapp.pictures import qr_code
from webapp.reads.brands import place_names, taken_names
from webapp.reads.surveys import (
    SurveyQuestion,
    dossier_of,
    duplicates_in,
    find_report,
    find_reports,
    find_round_within,
    round_line,
    rounds_within,
)
from webapp.services import surveys
from webapp.transaction import transaction
from webapp.typed import clean_line
from webapp.wording import refusals_flashed

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import SurveyReport, SurveyRound

USUAL_TERM = timedelta(days=45)
"""◇ How long a round takes reports where nobody says otherwise."""


@blueprint.get("/office/brands/surveys")
def rounds() -> ResponseReturnValue:
    """The rounds of the official's division."""
    return render_template(
        "surveys/rounds.html", lines=rounds_within(own_division(), today=today()), own_division=own_division()
    )


@blueprint.route("/office/brands/surveys/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Open a round."""
    usual = {"opens_on": today(), "closes_on": today() + USUAL_TERM, "division_code": own_division()}
    form = RoundForm(data=usual)
    form.offer(own_division())
    if form.validate_on_submit():
        opens_on, closes_on = form.days()
        try:
            with transaction():
                round_id = surveys.open_round(
                    title=form.title.data or "",
                    division_code=form.division_code.data,
                    opens_on=opens_on,
                    closes_on=closes_on,
                    today=today(),
                    account=current_account(),
                ).id
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("The survey is open. Send its address to whoever may know a product."))
            return redirect(url_for("surveys.round", round_id=round_id))
    return render_template("surveys/new.html", form=form), REFUSED if form.is_submitted() else 200


@blueprint.get("/office/brands/surveys/<int:round_id>", endpoint="round")
def show_round(round_id: int) -> ResponseReturnValue:
    """What was reported in a round, and what is probably the same."""
    return _round_page(_round(round_id), TermForm(formdata=None, data={"closes_on": _round(round_id).closes_on}))


@blueprint.post("/office/brands/surveys/<int:round_id>/term")
def reschedule(round_id: int) -> ResponseReturnValue:
    """End a round earlier or later."""
    opened, form = _round(round_id), TermForm()
    if form.validate_on_submit() and form.closes_on.data:
        try:
            with transaction():
                surveys.reschedule(opened, closes_on=form.closes_on.data, today=today(), account=current_account())
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("Saved."))
            return redirect(url_for("surveys.round", round_id=round_id))
    return _round_page(_round(round_id), form), REFUSED


@blueprint.post("/office/brands/surveys/<int:round_id>/merge")
def merge(round_id: int) -> ResponseReturnValue:
    """Say that some reports mean the same as another."""
    opened = _round(round_id)
    into = find_report(_number("into"), round_id=opened.id) or abort(404)
    chosen = [find_report(number, round_id=opened.id) for number in _numbers("report")]
    others = [one for one in chosen if one is not None and one.id != into.id]
    with refusals_flashed(), transaction():
        surveys.merge(others, into, account=current_account())
        flash(_("Merged into %(product)s.", product=into.product) if others else _("Nothing else was ticked."))
    return redirect(url_for("surveys.round", round_id=round_id))


@blueprint.route("/office/brands/surveys/<int:round_id>/reports/<int:report_id>", methods=["GET", "POST"])
def decide(round_id: int, report_id: int) -> ResponseReturnValue:
    """One report, what its product would be called by the rule, and what becomes of it."""
    reported = _report(round_id, report_id)
    form = DecisionForm(data={"name": _suggested(reported) or reported.product})
    is_asking = is_asking_only(form)
    if not is_asking and form.validate_on_submit():
        words = form.brand_words(
            division_code=_brand_place(reported), products=reported.product, story=reported.features
        )
        try:
            with transaction():
                surveys.decide(
                    reported,
                    SurveyOutcome(form.outcome.data),
                    reason=form.reason.data or "",
                    words=words,
                    account=current_account(),
                )
                brand_id = reported.brand_id
        except RuleBroken as refusal:
            form.refuse(refusal)
            reported = _report(round_id, report_id)
        else:
            if brand_id:
                flash(_("The brand is in the library. Now its figures, its places and its people."))
                return redirect(url_for("brands.dossier", brand_id=brand_id))
            flash(_("Decided. Whoever reported it can read why."))
            return redirect(url_for("surveys.round", round_id=round_id))
    refused = form.is_submitted() and not is_asking
    return _report_page(reported, form), REFUSED if refused else 200


def _round(round_id: int) -> SurveyRound:
    return find_round_within(round_id, within=own_division()) or abort(404)


def _report(round_id: int, report_id: int) -> SurveyReport:
    return find_report(report_id, round_id=_round(round_id).id) or abort(404)


def _number(name: str) -> int:
    return whole_number(request.form, name, least=1, most=LARGEST_ID) or abort(400)


def _numbers(name: str) -> list[int]:
    texts = [text for text in request.form.getlist(name) if text.isascii() and text.isdecimal()]
    return [int(text) for text in texts if len(text) <= MOST_DIGITS]


def _brand_place(reported: SurveyReport) -> str:
    """Whose library the brand of a report stands in: the one of the county that the product is from.

    An area that is no county has officials of its own, who keep what they have asked for.
    """
    keeper = keeper_of(reported.division_code)
    return keeper if lies_within(keeper, own_division()) else own_division()


def _suggested(reported: SurveyReport) -> str:
    names = place_names()
    place = names.get(_brand_place(reported), ("",))[-1]
    return suggest_name(reported.product, place=place, places=[one for known in names.values() for one in known])


def _round_page(opened: SurveyRound, form: TermForm) -> str:
    outcome = member(request.args, "outcome", SurveyOutcome)
    page = page_number(request.args)
    question = SurveyQuestion(within=own_division(), round_id=opened.id, outcome=outcome, page=page)
    address = url_for("surveys.report", round_id=opened.id, _external=True)
    return render_template(
        "surveys/round.html",
        line=round_line(opened, today=today()),
        question=question,
        found=find_reports(question),
        groups=duplicates_in(opened.id),
        form=form,
        address=address,
        qr=qr_code(address),
    )


def _report_page(reported: SurveyReport, form: DecisionForm) -> str:
    name = clean_line(form.name.data)
    return render_template(
        "surveys/decide.html",
        dossier=dossier_of(reported),
        form=form,
        check=checked(name, _brand_place(reported)),
        near=taken_names().near(name) if name else None,
        place=_brand_place(reported),
        longest={"exception": LONGEST_EXCEPTION, "reason": LONGEST_REASON},
    )
