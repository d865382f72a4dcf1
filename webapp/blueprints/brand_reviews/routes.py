"""Reviews and cases: what a quarter found, what a brand has to mend, and how that ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from domain.accounts import Role
from domain.brand_reviews import CASE_MOVES, CaseState
from domain.certifications import ConflictOfInterest
from domain.errors import RuleBroken
from webapp.access import current_account
from webapp.blueprints.audit.words import action_name
from webapp.blueprints.certifications.routes import brand_or_404
from webapp.calendar import today
from webapp.forms import Day, Form
from webapp.parameters import flag, member, page_number
from webapp.reads.audit import history_of
from webapp.reads.brand_reviews import cases_in, find_case_for, quarters, reviews_of
from webapp.reads.certifications import standing_of
from webapp.reads.standards import load_standards
from webapp.services import brand_reviews
from webapp.transaction import transaction
from webapp.typed import clean_block
from webapp.wording import explain

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

    from webapp.models import RectificationCase

blueprint = Blueprint("brand_reviews", __name__)

REFUSED = 422
DECISIONS: dict[CaseState, tuple[Any, Callable[..., None]]] = {
    CaseState.RECTIFIED: (lazy_gettext("The case is ended: what was found is mended."), brand_reviews.rectify),
    CaseState.SUSPENDED: (lazy_gettext("The certificate is suspended."), brand_reviews.suspend),
    CaseState.EXITED: (lazy_gettext("The brand has left the library."), brand_reviews.let_go),
}


class DeadlineForm(Form):
    """A later day."""

    due_on = Day(lazy_gettext("New deadline"), is_needed=True)


@blueprint.get("/office/certifications/cases")
def index() -> ResponseReturnValue:
    """The cases of the division in one state, and the quarters that were reviewed."""
    state = member(request.args, "state", CaseState) or CaseState.OPEN
    found = cases_in(state, division_code=_division(), page=page_number(request.args))
    return render_template("brand_reviews/index.html", found=found, state=state, states=CaseState, quarters=quarters())


@blueprint.get("/office/certifications/reviews/<quarter>")
def quarter(quarter: str) -> ResponseReturnValue:
    """What a quarter found in the division."""
    if quarter not in quarters():
        abort(404)
    fell = flag(request.args, "fell")
    found = reviews_of(
        quarter, division_code=_division(), passed=False if fell else None, page=page_number(request.args)
    )
    standards = load_standards(today=today()).by_version
    return render_template("brand_reviews/quarter.html", found=found, standards=standards)


@blueprint.get("/certifications/cases/<int:case_id>")
def show(case_id: int) -> ResponseReturnValue:
    """One case: what was found, how the brand stands today, what was done, and what may be."""
    return _case_page(_case(case_id))


@blueprint.post("/certifications/cases/<int:case_id>/deadline")
def extend(case_id: int) -> ResponseReturnValue:
    """Give more time."""
    form = DeadlineForm()
    if form.validate_on_submit() and form.due_on.data is not None:
        try:
            with transaction():
                brand_reviews.extend(_case(case_id), form.due_on.data, account=current_account(), today=today())
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("The deadline is moved."))
            return redirect(url_for("brand_reviews.show", case_id=case_id))
    return _case_page(_case(case_id), form=form), REFUSED


@blueprint.post("/certifications/cases/<int:case_id>/<state>")
def decide(case_id: int, state: str) -> ResponseReturnValue:
    """End a case as mended, suspend the certificate, or let the brand go."""
    if state not in set(DECISIONS):
        abort(404)
    said, act = DECISIONS[CaseState(state)]
    reason = clean_block(request.form.get("reason"))
    days = {} if state == CaseState.SUSPENDED else {"today": today()}
    try:
        with transaction():
            act(_case(case_id), reason=reason, account=current_account(), **days)
    except ConflictOfInterest:
        refused = _("You have applied for this brand or brought its evidence. Somebody else has to decide.")
        return _case_page(_case(case_id), refused=refused, at=state, reason=reason), REFUSED
    except RuleBroken as refusal:
        return _case_page(_case(case_id), refused=explain(refusal), at=state, reason=reason), REFUSED
    flash(str(said))
    return redirect(url_for("brand_reviews.show", case_id=case_id))


@blueprint.get("/certifications/brands/<int:brand_id>/case")
def new(brand_id: int) -> ResponseReturnValue:
    """A case that an official opens by hand: first say why."""
    brand, _acts = brand_or_404(brand_id)
    return render_template("brand_reviews/new.html", brand=brand, refused="", reason="")


@blueprint.post("/certifications/brands/<int:brand_id>/case")
def begin(brand_id: int) -> ResponseReturnValue:
    """Open a case by hand; on its page the certificate is suspended, or the brand let go."""
    brand, _acts = brand_or_404(brand_id)
    reason = clean_block(request.form.get("reason"))
    try:
        with transaction():
            case_id = brand_reviews.begin_case(brand, reason=reason, account=current_account(), today=today()).id
    except RuleBroken as refusal:
        brand, _acts = brand_or_404(brand_id)
        page = render_template("brand_reviews/new.html", brand=brand, refused=explain(refusal), reason=reason)
        return page, REFUSED
    flash(_("The case is open, and the brand has been told."))
    return redirect(url_for("brand_reviews.show", case_id=case_id))


def _case_page(
    case: RectificationCase,
    *,
    form: DeadlineForm | None = None,
    refused: str = "",
    at: str = "",
    reason: str = "",
) -> str:
    decides = current_account().role is Role.CITY_OFFICIAL
    return render_template(
        "brand_reviews/show.html",
        case=case,
        standing=standing_of(case.brand, today=today()),
        history=history_of("rectification_case", case.id),
        action_name=action_name,
        moves=CASE_MOVES[case.state] if decides else frozenset(),
        form=form or DeadlineForm(formdata=None),
        refused=refused,
        at=at,
        reason=reason,
    )


def _case(case_id: int) -> RectificationCase:
    return find_case_for(case_id, account=current_account()) or abort(404)


def _division() -> str:
    return current_account().division_code or abort(403)
