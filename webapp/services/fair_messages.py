"""What people are told about fairs: enterprises of their booth, the invited, and everybody of a cancellation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from domain.fair_registrations import OPEN
from domain.fair_tickets import TicketState
from domain.messages import MessageKind
from webapp.extensions import db
from webapp.models import Account, FairRegistration, FairTicket, Worker
from webapp.services import messages

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from webapp.models import Fair


def tell_enterprise(fair: Fair, row: FairRegistration) -> None:
    """Tell everybody of an enterprise what became of its registration."""
    words = _about(fair) | {"state": row.state.value, "reason": row.reason}
    for account in accounts_of(row.enterprise_id):
        messages.tell(MessageKind.REGISTRATION_MOVED, account=account, words=words)


def tell_invited(fair: Fair, worker_ids: Iterable[int]) -> None:
    """Tell workers that they are invited to a fair, each once."""
    asked = select(Account).join(Worker, Worker.account_id == Account.id).where(Worker.id.in_(set(worker_ids)))
    for account in db.session.scalars(asked.order_by(Account.id)).all():
        messages.tell(
            MessageKind.FAIR_INVITED, account=account, words=_about(fair), key=f"fair-invited:{fair.id}:{account.id}"
        )


def tell_cancelled(fair: Fair, *, reason: str) -> None:
    """Tell those who would come that the fair does not take place. Before the tickets are ended."""
    comes = FairTicket.state.in_([TicketState.BOOKED, TicketState.WAITING])
    workers = (
        select(Account)
        .join(Worker, Worker.account_id == Account.id)
        .join(FairTicket, FairTicket.worker_id == Worker.id)
        .where(FairTicket.fair_id == fair.id, comes)
    )
    employers = (
        select(Account)
        .join(FairRegistration, FairRegistration.enterprise_id == Account.enterprise_id)
        .where(FairRegistration.fair_id == fair.id, FairRegistration.state.in_(OPEN))
    )
    words = _about(fair) | {"reason": reason}
    for asked in (workers, employers):
        for account in db.session.scalars(asked.order_by(Account.id)).all():
            messages.tell(MessageKind.FAIR_CANCELLED, account=account, words=words)


def accounts_of(enterprise_id: int) -> Sequence[Account]:
    """Everybody who signs in for an enterprise."""
    asked = select(Account).where(Account.enterprise_id == enterprise_id, Account.may_sign_in)
    return db.session.scalars(asked.order_by(Account.id)).all()


def _about(fair: Fair) -> dict[str, Any]:
    return {"fair_id": fair.id, "title": fair.title, "held_on": fair.held_on.isoformat()}
