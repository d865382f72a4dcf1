"""Claims for the service subsidy: whom an agency could claim, claims as agencies and officials see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from domain.divisions import subtree_prefix
from domain.recruits import identity_of
from domain.subsidies import ClaimState, Entitlement, Placement, entitle, rule_on
from webapp.extensions import db
from webapp.models import (
    Agency,
    Batch,
    ExportOrder,
    RetentionCheck,
    RosterEntry,
    SubsidyClaim,
    SubsidyLine,
)
from webapp.reads.audit import history_of
from webapp.reads.paging import page_within

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from sqlalchemy import Select

    from domain.subsidies import Obstacle, SubsidyRule
    from webapp.models import Account, AuditEntry

PAGE_SIZE = 50
CALLED = "subsidy.call"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDraft:
    """What an agency could claim now."""

    rule: SubsidyRule
    entitlements: tuple[Entitlement, ...]
    entries: Mapping[int, RosterEntry]

    @property
    def counting(self) -> tuple[Entitlement, ...]:
        """For whom something would be paid."""
        return tuple(one for one in self.entitlements if one.obstacle is None)

    @property
    def left_out(self) -> dict[Obstacle, list[RosterEntry]]:
        """For whom nothing would be paid, by the reason."""
        found: dict[Obstacle, list[RosterEntry]] = {}
        for one in self.entitlements:
            if one.obstacle is not None:
                found.setdefault(one.obstacle, []).append(self.entries[one.placement.entry_id])
        return found

    @property
    def amount_fen(self) -> int:
        """What would be paid."""
        return sum(one.amount_fen for one in self.entitlements)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPage:
    """A page of claims in a division."""

    claims: Sequence[SubsidyClaim]
    counts: Mapping[ClaimState, int]
    page: int
    pages: int


def draft_of(agency_id: int, *, today: date) -> ClaimDraft:
    """Everybody whom an agency has sent and who has passed a check, and what it would be paid for them.

    Those for whom it has been paid, or has asked to be, are not among them.
    """
    rule = rule_on(today)
    asked_for = select(SubsidyLine.entry_id).where(SubsidyLine.obstacle.is_(None))
    stayed = select(RetentionCheck.entry_id).where(RetentionCheck.passed_on.is_not(None))
    entries = db.session.scalars(
        select(RosterEntry)
        .join(Batch, Batch.id == RosterEntry.batch_id)
        .where(Batch.agency_id == agency_id, RosterEntry.id.in_(stayed), RosterEntry.id.not_in(asked_for))
        .order_by(RosterEntry.id)
        .options(
            joinedload(RosterEntry.worker),
            joinedload(RosterEntry.contract),
            selectinload(RosterEntry.checks),
            selectinload(RosterEntry.objections),
        )
    ).all()
    placements = [_placement(entry) for entry in entries]
    claimed = _claimed([one.identity for one in placements])
    return ClaimDraft(
        rule=rule,
        entitlements=entitle(placements, rule=rule, claimed=claimed),
        entries={entry.id: entry for entry in entries},
    )


def claims_of(agency_id: int) -> Sequence[SubsidyClaim]:
    """An agency's claims, the latest first."""
    asked = select(SubsidyClaim).where(SubsidyClaim.agency_id == agency_id)
    return db.session.scalars(asked.order_by(SubsidyClaim.id.desc())).all()


def claims_in(division_code: str, *, state: ClaimState, page: int = 1) -> ClaimPage:
    """The claims of agencies of a division that stand there, who waits longest first."""
    within = Agency.division_code.startswith(subtree_prefix(division_code))
    rows = db.session.execute(
        select(SubsidyClaim.state, func.count())
        .join(Agency, Agency.id == SubsidyClaim.agency_id)
        .where(within)
        .group_by(SubsidyClaim.state)
    )
    counts = {row[0]: row[1] for row in rows}
    page, pages = page_within(page, total=counts.get(state, 0), size=PAGE_SIZE)
    claims = db.session.scalars(
        select(SubsidyClaim)
        .join(Agency, Agency.id == SubsidyClaim.agency_id)
        .where(within, SubsidyClaim.state == state)
        .order_by(SubsidyClaim.submitted_at, SubsidyClaim.id)
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
        .options(joinedload(SubsidyClaim.agency))
    ).all()
    return ClaimPage(claims=claims, counts=counts, page=page, pages=pages)


def find_claim_of(claim_id: int, *, agency_id: int) -> SubsidyClaim | None:
    """A claim of the agency, with its people."""
    return db.session.scalar(_whole().where(SubsidyClaim.id == claim_id, SubsidyClaim.agency_id == agency_id))


def find_claim_in(claim_id: int, *, division_code: str) -> SubsidyClaim | None:
    """A claim of an agency of the division, with its people."""
    return db.session.scalar(
        _whole()
        .join(Agency, Agency.id == SubsidyClaim.agency_id)
        .where(SubsidyClaim.id == claim_id, Agency.division_code.startswith(subtree_prefix(division_code)))
    )


def steps_of(claim: SubsidyClaim) -> list[tuple[AuditEntry, Account]]:
    """Who took which step of a claim, and when: everything that was decided but the calls."""
    history = history_of(SubsidyClaim.__tablename__, claim.id)
    return [(entry, account) for entry, account in history if account and entry.action != CALLED]


def other_claims(claim: SubsidyClaim) -> dict[str, list[SubsidyClaim]]:
    """By identity: other claims in which the people of a claim are paid for. The claim's lines must be loaded."""
    rows = db.session.execute(
        select(SubsidyLine.identity, SubsidyClaim)
        .join(SubsidyClaim, SubsidyClaim.id == SubsidyLine.claim_id)
        .where(
            SubsidyLine.identity.in_([line.identity for line in claim.lines]),
            SubsidyLine.obstacle.is_(None),
            SubsidyClaim.id != claim.id,
        )
        .order_by(SubsidyClaim.id)
        .options(joinedload(SubsidyClaim.agency))
    )
    found: dict[str, list[SubsidyClaim]] = {}
    for identity, other in rows:
        found.setdefault(identity, []).append(other)
    return found


def _whole() -> Select[SubsidyClaim]:
    entry = selectinload(SubsidyClaim.lines).joinedload(SubsidyLine.entry)
    return select(SubsidyClaim).options(
        joinedload(SubsidyClaim.agency),
        entry.joinedload(RosterEntry.worker),
        entry.joinedload(RosterEntry.contract),
        entry.joinedload(RosterEntry.batch).joinedload(Batch.order).joinedload(ExportOrder.enterprise),
    )


def _placement(entry: RosterEntry) -> Placement:
    worker, contract = entry.worker, entry.contract
    return Placement(
        entry_id=entry.id,
        identity=identity_of(name=worker.name, phone=worker.phone, birth_year=worker.birth_year),
        months=contract.months if contract else None,
        fee_fen=contract.fee_fen if contract else 0,
        retained=max((check.months for check in entry.checks if check.passed_on), default=0),
        has_objection=any(one.outcome is None for one in entry.objections),
    )


def _claimed(identities: Collection[str]) -> set[str]:
    """For whom somebody is paid, or has asked to be."""
    asked = select(SubsidyLine.identity).where(SubsidyLine.identity.in_(identities), SubsidyLine.obstacle.is_(None))
    return set(db.session.scalars(asked))
