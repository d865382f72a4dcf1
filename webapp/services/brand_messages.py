"""What those who act for a brand are told of its certification: its leading enterprises, and who applied for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from domain.messages import MessageKind
from webapp.extensions import db
from webapp.models import Account, Brand, BrandMember
from webapp.reads.certifications import is_acting
from webapp.services import messages

if TYPE_CHECKING:
    from collections.abc import Collection

    from domain.brand_reviews import CaseNews
    from webapp.models import BrandCertificate, Certification, RectificationCase


def tell_of_certification(certification: Certification, *, reason: str, by_account_id: int) -> None:
    """The application has moved; whoever moved it knows."""
    words = {
        "certification_id": certification.id,
        "brand": certification.brand.name,
        "state": certification.state.value,
        "reason": reason,
    }
    applied = [certification.applied_by_id]
    _tell(MessageKind.CERTIFICATION_MOVED, certification.brand, words, also=applied, but_not=by_account_id)


def tell_of_case(case: RectificationCase, brand: Brand, what: CaseNews, *, by_account_id: int | None) -> None:
    """A case was opened, is coming to its deadline, or has moved."""
    words = {
        "case_id": case.id,
        "brand": brand.name,
        "what": what.value,
        "due_on": case.due_on.isoformat(),
        "reason": case.reason,
    }
    _tell(MessageKind.CASE_MOVED, brand, words, but_not=by_account_id)


def tell_of_end(certificate: BrandCertificate, brand: Brand, *, step: int) -> int:
    """A certificate ends soon; told once at each step towards it. How many were told."""
    words = {
        "brand_id": brand.id,
        "brand": brand.name,
        "number": certificate.number,
        "last_day": certificate.valid_until.isoformat(),
    }
    return _tell(MessageKind.CERTIFICATE_ENDS, brand, words, but_not=None, key=f"certificate {certificate.id} {step}")


def _tell(
    kind: MessageKind,
    brand: Brand,
    words: dict[str, Any],
    *,
    but_not: int | None,
    also: Collection[int] = (),
    key: str | None = None,
) -> int:
    speaks = (
        select(Account.id)
        .join(BrandMember, BrandMember.enterprise_id == Account.enterprise_id)
        .join(Brand, Brand.id == BrandMember.brand_id)
        .where(Brand.id == brand.id, is_acting(BrandMember))
    )
    asked = select(Account).where(or_(Account.id.in_(speaks), Account.id.in_(also))).order_by(Account.id)
    others = [account for account in db.session.scalars(asked).all() if account.id != but_not]
    told = [messages.tell(kind, account=account, words=words, key=key and f"{key} {account.id}") for account in others]
    return sum(message is not None for message in told)
