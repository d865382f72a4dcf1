"""Retention checks: opened on the day of arrival, passed by the agency, and called to mind when they are due."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import select

from domain.labour_export import AT_WORK
from domain.messages import MessageKind
from domain.retention import SEEN_AHEAD, check_made, due_dates, is_late, is_to_be_reminded
from webapp.extensions import db
from webapp.models import Account, Batch, RetentionCheck, RosterEntry
from webapp.services import messages

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from domain.retention import CheckMethod


def open_checks(entry: RosterEntry, arrived_on: date) -> None:
    """Note when each check of somebody who has arrived is due."""
    for months, due_on in due_dates(arrived_on).items():
        db.session.add(RetentionCheck(entry_id=entry.id, months=months, due_on=due_on))


def check_entry(entry: RosterEntry, months: int, *, happened_on: date, method: CheckMethod | None) -> None:
    """Whether a check of somebody may be entered. `entry.checks` must be loaded.

    Raises CheckMethodMissing or CheckTooEarly.
    """
    due_on = next((check.due_on for check in entry.checks if check.months == months), happened_on)
    check_made(due_on=due_on, happened_on=happened_on, method=method)


def pass_check(
    entry: RosterEntry, months: int, passed_on: date, method: CheckMethod | None, *, account_id: int | None
) -> None:
    """Note that somebody was still at work. `entry.checks` must be loaded."""
    for check in entry.checks:
        if check.months == months:
            check.passed_on, check.method, check.account_id = passed_on, method, account_id


def remind(*, today: date) -> dict[str, Any]:
    """Tell each agency how many of its people are to be checked; what the run counts.

    A check is called to mind once when it comes near and then every week, so a run that is repeated says nothing twice.
    """
    due = db.session.execute(
        select(RetentionCheck, Batch.agency_id)
        .join(RosterEntry, RosterEntry.id == RetentionCheck.entry_id)
        .join(Batch, Batch.id == RosterEntry.batch_id)
        .where(
            RetentionCheck.passed_on.is_(None),
            RetentionCheck.due_on <= today + SEEN_AHEAD,
            RosterEntry.state.in_(AT_WORK),
        )
        .order_by(RetentionCheck.id)
    ).all()
    people: Counter[int] = Counter()
    late: Counter[int] = Counter()
    hears: set[int] = set()
    for check, agency_id in due:
        people[agency_id] += 1
        late[agency_id] += is_late(check.due_on, today=today)
        if is_to_be_reminded(check.due_on, reminded_on=check.reminded_on, today=today):
            check.reminded_on = today
            hears.add(agency_id)
    accounts = db.session.scalars(
        select(Account).where(Account.agency_id.in_(hears), Account.may_sign_in).order_by(Account.id)
    ).all()
    for account in accounts:
        agency_id = account.agency_id or 0
        messages.tell(
            MessageKind.CHECKS_DUE,
            account=account,
            words={"due": people[agency_id], "late": late[agency_id]},
            key=f"retention:{account.id}:{today.isoformat()}",
        )
    return {"due": sum(people.values()), "late": sum(late.values()), "agencies": len(hears), "told": len(accounts)}
