"""Stories of people: what everybody reads, what an enterprise wrote, what an office looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from domain.accounts import Role
from domain.divisions import subtree_prefix
from domain.stories import StoryState
from webapp.extensions import db
from webapp.models import Brand, Story
from webapp.reads.certifications import belongs_to
from webapp.reads.paging import page_within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, ScalarSelect, Select

    from webapp.models import Account, BrandPerson

PAGE_SIZE = 12
MOST = 200
"""Of a desk."""


def published_stories(*, brand_slug: str = "", page: int = 1) -> tuple[Sequence[Story], int, int]:
    """What everybody reads, the latest first, of all brands or of one; with the page and how many there are."""
    is_shown: ColumnElement[bool] = Story.state == StoryState.PUBLISHED
    if brand_slug:
        is_shown &= Story.brand_id.in_(select(Brand.id).where(Brand.slug == brand_slug))
    total = db.session.scalar(select(func.count(Story.id)).where(is_shown)) or 0
    page, pages = page_within(page, total=total, size=PAGE_SIZE)
    asked = _stories().where(is_shown).order_by(Story.published_at.desc(), Story.id)
    return db.session.scalars(asked.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)).all(), page, pages


def find_published_story(story_id: int) -> Story | None:
    """One that everybody may read."""
    return db.session.scalar(_stories().where(Story.id == story_id, Story.state == StoryState.PUBLISHED))


def story_of(person: type[BrandPerson]) -> ScalarSelect[int]:
    """The number of the latest published story of somebody who stands for a brand, within a question about them."""
    return (
        select(func.max(Story.id))
        .where(
            Story.brand_id == person.brand_id,
            Story.person_name == person.name,
            Story.person_kind == person.kind,
            Story.state == StoryState.PUBLISHED,
        )
        .scalar_subquery()
    )


def stories_for(account: Account) -> Sequence[Story]:
    """What an enterprise wrote, or what an office looks after; what waits to be looked at first."""
    waits = (Story.state != StoryState.HANDED_IN).label("waits")
    asked = _stories().where(_visible_to(account)).order_by(waits, Story.id.desc())
    return db.session.scalars(asked.limit(MOST)).all()


def find_story_for(story_id: int, *, account: Account) -> Story | None:
    """A story that the account wrote for its enterprise, or that lies in its division."""
    return db.session.scalar(_stories().where(Story.id == story_id, _visible_to(account)))


def brands_to_write_of(account: Account) -> Sequence[Brand]:
    """The brands whose people an account may write of."""
    if account.role is Role.ENTERPRISE:
        asked = select(Brand).where(belongs_to(account.enterprise_id or 0))
    else:
        asked = select(Brand).where(Brand.division_code.startswith(subtree_prefix(account.division_code or "0")))
    return db.session.scalars(asked.order_by(Brand.name)).all()


def _visible_to(account: Account) -> ColumnElement[bool]:
    if account.role is Role.ENTERPRISE:
        return Story.enterprise_id == account.enterprise_id
    within = subtree_prefix(account.division_code or "0")
    return Story.brand_id.in_(select(Brand.id).where(Brand.division_code.startswith(within)))


def _stories() -> Select[Story]:
    return select(Story).options(joinedload(Story.brand))
