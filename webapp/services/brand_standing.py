"""Standing of brands: the one place where a brand is moved, by hand or by what follows from a decision about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.brands.standing import check_move, tier_after
from webapp.services import audit

if TYPE_CHECKING:
    from domain.brands import BrandState
    from webapp.models import Brand


def move(brand: Brand, to: BrandState, *, by: str, account_id: int | None, reason: str = "") -> None:
    """Move a brand to where it stands from now on, its tier with it. Raises a refusal of check_move.

    `by` is a role, or CLOCK for what the night does.
    """
    check_move(brand.state, to, by=by, reason=reason)
    was, brand.state, brand.tier = brand.state, to, tier_after(brand.tier, to)
    audit.record("brand.move", brand, account_id=account_id, was=was, to=to, reason=reason.strip())
