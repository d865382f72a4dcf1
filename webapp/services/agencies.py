"""Agencies: signs them up, keeps what they say of themselves, and lets officials verify them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

from domain.accounts import Role
from domain.enterprises import (
    UsccTaken,
    Verification,
    check_licence,
    check_organisation,
    check_sending_back,
    check_verification,
    verification,
)
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Agency
from webapp.services import accounts, audit
from webapp.services.enterprises import place_at_home
from webapp.services.identifiers import contact_phone, unified_social_credit_code

if TYPE_CHECKING:
    from datetime import date

    from webapp.models import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyWords:
    """What an agency says of itself."""

    name: str
    division_code: str
    licence_number: str
    licence_valid_until: date | None = None
    address: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    signs_commitment: bool = False


def sign_up(
    words: AgencyWords,
    *,
    uscc: str,
    phone: str,
    password: str,
    name: str,
    agrees: bool,
    locale: str | None,
    today: date,
) -> Account:
    """Open an account for an agency, which waits to be verified then.

    Raises a refusal of the code, of check_organisation or check_licence, PlaceUnknown, UsccTaken, or one of
    accounts.open_account.
    """
    agency = Agency(uscc=unified_social_credit_code(uscc), created_at=now(), name=words.name)
    _write(agency, words, today=today)
    db.session.add(agency)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise UsccTaken from error
    return accounts.open_account(
        phone=phone,
        password=password,
        name=name,
        role=Role.AGENCY,
        agrees=agrees,
        locale=locale,
        agency_id=agency.id,
    )


def change(agency: Agency, words: AgencyWords, *, today: date) -> None:
    """Keep what an agency says of itself now; its name stays once it is verified, a new licence is looked at again.

    Raises a refusal of check_organisation or check_licence, PlaceUnknown or ContactPhoneInvalid.
    """
    if agency.licence_number != words.licence_number:
        agency.verified_at = None
    if agency.verified_at is None:
        agency.name = words.name
        agency.refused_reason = ""
    _write(agency, words, today=today)
    db.session.flush()


def verify(agency: Agency, *, by_account_id: int, today: date) -> None:
    """An official has seen the licence. Raises AlreadyVerified or LicenceExpired."""
    check_verification(_standing(agency))
    check_licence(agency.licence_number, valid_until=agency.licence_valid_until, today=today)
    agency.verified_at = now()
    agency.refused_reason = ""
    audit.record(
        "agency.verify", agency, account_id=by_account_id, uscc=agency.uscc, licence_number=agency.licence_number
    )


def send_back(agency: Agency, *, reason: str, by_account_id: int) -> None:
    """Tell an agency what is missing. Raises a refusal of check_sending_back."""
    check_sending_back(_standing(agency), reason)
    agency.refused_reason = reason
    audit.record("agency.send_back", agency, account_id=by_account_id, uscc=agency.uscc, reason=reason)


def _standing(agency: Agency) -> Verification:
    return verification(is_verified=agency.verified_at is not None, refused_reason=agency.refused_reason)


def _write(agency: Agency, words: AgencyWords, *, today: date) -> None:
    check_organisation(name=agency.name, address=words.address)
    check_licence(words.licence_number, valid_until=words.licence_valid_until, today=today)
    agency.division_code = place_at_home(words.division_code).code
    agency.licence_number = words.licence_number
    agency.licence_valid_until = words.licence_valid_until
    agency.address = words.address
    agency.contact_name = words.contact_name
    agency.contact_phone = contact_phone(words.contact_phone)
    if words.signs_commitment and agency.commitment_signed_at is None:
        agency.commitment_signed_at = now()
