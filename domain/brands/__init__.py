"""Brands: what a labour brand is, how it is named, what it reports, and what it must fulfil to be certified."""

from domain.brands.assessment import (
    Assessment,
    AttestationUnusable,
    CheckResult,
    ConditionResult,
    IndicatorUnusable,
    Outcome,
    assess,
)
from domain.brands.library import (
    PUBLIC_STATES,
    BrandCategory,
    BrandPersonKind,
    BrandState,
    BrandTier,
    Indicator,
    SiteKind,
)
from domain.brands.names import Likeness, NameCheck, NamePart, check_name
from domain.brands.standard_files import IndicatorUnknown, StandardUnreadable, read_standard
from domain.brands.standards import CategoryUnknown, Check, Condition, Standard

__all__ = [
    "PUBLIC_STATES",
    "Assessment",
    "AttestationUnusable",
    "BrandCategory",
    "BrandPersonKind",
    "BrandState",
    "BrandTier",
    "CategoryUnknown",
    "Check",
    "CheckResult",
    "Condition",
    "ConditionResult",
    "Indicator",
    "IndicatorUnknown",
    "IndicatorUnusable",
    "Likeness",
    "NameCheck",
    "NamePart",
    "Outcome",
    "SiteKind",
    "Standard",
    "StandardUnreadable",
    "assess",
    "check_name",
    "read_standard",
]
