"""The outbox: what search must still learn, written in the transaction that changed it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, String, event, insert, literal, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from webapp.models.base import Base
from webapp.models.brands import BrandMember
from webapp.models.vacancies import Vacancy, VacancyLicence, VacancySkill
from webapp.models.workers import (
    Certificate,
    Consent,
    Worker,
    WorkerBlock,
    WorkerDestination,
    WorkerOccupation,
    WorkerSkill,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

VACANCIES = "vacancies"
WORKERS = "workers"

INDEXED: dict[type[Base], tuple[str, str]] = {
    Vacancy: (VACANCIES, "id"),
    VacancySkill: (VACANCIES, "vacancy_id"),
    VacancyLicence: (VACANCIES, "vacancy_id"),
    Worker: (WORKERS, "id"),
    WorkerOccupation: (WORKERS, "worker_id"),
    WorkerSkill: (WORKERS, "worker_id"),
    WorkerDestination: (WORKERS, "worker_id"),
    WorkerBlock: (WORKERS, "worker_id"),
    Certificate: (WORKERS, "worker_id"),
    Consent: (WORKERS, "worker_id"),
}
"""For each table that search reads: the index, and the column that says which document changed."""
RELATED: dict[type[Base], Callable[[Any], Select[int]]] = {
    BrandMember: lambda row: select(Vacancy.id).where(
        Vacancy.brand_id == row.brand_id, Vacancy.enterprise_id == row.enterprise_id
    ),
}
"""For each table of which search reads something beside its documents: the vacancies that it is read for."""


class OutboxEntry(Base):
    """A document of an index changed; what it is now stands in the database."""

    __tablename__ = "outbox_entry"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012  SQLAlchemy reads it from the class

    index_name: Mapped[str] = mapped_column(String(30))
    document_id: Mapped[int]
    created_at: Mapped[datetime]


def tell_search(session: Session, index_name: str, document_ids: Iterable[int]) -> None:
    """Note documents that changed without their own row changing: an enterprise has a new name, a zone was closed."""
    at = datetime.now(UTC)
    rows = [
        {"index_name": index_name, "document_id": document_id, "created_at": at}
        for document_id in sorted(set(document_ids))
    ]
    if rows:
        session.execute(insert(OutboxEntry), rows)


def tell_search_where(session: Session, index_name: str, document_ids: Select[int]) -> None:
    """Note the documents that a question finds, however many there are."""
    at = literal(datetime.now(UTC), OutboxEntry.created_at.type)
    noted = select(literal(index_name), document_ids.subquery().c[0], at)
    session.execute(insert(OutboxEntry).from_select(["index_name", "document_id", "created_at"], noted))


def _note_changes(session: Session, _context: Any) -> None:
    """After a flush, when new rows have their numbers, note each document that a changed row belongs to."""
    changed: dict[str, set[int]] = {}
    rows = [*session.new, *session.deleted, *(row for row in session.dirty if session.is_modified(row))]
    for row in rows:
        if type(row) in INDEXED:
            index_name, column = INDEXED[type(row)]
            changed.setdefault(index_name, set()).add(getattr(row, column))
        elif type(row) in RELATED:
            tell_search_where(session, VACANCIES, RELATED[type(row)](row))
    for index_name, document_ids in changed.items():
        tell_search(session, index_name, document_ids)


event.listen(Session, "after_flush", _note_changes)
