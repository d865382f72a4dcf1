"""What the fields of a line are called, and how their values are said."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from flask_babel import lazy_gettext as _

from domain.brands import Indicator
from webapp.labels import label
from webapp.presentation import figure, industry_name, keeper

if TYPE_CHECKING:
    from domain.directories import DirectoryLine

FIELDS: dict[str, Any] = {
    "name": _("Name of the brand"),
    "category": _("Category"),
    "tier": _("Tier"),
    "state": _("Stands"),
    "division_code": _("Kept by"),
    "industry_code": _("Industry"),
    "certificate": _("Certificate"),
    "year": _("Year"),
    "workforce": label(Indicator.WORKFORCE),
    "market_share": label(Indicator.MARKET_SHARE),
    "output_fen": label(Indicator.OUTPUT_FEN),
}
"""The fields of a line that may differ between editions."""
FIGURES = {
    "workforce": Indicator.WORKFORCE,
    "market_share": Indicator.MARKET_SHARE,
    "output_fen": Indicator.OUTPUT_FEN,
}
NOTHING = "—"


def said(line: DirectoryLine, field: str) -> str:
    """The value of a field as people read it."""
    value = getattr(line, field)
    if value in (None, ""):
        return NOTHING
    if field in FIGURES:
        return figure(value, FIGURES[field])
    if field == "division_code":
        return keeper(value)
    if field == "industry_code":
        return industry_name(value)
    return str(label(value)) if isinstance(value, StrEnum) else str(value)
