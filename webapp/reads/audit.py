"""The audit trail: who decided what about whom, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from webapp.calendar import start_of
from webapp.extensions import db
from webapp.models import Account, AuditEntry
from webapp.reads.paging import page_within

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import ColumnElement

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditQuestion:
    """What somebody looks for in the trail. Days are Shanghai calendar days, both included."""

    action: str = ""
    subject_type: str = ""
    subject_id: int | None = None
    account_id: int | None = None
    since: date | None = None
    until: date | None = None
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPage:
    """A page of the trail, newest first; each entry with the account that decided, None where the clock did."""

    entries: Sequence[tuple[AuditEntry, Account | None]]
    total: int
    page: int
    pages: int


def find_entries(question: AuditQuestion) -> AuditPage:
    """The decisions that a question is about."""
    asked = _conditions(question)
    total = db.session.scalar(select(func.count()).select_from(AuditEntry).where(*asked)) or 0
    page, pages = page_within(question.page, total=total, size=PAGE_SIZE)
    rows = db.session.execute(
        select(AuditEntry, Account)
        .outerjoin(Account, Account.id == AuditEntry.account_id)
        .where(*asked)
        .order_by(AuditEntry.id.desc())
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    )
    return AuditPage(
        entries=[(entry, account) for entry, account in rows],
        total=total,
        page=page,
        pages=pages,
    )


def history_of(subject_type: str, subject_id: int) -> list[tuple[AuditEntry, Account | None]]:
    """What was decided about one row, the oldest first."""
    rows = db.session.execute(
        select(AuditEntry, Account)
        .outerjoin(Account, Account.id == AuditEntry.account_id)
        .where(AuditEntry.subject_type == subject_type, AuditEntry.subject_id == subject_id)
        .order_by(AuditEntry.id)
    )
    return [(entry, account) for entry, account in rows]


def known_actions() -> list[str]:
    """The kinds of decision that were ever made."""
    return list(db.session.scalars(select(AuditEntry.action).distinct().order_by(AuditEntry.action)))


def known_subjects() -> list[str]:
    """The kinds of row that anything was ever decided about."""
    return list(db.session.scalars(select(AuditEntry.subject_type).distinct().order_by(AuditEntry.subject_type)))


def _conditions(question: AuditQuestion) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    if question.action:
        asked.append(AuditEntry.action == question.action)
    if question.subject_type:
        asked.append(AuditEntry.subject_type == question.subject_type)
    if question.subject_id is not None:
        asked.append(AuditEntry.subject_id == question.subject_id)
    if question.account_id is not None:
        asked.append(AuditEntry.account_id == question.account_id)
    if question.since is not None:
        asked.append(AuditEntry.at >= start_of(question.since))
    if question.until is not None:
        asked.append(AuditEntry.at < start_of(question.until + timedelta(days=1)))
    return asked
