"""The library of brands: categories, tiers, states, what a brand has built and who stands for it, and its figures."""

from __future__ import annotations

from enum import StrEnum


class BrandCategory(StrEnum):
    """The four kinds of labour brand (article 二)."""

    MID_HIGH_SKILL = "mid_high_skill"
    QUALITY_SERVICE = "quality_service"
    CULTURE_TOURISM = "culture_tourism"
    LIVELIHOOD = "livelihood"


class BrandTier(StrEnum):
    """Who lists the brand (article 三)."""

    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"


class BrandState(StrEnum):
    """Where a brand stands between being found and being let go (article 三: 能进能出)."""

    SURVEYED = "surveyed"
    NURTURING = "nurturing"
    COUNTY_LISTED = "county_listed"
    CITY_CANDIDATE = "city_candidate"
    CITY_CERTIFIED = "city_certified"
    PROVINCIAL = "provincial"
    SUSPENDED = "suspended"
    EXITED = "exited"


PUBLIC_STATES = frozenset(
    {BrandState.COUNTY_LISTED, BrandState.CITY_CANDIDATE, BrandState.CITY_CERTIFIED, BrandState.PROVINCIAL}
)
"""A brand in one of these is shown, and has a zone."""


class Indicator(StrEnum):
    """The yearly figures of a brand (article 三 and the annex)."""

    WORKFORCE = "workforce"
    SKILLED_WORKERS = "skilled_workers"
    MIGRANT_WORKERS = "migrant_workers"
    HARDSHIP_WORKERS = "hardship_workers"
    MEAN_MONTHLY_WAGE_FEN = "mean_monthly_wage_fen"
    INDUSTRY_MEAN_MONTHLY_WAGE_FEN = "industry_mean_monthly_wage_fen"
    ANNUAL_LABOUR_INCOME_FEN = "annual_labour_income_fen"
    OUTPUT_FEN = "output_fen"
    MARKET_SHARE = "market_share"
    THIRD_PARTY_SATISFACTION = "third_party_satisfaction"
    PARKS_OR_STARTUP_BASES = "parks_or_startup_bases"


SUMMED = frozenset(Indicator) - {
    Indicator.MEAN_MONTHLY_WAGE_FEN,
    Indicator.INDUSTRY_MEAN_MONTHLY_WAGE_FEN,
    Indicator.MARKET_SHARE,
    Indicator.THIRD_PARTY_SATISFACTION,
}
"""The figures of several brands that may be added up; a mean and a share may not."""


class SiteKind(StrEnum):
    """What a brand has built (articles 五 and 八, and the annex)."""

    PARK = "park"
    STARTUP_BASE = "startup_base"
    TRAINING_BASE = "training_base"
    MASTER_STUDIO = "master_studio"
    HERITAGE_WORKSHOP = "heritage_workshop"


class BrandPersonKind(StrEnum):
    """What somebody is to a brand (article 十二)."""

    FOUNDER = "founder"
    INHERITOR = "inheritor"
    LEADER = "leader"
