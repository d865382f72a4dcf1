"""Companions: one asks, the other agrees, and from then on they go away together or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select
from sqlalchemy.exc import IntegrityError

from domain.companions import MOST_ASKED, CompanionStands, OwnCompanion, TooManyAsked, check_group
from domain.messages import MessageKind
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Account, Companionship, Worker
from webapp.reads.companions import connected_pairs
from webapp.services import audit, messages
from webapp.services.identifiers import mobile_phone

if TYPE_CHECKING:
    from webapp.models import Account as AnyAccount


def ask(worker: Worker, phone: str, *, account_id: int) -> None:
    """Ask whoever has this number to go away together. Whether anybody has it is not said.

    Raises PhoneInvalid, OwnCompanion, CompanionStands or TooManyAsked.
    """
    number = mobile_phone(phone)
    if number == worker.phone:
        raise OwnCompanion
    waiting = select(func.count()).where(Companionship.asker_id == worker.id, Companionship.agreed_at.is_(None))
    if (db.session.scalar(waiting) or 0) >= MOST_ASKED:
        raise TooManyAsked(most=MOST_ASKED)
    found = db.session.execute(
        select(Worker, Account).join(Account, Account.id == Worker.account_id).where(Account.phone == number)
    ).first()
    if found is None:
        return
    other, account = found
    either_way = or_(
        (Companionship.asker_id == worker.id) & (Companionship.other_id == other.id),
        (Companionship.asker_id == other.id) & (Companionship.other_id == worker.id),
    )
    if db.session.scalar(select(Companionship.id).where(either_way)) is not None:
        raise CompanionStands
    pair = Companionship(asker_id=worker.id, other_id=other.id, asked_at=now())
    db.session.add(pair)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise CompanionStands from error
    audit.record("companion.ask", pair, account_id=account_id)
    _tell(account, worker)


def agree(pair: Companionship, *, account_id: int) -> None:
    """The other says yes. Raises TooManyCompanions."""
    if pair.agreed_at is None:
        check_group(connected_pairs([pair.asker_id, pair.other_id]), pair.asker_id, pair.other_id)
        pair.agreed_at = now()
        audit.record("companion.agree", pair, account_id=account_id)


def part(pair: Companionship, *, account_id: int) -> None:
    """Either of the two goes alone again, or does not want to be asked."""
    audit.record("companion.part", pair, account_id=account_id)
    db.session.delete(pair)
    db.session.flush()


def _tell(account: AnyAccount, asker: Worker) -> None:
    messages.tell(MessageKind.COMPANION_ASKED, account=account, words={"name": asker.name})
