"""What the city offers today, for its front page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from webapp.reads.brands import slim_brands
from webapp.reads.fairs import ListedFair, coming_fairs, count_coming_fairs
from webapp.reads.vacancies import Offered, count_offered, is_open, newest_vacancies
from webapp.reads.zones import CategoryOfZones, ListedCampaign, zone_shelf

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from domain.brands import BrandCategory
    from webapp.models import Vacancy

NEWEST = 6
FAIRS = 3
ZONES = 4
"""Of each category."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPage:
    """Everything that the front page shows, counted from rows."""

    offered: Offered
    brands: int
    """Those that the public may see."""
    brands_by_category: Mapping[BrandCategory, int]
    coming: int
    """Fairs."""
    categories: tuple[CategoryOfZones, ...]
    campaigns: tuple[ListedCampaign, ...]
    """Those with a zone that run or come."""
    newest: Sequence[Vacancy]
    fairs: list[ListedFair]


def front_page(*, today: date) -> FrontPage:
    """What the city offers on a day."""
    shelf = zone_shelf(today=today, limit=ZONES)
    brands = slim_brands(None)
    return FrontPage(
        offered=count_offered(is_open(today)),
        brands=len(brands),
        brands_by_category=Counter(brand.category for brand in brands),
        coming=count_coming_fairs(today=today),
        categories=shelf.categories,
        campaigns=shelf.campaigns,
        newest=newest_vacancies(limit=NEWEST, today=today),
        fairs=coming_fairs(today=today, limit=FAIRS),
    )
