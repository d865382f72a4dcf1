"""Pages of zones: drafted, handed in by enterprises, published by officials, and taken back to what stood before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from domain.messages import MessageKind
from domain.zone_pages import (
    EDITABLE,
    ONCE_PUBLIC,
    RULE_VERSION,
    Composer,
    VersionChanged,
    VersionFixed,
    VersionState,
    VersionStepRefused,
    changed_sections,
    check_section,
    check_shown,
    check_step,
    kept_page,
)
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Account, Zone, ZoneVersion
from webapp.reads.zone_pages import open_version, published_page
from webapp.services import audit, messages

if TYPE_CHECKING:
    from domain.zone_pages import ZonePage

S = VersionState


def save_draft(
    zone: Zone, page: ZonePage, *, enterprise_id: int | None, account_id: int, lock: int | None = None
) -> ZoneVersion:
    """Keep what officials, or an enterprise, compose; the public sees nothing of it.

    Raises VersionFixed where it was handed in, VersionChanged where `lock` says that an older one was open, or a
    refusal of check_section.
    """
    for section in page.sections:
        check_section(section)
    _hold(zone)
    row = open_version(zone.id, enterprise_id=enterprise_id)
    if row is None:
        row = _new(zone, page, enterprise_id=enterprise_id, account_id=account_id)
    elif row.state not in EDITABLE:
        raise VersionFixed
    elif lock is not None and row.lock != lock:
        raise VersionChanged
    else:
        row.content, row.made_by_id, row.made_at = kept_page(page), account_id, now()
    try:
        db.session.flush()
    except (IntegrityError, StaleDataError) as error:
        raise VersionChanged from error
    return row


def hand_in(zone: Zone, row: ZoneVersion, *, account_id: int) -> None:
    """An enterprise proposes its page; an official decides. Raises VersionStepRefused or NothingShown."""
    check_shown(row.page)
    _step(zone, row, S.PROPOSED, by=Composer.ENTERPRISE, account_id=account_id)


def publish(zone: Zone, row: ZoneVersion, *, account_id: int) -> None:
    """Let the public see a version; what it saw before is kept. Raises VersionStepRefused or NothingShown."""
    check_shown(row.page)
    changed = changed_sections(published_page(zone.id), row.page)
    _hold(zone)
    _replace(zone)
    _step(zone, row, S.PUBLISHED, by=Composer.OFFICE, account_id=account_id, changed=[kind.value for kind in changed])


def send_back(zone: Zone, row: ZoneVersion, *, reason: str, account_id: int) -> None:
    """Give a proposal back to its enterprise. Raises a refusal of check_step."""
    _step(zone, row, S.SENT_BACK, by=Composer.OFFICE, account_id=account_id, reason=reason)


def drop(zone: Zone, row: ZoneVersion, *, by: Composer, account_id: int) -> None:
    """Give up what was composed. Raises VersionStepRefused."""
    _step(zone, row, S.DROPPED, by=by, account_id=account_id)


def go_back(zone: Zone, row: ZoneVersion, *, account_id: int) -> ZoneVersion:
    """Let the public see again what it saw before, as a version of its own. Raises VersionStepRefused."""
    if row.state not in ONCE_PUBLIC or row.zone_id != zone.id:
        raise VersionStepRefused(state=row.state, target=S.PUBLISHED)
    _hold(zone)
    _replace(zone)
    again = _new(zone, row.page, enterprise_id=None, account_id=account_id)
    again.state, again.based_on = S.PUBLISHED, row.number
    again.decided_by_id, again.decided_at = account_id, now()
    db.session.flush()
    audit.record(
        "zone.go_back", zone, account_id=account_id, rule_version=RULE_VERSION, number=again.number, was=row.number
    )
    return again


def _step(
    zone: Zone,
    row: ZoneVersion,
    target: VersionState,
    *,
    by: Composer,
    account_id: int,
    reason: str = "",
    changed: list[str] | None = None,
) -> None:
    check_step(row.state, target, by=by, made_by=row.composer, reason=reason)
    row.state = target
    if by is Composer.OFFICE:
        row.decided_by_id, row.decided_at, row.reason = account_id, now(), reason.strip()
    try:
        db.session.flush()
    except (IntegrityError, StaleDataError) as error:
        raise VersionChanged from error
    audit.record(
        f"zone.page_{target}",
        zone,
        account_id=account_id,
        rule_version=RULE_VERSION,
        number=row.number,
        enterprise_id=row.enterprise_id,
        reason=reason.strip(),
        changed=changed or [],
    )
    if by is Composer.OFFICE and row.enterprise_id is not None:
        _tell(zone, row)


def _new(zone: Zone, page: ZonePage, *, enterprise_id: int | None, account_id: int) -> ZoneVersion:
    latest = db.session.scalar(select(func.max(ZoneVersion.number)).where(ZoneVersion.zone_id == zone.id)) or 0
    standing = select(ZoneVersion.number).where(ZoneVersion.zone_id == zone.id, ZoneVersion.state == S.PUBLISHED)
    row = ZoneVersion(
        zone_id=zone.id,
        number=latest + 1,
        state=S.DRAFT,
        enterprise_id=enterprise_id,
        content=kept_page(page),
        based_on=db.session.scalar(standing),
        made_by_id=account_id,
        made_at=now(),
    )
    db.session.add(row)
    return row


def _replace(zone: Zone) -> None:
    shown = (ZoneVersion.zone_id == zone.id) & (ZoneVersion.state == S.PUBLISHED)
    replaced = update(ZoneVersion).where(shown).values(state=S.REPLACED, lock=ZoneVersion.lock + 1)
    db.session.execute(replaced.execution_options(synchronize_session=False))
    for known in list(db.session.identity_map.values()):
        if isinstance(known, ZoneVersion) and known.zone_id == zone.id and known.state is S.PUBLISHED:
            db.session.expire(known)


def _hold(zone: Zone) -> None:
    """Until the transaction ends nobody else numbers or publishes a version of the zone; the write locks on both."""
    hold = update(Zone).where(Zone.id == zone.id).values(title=Zone.title)
    db.session.execute(hold.execution_options(synchronize_session=False))


def _tell(zone: Zone, row: ZoneVersion) -> None:
    """Whoever composed a proposal hears what became of it."""
    account = db.session.get(Account, row.made_by_id) if row.made_by_id else None
    words = {"zone_id": zone.id, "title": zone.title, "state": row.state.value, "reason": row.reason}
    messages.tell(MessageKind.ZONE_PAGE_DECIDED, account=account, words=words)
