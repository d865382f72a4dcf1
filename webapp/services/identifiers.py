"""Numbers by which the state knows people and enterprises, as typed and as they are kept; and words for addresses."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import phonenumbers
from phonenumbers import PhoneNumberType
from pypinyin import lazy_pinyin
from stdnum.cn import ric as identity_code
from stdnum.cn import uscc as unified_code

from domain.accounts import PhoneInvalid
from domain.enterprises import ContactPhoneInvalid, UsccCheckDigitWrong, check_uscc_form
from domain.identities import IdentityCheckDigitWrong, check_identity_form

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

REGION = "CN"
MOBILE = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}
FIXED = MOBILE | {PhoneNumberType.FIXED_LINE, PhoneNumberType.TOLL_FREE, PhoneNumberType.SHARED_COST}
LONGEST_TYPED = 40
LONGEST_SLUG = 50
_NO_WORD = re.compile(r"[^a-z0-9]+")
_DIALLED = re.compile(r"(?P<abroad>\+|00)?(?P<digits>[0-9]{5,15})")
_BETWEEN = re.compile(r"[\s\-‐-―－—.·()（）\u200b-\u200f\u202a-\u202e\u2060-\u2069]")


def mobile_phone(typed: str) -> str:
    """The eleven digits of a mobile number of mainland China, however it was typed. Raises PhoneInvalid.

    +86 139-1234-5678, 0086 13912345678 and １３９ １２３４ ５６７８ are all 13912345678.
    """
    number = _parsed(typed)
    if number is None or phonenumbers.number_type(number) not in MOBILE:
        raise PhoneInvalid
    return str(number.national_number)


def contact_phone(typed: str) -> str:
    """A mobile number or a landline with its area code, as people write it; nothing for nothing.

    Raises ContactPhoneInvalid.
    """
    if not typed.strip():
        return ""
    number = _parsed(typed)
    if number is None or phonenumbers.number_type(number) not in FIXED:
        raise ContactPhoneInvalid
    if phonenumbers.number_type(number) in MOBILE:
        return str(number.national_number)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL).replace(" ", "-", 1)


def unified_social_credit_code(typed: str) -> str:
    """A unified social credit code with its check digit proved, however it was typed.

    Raises UsccLengthWrong, UsccCharacterWrong or UsccCheckDigitWrong.
    """
    code = _BETWEEN.sub("", unicodedata.normalize("NFKC", typed)).upper()
    check_uscc_form(code)
    if unified_code.calc_check_digit(code) != code[-1]:
        raise UsccCheckDigitWrong
    return code


def identity_number(typed: str, *, today: date) -> tuple[str, date]:
    """An identity number with its check digit proved, however it was typed, and the birthday that it says.

    Raises IdentityCheckDigitWrong or a refusal of check_identity_form.
    """
    number = _BETWEEN.sub("", unicodedata.normalize("NFKC", typed)).upper()
    birthday = check_identity_form(number, today=today)
    if identity_code.calc_check_digit(number) != number[-1]:
        raise IdentityCheckDigitWrong
    return number, birthday


def _parsed(typed: str) -> phonenumbers.PhoneNumber | None:
    found = _DIALLED.fullmatch(_BETWEEN.sub("", unicodedata.normalize("NFKC", typed[:LONGEST_TYPED])))
    if found is None:
        return None
    try:
        number = phonenumbers.parse(f"+{found['digits']}" if found["abroad"] else found["digits"], REGION)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number_for_region(number, REGION) else None


def free_slug(name: str, *, otherwise: str, is_taken: Callable[[str], bool]) -> str:
    """A name in Latin letters for an address, with a number where it is taken: gaoyou-chu-shi-2."""
    latin = name if name.isascii() else "-".join(lazy_pinyin(name))
    stem = _NO_WORD.sub("-", latin.lower()).strip("-")[:LONGEST_SLUG].strip("-") or otherwise
    slug, number = stem, 1
    while is_taken(slug):
        number += 1
        slug = f"{stem}-{number}"
    return slug
