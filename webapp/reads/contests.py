"""Contests as the public, the enterprises of brands, jurors and the city see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from domain.accounts import OFFICIALS
from domain.contest_juries import JudgedEntry, Juror, share_out
from domain.contest_scoring import Mark, Rating, rate
from domain.contests import PUBLIC, ContestState
from webapp.extensions import db
from webapp.models import Account, Contest, ContestEntry, ContestJuror
from webapp.reads.paging import page_within

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

PAGE_SIZE = 20
MOST_ROWS = 300
"""Officials to choose a juror from, contests of a desk, entries of an enterprise; a city has fewer."""


def public_contests(*, page: int = 1) -> tuple[Sequence[Contest], int, int]:
    """What everybody sees, the latest last day first; with the page and how many there are."""
    total = db.session.scalar(select(func.count(Contest.id)).where(Contest.state.in_(PUBLIC))) or 0
    page, pages = page_within(page, total=total, size=PAGE_SIZE)
    asked = select(Contest).where(Contest.state.in_(PUBLIC)).order_by(Contest.closes_on.desc(), Contest.id)
    return db.session.scalars(asked.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)).all(), page, pages


def find_public_contest(contest_id: int) -> Contest | None:
    """A contest that was called, without its entries."""
    return db.session.scalar(select(Contest).where(Contest.id == contest_id, Contest.state.in_(PUBLIC)))


def count_entries(contest_id: int) -> int:
    """How many have entered."""
    asked = select(func.count(ContestEntry.id)).where(ContestEntry.contest_id == contest_id)
    return db.session.scalar(asked) or 0


def results_of(contest: Contest) -> list[ContestEntry]:
    """The entries of a contest in the order of their places; none before they are published."""
    if contest.state is not ContestState.PUBLISHED:
        return []
    asked = select(ContestEntry).where(ContestEntry.contest_id == contest.id)
    rows = db.session.scalars(asked.options(joinedload(ContestEntry.brand), joinedload(ContestEntry.enterprise)))
    return sorted(rows, key=lambda row: (row.result["place"], row.id))


def contests_open_for_entries(*, today: date) -> Sequence[Contest]:
    """Those that one may enter today, the soonest to close first."""
    is_open = (Contest.state == ContestState.OPEN) & (Contest.opens_on <= today) & (Contest.closes_on >= today)
    return db.session.scalars(select(Contest).where(is_open).order_by(Contest.closes_on, Contest.id)).all()


def entries_of_enterprise(enterprise_id: int, *, contest_id: int | None = None) -> Sequence[ContestEntry]:
    """What an enterprise has entered, the latest first."""
    asked = select(ContestEntry).where(ContestEntry.enterprise_id == enterprise_id)
    if contest_id is not None:
        asked = asked.where(ContestEntry.contest_id == contest_id)
    options = joinedload(ContestEntry.brand), joinedload(ContestEntry.contest)
    return db.session.scalars(asked.options(*options).order_by(ContestEntry.id.desc()).limit(MOST_ROWS)).all()


def find_entry_of(entry_id: int, *, enterprise_id: int) -> ContestEntry | None:
    """An entry of an enterprise."""
    asked = select(ContestEntry).where(ContestEntry.id == entry_id, ContestEntry.enterprise_id == enterprise_id)
    return db.session.scalar(asked.options(joinedload(ContestEntry.brand), joinedload(ContestEntry.contest)))


def contests_of_office(*, is_city: bool, account_id: int) -> tuple[Sequence[Contest], set[int]]:
    """What stands on the desk of an official, the latest first, and of which of them they are jurors."""
    asked = select(Contest) if is_city else select(Contest).where(Contest.state.in_(PUBLIC))
    mine = select(ContestJuror.contest_id).where(ContestJuror.account_id == account_id)
    return (
        db.session.scalars(asked.order_by(Contest.closes_on.desc(), Contest.id).limit(MOST_ROWS)).all(),
        set(db.session.scalars(mine)),
    )


def find_contest(contest_id: int) -> Contest | None:
    """A contest with its entries, its jury, and what the jury said."""
    asked = select(Contest).where(Contest.id == contest_id)
    entries, jurors = selectinload(Contest.entries), selectinload(Contest.jurors)
    return db.session.scalar(
        asked.options(
            entries.joinedload(ContestEntry.brand),
            entries.joinedload(ContestEntry.enterprise),
            entries.selectinload(ContestEntry.scores),
            jurors.joinedload(ContestJuror.account),
            jurors.selectinload(ContestJuror.conflicts),
        ).execution_options(populate_existing=True)
    )


def judges_of(contest: Contest) -> dict[int, tuple[int, ...]]:
    """Entry -> the jurors without a conflict. The contest must be loaded with its entries and its jury."""
    return share_out(
        [juror_of(row) for row in contest.jurors],
        [judged_entry(row) for row in contest.entries],
        declared_in(contest),
    )


def declared_in(contest: Contest) -> set[tuple[int, int]]:
    """The conflicts that jurors declared, as pairs of juror and entry."""
    return {(row.id, conflict.entry_id) for row in contest.jurors for conflict in row.conflicts}


def juror_of(row: ContestJuror) -> Juror:
    """A juror as the rules see one."""
    return Juror(id=row.id, account_id=row.account_id, division_code=row.account.division_code or "")


def judged_entry(row: ContestEntry) -> JudgedEntry:
    """An entry as the rules see one."""
    divisions = (row.brand.division_code, row.enterprise.division_code)
    return JudgedEntry(id=row.id, divisions=divisions, submitted_by_id=row.submitted_by_id)


def marks_of(contest: Contest) -> list[Mark]:
    """What counts: the points of jurors who have no conflict."""
    judges = judges_of(contest)
    return [
        Mark(entry=entry.id, juror=score.juror_id, points=tuple(score.points))
        for entry in contest.entries
        for score in entry.scores
        if score.juror_id in judges[entry.id]
    ]


def scored_in(contest: Contest) -> dict[int, set[int]]:
    """Entry -> the jurors whose points count; entries without any are among them."""
    found: dict[int, set[int]] = {entry.id: set() for entry in contest.entries}
    for mark in marks_of(contest):
        found[mark.entry].add(mark.juror)
    return found


def rating_of(contest: Contest) -> Rating:
    """What the points come to now."""
    return rate(marks_of(contest), [one.weight for one in contest.criteria_told])


def entry_names(contest: Contest) -> dict[int, str]:
    """What the entries of a contest are called."""
    return {row.id: entry_name(row) for row in contest.entries}


def entry_name(row: ContestEntry) -> str:
    """A person and their brand, or the brand."""
    return f"{row.person_name}（{row.brand.name}）" if row.person_name else row.brand.name


def possible_jurors(contest: Contest) -> list[Account]:
    """The officials who are not on the jury yet, those of the city first."""
    taken = [row.account_id for row in contest.jurors]
    asked = select(Account).where(Account.role.in_(OFFICIALS), Account.may_sign_in.is_(True), Account.id.not_in(taken))
    return list(db.session.scalars(asked.order_by(Account.division_code, Account.id).limit(MOST_ROWS)))
