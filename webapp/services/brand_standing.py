"""Standing of brands: the one place where a brand is moved, by hand or by what follows from a decision about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from domain.brands import PUBLIC_STATES
from domain.brands.standing import CERTIFIED, check_move, tier_after
from domain.zones import ZoneKind
from webapp.extensions import db
from webapp.models import Vacancy, Zone
from webapp.models.outbox import VACANCIES, tell_search
from webapp.services import audit

if TYPE_CHECKING:
    from domain.brands import BrandState
    from webapp.models import Brand


def move(brand: Brand, to: BrandState, *, by: str, account_id: int | None, reason: str = "") -> None:
    """Move a brand to where it stands from now on, its tier with it. Raises a refusal of check_move.

    `by` is a role, or CLOCK for what the night does. What becomes public for the first time gets a zone.
    """
    check_move(brand.state, to, by=by, reason=reason)
    before = brand.state
    brand.state, brand.tier = to, tier_after(brand.tier, to)
    if to in PUBLIC_STATES:
        _open_zone(brand)
    if (before in PUBLIC_STATES) != (to in PUBLIC_STATES) or (before in CERTIFIED) != (to in CERTIFIED):
        tell_search_of(brand)
    audit.record("brand.move", brand, account_id=account_id, before=before, state=to, tier=brand.tier, reason=reason)


def tell_search_of(brand: Brand) -> None:
    """The vacancies of a brand are found by its name and in its zone; either has changed."""
    tell_search(db.session, VACANCIES, db.session.scalars(select(Vacancy.id).where(Vacancy.brand_id == brand.id)))


def _open_zone(brand: Brand) -> None:
    if db.session.scalar(select(Zone.id).where(Zone.brand_id == brand.id).limit(1)) is not None:
        return
    db.session.add(
        Zone(
            slug=brand.slug,
            kind=ZoneKind.BRAND,
            brand_id=brand.id,
            title=f"{brand.name}专区",
            title_en=brand.name_en,
            lead=brand.products,
            is_published=True,
        )
    )
    db.session.flush()
