"""Tells workers what becomes of their place away from home: on their page and by SMS, with an account or without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from domain.labour_export import RosterState
from domain.messages import MessageKind, Way
from domain.roster_steps import TELLS_WORKER
from webapp.extensions import db
from webapp.models import Account
from webapp.services import messages

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from webapp.models import Batch, RosterEntry


def tell_workers(batch: Batch, entries: Sequence[RosterEntry], state: RosterState) -> None:
    """Tell people that their places have moved to a state. Worker, vacancy and employer of each must be loaded.

    Somebody without an account hears by SMS, with the address of the place's own page.
    """
    kind = TELLS_WORKER.get(state)
    if kind is None or not entries:
        return
    ids = [entry.worker.account_id for entry in entries if entry.worker.account_id]
    accounts = {account.id: account for account in db.session.scalars(select(Account).where(Account.id.in_(ids)))}
    for entry in entries:
        account = accounts.get(entry.worker.account_id or 0)
        if account is None and kind is MessageKind.PLACE_NOTED:
            continue
        addresses = {} if account else {Way.SMS: entry.worker.phone}
        messages.tell(kind, account=account, words=_words(batch, entry, state, account), addresses=addresses)


def tell_agreed_by_code(entry: RosterEntry) -> None:
    """Tell somebody that an agency typed a yes for them: who did not read out the code can say so."""
    account = db.session.get(Account, entry.worker.account_id) if entry.worker.account_id else None
    messages.tell(
        MessageKind.PLACE_MOVED,
        account=account,
        words=_words(entry.batch, entry, RosterState.AGREED, account),
        addresses={} if account else {Way.SMS: entry.worker.phone},
    )


def _words(batch: Batch, entry: RosterEntry, state: RosterState, account: Account | None) -> dict[str, Any]:
    vacancy = entry.vacancy
    departs_on = batch.departs_on
    return {
        "entry_id": entry.id,
        "state": state.value,
        "title": vacancy.title,
        "enterprise": vacancy.enterprise.name,
        "agency": batch.agency.name,
        "division": batch.order.division_code,
        "monthly_fen": [vacancy.monthly_min_fen, vacancy.monthly_max_fen],
        "departs_on": departs_on.isoformat() if departs_on else None,
        "token": None if account else entry.token,
    }
