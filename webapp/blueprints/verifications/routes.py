"""Enterprises and agencies to verify: a list, one of them, yes, or back with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from domain.enterprises import Verification
from domain.errors import RuleBroken
from webapp.access import current_account
from webapp.calendar import today
from webapp.parameters import member, page_number
from webapp.reads.enterprises import verification_of
from webapp.reads.verifications import (
    accounts_for,
    agencies_to_verify,
    enterprises_to_verify,
    find_agency_in,
    find_enterprise_in,
    prepared_vacancies,
)
from webapp.services import agencies, enterprises
from webapp.transaction import transaction
from webapp.typed import clean_line
from webapp.wording import explain, refusals_flashed

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Agency, Enterprise

blueprint = Blueprint("verifications", __name__)

REFUSED = 422


@blueprint.get("/office/verifications")
def index() -> ResponseReturnValue:
    """Enterprises in one state."""
    state, page = _asked()
    found = enterprises_to_verify(division_code=_division(), state=state, page=page)
    return render_template("verifications/index.html", found=found, state=state, states=Verification, kind="enterprise")


@blueprint.get("/office/verifications/agencies", endpoint="agencies")
def list_agencies() -> ResponseReturnValue:
    """Agencies in one state."""
    state, page = _asked()
    found = agencies_to_verify(division_code=_division(), state=state, page=page)
    return render_template("verifications/index.html", found=found, state=state, states=Verification, kind="agency")


@blueprint.get("/office/verifications/enterprises/<int:enterprise_id>")
def enterprise(enterprise_id: int) -> ResponseReturnValue:
    """What an enterprise says of itself, to be held against the register."""
    return _enterprise_page(_enterprise(enterprise_id))


@blueprint.post("/office/verifications/enterprises/<int:enterprise_id>/verify")
def verify_enterprise(enterprise_id: int) -> ResponseReturnValue:
    """It is who it says; what it has prepared opens."""
    with refusals_flashed(), transaction():
        enterprises.verify(_enterprise(enterprise_id), by_account_id=current_account().id, today=today())
        flash(_("Verified. What it has prepared is open now."))
    return redirect(url_for("verifications.index"))


@blueprint.post("/office/verifications/enterprises/<int:enterprise_id>/send-back")
def send_back_enterprise(enterprise_id: int) -> ResponseReturnValue:
    """Something is missing."""
    reason = clean_line(request.form.get("reason"))
    try:
        with transaction():
            enterprises.send_back(_enterprise(enterprise_id), reason=reason, by_account_id=current_account().id)
    except RuleBroken as refusal:
        return _enterprise_page(_enterprise(enterprise_id), refused=explain(refusal), reason=reason), REFUSED
    flash(_("Sent back with your reason."))
    return redirect(url_for("verifications.index"))


@blueprint.get("/office/verifications/agencies/<int:agency_id>")
def agency(agency_id: int) -> ResponseReturnValue:
    """What an agency says of itself, to be held against the register."""
    return _agency_page(_agency(agency_id))


@blueprint.post("/office/verifications/agencies/<int:agency_id>/verify")
def verify_agency(agency_id: int) -> ResponseReturnValue:
    """Its licence is in order."""
    with refusals_flashed(), transaction():
        agencies.verify(_agency(agency_id), by_account_id=current_account().id, today=today())
        flash(_("Verified. It can take orders now."))
    return redirect(url_for("verifications.agencies"))


@blueprint.post("/office/verifications/agencies/<int:agency_id>/send-back")
def send_back_agency(agency_id: int) -> ResponseReturnValue:
    """Something is missing."""
    reason = clean_line(request.form.get("reason"))
    try:
        with transaction():
            agencies.send_back(_agency(agency_id), reason=reason, by_account_id=current_account().id)
    except RuleBroken as refusal:
        return _agency_page(_agency(agency_id), refused=explain(refusal), reason=reason), REFUSED
    flash(_("Sent back with your reason."))
    return redirect(url_for("verifications.agencies"))


def _asked() -> tuple[Verification, int]:
    page = page_number(request.args)
    return member(request.args, "state", Verification) or Verification.WAITING, page


def _enterprise_page(row: Enterprise, *, refused: str = "", reason: str = "") -> str:
    return render_template(
        "verifications/enterprise.html",
        enterprise=row,
        state=verification_of(row),
        accounts=accounts_for(row),
        vacancies=prepared_vacancies(row.id),
        refused=refused,
        reason=reason,
    )


def _agency_page(row: Agency, *, refused: str = "", reason: str = "") -> str:
    return render_template(
        "verifications/agency.html",
        agency=row,
        state=verification_of(row),
        accounts=accounts_for(row),
        refused=refused,
        reason=reason,
    )


def _division() -> str:
    return current_account().division_code or abort(403)


def _enterprise(enterprise_id: int) -> Enterprise:
    return find_enterprise_in(enterprise_id, division_code=_division()) or abort(404)


def _agency(agency_id: int) -> Agency:
    return find_agency_in(agency_id, division_code=_division()) or abort(404)
