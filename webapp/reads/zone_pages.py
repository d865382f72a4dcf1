"""Versions of the pages of zones: what waits for an official, what was proposed, and what stood there before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, joinedload, with_expression

from domain.brands import SiteKind
from domain.zone_pages import OPEN, STANDARD_PAGE, VersionState, changed_sections
from webapp.extensions import db
from webapp.models import Account, BrandPerson, BrandSite, ZoneVersion
from webapp.reads.stories import story_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Select

    from domain.zone_pages import SectionKind, ZonePage

SHOWN_VERSIONS = 30
TRAINING_PLACES = (SiteKind.TRAINING_BASE, SiteKind.MASTER_STUDIO, SiteKind.HERITAGE_WORKSHOP)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldVersion:
    """A version with the names of those who made it and decided about it."""

    row: ZoneVersion
    made_by: str | None
    decided_by: str | None
    changed: tuple[SectionKind, ...]
    """What it says otherwise than the version that is published."""


def published_page(zone_id: int) -> ZonePage:
    """The page of a zone as the public sees it."""
    row = db.session.scalar(_of(zone_id).where(ZoneVersion.state == VersionState.PUBLISHED))
    return row.page if row else STANDARD_PAGE


def versions_of(zone_id: int) -> list[ToldVersion]:
    """The versions of a zone that officials may know of, the latest first: what an enterprise drafts is its own."""
    standing = published_page(zone_id)
    maker, decider = aliased(Account), aliased(Account)
    asked = select(ZoneVersion, maker.name, decider.name).outerjoin(maker, maker.id == ZoneVersion.made_by_id)
    asked = asked.outerjoin(decider, decider.id == ZoneVersion.decided_by_id)
    its_own = ZoneVersion.enterprise_id.is_not(None) & (ZoneVersion.state == VersionState.DRAFT)
    asked = asked.where(ZoneVersion.zone_id == zone_id, ~its_own, ZoneVersion.state != VersionState.DROPPED)
    asked = asked.options(joinedload(ZoneVersion.enterprise)).order_by(ZoneVersion.number.desc()).limit(SHOWN_VERSIONS)
    return [
        ToldVersion(row=row, made_by=made_by, decided_by=decided_by, changed=changed_sections(standing, row.page))
        for row, made_by, decided_by in db.session.execute(asked)
    ]


def find_version(zone_id: int, number: int) -> ZoneVersion | None:
    """A version of a zone, with the enterprise whose it is."""
    return db.session.scalar(
        _of(zone_id).where(ZoneVersion.number == number).options(joinedload(ZoneVersion.enterprise))
    )


def open_version(zone_id: int, *, enterprise_id: int | None) -> ZoneVersion | None:
    """What officials, or an enterprise, are composing, or have handed in and not heard of."""
    asked = _of(zone_id).where(ZoneVersion.state.in_(OPEN))
    mine = ZoneVersion.enterprise_id.is_(None) if enterprise_id is None else ZoneVersion.enterprise_id == enterprise_id
    return db.session.scalar(asked.where(mine))


def latest_by_zone(zone_ids: Sequence[int], *, enterprise_id: int) -> dict[int, ZoneVersion]:
    """The latest version that an enterprise has made for each zone."""
    mine = (ZoneVersion.enterprise_id == enterprise_id) & ZoneVersion.zone_id.in_(zone_ids)
    asked = select(ZoneVersion).where(mine, ZoneVersion.state != VersionState.DROPPED).order_by(ZoneVersion.number)
    return {row.zone_id: row for row in db.session.scalars(asked)}


def count_proposed(zone_ids: Sequence[int]) -> dict[int, int]:
    """How many proposals wait, by zone."""
    waiting = (ZoneVersion.state == VersionState.PROPOSED) & ZoneVersion.zone_id.in_(zone_ids)
    asked = select(ZoneVersion.zone_id, func.count()).where(waiting).group_by(ZoneVersion.zone_id)
    return {zone_id: count for zone_id, count in db.session.execute(asked)}  # noqa: C416  a row is no pair to mypy


def people_of(brand_id: int | None) -> Sequence[BrandPerson]:
    """Who stands for the brand of a zone, with their published stories."""
    if brand_id is None:
        return ()
    asked = select(BrandPerson).where(BrandPerson.brand_id == brand_id)
    asked = asked.options(with_expression(BrandPerson.story_id, story_of(BrandPerson)))
    return db.session.scalars(asked.order_by(BrandPerson.id)).all()


def training_places_of(brand_id: int | None) -> Sequence[BrandSite]:
    """Where the brand of a zone trains people."""
    if brand_id is None:
        return ()
    asked = select(BrandSite).where(BrandSite.brand_id == brand_id, BrandSite.kind.in_(TRAINING_PLACES))
    return db.session.scalars(asked.order_by(BrandSite.id)).all()


def _of(zone_id: int) -> Select[ZoneVersion]:
    return select(ZoneVersion).where(ZoneVersion.zone_id == zone_id)
