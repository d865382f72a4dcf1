"""People whom a county enters from a table, each with the consent that can be shown for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.accounts import TERMS_VERSION, check_person_name
from domain.skill_certificates import check_certificate
from domain.worker_imports import WorkerKnown, check_consent, check_division
from domain.workers import CONSENT_VERSION, ConsentPurpose, check_abilities
from webapp.calendar import start_of
from webapp.extensions import db
from webapp.models import Consent
from webapp.reads.worker_imports import is_known
from webapp.services import audit, identities, skill_certificates, workers

if TYPE_CHECKING:
    from datetime import date

    from domain.skill_certificates import CertificateWords
    from domain.worker_imports import ProofOfConsent
    from webapp.models import Worker
    from webapp.services.evidence import EvidenceStore
    from webapp.services.vault import IdentityVault
    from webapp.services.workers import Abilities, Wishes


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredPerson:
    """A row of the table. The identity number is checked by its form already."""

    phone: str
    wishes: Wishes
    abilities: Abilities
    agrees: frozenset[ConsentPurpose]
    consent_reference: str
    consent_on: date
    consent_how: ProofOfConsent
    certificate: CertificateWords | None = None
    identity: str = field(default="", repr=False)


@dataclass(slots=True)
class Seen:
    """Who stood in the rows before."""

    numbers: set[str] = field(default_factory=set)
    people: set[tuple[str, str, int]] = field(default_factory=set)


def check(person: EnteredPerson, seen: Seen, *, within: str, vault: IdentityVault, today: date) -> None:
    """Whether a person may be entered; who may is noted in `seen`.

    Raises WorkerKnown, IdentityNotKept, or a refusal of the rules of a profile, a certificate or a consent.
    """
    check_person_name(person.wishes.name)
    check_division(person.wishes.division_code, within=within)
    workers.check_wishes_of(person.wishes, today=today)
    _check_abilities(person.abilities)
    if person.certificate is not None:
        check_certificate(person.certificate, others=(), birth_year=person.wishes.birth_year, today=today)
    check_consent(
        person.consent_reference,
        person.consent_on,
        person.consent_how,
        has_identity=bool(person.identity),
        today=today,
    )
    if person.identity:
        vault.seal(person.identity)
    who = (person.phone, person.wishes.name, person.wishes.birth_year)
    indexes = vault.blind_indexes(person.identity) if person.identity else ()
    if (person.identity and person.identity in seen.numbers) or who in seen.people or is_known(*who, indexes):
        raise WorkerKnown
    seen.people.add(who)
    if person.identity:
        seen.numbers.add(person.identity)


def enter(person: EnteredPerson, *, account_id: int, vault: IdentityVault, store: EvidenceStore, today: date) -> Worker:
    """Enter a person who was checked, with the consents that were recorded for it. Raises as `check` does."""
    at = start_of(person.consent_on)
    purposes = {ConsentPurpose.TERMS, *person.agrees} | ({ConsentPurpose.IDENTITY} if person.identity else set())
    consents = [
        Consent(
            purpose=purpose,
            version=TERMS_VERSION if purpose is ConsentPurpose.TERMS else CONSENT_VERSION,
            given_at=at,
            recorded_by_id=account_id,
            reference=person.consent_reference,
            proof=person.consent_how,
        )
        for purpose in ConsentPurpose
        if purpose in purposes
    ]
    worker = workers.enter(person.wishes, phone=person.phone, consents=consents, today=today)
    workers.write_abilities(worker, person.abilities)
    if person.certificate is not None:
        skill_certificates.add(worker, person.certificate, store=store, today=today)
    if person.identity:
        identities.store(worker, person.identity, vault=vault, account_id=account_id)
    audit.record(
        "worker.enter",
        worker,
        account_id=account_id,
        reference=person.consent_reference,
        proof=person.consent_how,
        purposes=sorted(purposes),
    )
    db.session.flush()
    return worker


def _check_abilities(abilities: Abilities) -> None:
    check_abilities(
        skills=abilities.skills,
        experience_years=abilities.experience_years,
        experience=abilities.experience,
        headline=abilities.headline,
    )
