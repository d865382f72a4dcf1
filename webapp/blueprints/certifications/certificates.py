"""Certificates: verified by everybody, listed by officials, printed by their brand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, abort, render_template, request, url_for
from flask_babel import gettext as _

from domain.certifications import CertificateState
from webapp.access import current_account
from webapp.blueprints.audit.words import action_name
from webapp.blueprints.certifications.paper import certificate_paper
from webapp.blueprints.certifications.routes import blueprint
from webapp.calendar import today
from webapp.downloads import keep_as
from webapp.parameters import member, page_number
from webapp.pictures import qr_code
from webapp.reads.audit import history_of
from webapp.reads.brand_reviews import find_case_of
from webapp.reads.certificates import (
    certificates_in,
    find_by_number,
    find_by_token,
    find_certificate_for,
    worth_of,
)
from webapp.typed import clean_line

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import BrandCertificate

LONGEST_NUMBER = 40


@blueprint.get("/certificates")
def find() -> ResponseReturnValue:
    """Verify a certificate by its number, where there is no camera at hand."""
    number = clean_line(request.args.get("number"))[:LONGEST_NUMBER]
    line = find_by_number(number, today=today()) if number else None
    return render_template("certifications/verify.html", line=line, number=number, is_scanned=False)


@blueprint.get("/certificates/<token>")
def verify(token: str) -> ResponseReturnValue:
    """Where the QR code of a certificate leads: what it is worth today."""
    line = find_by_token(token, today=today())
    status = 200 if line else 404
    return render_template("certifications/verify.html", line=line, number="", is_scanned=True), status


@blueprint.get("/office/certifications/certificates")
def certificates() -> ResponseReturnValue:
    """The certificates of the division that are worth the same today."""
    state = member(request.args, "state", CertificateState) or CertificateState.VALID
    page = page_number(request.args)
    division = current_account().division_code or abort(403)
    found = certificates_in(state, division_code=division, today=today(), page=page)
    return render_template("certifications/certificates.html", found=found, state=state, states=CertificateState)


@blueprint.get("/certifications/certificates/<int:certificate_id>")
def certificate(certificate_id: int) -> ResponseReturnValue:
    """One certificate with its QR code and what was decided about it."""
    row = _certificate(certificate_id)
    return render_template(
        "certifications/certificate.html",
        certificate=row,
        state=worth_of(row, today=today()),
        picture=qr_code(_address(row)),
        address=_address(row),
        history=history_of("brand_certificate", row.id),
        action_name=action_name,
        case=find_case_of(row.brand_id),
    )


@blueprint.get("/certifications/certificates/<int:certificate_id>/paper")
def paper(certificate_id: int) -> ResponseReturnValue:
    """The certificate to print. One that is worth nothing today is not printed."""
    row = _certificate(certificate_id)
    if worth_of(row, today=today()) is not CertificateState.VALID:
        abort(404)
    answer = Response(certificate_paper(row, address=_address(row)), mimetype="application/pdf")
    return keep_as(answer, f"{_('Certificate')} {row.number}.pdf")


def _certificate(certificate_id: int) -> BrandCertificate:
    return find_certificate_for(certificate_id, account=current_account()) or abort(404)


def _address(row: BrandCertificate) -> str:
    return url_for("certifications.verify", token=row.token, _external=True)
