"""Certificates of workers: what each kind has to say, who moves it where, and from when on it counts as proved."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.errors import RuleBroken
from domain.skills import Licence, SkillLevel

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

MOST_CERTIFICATES = 20
LONGEST_TEXT = 60
LONGEST_NUMBER = 40
MOST_ITEMS = 15
LONGEST_ITEM = 30
LONGEST_REASON = 200
YOUNGEST_HOLDER = 14
"""◇ Pupils of technical schools earn their first certificate at about fifteen."""


class CertificateKind(StrEnum):
    """What a certificate proves."""

    SKILL_LEVEL = "skill_level"
    """One of the eight levels in an occupation (职业技能等级证书)."""
    SPECIAL_ABILITY = "special_ability"
    """A single ability, with the items that were assessed (专项职业能力证书)."""
    LICENCE = "licence"
    """What the law asks for before somebody may do certain work."""
    OTHER = "other"
    """A course, a title, a prize."""


class CertificateStanding(StrEnum):
    """How far a certificate is proved."""

    CLAIMED = "claimed"
    """The worker says so."""
    WAITING = "waiting"
    """The worker has shown the paper; an official has to look at it."""
    VERIFIED = "verified"
    REFUSED = "refused"


DECISIONS: Mapping[CertificateStanding, frozenset[CertificateStanding]] = {
    CertificateStanding.CLAIMED: frozenset({CertificateStanding.VERIFIED}),
    CertificateStanding.WAITING: frozenset({CertificateStanding.VERIFIED, CertificateStanding.REFUSED}),
    CertificateStanding.VERIFIED: frozenset({CertificateStanding.REFUSED}),
    CertificateStanding.REFUSED: frozenset({CertificateStanding.VERIFIED}),
}
"""Where an official may move a certificate. What was only said may be found in the register without its paper; what was
decided wrongly is decided again. Only the worker brings one back to the queue, by showing its paper."""
COUNTS = frozenset(CertificateStanding) - {CertificateStanding.REFUSED}
"""What is said counts until somebody has found it wrong."""


class CertificateNameMissing(RuleBroken):
    """A certificate has no name, and is no licence, which would have one."""

    field = "name"


class CertificateTextTooLong(RuleBroken):
    """A certificate's name, number or issuer is longer than any that is printed."""

    field = "name"


class TooManyCertificates(RuleBroken):
    """A profile holds more certificates than anybody earns."""


class CertificateTwice(RuleBroken):
    """The profile has this licence, or a certificate with this number, already."""

    field = "number"


class LevelMissing(RuleBroken):
    """A certificate of skill says none of the eight levels."""

    field = "level"


class LicenceMissing(RuleBroken):
    """A licence does not say which it is."""

    field = "licence"


class ItemsMissing(RuleBroken):
    """A certificate of a special ability says nothing of what was assessed."""

    field = "items"


class TooManyItems(RuleBroken):
    """A special ability has more parts than are ever assessed."""

    field = "items"


class ItemTooLong(RuleBroken):
    """What was assessed is a sentence instead of a few words."""

    field = "items"


class IssuedAhead(RuleBroken):
    """A certificate is dated in the future."""

    field = "issued_on"


class IssuedTooEarly(RuleBroken):
    """A certificate is older than its holder can have earned it."""

    field = "issued_on"


class ValidityReversed(RuleBroken):
    """A certificate ends before it begins."""

    field = "valid_until"


class CertificateDecided(RuleBroken):
    """A certificate stands already where somebody wants to move it, or cannot get there."""


class CertificateExpired(RuleBroken):
    """What has run out proves nothing any more."""


class DecisionReasonMissing(RuleBroken):
    """A certificate is refused without a reason."""

    field = "reason"


class DecisionReasonTooLong(RuleBroken):
    """A reason is longer than its line."""

    field = "reason"


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateWords:
    """What stands on a certificate."""

    kind: CertificateKind
    name: str = ""
    licence: Licence | None = None
    occupation_code: str | None = None
    level: SkillLevel = SkillLevel.NONE
    items: tuple[str, ...] = ()
    number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCertificate:
    """A certificate as far as it proves a level."""

    level: SkillLevel
    standing: CertificateStanding
    valid_until: date | None = None


