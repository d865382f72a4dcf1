"""Certificates of workers: written by them, shown as a picture or a PDF, and verified or refused by an official."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.messages import MessageKind
from domain.skill_certificates import (
    COUNTS,
    CertificateStanding,
    HeldCertificate,
    check_certificate,
    check_decision,
    fitting,
    verified_level,
)
from domain.skills import SkillLevel
from domain.workers import OccupationUnknown
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Account, Certificate
from webapp.reads.occupations import is_occupation
from webapp.services import audit, messages
from webapp.services.evidence import keep_upload

if TYPE_CHECKING:
    from datetime import date

    from domain.skill_certificates import CertificateWords
    from webapp.models import Worker
    from webapp.services.evidence import EvidenceStore, Upload


def add(
    worker: Worker,
    words: CertificateWords,
    *,
    upload: Upload | None = None,
    store: EvidenceStore,
    today: date,
) -> Certificate:
    """Add a certificate; with its picture or PDF it waits for an official. Certificates must be loaded.

    Raises OccupationUnknown, or a refusal of check_certificate or keep_upload.
    """
    certificate = Certificate()
    _write(worker, certificate, words, upload=upload, store=store, today=today)
    worker.certificates.append(certificate)
    db.session.flush()
    return certificate


def change(
    worker: Worker,
    certificate: Certificate,
    words: CertificateWords,
    *,
    upload: Upload | None = None,
    store: EvidenceStore,
    today: date,
) -> None:
    """Write a certificate of the worker anew; officials look at it again. Certificates must be loaded.

    Raises OccupationUnknown, or a refusal of check_certificate or keep_upload.
    """
    _write(worker, certificate, words, upload=upload, store=store, today=today)
    count_levels(worker, today=today)


def remove(worker: Worker, certificate_id: int, *, today: date) -> bool:
    """Take a certificate out of the profile, and say whether it was there. Certificates must be loaded."""
    found = next((item for item in worker.certificates if item.id == certificate_id), None)
    if found is None:
        return False
    worker.certificates.remove(found)
    count_levels(worker, today=today)
    return True


def decide(
    worker: Worker,
    certificate: Certificate,
    target: CertificateStanding,
    *,
    reason: str = "",
    account_id: int,
    today: date,
) -> None:
    """An official finds a certificate proved or not; the worker is told. Certificates must be loaded.

    Raises a refusal of check_decision.
    """
    reason = reason.strip() if target is CertificateStanding.REFUSED else ""
    before = certificate.standing
    check_decision(before, target, reason=reason, valid_until=certificate.valid_until, today=today)
    certificate.standing = target
    certificate.decided_at, certificate.decided_by_id = now(), account_id
    certificate.reason = reason
    # Who said a level by the certificate alone says it no more; who has another that shows it keeps it.
    if target is CertificateStanding.REFUSED and worker.skill_level == certificate.level:
        worker.skill_level = max(
            (item.level for item in worker.certificates if item.standing in COUNTS), default=SkillLevel.NONE
        )
    count_levels(worker, today=today)
    audit.record(
        f"certificate.{'verify' if target is CertificateStanding.VERIFIED else 'refuse'}",
        certificate,
        account_id=account_id,
        worker_id=worker.id,
        name=certificate.name or certificate.licence,
        number=certificate.number,
        was=before,
        reason=reason,
    )
    if worker.account_id is not None:
        messages.tell(
            MessageKind.CERTIFICATE_DECIDED,
            account=db.session.get_one(Account, worker.account_id),
            words={
                "standing": target,
                "name": certificate.name,
                "licence": certificate.licence,
                "reason": reason,
                "certificate_id": certificate.id,
            },
        )


def count_levels(worker: Worker, *, today: date) -> None:
    """Keep with the worker what the certificates prove. Certificates must be loaded."""
    held = [
        HeldCertificate(level=item.level, standing=item.standing, valid_until=item.valid_until)
        for item in worker.certificates
    ]
    worker.verified_level = verified_level(held, today=today)
    worker.updated_at = now()
    db.session.flush()


def _write(
    worker: Worker,
    certificate: Certificate,
    words: CertificateWords,
    *,
    upload: Upload | None,
    store: EvidenceStore,
    today: date,
) -> None:
    words = fitting(words)
    others = [(item.licence, item.number) for item in worker.certificates if item is not certificate]
    check_certificate(words, others=others, birth_year=worker.birth_year, today=today)
    if words.occupation_code and not is_occupation(words.occupation_code):
        raise OccupationUnknown(codes=[words.occupation_code])
    certificate.kind, certificate.name, certificate.licence = words.kind, words.name, words.licence
    certificate.occupation_code, certificate.level = words.occupation_code, words.level
    certificate.items = list(words.items)
    certificate.number, certificate.issuer = words.number, words.issuer
    certificate.issued_on, certificate.valid_until = words.issued_on, words.valid_until
    if upload is not None:
        kept = keep_upload(upload, store=store)
        certificate.file_name, certificate.file_kind, certificate.file_sha256 = kept.name, kept.kind, kept.sha256
    has_file = bool(certificate.file_sha256)
    certificate.standing = CertificateStanding.WAITING if has_file else CertificateStanding.CLAIMED
    certificate.shown_at = now() if has_file else None
    certificate.decided_at = certificate.decided_by_id = None
    certificate.reason = ""
    worker.skill_level = max(worker.skill_level, words.level)
    worker.updated_at = now()
