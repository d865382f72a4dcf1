"""One-time codes: sent to a phone, tried a few times, and worth one yes: to a place, or to a profile."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from domain.errors import RuleBroken
from domain.labour_export import RosterState, RosterStepRefused
from domain.messages import CodeMatter, MessageKind, Way
from domain.one_time_codes import (
    DAY,
    DIGITS,
    GOOD_FOR,
    MOST_ATTEMPTS,
    CodeMissing,
    CodeSpent,
    SentCode,
    check_code,
    check_may_send,
    code_hash,
    code_of,
)
from domain.roster_steps import ConsentWay
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Account, OneTimeCode, RosterEntry
from webapp.services import audit, messages, place_news, rosters

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

SALT_BYTES = 12
SEEN_ANEW = ("state", "token", "version")
"""Of a place: what somebody who asked at the same moment has changed."""


def send(entry: RosterEntry, *, secret: str, account_id: int | None) -> None:
    """Send the worker of a place a code with which to answer. Worker, vacancy and employer must be loaded.

    Raises RosterStepRefused where nothing is to be answered, CodeAskedTooSoon or TooManyCodes.
    """
    # An update that changes nothing locks the place: of two who ask at once, the second sees the first one's code.
    db.session.execute(
        update(RosterEntry)
        .where(RosterEntry.id == entry.id)
        .values(note=RosterEntry.note)
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(entry, SEEN_ANEW)
    if entry.state is not RosterState.NOTIFIED:
        raise RosterStepRefused(state=entry.state, target=RosterState.AGREED)
    if entry.token is None:
        entry.token = secrets.token_urlsafe(rosters.TOKEN_BYTES)
    issue(
        {"entry_id": entry.id},
        phone=entry.worker.phone,
        account=db.session.get(Account, entry.worker.account_id) if entry.worker.account_id else None,
        words={
            "matter": CodeMatter.PLACE_AWAY,
            "about": f"{entry.vacancy.enterprise.name}·{entry.vacancy.title}",
            "token": entry.token,
        },
        secret=secret,
        asked_by_id=account_id,
    )
    audit.record("roster.ask_code", entry, account_id=account_id)


def answer(
    entry: RosterEntry, typed: str, *, agrees: bool, secret: str, account_id: int | None, way: ConsentWay
) -> RuleBroken | None:
    """Answer for the worker of a place with the code that was sent to the phone; None where it was taken.

    A code that does not fit is given back as its refusal and not raised: the attempt is kept. Raises as
    `rosters.answer` does where the code fits and the place is not to be had. The whole place must be loaded.
    """
    refused = use({"entry_id": entry.id}, typed, secret=secret)
    if refused is not None:
        return refused
    rosters.answer(entry, agrees=agrees, account_id=account_id, way=way)
    if agrees and way is ConsentWay.CODE_TO_AGENCY:
        place_news.tell_agreed_by_code(entry)
    return None


def issue(
    about: Mapping[str, int],
    *,
    phone: str,
    account: Account | None,
    words: Mapping[str, Any],
    secret: str,
    asked_by_id: int | None,
) -> None:
    """Send a code to a phone. `about` is the column and the number of the row that it is about.

    Raises CodeAskedTooSoon or TooManyCodes.
    """
    at = now()
    recent = select(OneTimeCode.sent_at).filter_by(**about).where(OneTimeCode.sent_at > at - DAY)
    check_may_send(db.session.scalars(recent).all(), at=at)
    code, salt = code_of(secrets.randbelow(10**DIGITS)), secrets.token_hex(SALT_BYTES)
    db.session.add(
        OneTimeCode(
            **about,
            phone=phone,
            hash=code_hash(code, salt=salt, secret=secret),
            salt=salt,
            sent_at=at,
            expires_at=at + GOOD_FOR,
            asked_by_id=asked_by_id,
        )
    )
    messages.tell(
        MessageKind.ONE_TIME_CODE,
        account=account,
        words={"code": code, "minutes": int(GOOD_FOR.total_seconds()) // 60, **words},
        addresses={Way.SMS: phone},
    )


def use(about: Mapping[str, int], typed: str, *, secret: str, only_try: bool = False) -> RuleBroken | None:
    """Use the code that was sent last; None where it fits. Where it is only tried, it counts as an attempt.

    What does not fit is given back as its refusal and not raised: the attempt is kept.
    """
    at = now()
    code = _latest(about)
    if code is None:
        return CodeMissing()
    try:
        check_code(_as_sent(code), typed, at=at, secret=secret)
    except RuleBroken as refusal:
        return refusal if _count_attempt(code) else CodeSpent()
    if only_try:
        return None if _count_attempt(code) else CodeSpent()
    # The condition stands in the statement: of two who bring the same code at once, one uses it.
    used = db.session.execute(
        update(OneTimeCode)
        .where(OneTimeCode.id == code.id, OneTimeCode.used_at.is_(None), OneTimeCode.attempts < MOST_ATTEMPTS)
        .values(used_at=at, attempts=OneTimeCode.attempts + 1)
        .returning(OneTimeCode.id)
        .execution_options(synchronize_session=False)
    )
    return None if used.scalar() is not None else CodeSpent()


def _latest(about: Mapping[str, int]) -> OneTimeCode | None:
    of_it = select(OneTimeCode).filter_by(**about)
    return db.session.scalar(of_it.order_by(OneTimeCode.sent_at.desc(), OneTimeCode.id.desc()).limit(1))


def _as_sent(code: OneTimeCode) -> SentCode:
    return SentCode(
        hash=code.hash,
        salt=code.salt,
        expires_at=code.expires_at,
        attempts=code.attempts,
        is_used=code.used_at is not None,
    )


def _count_attempt(code: OneTimeCode) -> bool:
    """Note an attempt that failed, and whether one was left; counted by the database, so that none is lost."""
    counted = db.session.execute(
        update(OneTimeCode)
        .where(OneTimeCode.id == code.id, OneTimeCode.attempts < MOST_ATTEMPTS)
        .values(attempts=OneTimeCode.attempts + 1)
        .returning(OneTimeCode.id)
        .execution_options(synchronize_session=False)
    )
    return counted.scalar() is not None
