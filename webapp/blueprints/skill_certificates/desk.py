"""The officials' side: certificates that wait, one beside its paper, yes, or no with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from domain.errors import RuleBroken
from domain.skill_certificates import DECISIONS, LONGEST_REASON, CertificateStanding, is_valid
from webapp.access import current_account
from webapp.blueprints.skill_certificates.routes import REFUSED, blueprint
from webapp.blueprints.talents.routes import own_division, vault
from webapp.calendar import today
from webapp.parameters import member, page_number
from webapp.reads.identities import find_identity_of
from webapp.reads.skill_certificates import (
    certificates_of_division,
    find_certificate_within,
    next_waiting,
    same_number,
)
from webapp.services import identities, skill_certificates
from webapp.transaction import transaction
from webapp.typed import clean_line
from webapp.wording import explain

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Certificate, Worker


@blueprint.get("/office/certificates")
def index() -> ResponseReturnValue:
    """Certificates of the division in one standing."""
    standing = member(request.args, "standing", CertificateStanding) or CertificateStanding.WAITING
    page = page_number(request.args)
    return render_template(
        "skill_certificates/index.html",
        found=certificates_of_division(own_division(), standing=standing, page=page),
        standing=standing,
        standings=(
            CertificateStanding.WAITING,
            CertificateStanding.VERIFIED,
            CertificateStanding.REFUSED,
            CertificateStanding.CLAIMED,
        ),
    )


@blueprint.get("/office/certificates/<int:certificate_id>")
def show(certificate_id: int) -> ResponseReturnValue:
    """What the worker wrote beside what the paper says."""
    return _desk_page(*_found(certificate_id))


@blueprint.post("/office/certificates/<int:certificate_id>/verify")
def verify(certificate_id: int) -> ResponseReturnValue:
    """The paper says the same, or the register does."""
    return _decide(certificate_id, CertificateStanding.VERIFIED)


@blueprint.post("/office/certificates/<int:certificate_id>/refuse")
def refuse(certificate_id: int) -> ResponseReturnValue:
    """It does not."""
    return _decide(certificate_id, CertificateStanding.REFUSED)


def _decide(certificate_id: int, target: CertificateStanding) -> ResponseReturnValue:
    certificate, worker = _found(certificate_id)
    reason = clean_line(request.form.get("reason"))
    try:
        with transaction():
            skill_certificates.decide(
                worker, certificate, target, reason=reason, account_id=current_account().id, today=today()
            )
    except RuleBroken as refusal:
        return _desk_page(*_found(certificate_id), refused=explain(refusal), reason=reason), REFUSED
    flash(_("Verified.") if target is CertificateStanding.VERIFIED else _("Refused. The worker is told why."))
    following = next_waiting(own_division())
    if following is None:
        return redirect(url_for("skill_certificates.index"))
    return redirect(url_for("skill_certificates.show", certificate_id=following))


def _desk_page(certificate: Certificate, worker: Worker, *, refused: str = "", reason: str = "") -> str:
    identity = find_identity_of(worker.id)
    return render_template(
        "skill_certificates/show.html",
        certificate=certificate,
        worker=worker,
        has_identity=identity is not None,
        masked=identities.masked(identity, vault=vault()),
        alike=same_number(certificate),
        own_division=own_division(),
        has_run_out=not is_valid(certificate.valid_until, today()),
        possible=DECISIONS[certificate.standing],
        refused=refused,
        reason=reason,
        longest_reason=LONGEST_REASON,
    )


def _found(certificate_id: int) -> tuple[Certificate, Worker]:
    return find_certificate_within(certificate_id, within=own_division()) or abort(404)
