"""Exhibitions: what is to come, for everybody and in a zone, and who has registered, for officials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from domain.divisions import HOME_CITY, subtree_prefix
from webapp.extensions import db
from webapp.models import Exhibition, ExhibitionVisitor

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

MOST = 100
"""Of a list: an office announces some in a year."""


def coming_exhibitions(*, today: date, within: str = HOME_CITY, limit: int = MOST) -> Sequence[Exhibition]:
    """What is on or to come in a part of the city, or for the whole of it, the soonest first."""
    asked = select(Exhibition).where(Exhibition.ends_on >= today)
    if within != HOME_CITY:
        is_there = Exhibition.division_code.startswith(subtree_prefix(within))
        asked = asked.where(is_there | (Exhibition.division_code == HOME_CITY))
    return db.session.scalars(asked.order_by(Exhibition.begins_on, Exhibition.id).limit(limit)).all()


def find_exhibition(exhibition_id: int) -> Exhibition | None:
    """An exhibition, whoever asks."""
    return db.session.get(Exhibition, exhibition_id)


def exhibitions_within(within: str) -> Sequence[Exhibition]:
    """Those of a division, the latest first."""
    asked = select(Exhibition).where(Exhibition.division_code.startswith(subtree_prefix(within)))
    return db.session.scalars(asked.order_by(Exhibition.ends_on.desc(), Exhibition.id).limit(MOST)).all()


def find_exhibition_within(exhibition_id: int, *, within: str) -> Exhibition | None:
    """One of a division."""
    asked = select(Exhibition).where(
        Exhibition.id == exhibition_id, Exhibition.division_code.startswith(subtree_prefix(within))
    )
    return db.session.scalar(asked)


def find_registration(exhibition_id: int, *, account_id: int) -> ExhibitionVisitor | None:
    """The registration of an account."""
    asked = select(ExhibitionVisitor).where(
        ExhibitionVisitor.exhibition_id == exhibition_id, ExhibitionVisitor.account_id == account_id
    )
    return db.session.scalar(asked)


def visitors_of(exhibition_id: int) -> Sequence[ExhibitionVisitor]:
    """Who has registered, in the order in which they did."""
    asked = select(ExhibitionVisitor).where(ExhibitionVisitor.exhibition_id == exhibition_id)
    rows = asked.options(joinedload(ExhibitionVisitor.account)).order_by(ExhibitionVisitor.id)
    return db.session.scalars(rows).all()
