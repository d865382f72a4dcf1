"""Pictures of public pages: by their fingerprint, and those that somebody may place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from webapp.extensions import db
from webapp.models import Picture

if TYPE_CHECKING:
    from domain.pictures import PlacedPicture
    from domain.zone_pages import ZonePage

OFFERED = 40


def find_content(fingerprint: str) -> bytes | None:
    """The bytes of a picture."""
    return db.session.scalar(select(Picture.content).where(Picture.fingerprint == fingerprint))


def pictures_to_choose(account_id: int, page: ZonePage) -> dict[str, PlacedPicture]:
    """The pictures that somebody has brought, the latest first, and those that stand on the page already."""
    mine = select(Picture).where(Picture.uploaded_by_id == account_id).order_by(Picture.id.desc()).limit(OFFERED)
    brought = {row.fingerprint: row.as_placed() for row in db.session.scalars(mine)}
    placed = {one.fingerprint: one for section in page.sections if (one := section.picture) is not None}
    return placed | brought
