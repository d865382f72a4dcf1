"""Certificates that officials verify, each in the own division, and who may look at the papers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from domain.accounts import OFFICIALS, Role
from domain.skill_certificates import CertificateStanding
from webapp.extensions import db
from webapp.models import Certificate, Worker, WorkerOccupation
from webapp.reads.paging import page_within
from webapp.reads.talents import lives_within

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Select

    from webapp.models import Account

PAGE_SIZE = 30
MOST_ALIKE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificatePage:
    """A page of certificates in one standing, each with its worker; who waits longest is first."""

    rows: Sequence[tuple[Certificate, Worker]]
    counts: Mapping[CertificateStanding, int]
    total: int
    page: int
    pages: int


def certificates_of_division(division_code: str, *, standing: CertificateStanding, page: int = 1) -> CertificatePage:
    """The certificates of the people of a division that stand there."""
    counted = (
        select(Certificate.standing, func.count())
        .join(Worker, Worker.id == Certificate.worker_id)
        .where(lives_within(division_code))
        .group_by(Certificate.standing)
    )
    found: dict[CertificateStanding, int] = {row[0]: row[1] for row in db.session.execute(counted)}
    total = found.get(standing, 0)
    page, pages = page_within(page, total=total, size=PAGE_SIZE)
    order = {
        CertificateStanding.WAITING: (Certificate.shown_at, Certificate.id),
        CertificateStanding.CLAIMED: (Certificate.id.desc(),),
    }.get(standing, (Certificate.decided_at.desc(), Certificate.id.desc()))
    asked = _of_division(division_code).where(Certificate.standing == standing)
    rows = db.session.execute(asked.order_by(*order).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE))
    return CertificatePage(
        rows=[(certificate, worker) for certificate, worker in rows],
        counts={one: found.get(one, 0) for one in CertificateStanding},
        total=total,
        page=page,
        pages=pages,
    )


def count_waiting(division_code: str) -> int:
    """How many wait for an official of a division."""
    asked = (
        select(func.count())
        .select_from(Certificate)
        .join(Worker, Worker.id == Certificate.worker_id)
        .where(Certificate.standing == CertificateStanding.WAITING, lives_within(division_code))
    )
    return db.session.scalar(asked) or 0


def find_certificate_within(certificate_id: int, *, within: str) -> tuple[Certificate, Worker] | None:
    """A certificate of somebody of the division, with the worker and all certificates."""
    asked = _of_division(within).where(Certificate.id == certificate_id).options(selectinload(Worker.certificates))
    found = db.session.execute(
        asked.options(selectinload(Worker.occupations).joinedload(WorkerOccupation.occupation))
    ).first()
    return (found[0], found[1]) if found else None


def next_waiting(within: str) -> int | None:
    """The number of the certificate that waits longest in a division."""
    asked = (
        select(Certificate.id)
        .join(Worker, Worker.id == Certificate.worker_id)
        .where(Certificate.standing == CertificateStanding.WAITING, lives_within(within))
    )
    return db.session.scalar(asked.order_by(Certificate.shown_at, Certificate.id).limit(1))


def same_number(certificate: Certificate) -> Sequence[tuple[Certificate, Worker]]:
    """Certificates of others with the number of this one; of the whole city, for a number belongs to one person."""
    if not certificate.number:
        return []
    asked = (
        select(Certificate, Worker)
        .join(Worker, Worker.id == Certificate.worker_id)
        .where(Certificate.number == certificate.number, Certificate.worker_id != certificate.worker_id)
        .order_by(Certificate.id)
    )
    return [(other, worker) for other, worker in db.session.execute(asked.limit(MOST_ALIKE))]


def find_paper_for(certificate_id: int, *, account: Account) -> Certificate | None:
    """A certificate whose paper an account may see: the worker's own, or one of the official's division."""
    asked = (
        select(Certificate)
        .join(Worker, Worker.id == Certificate.worker_id)
        .where(Certificate.id == certificate_id, Certificate.file_sha256 != "")
    )
    if account.role is Role.WORKER:
        return db.session.scalar(asked.where(Worker.account_id == account.id))
    if account.role in OFFICIALS and account.division_code:
        return db.session.scalar(asked.where(lives_within(account.division_code)))
    return None


def _of_division(division_code: str) -> Select[Certificate, Worker]:
    return (
        select(Certificate, Worker).join(Worker, Worker.id == Certificate.worker_id).where(lives_within(division_code))
    )
