"""Standards: handed in as files, held against every brand as drafts, and adopted from a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

from domain.brands.standard_files import Flaw, StandardUnreadable
from domain.brands.standards import StandardAdopted, StandardVersionTaken, check_adoption, check_file
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import StandardVersion
from webapp.reads.standards import is_version_taken, read_file
from webapp.services import audit

if TYPE_CHECKING:
    from datetime import date


def draft(content: bytes, *, account_id: int) -> StandardVersion:
    """Keep the file of a standard as a draft.

    Raises StandardMissing, StandardTooLarge, StandardUnreadable, IndicatorUnknown or StandardVersionTaken.
    """
    check_file(len(content))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise StandardUnreadable(place=str(line), flaw=Flaw.UNREADABLE) from error
    standard = read_file(text)
    if is_version_taken(standard.version):
        raise StandardVersionTaken(version=standard.version)
    row = StandardVersion(
        version=standard.version,
        valid_from=standard.valid_from,
        content=text,
        created_by_id=account_id,
        created_at=now(),
    )
    db.session.add(row)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise StandardVersionTaken(version=standard.version) from error
    audit.record("standard.draft", row, account_id=account_id, rule_version=row.version, version=row.version)
    return row


def adopt(row: StandardVersion, *, valid_from: date, today: date, account_id: int) -> None:
    """Let decisions be made by a standard from a day on. Raises StandardAdopted or AdoptionDayPast."""
    check_adoption(is_adopted=row.adopted_at is not None, valid_from=valid_from, today=today)
    row.valid_from, row.adopted_by_id, row.adopted_at = valid_from, account_id, now()
    audit.record(
        "standard.adopt",
        row,
        account_id=account_id,
        rule_version=row.version,
        version=row.version,
        valid_from=valid_from.isoformat(),
    )


def drop(row: StandardVersion, *, account_id: int) -> None:
    """Take a draft away. Raises StandardAdopted."""
    if row.adopted_at is not None:
        raise StandardAdopted
    audit.record("standard.drop", row, account_id=account_id, rule_version=row.version, version=row.version)
    db.session.delete(row)
    db.session.flush()
