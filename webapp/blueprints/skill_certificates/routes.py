"""The worker's side: a certificate more, one written anew, one less; and the paper, for those who may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import RequestEntityTooLarge

from domain.errors import RuleBroken
from domain.evidence import LARGEST_BYTES, EvidenceTooLarge
from domain.skill_certificates import CertificateKind, CertificateStanding
from webapp.access import current_account
from webapp.blueprints.skill_certificates.forms import CertificateForm, certificate_as_it_is
from webapp.blueprints.workers.routes import own_profile
from webapp.calendar import today
from webapp.errors import show_error
from webapp.kept_files import evidence_store, show_kept, uploaded
from webapp.navigation import may
from webapp.parameters import member
from webapp.reads.skill_certificates import find_paper_for
from webapp.services import skill_certificates
from webapp.transaction import transaction

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Certificate, Worker

blueprint = Blueprint("skill_certificates", __name__)

REFUSED, TOO_LARGE = 422, 413


@blueprint.route("/me/profile/certificates/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """A certificate more; the address says of which kind."""
    worker, kind = own_profile(), member(request.args, "kind", CertificateKind) or CertificateKind.SKILL_LEVEL
    form = CertificateForm()
    if form.validate_on_submit() and _keep(worker, None, form, kind):
        flash(_("The certificate stands in your profile."))
        return redirect(url_for("workers.edit", _anchor="certificates"))
    return _page(form, kind), REFUSED if form.is_submitted() else 200


@blueprint.route("/me/profile/certificates/<int:certificate_id>", methods=["GET", "POST"])
def edit(certificate_id: int) -> ResponseReturnValue:
    """A certificate written anew, or its paper brought."""
    worker = own_profile()
    certificate = _own(worker, certificate_id)
    kind = certificate.kind
    form = CertificateForm(data=certificate_as_it_is(certificate))
    if form.validate_on_submit() and _keep(worker, certificate, form, kind):
        flash(_("The certificate is changed."))
        return redirect(url_for("workers.edit", _anchor="certificates"))
    if form.is_submitted():
        certificate = _own(own_profile(), certificate_id)
    return _page(form, kind, certificate), REFUSED if form.is_submitted() else 200


@blueprint.post("/me/profile/certificates/<int:certificate_id>/remove")
def remove(certificate_id: int) -> ResponseReturnValue:
    """A certificate less."""
    worker = own_profile()
    with transaction():
        if not skill_certificates.remove(worker, certificate_id, today=today()):
            abort(404)
    flash(_("The certificate is gone."))
    return redirect(url_for("workers.edit", _anchor="certificates"))


@blueprint.get("/certificate-papers/<int:certificate_id>")
def paper(certificate_id: int) -> ResponseReturnValue:
    """The picture or the PDF, for the worker and for officials of the division."""
    found = find_paper_for(certificate_id, account=current_account())
    if found is None or found.file_kind is None:
        abort(404)
    return show_kept(found.file_sha256, found.file_kind, found.file_name)


@blueprint.errorhandler(RequestEntityTooLarge)
def refuse_too_large(error: RequestEntityTooLarge) -> ResponseReturnValue:
    """More was sent than a paper may have: said at the field, before it is read."""
    if request.endpoint not in {"skill_certificates.new", "skill_certificates.edit"} or not may(request.endpoint):
        return show_error(error)
    certificate = None
    if "certificate_id" in (request.view_args or {}):
        certificate = _own(own_profile(), (request.view_args or {})["certificate_id"])
    kind = certificate.kind if certificate else member(request.args, "kind", CertificateKind)
    form = CertificateForm(formdata=None, data=certificate_as_it_is(certificate) if certificate else {})
    form.refuse(EvidenceTooLarge(megabytes=LARGEST_BYTES // 1024 // 1024))
    return _page(form, kind or CertificateKind.SKILL_LEVEL, certificate), TOO_LARGE


def _keep(worker: Worker, certificate: Certificate | None, form: CertificateForm, kind: CertificateKind) -> bool:
    """Whether what was typed is kept; else the form says why not."""
    words, upload, store = form.draft(kind), uploaded("file"), evidence_store()
    try:
        with transaction():
            if certificate is None:
                skill_certificates.add(worker, words, upload=upload, store=store, today=today())
            else:
                skill_certificates.change(worker, certificate, words, upload=upload, store=store, today=today())
    except RuleBroken as refusal:
        form.refuse(refusal)
        return False
    return True


def _page(form: CertificateForm, kind: CertificateKind, certificate: Certificate | None = None) -> str:
    return render_template(
        "skill_certificates/edit.html",
        form=form,
        kind=kind,
        certificate=certificate,
        is_verified=certificate is not None and certificate.standing is CertificateStanding.VERIFIED,
    )


def _own(worker: Worker, certificate_id: int) -> Certificate:
    return next((item for item in worker.certificates if item.id == certificate_id), None) or abort(404)
