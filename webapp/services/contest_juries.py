"""Juries of contests: appointed, kept from what they have a hand in, and what they give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from domain.accounts import check_scope
from domain.contest_juries import (
    JurorAppointed,
    JurorHasScored,
    JurorNotOfficial,
    JuryNotAtWork,
    check_declaration,
    check_juror,
    check_points,
)
from domain.contests import RUNNING, ContestState
from domain.divisions import HOME_CITY
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Account, Contest, ContestConflict, ContestJuror, ContestScore
from webapp.reads.contests import find_contest
from webapp.services import audit
from webapp.services.contest_messages import tell_jury

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import Select

    from webapp.models import ContestEntry


def appoint(contest_id: int, account_id: int, *, by: Account) -> ContestJuror:
    """Put an official on a jury. Raises OutOfScope, JuryNotAtWork, JurorNotOfficial or JurorAppointed."""
    check_scope(by.role, by.division_code or "", HOME_CITY)
    _running(contest_id, RUNNING)
    official = db.session.get(Account, account_id)
    if official is None:
        raise JurorNotOfficial
    check_juror(official.role, may_sign_in=official.may_sign_in)
    row = ContestJuror(contest_id=contest_id, account_id=account_id, appointed_by_id=by.id, appointed_at=now())
    db.session.add(row)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise JurorAppointed from error
    audit.record("contest_juror.appoint", row, account_id=by.id, name=official.name)
    contest = find_contest(contest_id)
    # Before that, the jury is told when it begins.
    if contest is not None and contest.state is ContestState.JUDGING:
        tell_jury(contest)
    return row


def dismiss(contest_id: int, juror_id: int, *, by: Account) -> None:
    """Take somebody off a jury who has given no points yet. Raises OutOfScope, JuryNotAtWork or JurorHasScored."""
    check_scope(by.role, by.division_code or "", HOME_CITY)
    _running(contest_id, RUNNING)
    asked = select(ContestJuror).where(ContestJuror.id == juror_id, ContestJuror.contest_id == contest_id)
    row = db.session.scalar(asked)
    if row is None:
        return
    if db.session.scalar(select(ContestScore.id).where(ContestScore.juror_id == juror_id).limit(1)) is not None:
        raise JurorHasScored
    audit.record("contest_juror.dismiss", row, account_id=by.id)
    db.session.execute(delete(ContestConflict).where(ContestConflict.juror_id == juror_id))
    db.session.execute(delete(ContestJuror).where(ContestJuror.id == juror_id))


def declare(juror: ContestJuror, entry: ContestEntry, reason: str) -> None:
    """Say that one cannot judge an entry; what one gave it goes. Raises JuryNotAtWork or as check_declaration does."""
    _running(juror.contest_id, RUNNING)
    check_declaration(reason)
    mine = select(ContestConflict.id).where(ContestConflict.juror_id == juror.id, ContestConflict.entry_id == entry.id)
    if db.session.scalar(mine) is not None:
        return
    given = db.session.scalar(_score_of(juror, entry))
    row = ContestConflict(juror_id=juror.id, entry_id=entry.id, reason=reason.strip(), declared_at=now())
    db.session.add(row)
    audit.record(
        "contest_conflict.declare",
        row,
        account_id=juror.account_id,
        reason=row.reason,
        entry=entry.id,
        taken_back=given.points if given else [],
    )
    if given is not None:
        db.session.delete(given)


def score(juror: ContestJuror, entry: ContestEntry, points: Sequence[int | None]) -> None:
    """Give an entry points, or others than before. Raises JuryNotAtWork or PointsOutOfRange.

    The entry must be one that the juror has no conflict with.
    """
    _running(juror.contest_id, {ContestState.JUDGING})
    given = list(check_points(points))
    row = db.session.scalar(_score_of(juror, entry))
    before = row.points if row else []
    if row is None:
        row = ContestScore(juror_id=juror.id, entry_id=entry.id, points=given, scored_at=now())
        db.session.add(row)
    row.points, row.scored_at = given, now()
    audit.record("contest_score.give", row, account_id=juror.account_id, entry=entry.id, points=given, before=before)


def _score_of(juror: ContestJuror, entry: ContestEntry) -> Select[ContestScore]:
    return select(ContestScore).where(ContestScore.juror_id == juror.id, ContestScore.entry_id == entry.id)


def _running(contest_id: int, states: Collection[ContestState]) -> None:
    # Locked, so that nobody gives points while the results are being published.
    if db.session.get_one(Contest, contest_id, with_for_update=True, populate_existing=True).state not in states:
        raise JuryNotAtWork
