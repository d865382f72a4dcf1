"""Zones: what each kind gathers, who looks after it, and what it is called (article 四)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.divisions import COUNTIES, HOME_CITY, keeper_of, lies_within
from domain.errors import RuleBroken

if TYPE_CHECKING:
    from domain.brands import BrandCategory
    from domain.campaigns import Campaign

LONGEST_TITLE = 40
LONGEST_LEAD = 120
LONGEST_TITLE_EN, LONGEST_LEAD_EN = 80, 240
"""The same in English needs twice the letters."""
LONGEST_SLUG = 60
MOST_BRANDS = 200
"""◇ That officials put into the zone of a campaign; a zone of more is one of all."""

_SLUG = re.compile("[a-z0-9]+(-[a-z0-9]+)*")


class ZoneKind(StrEnum):
    """What a zone is about."""

    BRAND = "brand"
    CATEGORY = "category"
    CAMPAIGN = "campaign"
    COUNTY = "county"


class ZoneTitleMissing(RuleBroken):
    """A zone has no title."""

    field = "title"


class ZoneTitleTooLong(RuleBroken):
    """A title does not fit into a banner."""

    field = "title"


class ZoneLeadTooLong(RuleBroken):
    """The line under the title is longer than a line."""

    field = "lead"


class ZoneEnglishTitleTooLong(RuleBroken):
    """The English title does not fit into a banner."""

    field = "title_en"


class ZoneEnglishLeadTooLong(RuleBroken):
    """The English line under the title is longer than a line."""

    field = "lead_en"


class ZoneSlugInvalid(RuleBroken):
    """An address has other letters than an address has, or too many."""

    field = "slug"


class ZoneSlugTaken(RuleBroken):
    """Another zone has this address."""

    field = "slug"


class ZoneStands(RuleBroken):
    """There is a zone of this brand, category, county or campaign of the year already."""

    field = "subject"


class ZoneSubjectUnknown(RuleBroken):
    """Nobody says what a zone is about, or it is nothing of the kind."""

    field = "subject"


class TooManyBrands(RuleBroken):
    """A campaign names more brands than anybody chooses one by one."""

    field = "brands"


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneSubject:
    """What a zone is about, and what it gathers by it."""

    kind: ZoneKind
    brand_id: int | None = None
    category: BrandCategory | None = None
    county: str | None = None
    campaign: Campaign | None = None
    year: int | None = None
    brand_ids: frozenset[int] = frozenset()
    """Of a campaign: the brands that it is about; none means every employer of the city."""
    is_for_hardship: bool = False
    """Of a campaign: only what welcomes people of hardship groups."""

    def gathers(
        self,
        *,
        brand_id: int | None,
        category: BrandCategory | None,
        division_code: str,
        is_hardship_friendly: bool,
    ) -> bool:
        """Whether the zone shows a vacancy: of a brand and its category, at a place, for whom."""
        match self.kind:
            case ZoneKind.BRAND:
                return brand_id is not None and brand_id == self.brand_id
            case ZoneKind.CATEGORY:
                return category is not None and category is self.category
            case ZoneKind.COUNTY:
                return self.county is not None and lies_within(division_code, self.county)
            case _:
                is_meant = not self.brand_ids or brand_id in self.brand_ids
                return is_meant and (is_hardship_friendly or not self.is_for_hardship)


def check_subject(subject: ZoneSubject) -> None:
    """Whether a zone is about something, and only about that. Raises ZoneSubjectUnknown or TooManyBrands."""
    said = {
        ZoneKind.BRAND: subject.brand_id is not None,
        ZoneKind.CATEGORY: subject.category is not None,
        ZoneKind.COUNTY: subject.county in COUNTIES,
        ZoneKind.CAMPAIGN: subject.campaign is not None and subject.year is not None,
    }
    if not said[subject.kind]:
        raise ZoneSubjectUnknown
    if len(subject.brand_ids) > MOST_BRANDS:
        raise TooManyBrands(count=len(subject.brand_ids), most=MOST_BRANDS)


def check_words(*, title: str, lead: str, title_en: str = "", lead_en: str = "") -> None:
    """Raises ZoneTitleMissing, ZoneTitleTooLong, ZoneLeadTooLong, or the same for the English ones."""
    if not title.strip():
        raise ZoneTitleMissing
    if len(title) > LONGEST_TITLE:
        raise ZoneTitleTooLong(length=len(title), most=LONGEST_TITLE)
    if len(lead) > LONGEST_LEAD:
        raise ZoneLeadTooLong(length=len(lead), most=LONGEST_LEAD)
    if len(title_en) > LONGEST_TITLE_EN:
        raise ZoneEnglishTitleTooLong(length=len(title_en), most=LONGEST_TITLE_EN)
    if len(lead_en) > LONGEST_LEAD_EN:
        raise ZoneEnglishLeadTooLong(length=len(lead_en), most=LONGEST_LEAD_EN)


def check_slug(slug: str) -> None:
    """Raises ZoneSlugInvalid."""
    if len(slug) > LONGEST_SLUG or _SLUG.fullmatch(slug) is None:
        raise ZoneSlugInvalid(most=LONGEST_SLUG)


def keeper_of_zone(subject: ZoneSubject, *, brand_division: str | None = None) -> str:
    """Whose officials look after a zone: those of the brand's home, of the county, or of the city."""
    if subject.kind is ZoneKind.BRAND and brand_division is not None:
        return keeper_of(brand_division)
    return subject.county or HOME_CITY
