"""An application: opened for a brand, shown, filled with evidence, and moved step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.exceptions import RequestEntityTooLarge

from domain.certifications import CertificationStep, ConflictOfInterest
from domain.errors import RuleBroken
from domain.evidence import LARGEST_BYTES, EvidenceDisguised, EvidenceInfected, EvidenceTooLarge
from webapp.access import current_account
from webapp.blueprints.certifications.routes import REFUSED, blueprint, brand_or_404
from webapp.blueprints.certifications.showing import certification_or_404, evidence_form, page
from webapp.calendar import today
from webapp.errors import show_error
from webapp.kept_files import evidence_store, show_kept
from webapp.navigation import may
from webapp.reads.certifications import find_evidence_for
from webapp.reads.standards import load_standards
from webapp.services import certifications, evidence
from webapp.transaction import transaction
from webapp.typed import clean_block
from webapp.wording import explain

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

TOO_LARGE = 413


DONE: dict[CertificationStep, Any] = {
    CertificationStep.SUBMIT: lazy_gettext("Handed in. The officials look at it now."),
    CertificationStep.FORWARD: lazy_gettext("Forwarded to the city."),
    CertificationStep.SEND_BACK: lazy_gettext("Sent back with your reason."),
    CertificationStep.CERTIFY: lazy_gettext("Certified. The certificate is issued."),
    CertificationStep.REFUSE: lazy_gettext("Refused with your reason."),
    CertificationStep.WITHDRAW: lazy_gettext("Withdrawn."),
}


@blueprint.post("/certifications/brands/<int:brand_id>/apply")
def apply(brand_id: int) -> ResponseReturnValue:
    """Begin an application."""
    found, acts = brand_or_404(brand_id)
    if not acts:
        abort(403)
    try:
        with transaction():
            number = certifications.open_application(found, account=current_account(), today=today()).id
    except RuleBroken as refusal:
        flash(explain(refusal), "error")
        return redirect(url_for("certifications.brand", brand_id=brand_id))
    flash(_("The application is begun. Bring the evidence, then hand it in."))
    return redirect(url_for("certifications.show", certification_id=number))


@blueprint.get("/certifications/<int:certification_id>")
def show(certification_id: int) -> ResponseReturnValue:
    """An application with its conditions, evidence and steps."""
    return page(certification_or_404(certification_id))


@blueprint.post("/certifications/<int:certification_id>/steps/<step>")
def take_step(certification_id: int, step: str) -> ResponseReturnValue:
    """Hand in, forward, send back, certify, refuse or withdraw."""
    if step not in set(CertificationStep):
        abort(404)
    taken, reason = CertificationStep(step), clean_block(request.form.get("reason"))
    certification, account = certification_or_404(certification_id), current_account()
    try:
        with transaction():
            certifications.take_step(certification, taken, account=account, today=today(), reason=reason)
    except ConflictOfInterest as refusal:
        with transaction():
            certifications.note_conflict(certification_or_404(certification_id), taken, account_id=account.id)
        return page(certification_or_404(certification_id), refused=explain(refusal), at=taken, reason=reason), REFUSED
    except RuleBroken as refusal:
        return page(certification_or_404(certification_id), refused=explain(refusal), at=taken, reason=reason), REFUSED
    flash(str(DONE[taken]))
    return redirect(url_for("certifications.show", certification_id=certification_id))


@blueprint.post("/certifications/<int:certification_id>/files")
def add_file(certification_id: int) -> ResponseReturnValue:
    """Bring a file for some conditions."""
    certification = certification_or_404(certification_id)
    standard = load_standards(today=today()).current
    form = evidence_form(certification, standard)
    file = request.files.get("file")
    name = (file and file.filename) or ""
    if form.validate_on_submit():
        try:
            with transaction():
                evidence.add_file(
                    certification,
                    file.stream if file else None,
                    name,
                    form.conditions.data or (),
                    standard=standard,
                    store=evidence_store(),
                    account_id=current_account().id,
                )
        except RuleBroken as refusal:
            if isinstance(refusal, EvidenceDisguised | EvidenceInfected):
                with transaction():
                    certifications.note_refused_file(
                        certification_or_404(certification_id),
                        name,
                        type(refusal).__name__,
                        account_id=current_account().id,
                    )
            form.refuse(refusal)
        else:
            flash(_("Kept. It is shown with its conditions."))
            return redirect(url_for("certifications.show", certification_id=certification_id, _anchor="evidence"))
    return page(certification_or_404(certification_id), form=form), REFUSED


@blueprint.errorhandler(RequestEntityTooLarge)
def refuse_too_large(error: RequestEntityTooLarge) -> ResponseReturnValue:
    """More was sent than a file may have: said at the field, before it is read."""
    if request.endpoint != "certifications.add_file" or not may("certifications.add_file"):
        return show_error(error)
    certification = certification_or_404((request.view_args or {})["certification_id"])
    form = evidence_form(certification, load_standards(today=today()).current, is_empty=True)
    form.refuse(EvidenceTooLarge(megabytes=LARGEST_BYTES // 1024 // 1024))
    return page(certification, form=form), TOO_LARGE


@blueprint.get("/certifications/<int:certification_id>/files/<int:file_id>")
def file(certification_id: int, file_id: int) -> ResponseReturnValue:
    """One file, for those who may look into the application."""
    row = find_evidence_for(file_id, account=current_account())
    if row is None or row.certification_id != certification_id:
        abort(404)
    return show_kept(row.sha256, row.kind, row.name)


@blueprint.post("/certifications/<int:certification_id>/files/<int:file_id>/remove")
def remove_file(certification_id: int, file_id: int) -> ResponseReturnValue:
    """Take a file back."""
    certification = certification_or_404(certification_id)
    try:
        with transaction():
            evidence.remove_file(certification, file_id)
    except RuleBroken as refusal:
        flash(explain(refusal), "error")
    else:
        flash(_("Taken back."))
    return redirect(url_for("certifications.show", certification_id=certification_id, _anchor="evidence"))
