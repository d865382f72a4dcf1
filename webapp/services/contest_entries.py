"""Entries of contests: handed in, changed and withdrawn until the window closes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

from domain.contest_entries import BrandNotOurs, EnteredAlready, check_entry, check_nominee, check_window_open
from domain.contests import ContestKind, takes_entries
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import ContestEntry
from webapp.reads.certifications import brands_of
from webapp.services import audit
from webapp.services.contest_messages import tell_received

if TYPE_CHECKING:
    from datetime import date

    from domain.brands import BrandPersonKind
    from webapp.models import Account, Contest


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryWords:
    """What an enterprise says of its entry; the person is empty where brands are looked for."""

    brand_id: int
    title: str
    story: str
    person_name: str = ""
    person_kind: BrandPersonKind | None = None
    agrees: bool = False


def enter(contest: Contest, words: EntryWords, *, today: date, account: Account) -> ContestEntry:
    """Enter a brand or a person. Raises EntriesClosed, BrandNotOurs, EnteredAlready, or as the checks of words do."""
    moment = now()
    row = ContestEntry(
        contest_id=contest.id,
        enterprise_id=account.enterprise_id or 0,
        submitted_by_id=account.id,
        submitted_at=moment,
        changed_at=moment,
    )
    _write(contest, row, words, today=today)
    db.session.add(row)
    _flush()
    tell_received(contest, row)
    audit.record("contest_entry.submit", row, account_id=account.id, title=row.title, brand_id=row.brand_id)
    return row


def change(contest: Contest, row: ContestEntry, words: EntryWords, *, today: date, account: Account) -> None:
    """Write an entry anew. Raises as enter does."""
    _write(contest, row, words, today=today)
    row.changed_at = now()
    _flush()
    audit.record("contest_entry.change", row, account_id=account.id, title=row.title, brand_id=row.brand_id)


def withdraw(contest: Contest, row: ContestEntry, *, today: date, account: Account) -> None:
    """Take an entry back; nothing of it is kept but that it was. Raises EntriesClosed."""
    _check_open(contest, today=today)
    audit.record("contest_entry.withdraw", row, account_id=account.id, brand_id=row.brand_id)
    db.session.delete(row)


def _write(contest: Contest, row: ContestEntry, words: EntryWords, *, today: date) -> None:
    _check_open(contest, today=today)
    if words.brand_id not in brands_of(row.enterprise_id):
        raise BrandNotOurs
    check_nominee(contest.kind, name=words.person_name, person_kind=words.person_kind, agrees=words.agrees)
    check_entry(title=words.title, story=words.story)
    row.brand_id, row.title, row.story = words.brand_id, words.title.strip(), words.story
    if contest.kind is ContestKind.PEOPLE:
        if row.person_name != words.person_name.strip():
            row.person_agreed_at = now()
        row.person_name, row.person_kind = words.person_name.strip(), words.person_kind
    else:
        row.person_name = ""


def _check_open(contest: Contest, *, today: date) -> None:
    # Who withdraws the contest at this moment waits, or is waited for.
    db.session.refresh(contest, with_for_update=True)
    is_open = takes_entries(contest.state, opens_on=contest.opens_on, closes_on=contest.closes_on, today=today)
    check_window_open(is_open=is_open)


def _flush() -> None:
    try:
        db.session.flush()
    except IntegrityError as error:
        raise EnteredAlready from error
