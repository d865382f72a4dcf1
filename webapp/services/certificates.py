"""Certificates: issued, renewed by another, suspended, given back their worth, revoked; their brand moves with them."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from domain.brands import BrandState
from domain.brands.standing import CERTIFIED
from domain.certifications import (
    CertificateState,
    certificate_number,
    check_certificate_move,
    state_after_certifying,
    valid_until,
)
from webapp.extensions import db
from webapp.models import BrandCertificate
from webapp.reads.certificates import find_latest_certificate
from webapp.services import audit
from webapp.services.brand_standing import move

if TYPE_CHECKING:
    from datetime import date

    from webapp.models import Brand, Certification

TRIES = 5
"""How often a number is drawn anew because somebody else was given it at the same moment."""
TOKEN_BYTES = 18


def issue(certification: Certification, *, today: date, account_id: int, standard_version: str) -> BrandCertificate:
    """Give a brand its certificate; the one that it holds is replaced by it."""
    brand = certification.brand
    held = find_latest_certificate(brand.id)
    renews = ""
    if held is not None and held.state is CertificateState.VALID:
        held.state, renews = CertificateState.REPLACED, held.number
    certificate = _numbered(certification, today=today)
    audit.record(
        "certificate.issue",
        certificate,
        account_id=account_id,
        rule_version=standard_version,
        number=certificate.number,
        valid_until=certificate.valid_until.isoformat(),
        renews=renews,
    )
    to = state_after_certifying(brand.state, brand.tier)
    if brand.state is not to:
        move(brand, to, by="city_official", account_id=account_id, reason=certificate.number)
    return certificate


def suspend(brand: Brand, *, by: str, account_id: int | None, reason: str) -> None:
    """Take the worth from a brand's certificate for a time. Raises CertificateMoveRefused, or a refusal of the move.

    An end that has come by itself is not undone by it: a certificate that has expired is suspended, too.
    """
    certificate = find_latest_certificate(brand.id)
    if certificate is not None:
        _change(certificate, CertificateState.SUSPENDED, account_id=account_id, reason=reason)
    if brand.state in CERTIFIED:
        move(brand, BrandState.SUSPENDED, by=by, account_id=account_id, reason=reason)


def reinstate(brand: Brand, *, by: str, account_id: int, reason: str) -> None:
    """Give a suspended certificate its worth back. Raises CertificateMoveRefused, or a refusal of the move."""
    certificate = find_latest_certificate(brand.id)
    if certificate is not None:
        _change(certificate, CertificateState.VALID, account_id=account_id, reason=reason)
    move(brand, state_after_certifying(brand.state, brand.tier), by=by, account_id=account_id, reason=reason)


def revoke(brand: Brand, *, by: str, account_id: int, reason: str) -> None:
    """Let a certified brand go: its certificate is worth nothing any more. Raises as reinstate does."""
    certificate = find_latest_certificate(brand.id)
    if certificate is not None and certificate.state in {CertificateState.VALID, CertificateState.SUSPENDED}:
        _change(certificate, CertificateState.REVOKED, account_id=account_id, reason=reason)
    move(brand, BrandState.EXITED, by=by, account_id=account_id, reason=reason)


def _change(certificate: BrandCertificate, to: CertificateState, *, account_id: int | None, reason: str) -> None:
    check_certificate_move(certificate.state, to)
    was, certificate.state = certificate.state, to
    certificate.reason = "" if to is CertificateState.VALID else reason.strip()
    audit.record(
        f"certificate.{to}",
        certificate,
        account_id=account_id,
        number=certificate.number,
        was=was,
        reason=reason.strip(),
    )


def _numbered(certification: Certification, *, today: date) -> BrandCertificate:
    for _ in range(TRIES - 1):
        try:
            with db.session.begin_nested():
                return _add(certification, today=today)
        except IntegrityError:
            continue
    return _add(certification, today=today)


def _add(certification: Certification, *, today: date) -> BrandCertificate:
    last = db.session.scalar(select(func.max(BrandCertificate.sequence)).where(BrandCertificate.year == today.year))
    sequence = (last or 0) + 1
    certificate = BrandCertificate(
        number=certificate_number(today.year, sequence),
        year=today.year,
        sequence=sequence,
        token=secrets.token_urlsafe(TOKEN_BYTES),
        brand_id=certification.brand_id,
        certification_id=certification.id,
        state=CertificateState.VALID,
        issued_on=today,
        valid_until=valid_until(today),
    )
    db.session.add(certificate)
    db.session.flush()
    return certificate
