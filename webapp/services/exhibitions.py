"""Exhibitions: announced, changed, registered for and given back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from domain.accounts import OutOfScope
from domain.divisions import lies_within
from domain.exhibitions import (
    AlreadyRegistered,
    ExhibitionFull,
    check_announcement,
    check_party,
    check_takes_visitors,
    check_term,
)
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Exhibition, ExhibitionVisitor
from webapp.services import audit

if TYPE_CHECKING:
    from datetime import date

    from webapp.models import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitionWords:
    """What officials say of an exhibition."""

    title: str
    title_en: str
    division_code: str
    venue: str
    about: str
    begins_on: date
    ends_on: date
    places: int | None


def announce(words: ExhibitionWords, *, today: date, account: Account) -> Exhibition:
    """Announce an exhibition. Raises OutOfScope, or as check_announcement and check_term do."""
    _check(words, taken=0, today=today, account=account)
    row = Exhibition(**asdict(words), taken=0, announced_by_id=account.id, created_at=now())
    db.session.add(row)
    audit.record("exhibition.announce", row, account_id=account.id, title=row.title, division=row.division_code)
    return row


def change(row: Exhibition, words: ExhibitionWords, *, today: date, account: Account) -> None:
    """Say it anew; never with fewer places than are taken. Raises as announce does."""
    db.session.refresh(row, with_for_update=True)
    _check(words, taken=row.taken, today=today, account=account)
    for name, value in asdict(words).items():
        setattr(row, name, value)
    audit.record("exhibition.change", row, account_id=account.id, title=row.title, division=row.division_code)


def register(row: Exhibition, people: int | None, *, today: date, account_id: int) -> None:
    """Hold places. Raises ExhibitionOver, PartyImplausible, ExhibitionFull or AlreadyRegistered."""
    check_takes_visitors(ends_on=row.ends_on, today=today)
    wanted = check_party(people)
    held = update(Exhibition).where(Exhibition.id == row.id, Exhibition.taken + wanted <= Exhibition.places)
    if db.session.connection().execute(held.values(taken=Exhibition.taken + wanted)).rowcount == 0:
        raise ExhibitionFull
    db.session.add(ExhibitionVisitor(exhibition_id=row.id, account_id=account_id, people=wanted, registered_at=now()))
    try:
        db.session.flush()
    except IntegrityError as error:
        raise AlreadyRegistered from error


def give_back(row: Exhibition, *, today: date, account_id: int) -> bool:
    """Give the places back; whether there were any. Raises ExhibitionOver."""
    check_takes_visitors(ends_on=row.ends_on, today=today)
    mine = delete(ExhibitionVisitor).where(
        ExhibitionVisitor.exhibition_id == row.id, ExhibitionVisitor.account_id == account_id
    )
    people = db.session.scalar(mine.returning(ExhibitionVisitor.people))
    if people is None:
        return False
    freed = update(Exhibition).where(Exhibition.id == row.id).values(taken=Exhibition.taken - people)
    db.session.execute(freed)
    return True


def _check(words: ExhibitionWords, *, taken: int, today: date, account: Account) -> None:
    if not lies_within(words.division_code, account.division_code or ""):
        raise OutOfScope
    check_announcement(title=words.title, title_en=words.title_en, venue=words.venue, about=words.about)
    check_term(begins_on=words.begins_on, ends_on=words.ends_on, places=words.places, taken=taken, today=today)
