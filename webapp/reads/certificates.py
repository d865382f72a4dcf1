"""Certificates: as the public verifies them, as brands hold them, and as officials list them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import joinedload

from domain.certifications import CertificateState, shown_state
from webapp.extensions import db
from webapp.models import BrandCertificate, Zone
from webapp.reads.certifications import visible_to, within
from webapp.reads.paging import page_within

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Select

    from webapp.models import Account

PAGE_SIZE = 30
LONGEST_TOKEN = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateLine:
    """A certificate and what it is worth today."""

    certificate: BrandCertificate
    state: CertificateState
    zone_slug: str | None = None
    """Where its brand recruits, if that is public."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificatePage:
    """Certificates of a division in one state."""

    lines: Sequence[CertificateLine]
    counts: Mapping[CertificateState, int]
    page: int
    pages: int


def find_latest_certificate(brand_id: int) -> BrandCertificate | None:
    """The certificate that a brand holds, or held last."""
    asked = select(BrandCertificate).where(BrandCertificate.brand_id == brand_id)
    return db.session.scalar(asked.order_by(BrandCertificate.id.desc()).limit(1))


def find_by_token(token: str, *, today: date) -> CertificateLine | None:
    """The certificate whose QR code somebody has read."""
    if len(token) > LONGEST_TOKEN or not token.isascii() or not token.isprintable():
        return None
    return _public(BrandCertificate.token == token, today=today)


def find_by_number(number: str, *, today: date) -> CertificateLine | None:
    """The certificate whose number somebody has typed."""
    return _public(BrandCertificate.number == number.upper(), today=today)


def find_certificate_for(certificate_id: int, *, account: Account) -> BrandCertificate | None:
    """A certificate, if the account may see into its brand."""
    return db.session.scalar(_loaded().where(BrandCertificate.id == certificate_id, visible_to(account)))


def certificates_in(state: CertificateState, *, division_code: str, today: date, page: int = 1) -> CertificatePage:
    """The certificates of a division that are worth this today; those that end first at the top."""
    row = db.session.execute(
        select(*(func.count().filter(_is_worth(one, today)) for one in CertificateState))
        .select_from(BrandCertificate)
        .join(BrandCertificate.brand)
        .where(within(division_code))
    ).one()
    counts = dict(zip(CertificateState, row, strict=True))
    page, pages = page_within(page, total=counts[state], size=PAGE_SIZE)
    rows = db.session.scalars(
        _loaded()
        .where(within(division_code), _is_worth(state, today))
        .order_by(BrandCertificate.valid_until, BrandCertificate.id)
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    ).all()
    return CertificatePage(
        lines=[CertificateLine(certificate=row, state=state) for row in rows], counts=counts, page=page, pages=pages
    )


def worth_of(certificate: BrandCertificate, *, today: date) -> CertificateState:
    """What a certificate is worth today."""
    return shown_state(certificate.state, last_day=certificate.valid_until, today=today)


def _public(condition: ColumnElement[bool], *, today: date) -> CertificateLine | None:
    certificate = db.session.scalar(_loaded().where(condition))
    if certificate is None:
        return None
    zone = select(Zone.slug).where(Zone.brand_id == certificate.brand_id, Zone.is_published)
    return CertificateLine(
        certificate=certificate, state=worth_of(certificate, today=today), zone_slug=db.session.scalar(zone)
    )


def _loaded() -> Select[BrandCertificate]:
    return (
        select(BrandCertificate)
        .join(BrandCertificate.brand)
        .options(joinedload(BrandCertificate.brand), joinedload(BrandCertificate.certification))
    )


def _is_worth(state: CertificateState, today: date) -> ColumnElement[bool]:
    """The same as domain.certifications.shown_state, in the words of the database."""
    may_expire = BrandCertificate.state.in_([CertificateState.VALID, CertificateState.SUSPENDED])
    has_ended = BrandCertificate.valid_until < today
    if state is CertificateState.EXPIRED:
        return and_(may_expire, has_ended)
    return and_(BrandCertificate.state == state, or_(~may_expire, ~has_ended))
