"""Enterprises: signs them up, keeps what they say of themselves, and lets officials verify them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

from domain.accounts import Role
from domain.divisions import HOME_CITY, lies_within
from domain.enterprises import (
    IndustryUnknown,
    PlaceUnknown,
    UsccTaken,
    Verification,
    check_organisation,
    check_sending_back,
    check_verification,
    verification,
)
from reference.divisions import division
from reference.industries import industries
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Enterprise
from webapp.models.outbox import VACANCIES, tell_search
from webapp.reads.vacancy_desk import vacancy_ids_of
from webapp.services import accounts, audit
from webapp.services.identifiers import contact_phone, unified_social_credit_code
from webapp.services.vacancies import open_what_waits

if TYPE_CHECKING:
    from datetime import date

    from reference.divisions import DivisionEntry
    from webapp.models import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterpriseWords:
    """What an enterprise says of itself."""

    name: str
    division_code: str
    address: str = ""
    industry_code: str | None = None
    introduction: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    signs_commitment: bool = False


def sign_up(
    words: EnterpriseWords, *, uscc: str, phone: str, password: str, name: str, agrees: bool, locale: str | None
) -> Account:
    """Open an account for an enterprise, which waits to be verified then.

    Raises a refusal of the code, of check_organisation, PlaceUnknown, UsccTaken, or one of accounts.open_account.
    """
    code = unified_social_credit_code(uscc)
    enterprise = Enterprise(uscc=code, created_at=now(), name=words.name)
    _write(enterprise, words)
    db.session.add(enterprise)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise UsccTaken from error
    return accounts.open_account(
        phone=phone,
        password=password,
        name=name,
        role=Role.ENTERPRISE,
        agrees=agrees,
        locale=locale,
        enterprise_id=enterprise.id,
    )


def change(enterprise: Enterprise, words: EnterpriseWords) -> None:
    """Keep what an enterprise says of itself now; what an official has seen, its name, stays.

    Who was sent back waits for an official again. Raises a refusal of check_organisation, PlaceUnknown, IndustryUnknown
    or ContactPhoneInvalid.
    """
    if enterprise.verified_at is None:
        enterprise.name = words.name
        enterprise.refused_reason = ""
    _write(enterprise, words)
    tell_search(db.session, VACANCIES, vacancy_ids_of(enterprise.id))
    db.session.flush()


def verify(enterprise: Enterprise, *, by_account_id: int, today: date) -> None:
    """An official has seen that the enterprise is who it says; what it has prepared opens. Raises AlreadyVerified."""
    check_verification(_standing(enterprise))
    enterprise.verified_at = now()
    enterprise.refused_reason = ""
    opened = open_what_waits(enterprise, by_account_id=by_account_id, today=today)
    audit.record("enterprise.verify", enterprise, account_id=by_account_id, uscc=enterprise.uscc, opened=opened)


def send_back(enterprise: Enterprise, *, reason: str, by_account_id: int) -> None:
    """Tell an enterprise what is missing. Raises a refusal of check_sending_back."""
    check_sending_back(_standing(enterprise), reason)
    enterprise.refused_reason = reason
    audit.record("enterprise.send_back", enterprise, account_id=by_account_id, uscc=enterprise.uscc, reason=reason)


def place_at_home(code: str) -> DivisionEntry:
    """A county or a town of the city. Raises PlaceUnknown."""
    try:
        place = division(code)
    except KeyError as error:
        raise PlaceUnknown(code=code) from error
    if code == HOME_CITY or not lies_within(code, HOME_CITY):
        raise PlaceUnknown(code=code)
    return place


def _standing(enterprise: Enterprise) -> Verification:
    return verification(is_verified=enterprise.verified_at is not None, refused_reason=enterprise.refused_reason)


def _write(enterprise: Enterprise, words: EnterpriseWords) -> None:
    check_organisation(name=enterprise.name, address=words.address, introduction=words.introduction)
    place = place_at_home(words.division_code)
    if words.industry_code and words.industry_code not in {entry.code for entry in industries()}:
        raise IndustryUnknown(code=words.industry_code)
    if enterprise.division_code != place.code:
        enterprise.division_code = place.code
        enterprise.latitude, enterprise.longitude = place.latitude, place.longitude
    enterprise.address = words.address
    enterprise.industry_code = words.industry_code or None
    enterprise.introduction = words.introduction
    enterprise.contact_name = words.contact_name
    enterprise.contact_phone = contact_phone(words.contact_phone)
    if words.signs_commitment and enterprise.commitment_signed_at is None:
        enterprise.commitment_signed_at = now()