def check_certificate(
    words: CertificateWords,
    *,
    others: Iterable[tuple[Licence | None, str]],
    birth_year: int,
    today: date,
) -> None:
    """Whether a certificate may stand beside the others of a profile, of which licence and number are given.

    Raises LicenceMissing, CertificateNameMissing, CertificateTextTooLong, TooManyCertificates, CertificateTwice,
    LevelMissing, ItemsMissing, TooManyItems, ItemTooLong, IssuedAhead, IssuedTooEarly or ValidityReversed.
    """
    others = tuple(others)
    _check_texts(words)
    if len(others) >= MOST_CERTIFICATES:
        raise TooManyCertificates(most=MOST_CERTIFICATES)
    if any((licence and licence is words.licence) or (number and number == words.number) for licence, number in others):
        raise CertificateTwice
    if words.kind is CertificateKind.SKILL_LEVEL and words.level is SkillLevel.NONE:
        raise LevelMissing
    if words.kind is CertificateKind.SPECIAL_ABILITY:
        _check_items(words.items)
    _check_days(words, birth_year=birth_year, today=today)


def fitting(words: CertificateWords) -> CertificateWords:
    """What belongs to a certificate of its kind, without what was typed for another."""
    kind = words.kind
    return CertificateWords(
        kind=kind,
        name="" if kind is CertificateKind.LICENCE else words.name,
        licence=words.licence if kind is CertificateKind.LICENCE else None,
        occupation_code=words.occupation_code if kind is CertificateKind.SKILL_LEVEL else None,
        level=words.level if kind is CertificateKind.SKILL_LEVEL else SkillLevel.NONE,
        items=words.items if kind is CertificateKind.SPECIAL_ABILITY else (),
        number=words.number,
        issuer=words.issuer,
        issued_on=words.issued_on,
        valid_until=words.valid_until,
    )


def check_decision(
    standing: CertificateStanding,
    target: CertificateStanding,
    *,
    reason: str,
    valid_until: date | None,
    today: date,
) -> None:
    """Whether an official may move a certificate.

    Raises CertificateDecided, CertificateExpired, DecisionReasonMissing or DecisionReasonTooLong.
    """
    if target not in DECISIONS[standing]:
        raise CertificateDecided(standing=standing)
    if target is CertificateStanding.VERIFIED:
        if not is_valid(valid_until, today):
            raise CertificateExpired(valid_until=valid_until)
    elif not reason.strip():
        raise DecisionReasonMissing
    if len(reason) > LONGEST_REASON:
        raise DecisionReasonTooLong(length=len(reason), most=LONGEST_REASON)


def is_valid(valid_until: date | None, today: date) -> bool:
    """Whether a certificate has not run out."""
    return valid_until is None or valid_until >= today


def verified_level(certificates: Iterable[HeldCertificate], *, today: date) -> SkillLevel:
    """The highest level that officials have seen proved and that has not run out."""
    return max(
        (
            one.level
            for one in certificates
            if one.standing is CertificateStanding.VERIFIED and is_valid(one.valid_until, today)
        ),
        default=SkillLevel.NONE,
    )


def _check_texts(words: CertificateWords) -> None:
    if words.kind is CertificateKind.LICENCE:
        if words.licence is None:
            raise LicenceMissing
    elif not words.name.strip():
        raise CertificateNameMissing
    if max(len(words.name), len(words.issuer)) > LONGEST_TEXT or len(words.number) > LONGEST_NUMBER:
        raise CertificateTextTooLong(most=LONGEST_NUMBER if len(words.number) > LONGEST_NUMBER else LONGEST_TEXT)


def _check_items(items: tuple[str, ...]) -> None:
    if not items:
        raise ItemsMissing
    if len(items) > MOST_ITEMS:
        raise TooManyItems(count=len(items), most=MOST_ITEMS)
    too_long = next((item for item in items if len(item) > LONGEST_ITEM), None)
    if too_long is not None:
        raise ItemTooLong(item=too_long[:LONGEST_ITEM], most=LONGEST_ITEM)


def _check_days(words: CertificateWords, *, birth_year: int, today: date) -> None:
    if words.issued_on is not None:
        if words.issued_on > today:
            raise IssuedAhead
        if words.issued_on.year - birth_year < YOUNGEST_HOLDER:
            raise IssuedTooEarly(birth_year=birth_year)
    if words.issued_on is not None and words.valid_until is not None and words.valid_until < words.issued_on:
        raise ValidityReversed
