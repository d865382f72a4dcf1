"""Claims: a code goes to the phone in a profile, and whoever types it takes the profile over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import update

from domain.messages import CodeMatter
from domain.profile_claims import ClaimUnfit, NothingToClaim
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Account, Worker
from webapp.reads.profile_claims import claimable_by
from webapp.services import audit, duplicates, one_time_codes

if TYPE_CHECKING:
    from domain.errors import RuleBroken


def send(account: Account, *, secret: str) -> None:
    """Send the phone of an account a code with which to take a profile over.

    Raises NothingToClaim, CodeAskedTooSoon or TooManyCodes.
    """
    if not claimable_by(account):
        raise NothingToClaim
    one_time_codes.issue(
        {"account_id": account.id},
        phone=account.phone,
        account=account,
        words={"matter": CodeMatter.PROFILE},
        secret=secret,
        asked_by_id=account.id,
    )


def claim(account: Account, typed: str, *, birth_year: int, secret: str) -> RuleBroken | None:
    """Take a profile over with the code; None where it was done.

    Of a family that shares a phone the year of birth says who it is, and a number that was given to somebody else
    does not give them the profile of who had it before. What does not fit is given back as its refusal and not
    raised: the attempt is kept. Raises NothingToClaim.
    """
    waiting = claimable_by(account)
    if not waiting:
        raise NothingToClaim
    fitting = [worker for worker in waiting if worker.birth_year == birth_year]
    refused = one_time_codes.use({"account_id": account.id}, typed, secret=secret, only_try=not fitting)
    if refused is not None:
        return refused
    if not fitting:
        return ClaimUnfit()
    # The condition stands in the statement: of two who claim at once, one gets it.
    taken = db.session.execute(
        update(Worker)
        .where(Worker.id == fitting[0].id, Worker.account_id.is_(None))
        .values(account_id=account.id, updated_at=now())
        .returning(Worker.id)
        .execution_options(synchronize_session=False)
    )
    if taken.scalar() is None:
        raise NothingToClaim
    worker = db.session.get_one(Worker, fitting[0].id, populate_existing=True)
    account.name = worker.name
    audit.record("worker.claim", worker, account_id=account.id)
    duplicates.look_for(worker)
    return None
