"""What people are told about fairs: enterprises of their booth, the invited, and everybody of a cancellation."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from domain.fair_registrations import OPEN
from domain.fair_tickets import TicketState
from domain.interviews import InterviewState
from domain.messages import MessageKind
from webapp.calendar import SHANGHAI
from webapp.extensions import db
from webapp.models import Account, Booth, FairInterview, FairRegistration, FairSlot, FairTicket, Worker
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


def tell_interviews(fair: Fair) -> int:
    """Tell every worker whose interviews were planned, moved or dropped since they were told; how many workers."""
    rows = db.session.scalars(
        select(FairInterview)
        .where(FairInterview.fair_id == fair.id)
        .order_by(FairInterview.starts_at, FairInterview.id)
        .options(
            joinedload(FairInterview.booth).joinedload(Booth.enterprise),
            joinedload(FairInterview.booth).joinedload(Booth.spot),
        )
    ).all()
    of_worker: dict[int, list[FairInterview]] = {}
    for row in rows:
        of_worker.setdefault(row.worker_id, []).append(row)
    concerned = {worker_id: own for worker_id, own in of_worker.items() if any(_is_news(row) for row in own)}
    guests = db.session.execute(
        select(FairTicket.worker_id, FairTicket.id, Account)
        .join(Worker, Worker.id == FairTicket.worker_id)
        .outerjoin(Account, Account.id == Worker.account_id)
        .where(FairTicket.fair_id == fair.id, FairTicket.worker_id.in_(concerned))
        .order_by(FairTicket.worker_id)
    ).all()
    for worker_id, ticket_id, account in guests:
        own = concerned[worker_id]
        knew = any(row.told_at is not None for row in own)
        standing = [row for row in own if row.state is InterviewState.PLANNED]
        if account is not None:
            messages.tell(
                MessageKind.INTERVIEWS_MOVED if knew else MessageKind.INTERVIEWS_PLANNED,
                account=account,
                words=_about(fair) | {"ticket_id": ticket_id, "times": [_time_of(row) for row in standing]},
            )
        for row in own:
            if row.state is InterviewState.PLANNED:
                row.told_at = row.starts_at
            elif row.state is InterviewState.CANCELLED:
                row.told_at = None
    _tell_booths(fair, rows)
    db.session.flush()
    return len(concerned)


def tell_tomorrow(fair: Fair) -> int:
    """Remind those who come to a fair tomorrow, once; how many."""
    told = 0
    words = _about(fair) | {"venue": fair.venue}
    guests = db.session.execute(
        select(Account, FairTicket.id, FairSlot.starts_at)
        .join(Worker, Worker.account_id == Account.id)
        .join(FairTicket, FairTicket.worker_id == Worker.id)
        .join(FairSlot, FairSlot.id == FairTicket.slot_id)
        .where(FairTicket.fair_id == fair.id, FairTicket.state == TicketState.BOOKED)
        .order_by(Account.id)
    ).all()
    for account, ticket_id, starts_at in guests:
        about = {"is_guest": True, "ticket_id": ticket_id, "hour": f"{starts_at:%H:%M}"}
        key = f"fair-tomorrow:{fair.id}:{account.id}"
        told += messages.tell(MessageKind.FAIR_TOMORROW, account=account, words=words | about, key=key) is not None
    booths = db.session.scalars(select(Booth).where(Booth.fair_id == fair.id).options(joinedload(Booth.spot))).all()
    for booth in booths:
        about = {"is_guest": False, "booth": booth.sign, "hour": f"{fair.opens_at:%H:%M}"}
        for account in accounts_of(booth.enterprise_id):
            key = f"fair-tomorrow:{fair.id}:{account.id}"
            told += messages.tell(MessageKind.FAIR_TOMORROW, account=account, words=words | about, key=key) is not None
    return told


def _tell_booths(fair: Fair, rows: Sequence[FairInterview]) -> None:
    """Tell enterprises once how many interviews await them; on the day they see what moves on their desk."""
    counts = Counter(row.booth.enterprise_id for row in rows if row.state is InterviewState.PLANNED)
    for enterprise_id, count in sorted(counts.items()):
        for account in accounts_of(enterprise_id):
            messages.tell(
                MessageKind.INTERVIEWS_PLANNED,
                account=account,
                words=_about(fair) | {"count": count},
                key=f"interviews:{fair.id}:{account.id}",
            )


def _is_news(row: FairInterview) -> bool:
    if row.state is InterviewState.PLANNED:
        return row.told_at != row.starts_at
    return row.state is InterviewState.CANCELLED and row.told_at is not None


def _time_of(row: FairInterview) -> dict[str, str]:
    at = row.starts_at.astimezone(SHANGHAI)
    return {"at": f"{at:%H:%M}", "enterprise": row.booth.enterprise.name, "booth": row.booth.sign}


def accounts_of(enterprise_id: int) -> Sequence[Account]:
    """Everybody who signs in for an enterprise."""
    asked = select(Account).where(Account.enterprise_id == enterprise_id, Account.may_sign_in)
    return db.session.scalars(asked.order_by(Account.id)).all()


def _about(fair: Fair) -> dict[str, Any]:
    return {"fair_id": fair.id, "title": fair.title, "held_on": fair.held_on.isoformat()}
