"""Contests: drafted, called, judged, and their results published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.accounts import check_scope
from domain.contest_juries import check_ready, check_scored
from domain.contest_scoring import RULE_VERSION, winners_of
from domain.contests import (
    ContestState,
    ContestStep,
    check_call,
    check_drafted,
    check_step,
    check_window,
    criteria_of,
    next_state,
)
from domain.divisions import HOME_CITY
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Contest
from webapp.reads.contests import entry_names, find_contest, judges_of, rating_of, scored_in
from webapp.services import audit
from webapp.services.contest_messages import tell_entrants, tell_jury

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from domain.contests import ContestKind
    from webapp.models import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestWords:
    """What the city says of a contest."""

    kind: ContestKind
    title: str
    title_en: str
    about: str
    opens_on: date
    closes_on: date
    winners: int | None
    criteria: Sequence[tuple[str, int | None]]


def draft(words: ContestWords, *, today: date, account: Account) -> Contest:
    """Draft a contest. Raises OutOfScope, or as check_call, check_window and criteria_of do."""
    row = Contest(state=ContestState.DRAFTED, created_by_id=account.id, created_at=now())
    _write(row, words, today=today, account=account)
    db.session.add(row)
    audit.record("contest.draft", row, account_id=account.id, title=row.title)
    return row


def change(row: Contest, words: ContestWords, *, today: date, account: Account) -> None:
    """Write a draft anew. Raises ContestFixed, or as draft does."""
    db.session.refresh(row, with_for_update=True)
    check_drafted(row.state)
    _write(row, words, today=today, account=account)
    audit.record("contest.change", row, account_id=account.id, title=row.title)


def take_step(contest_id: int, step: ContestStep, *, today: date, reason: str, account: Account) -> None:
    """Call a contest, let the jury begin, publish the results, or withdraw it.

    Raises ContestStepRefused, a refusal of check_step, and of check_ready or check_scored where the jury is concerned.
    """
    check_scope(account.role, account.division_code or "", HOME_CITY)
    locked = db.session.get_one(Contest, contest_id, with_for_update=True)
    to = next_state(locked.state, step)
    check_step(step, closes_on=locked.closes_on, today=today, reason=reason)
    row = find_contest(contest_id) or locked
    if step is ContestStep.JUDGE:
        check_ready(judges_of(row), names=entry_names(row))
    if step is ContestStep.PUBLISH:
        check_scored(scored_in(row), names=entry_names(row))
        _keep_results(row, account_id=account.id)
    row.state = to
    _tell(row, step, reason=reason.strip())
    version = RULE_VERSION if step is ContestStep.PUBLISH else ""
    audit.record(
        f"contest.{step}", row, account_id=account.id, rule_version=version, title=row.title, reason=reason.strip()
    )


def _tell(row: Contest, step: ContestStep, *, reason: str) -> None:
    if step is not ContestStep.CALL:
        tell_entrants(row, row.state, reason=reason)
    if step is ContestStep.JUDGE:
        tell_jury(row)


def _keep_results(row: Contest, *, account_id: int) -> None:
    rating = rating_of(row)
    winners = winners_of(rating, winners=row.winners)
    entries = {entry.id: entry for entry in row.entries}
    for one in rating.entries:
        entries[one.entry].result = one.kept()
        entries[one.entry].has_won = one.entry in winners
        if one.entry in winners:
            audit.record(
                "contest.win",
                entries[one.entry],
                account_id=account_id,
                rule_version=RULE_VERSION,
                title=entries[one.entry].title,
                score=one.score,
                place=one.place,
            )
    row.leniency = {str(juror): amount for juror, amount in rating.leniency.items()}
    row.rule_version, row.published_at, row.published_by_id = RULE_VERSION, now(), account_id


def _write(row: Contest, words: ContestWords, *, today: date, account: Account) -> None:
    check_scope(account.role, account.division_code or "", HOME_CITY)
    check_call(title=words.title, title_en=words.title_en, about=words.about)
    check_window(opens_on=words.opens_on, closes_on=words.closes_on, winners=words.winners, today=today)
    criteria = criteria_of(words.criteria)
    row.kind, row.title, row.title_en, row.about = words.kind, words.title.strip(), words.title_en, words.about
    row.opens_on, row.closes_on, row.winners = words.opens_on, words.closes_on, words.winners or 0
    row.criteria = [[one.name, one.weight] for one in criteria]
