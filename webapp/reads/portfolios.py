"""Pictures of portfolios, and who may look at one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from domain.accounts import OFFICIALS, Role
from webapp.extensions import db
from webapp.models import Application, Enterprise, PortfolioPicture, Vacancy, Worker
from webapp.reads.candidates import may_be_found
from webapp.reads.talents import lives_within

if TYPE_CHECKING:
    from webapp.models import Account


def find_picture_for(picture_id: int, *, account: Account) -> PortfolioPicture | None:
    """A picture, if an account may see it.

    The worker and the officials of the division see all; a verified enterprise sees those of people whom it may find,
    or who have applied to it, as long as no official has taken the picture down.
    """
    asked = select(PortfolioPicture).where(PortfolioPicture.id == picture_id)
    owner = asked.join(Worker, Worker.id == PortfolioPicture.worker_id)
    if account.role is Role.WORKER:
        return db.session.scalar(owner.where(Worker.account_id == account.id))
    if account.role in OFFICIALS and account.division_code:
        return db.session.scalar(owner.where(lives_within(account.division_code)))
    if account.role is Role.ENTERPRISE and account.enterprise_id:
        picture = db.session.scalar(asked.where(PortfolioPicture.taken_down_at.is_(None)))
        return picture if picture and _may_see(account.enterprise_id, picture.worker_id) else None
    return None


def find_picture_within(picture_id: int, *, within: str) -> tuple[PortfolioPicture, Worker] | None:
    """A picture of somebody of a division, with the worker."""
    found = db.session.execute(
        select(PortfolioPicture, Worker)
        .join(Worker, Worker.id == PortfolioPicture.worker_id)
        .where(PortfolioPicture.id == picture_id, lives_within(within))
    ).first()
    return (found[0], found[1]) if found else None


def _may_see(enterprise_id: int, worker_id: int) -> bool:
    verified = select(Enterprise.id).where(Enterprise.id == enterprise_id, Enterprise.verified_at.is_not(None))
    if db.session.scalar(verified) is None:
        return False
    applied = (
        select(Application.id)
        .join(Vacancy, Vacancy.id == Application.vacancy_id)
        .where(Application.worker_id == worker_id, Vacancy.enterprise_id == enterprise_id)
    )
    return may_be_found(worker_id, enterprise_id=enterprise_id) or db.session.scalar(applied.limit(1)) is not None
