"""Searches that a worker keeps: kept, changed, looked at, removed, and stopped from outside."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from domain.alerts import (
    LOOKS_BACK,
    AlertPace,
    AlertWay,
    SearchAsksNothing,
    SearchKept,
    check_count,
    check_search_name,
    check_way,
    last_morning,
)
from webapp.calendar import SHANGHAI, now
from webapp.extensions import db
from webapp.models import Account, SavedQuestion, SavedSearch
from webapp.reads import alerts as reads

if TYPE_CHECKING:
    from datetime import datetime

FINGERPRINT_BYTES = 16


def fingerprint_of(parameters: str) -> str:
    """What equal questions have in common."""
    return blake2b(parameters.encode(), digest_size=FINGERPRINT_BYTES).hexdigest()


def keep(account: Account, *, parameters: str, name: str, pace: AlertPace, way: AlertWay) -> SavedSearch:
    """Keep a search for somebody. `parameters` are in their normal form, so that equal questions are one.

    Raises SearchAsksNothing, SearchNameMissing, SearchNameTooLong, MailUnconfirmed, TooManySearches or SearchKept.
    """
    if not parameters:
        raise SearchAsksNothing
    check_search_name(name)
    check_way(way, has_mail=account.mail is not None)
    # Two windows of one person keep one after the other, so that the limit holds.
    db.session.execute(select(Account.id).where(Account.id == account.id).with_for_update())
    check_count(reads.count_searches_of(account.id))
    at = now()
    known = reads.newest_match(before=at - LOOKS_BACK)
    search = SavedSearch(
        account_id=account.id,
        question_id=_question_id(parameters, at=at),
        name=name,
        pace=pace,
        way=way,
        created_at=at,
        told_until=known,
        told_on=last_morning(at, zone=SHANGHAI),
        seen_until=known,
    )
    db.session.add(search)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise SearchKept from error
    return search


def change(search: SavedSearch, *, name: str, pace: AlertPace, way: AlertWay, has_mail: bool) -> None:
    """Another name, or to be told otherwise. What came while nothing was told stands on the page and is not told later.

    Raises SearchNameMissing, SearchNameTooLong or MailUnconfirmed.
    """
    check_search_name(name)
    check_way(way, has_mail=has_mail)
    if search.pace is not pace:
        search.told_on = last_morning(now(), zone=SHANGHAI)
        if search.pace is AlertPace.OFF:
            search.told_until = reads.newest_match()
    search.name, search.pace, search.way = name, pace, way
    db.session.flush()


def see(search: SavedSearch, *, until: int) -> None:
    """Its owner has looked at what was found, up to a match."""
    search.seen_until = max(search.seen_until, until)
    db.session.flush()


def remove(search: SavedSearch) -> None:
    """Keep a search no longer. With the last one of a question the question goes, and what was found for it."""
    question_id = search.question_id
    db.session.delete(search)
    db.session.flush()
    # Whoever keeps the same question at this moment has come before, and is seen below, or waits for us.
    db.session.execute(select(SavedQuestion.id).where(SavedQuestion.id == question_id).with_for_update())
    others = select(SavedSearch.id).where(SavedSearch.question_id == question_id)
    gone = delete(SavedQuestion).where(SavedQuestion.id == question_id, ~others.exists())
    db.session.execute(gone.execution_options(synchronize_session=False))


def stop(account_id: int, way: AlertWay) -> int:
    """Send somebody no more alerts in a way; the searches stay on the page. How many were told of so."""
    stopped = (
        update(SavedSearch)
        .where(SavedSearch.account_id == account_id, SavedSearch.way == way)
        .values(way=AlertWay.PAGE)
        .execution_options(synchronize_session=False)
    )
    return cast("CursorResult[Any]", db.session.execute(stopped)).rowcount


def _question_id(parameters: str, *, at: datetime) -> int:
    """The row of a question, made where there is none; it stays at least until this transaction ends."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    values = {"fingerprint": fingerprint_of(parameters), "parameters": parameters, "created_at": at}
    standing = select(SavedQuestion.id).where(SavedQuestion.fingerprint == values["fingerprint"])
    while True:
        db.session.execute(insert(SavedQuestion).values(values).on_conflict_do_nothing())
        found = db.session.scalar(standing.with_for_update(read=True, key_share=True))
        # None where the last who kept it has let it go between the two statements.
        if found is not None:
            return found
