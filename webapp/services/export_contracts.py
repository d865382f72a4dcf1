"""Contracts of people who go away: entered with the step that says they are signed, corrected with a trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from domain.export_contracts import ContractMissing, ContractNumberTaken, ContractTerms, check_contract
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import ExportContract
from webapp.services import audit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from webapp.models import Batch, RosterEntry
    from webapp.services.rosters import StepDetails


def given(terms: ContractTerms | None, *, today: date) -> ContractTerms:
    """The contract that was named, if one was and it makes sense. Raises ContractMissing or as check_contract does."""
    if terms is None:
        raise ContractMissing
    check_contract(terms, today=today)
    return terms


def numbers_taken(batch: Batch, details: Iterable[StepDetails]) -> set[str]:
    """Which of the numbers that are to be given, another contract of the agency has."""
    numbers = {one.contract.number.strip() for one in details if one.contract}
    standing = select(ExportContract.number).where(
        ExportContract.agency_id == batch.agency_id, ExportContract.number.in_(numbers)
    )
    return set(db.session.scalars(standing))


def sign(entry: RosterEntry, terms: ContractTerms | None, *, taken: Collection[str], today: date) -> ExportContract:
    """Enter somebody's contract. `entry.batch` must be loaded. Raises ContractNumberTaken or as `given` does."""
    terms = given(terms, today=today)
    number = terms.number.strip()
    if number in taken:
        raise ContractNumberTaken(number=number)
    at = now()
    entry.contract = ExportContract(
        agency_id=entry.batch.agency_id,
        number=number,
        months=terms.months,
        signed_on=terms.signed_on,
        fee_fen=terms.fee_fen,
        created_at=at,
        updated_at=at,
    )
    return entry.contract


def correct(contract: ExportContract, terms: ContractTerms | None, *, account_id: int, today: date) -> None:
    """Correct what was entered of a contract; the trail keeps what stood before.

    Raises ContractNumberTaken or as `given` does.
    """
    terms = given(terms, today=today)
    before = {"number": contract.number, "months": contract.months, "signed_on": contract.signed_on.isoformat()}
    number = terms.number.strip()
    others = select(ExportContract.id).where(
        ExportContract.agency_id == contract.agency_id,
        ExportContract.number == number,
        ExportContract.id != contract.id,
    )
    if db.session.scalar(others) is not None:
        raise ContractNumberTaken(number=number)
    fee_before, contract.fee_fen = contract.fee_fen, terms.fee_fen
    contract.number, contract.months, contract.signed_on = number, terms.months, terms.signed_on
    contract.updated_at = now()
    audit.record(
        "contract.correct",
        contract,
        account_id=account_id,
        number=number,
        months=terms.months,
        signed_on=terms.signed_on.isoformat(),
        fee_fen=terms.fee_fen,
        was=", ".join(f"{value}" for value in (*before.values(), fee_before)),
    )
