"""Identity numbers: kept locked away with a consent of their own, seen whole only with a reason, each time noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from domain.identities import (
    LENGTH,
    IdentityMissing,
    IdentityNeedsConsent,
    IdentityUnreadable,
    check_viewing,
    mask_identity,
)
from domain.workers import CONSENT_VERSION, ConsentPurpose, check_birth_year
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Consent, WorkerIdentity
from webapp.reads.identities import find_identity_of, seen_since
from webapp.reads.workers import standing_consents
from webapp.services import audit, duplicates
from webapp.services.identifiers import identity_number

if TYPE_CHECKING:
    from datetime import date, datetime

    from webapp.models import Worker
    from webapp.services.vault import IdentityVault

VIEW = "identity.view"
"""The action under which each look at a whole number stands in the trail."""


def keep(worker: Worker, typed: str, *, agrees: bool, vault: IdentityVault, today: date) -> bool:
    """Keep what a worker typed, and say whether it has corrected the year of birth. Consents must be loaded.

    Raises IdentityNeedsConsent, IdentityNotKept, or a refusal of identity_number or check_birth_year.
    """
    number, birthday = identity_number(typed, today=today)
    check_birth_year(birthday.year, today=today)
    if not agrees:
        raise IdentityNeedsConsent
    corrects = worker.birth_year != birthday.year
    worker.birth_year = birthday.year
    store(worker, number, vault=vault, account_id=None)
    if ConsentPurpose.IDENTITY not in standing_consents(worker):
        worker.consents.append(Consent(purpose=ConsentPurpose.IDENTITY, version=CONSENT_VERSION, given_at=now()))
    db.session.flush()
    return corrects


def store(worker: Worker, number: str, *, vault: IdentityVault, account_id: int | None) -> None:
    """Lock a checked number away; another number than before has not been seen by any official.

    Raises IdentityNotKept.
    """
    sealed, blind_index = vault.seal(number)
    # The changed worker is locked until the end: of two who send at once, the second finds what the first has kept.
    worker.updated_at = now()
    db.session.flush()
    row = find_identity_of(worker.id)
    if row is None:
        row = WorkerIdentity(worker_id=worker.id)
        db.session.add(row)
    elif row.blind_index in vault.blind_indexes(number):
        return
    row.sealed, row.blind_index = sealed, blind_index
    row.created_at, row.recorded_by_id = now(), account_id
    worker.is_verified = False
    duplicates.look_for(worker)


def forget(worker: Worker) -> None:
    """Take the number of a worker away, and the consent with it. Consents must be loaded."""
    db.session.execute(delete(WorkerIdentity).where(WorkerIdentity.worker_id == worker.id))
    for consent in worker.consents:
        if consent.purpose is ConsentPurpose.IDENTITY and consent.withdrawn_at is None:
            consent.withdrawn_at = now()
    worker.is_verified = False
    worker.updated_at = now()
    duplicates.look_for(worker)


def view(worker: Worker, *, reason: str, since: datetime, vault: IdentityVault, account_id: int) -> str:
    """The whole number, for an official who says why; that it was seen stands in the trail.

    Raises IdentityMissing, IdentityUnreadable or a refusal of check_viewing.
    """
    row = find_identity_of(worker.id)
    if row is None:
        raise IdentityMissing
    check_viewing(reason, seen_today=seen_since(since, action=VIEW, account_id=account_id), worker_id=worker.id)
    number = vault.open(row.sealed)
    audit.record(VIEW, worker, account_id=account_id, reason=reason.strip())
    return number


def masked(identity: WorkerIdentity | None, *, vault: IdentityVault) -> str:
    """What of a number may stand on a page; all hidden where no key opens it, nothing where there is none."""
    if identity is None:
        return ""
    try:
        return mask_identity(vault.open(identity.sealed))
    except IdentityUnreadable:
        return "*" * LENGTH


def confirm(worker: Worker, *, account_id: int) -> None:
    """An official has seen the identity card, and it is the one of the profile. Raises IdentityMissing."""
    if find_identity_of(worker.id) is None:
        raise IdentityMissing
    if not worker.is_verified:
        worker.is_verified = True
        worker.updated_at = now()
        audit.record("identity.confirm", worker, account_id=account_id)


def lock_anew(vault: IdentityVault) -> int:
    """Lock every number with the first key, and say how many. Raises IdentityUnreadable, and changes nothing then."""
    rows = db.session.scalars(select(WorkerIdentity)).all()
    for row in rows:
        row.sealed, row.blind_index = vault.seal(vault.open(row.sealed))
    db.session.flush()
    return len(rows)
