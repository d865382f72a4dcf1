"""Enterprises and agencies that officials verify, each in the own division."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from sqlalchemy import func, select

from domain.divisions import subtree_prefix
from domain.enterprises import Verification
from webapp.extensions import db
from webapp.models import Account, Agency, Enterprise, Vacancy
from webapp.reads.paging import page_within

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import ColumnElement

PAGE_SIZE = 20

Row = TypeVar("Row", Enterprise, Agency)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationPage(Generic[Row]):
    """A page of enterprises or of agencies."""

    rows: Sequence[Row]
    counts: Mapping[Verification, int]
    total: int
    page: int
    pages: int


def enterprises_to_verify(*, division_code: str, state: Verification, page: int = 1) -> VerificationPage[Enterprise]:
    """The enterprises of a division that stand there, who waits longest first."""
    return _page(Enterprise, division_code=division_code, state=state, page=page)


def agencies_to_verify(*, division_code: str, state: Verification, page: int = 1) -> VerificationPage[Agency]:
    """The agencies of a division that stand there, who waits longest first."""
    return _page(Agency, division_code=division_code, state=state, page=page)


def find_enterprise_in(enterprise_id: int, *, division_code: str) -> Enterprise | None:
    """An enterprise, if it lies in the division."""
    return db.session.scalar(
        select(Enterprise).where(Enterprise.id == enterprise_id, _within(Enterprise, division_code))
    )


def find_agency_in(agency_id: int, *, division_code: str) -> Agency | None:
    """An agency, if it lies in the division."""
    return db.session.scalar(select(Agency).where(Agency.id == agency_id, _within(Agency, division_code)))


def _page(table: type[Row], *, division_code: str, state: Verification, page: int) -> VerificationPage[Row]:
    counts = {
        one: db.session.scalar(select(func.count(table.id)).where(_within(table, division_code), _stands(table, one)))
        or 0
        for one in Verification
    }
    page, pages = page_within(page, total=counts[state], size=PAGE_SIZE)
    asked = select(table).where(_within(table, division_code), _stands(table, state))
    order = table.verified_at.desc() if state is Verification.VERIFIED else table.created_at
    rows = db.session.scalars(asked.order_by(order, table.id).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)).all()
    return VerificationPage(rows=rows, counts=counts, total=counts[state], page=page, pages=pages)


def accounts_for(row: Enterprise | Agency) -> Sequence[Account]:
    """Who signs in for it."""
    column = Account.enterprise_id if isinstance(row, Enterprise) else Account.agency_id
    return db.session.scalars(select(Account).where(column == row.id).order_by(Account.id)).all()


def prepared_vacancies(enterprise_id: int) -> Sequence[Vacancy]:
    """What it has written so far, the newest first."""
    asked = select(Vacancy).where(Vacancy.enterprise_id == enterprise_id).order_by(Vacancy.id.desc())
    return db.session.scalars(asked.limit(PAGE_SIZE)).all()


def _within(table: type[Row], division_code: str) -> ColumnElement[bool]:
    return table.division_code.startswith(subtree_prefix(division_code))


def _stands(table: type[Row], state: Verification) -> ColumnElement[bool]:
    match state:
        case Verification.VERIFIED:
            return table.verified_at.is_not(None)
        case Verification.SENT_BACK:
            return table.verified_at.is_(None) & (table.refused_reason != "")
        case Verification.WAITING:
            return table.verified_at.is_(None) & (table.refused_reason == "")
