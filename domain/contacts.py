"""Contacts: what of a name and a phone number is shown to whom has no right to them yet, and what a mail address is."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from domain.errors import RuleBroken

SHOWN_FIRST, SHOWN_LAST = 3, 2
LONGEST_MAIL, LONGEST_MAILBOX = 254, 64
"""RFC 5321 §4.5.3.1."""
CONFIRMED_WITHIN = timedelta(days=3)
"""◇ How long the link in a mail confirms its address."""
ASKED_AGAIN_AFTER = timedelta(minutes=2)
MOST_ASKED_A_DAY = 5
"""◇ Mails to confirm an address that an account may have sent: nobody's mailbox is filled by strangers through us."""

_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_MAIL = re.compile(rf"({_ATOM}(?:\.{_ATOM})*)@((?:{_LABEL}\.)+[a-z]{{2,63}})", re.IGNORECASE)


class MailInvalid(RuleBroken):
    """This is not a mail address that mail can be sent to."""

    field = "mail"


class MailStands(RuleBroken):
    """The account has this address already, confirmed."""

    field = "mail"


class MailAskedTooOften(RuleBroken):
    """Another mail to confirm an address would come too soon after the one before, or is too many for one day."""

    field = "mail"


class MailLinkOld(RuleBroken):
    """The link is too old, was used, or belongs to an address that was replaced since."""


def mask_phone(phone: str) -> str:
    """The number with its middle hidden: enough to tell two people apart, too little to call (138******78)."""
    if len(phone) <= SHOWN_FIRST + SHOWN_LAST:
        return "*" * len(phone)
    hidden = len(phone) - SHOWN_FIRST - SHOWN_LAST
    return f"{phone[:SHOWN_FIRST]}{'*' * hidden}{phone[-SHOWN_LAST:]}"


def mask_name(name: str) -> str:
    """The first character of a name, enough to speak of somebody: 王**."""
    return f"{name[:1]}**" if name else ""


def mail_address(typed: str) -> str:
    """A mail address as it is kept: the name as it was typed, the domain in small letters. Raises MailInvalid."""
    found = _MAIL.fullmatch(typed.strip())
    if found is None or len(found[0]) > LONGEST_MAIL or len(found[1]) > LONGEST_MAILBOX:
        raise MailInvalid
    return f"{found[1]}@{found[2].lower()}"


def check_asking(*, asked_at: datetime | None, asked_today: int, at: datetime) -> None:
    """Whether one more mail to confirm an address may go out. Raises MailAskedTooOften."""
    if asked_today >= MOST_ASKED_A_DAY or (asked_at is not None and at - asked_at < ASKED_AGAIN_AFTER):
        raise MailAskedTooOften(minutes=int(ASKED_AGAIN_AFTER.total_seconds() // 60), most=MOST_ASKED_A_DAY)


def check_confirming(*, asked: str | None, confirmed: str, asked_at: datetime | None, at: datetime) -> None:
    """Whether a link of an address may confirm it now. Raises MailLinkOld."""
    if asked != confirmed or asked_at is None or at - asked_at > CONFIRMED_WITHIN:
        raise MailLinkOld
