"""One-time codes: sent to a worker's phone, tried a few times, and worth a yes or a no to one place."""

from __future__ import annotations

import secrets

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

SALT_BYTES = 12


def send(entry: RosterEntry, *, secret: str, account_id: int | None) -> None:
    """Send the worker of a place a code with which to answer. Worker, vacancy and employer must be loaded.

    Raises RosterStepRefused where nothing is to be answered, CodeAskedTooSoon or TooManyCodes.
    """
    if entry.state is not RosterState.NOTIFIED:
        raise RosterStepRefused(state=entry.state, target=RosterState.AGREED)
    at = now()
    # An update that changes nothing locks the place: of two who ask at once, the second sees the first one's code.
    db.session.execute(
        update(RosterEntry)
        .where(RosterEntry.id == entry.id)
        .values(note=RosterEntry.note)
        .execution_options(synchronize_session=False)
    )
    recent = select(OneTimeCode.sent_at).where(OneTimeCode.entry_id == entry.id, OneTimeCode.sent_at > at - DAY)
    check_may_send(db.session.scalars(recent).all(), at=at)
    if entry.token is None:
        entry.token = secrets.token_urlsafe(rosters.TOKEN_BYTES)
    code, salt = code_of(secrets.randbelow(10**DIGITS)), secrets.token_hex(SALT_BYTES)
    db.session.add(
        OneTimeCode(
            entry_id=entry.id,
            phone=entry.worker.phone,
            hash=code_hash(code, salt=salt, secret=secret),
            salt=salt,
            sent_at=at,
            expires_at=at + GOOD_FOR,
            asked_by_id=account_id,
        )
    )
    messages.tell(
        MessageKind.ONE_TIME_CODE,
        account=db.session.get(Account, entry.worker.account_id) if entry.worker.account_id else None,
        words={
            "code": code,
            "minutes": int(GOOD_FOR.total_seconds()) // 60,
            "matter": CodeMatter.PLACE_AWAY,
            "about": f"{entry.vacancy.enterprise.name}·{entry.vacancy.title}",
            "token": entry.token,
        },
        addresses={Way.SMS: entry.worker.phone},
    )
    audit.record("roster.ask_code", entry, account_id=account_id)


def answer(
    entry: RosterEntry, typed: str, *, agrees: bool, secret: str, account_id: int | None, way: ConsentWay
) -> RuleBroken | None:
    """Answer for the worker of a place with the code that was sent to the phone; None where it was taken.

    A code that does not fit is given back as its refusal and not raised: the attempt is kept. Raises as
    `rosters.answer` does where the code fits and the place is not to be had. The whole place must be loaded.
    """
    at = now()
    code = _latest(entry.id)
    if code is None:
        return CodeMissing()
    try:
        check_code(_as_sent(code), typed, at=at, secret=secret)
    except RuleBroken as refusal:
        return refusal if _count_attempt(code) else CodeSpent()
    # The condition stands in the statement: of two who bring the same code at once, one uses it.
    used = db.session.execute(
        update(OneTimeCode)
        .where(OneTimeCode.id == code.id, OneTimeCode.used_at.is_(None), OneTimeCode.attempts < MOST_ATTEMPTS)
        .values(used_at=at, attempts=OneTimeCode.attempts + 1)
        .returning(OneTimeCode.id)
        .execution_options(synchronize_session=False)
    )
    if used.scalar() is None:
        return CodeSpent()
    rosters.answer(entry, agrees=agrees, account_id=account_id, way=way)
    if agrees and way is ConsentWay.CODE_TO_AGENCY:
        place_news.tell_agreed_by_code(entry)
    return None


def _latest(entry_id: int) -> OneTimeCode | None:
    of_place = select(OneTimeCode).where(OneTimeCode.entry_id == entry_id)
    return db.session.scalar(of_place.order_by(OneTimeCode.sent_at.desc(), OneTimeCode.id.desc()).limit(1))


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
