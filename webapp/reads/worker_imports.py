"""Whether somebody whom a county enters is in the database already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from webapp.extensions import db
from webapp.models import Worker, WorkerIdentity

if TYPE_CHECKING:
    from collections.abc import Sequence


def is_known(phone: str, name: str, birth_year: int, blind_indexes: Sequence[str]) -> bool:
    """Whether somebody has this identity number, or this phone, name and year of birth."""
    same = select(Worker.id).where(
        Worker.phone == phone, Worker.name == name, Worker.birth_year == birth_year, Worker.merged_into_id.is_(None)
    )
    if db.session.scalar(same.limit(1)) is not None:
        return True
    asked = select(WorkerIdentity.id).where(WorkerIdentity.blind_index.in_(blind_indexes))
    return bool(blind_indexes) and db.session.scalar(asked.limit(1)) is not None
