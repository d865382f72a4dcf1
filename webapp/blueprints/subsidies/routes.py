"""Claims: what an agency would be paid, what it has claimed; what officials draw, hear on the phone and decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from domain.errors import RuleBroken
from domain.inspections import ticket
from domain.subsidies import TRANSITIONS, CallOutcome, ClaimState, rule_of, sample_size
from webapp.access import current_account
from webapp.calendar import today
from webapp.parameters import LARGEST_ID, BadParameter, member, page_number, whole_number
from webapp.reads.agencies import find_agency
from webapp.reads.subsidies import claims_in, claims_of, draft_of, find_claim_in, find_claim_of, other_claims, steps_of
from webapp.services import subsidies
from webapp.transaction import transaction
from webapp.typed import clean_line
from webapp.wording import explain, refusals_flashed

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Agency, SubsidyClaim

blueprint = Blueprint("subsidies", __name__)

REFUSED = 422


@blueprint.get("/agency/subsidies")
def ours() -> ResponseReturnValue:
    """What the agency would be paid now, and what it has claimed."""
    agency = _agency()
    return render_template("subsidies/ours.html", draft=draft_of(agency.id, today=today()), claims=claims_of(agency.id))


@blueprint.post("/agency/subsidies")
def submit() -> ResponseReturnValue:
    """Hand a claim in."""
    try:
        with transaction():
            claim = subsidies.submit(_agency(), account_id=current_account().id, today=today())
            claim_id = claim.id
    except RuleBroken as refusal:
        flash(explain(refusal), "error")
        return redirect(url_for("subsidies.ours"))
    flash(_("The claim is handed in. The county draws by lot whom it calls."))
    return redirect(url_for("subsidies.our_claim", claim_id=claim_id))


@blueprint.get("/agency/subsidies/<int:claim_id>")
def our_claim(claim_id: int) -> ResponseReturnValue:
    """A claim as the agency sees it."""
    claim = find_claim_of(claim_id, agency_id=_agency().id) or abort(404)
    return render_template(
        "subsidies/our_claim.html", claim=claim, rule=rule_of(claim.rule_version), steps=steps_of(claim)
    )


@blueprint.get("/office/subsidies")
def index() -> ResponseReturnValue:
    """The claims of the own division in one state."""
    state = member(request.args, "state", ClaimState) or ClaimState.SUBMITTED
    page = page_number(request.args)
    found = claims_in(_division(), state=state, page=page)
    return render_template("subsidies/index.html", found=found, state=state, states=ClaimState)


@blueprint.get("/office/subsidies/<int:claim_id>")
def show(claim_id: int) -> ResponseReturnValue:
    """A claim with its people, its lot and its calls."""
    return _page(_claim(claim_id))


@blueprint.post("/office/subsidies/<int:claim_id>/draw")
def draw(claim_id: int) -> ResponseReturnValue:
    """Draw whom to call."""
    with refusals_flashed(), transaction():
        subsidies.draw_lot(_claim(claim_id), account_id=current_account().id)
    return redirect(url_for("subsidies.show", claim_id=claim_id, _anchor="sample"))


@blueprint.post("/office/subsidies/<int:claim_id>/calls")
def call(claim_id: int) -> ResponseReturnValue:
    """Note what somebody has said."""
    claim = _claim(claim_id)
    outcome = member(request.form, "outcome", CallOutcome)
    line_id = whole_number(request.form, "line", least=1, most=LARGEST_ID)
    if outcome is None or line_id is None:
        raise BadParameter("outcome")
    with refusals_flashed(), transaction():
        subsidies.note_call(claim, line_id, outcome, account_id=current_account().id)
    return redirect(url_for("subsidies.show", claim_id=claim_id, _anchor="sample"))


@blueprint.post("/office/subsidies/<int:claim_id>/decision")
def decide(claim_id: int) -> ResponseReturnValue:
    """Check, approve, pay or refuse."""
    claim, account = _claim(claim_id), current_account()
    target = member(request.form, "target", ClaimState)
    if target is None:
        raise BadParameter("target")
    reason = clean_line(request.form.get("reason"))
    try:
        with transaction():
            subsidies.decide(claim, target, reason=reason, account_id=account.id, role=account.role)
    except RuleBroken as refusal:
        return _page(_claim(claim_id), refused=explain(refusal), reason=reason), REFUSED
    flash(_("Saved."))
    return redirect(url_for("subsidies.show", claim_id=claim_id))


def _agency() -> Agency:
    agency_id = current_account().agency_id
    return (find_agency(agency_id) if agency_id else None) or abort(404)


def _division() -> str:
    return current_account().division_code or abort(403)


def _claim(claim_id: int) -> SubsidyClaim:
    return find_claim_in(claim_id, division_code=_division()) or abort(404)


def _page(claim: SubsidyClaim, *, refused: str = "", reason: str = "") -> str:
    role = current_account().role
    tickets = {line.id: ticket(claim.seed, line.entry_id) for line in claim.lines if claim.drawn_at and line.is_sampled}
    return render_template(
        "subsidies/show.html",
        claim=claim,
        rule=rule_of(claim.rule_version),
        steps=steps_of(claim),
        sampled=sorted((line for line in claim.lines if line.is_sampled), key=lambda line: tickets[line.id]),
        tickets=tickets,
        others=other_claims(claim),
        sample_size=sample_size(claim.people),
        outcomes=CallOutcome,
        targets=[target for (source, target), roles in TRANSITIONS.items() if source is claim.state and role in roles],
        refused=refused,
        reason=reason,
    )
