"""How brands stand beside the standard of today: one's own, one of them condition by condition, those that apply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, render_template, request

from domain.accounts import Role
from domain.certifications import AlreadyApplying, ApplicationTooEarly, CertificationState, check_applying
from webapp.access import current_account
from webapp.calendar import today
from webapp.parameters import member, page_number
from webapp.reads.certifications import (
    certifications_in,
    find_brand_for,
    standing_of,
    standings_of_enterprise,
)
from webapp.wording import explain

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Brand
    from webapp.reads.certifications import Standing

blueprint = Blueprint("certifications", __name__)

REFUSED = 422


@blueprint.get("/enterprise/brands")
def mine() -> ResponseReturnValue:
    """The brands of the enterprise, and what is to do for each."""
    enterprise_id = current_account().enterprise_id or abort(404)
    return render_template("certifications/mine.html", lines=standings_of_enterprise(enterprise_id, today=today()))


@blueprint.get("/certifications/brands/<int:brand_id>")
def brand(brand_id: int) -> ResponseReturnValue:
    """A brand beside the standard of today, whether it applies or not."""
    found, acts = brand_or_404(brand_id)
    standing = standing_of(found, today=today())
    why_not = _why_not(standing)
    return render_template(
        "certifications/brand.html", standing=standing, acts=acts, may_apply=acts and not why_not, why_not=why_not
    )


@blueprint.get("/office/certifications")
def index() -> ResponseReturnValue:
    """The applications of the division in one state."""
    account = current_account()
    state = member(request.args, "state", CertificationState) or _usual_state()
    page = page_number(request.args)
    found = certifications_in(state, division_code=account.division_code or abort(403), today=today(), page=page)
    return render_template("certifications/index.html", found=found, state=state, states=CertificationState)


def brand_or_404(brand_id: int) -> tuple[Brand, bool]:
    """A brand that the account belongs to or has in its division, and whether it acts for it."""
    return find_brand_for(brand_id, account=current_account()) or abort(404)


def _why_not(standing: Standing) -> str:
    """Why a brand may not apply now; empty where it may."""
    if standing.certification is not None:
        return explain(AlreadyApplying())
    held = standing.certificate
    try:
        check_applying(
            standing.brand.state,
            certificate=held.state if held else None,
            last_day=held.valid_until if held else None,
            today=today(),
        )
    except ApplicationTooEarly as refusal:
        return explain(refusal)
    return ""


def _usual_state() -> CertificationState:
    """Where an official's own work lies."""
    is_city = current_account().role is Role.CITY_OFFICIAL
    return CertificationState.AT_CITY if is_city else CertificationState.AT_COUNTY
