"""What filters, and what had to be given up, are called on the page of searches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import lazy_gettext as _

from domain.query_log import FactKind, QueryEngine, QuerySource
from webapp.blueprints.vacancies.words import FILTER_NAMES
from webapp.labels import label
from webapp.presentation import is_chinese

if TYPE_CHECKING:
    from collections.abc import Mapping

    from webapp.models import Zone

GIVEN_UP: dict[str, Any] = {
    "corrected": _("The word itself: one that sounds like it was meant"),
    "duties": _("The title: the words stand in the duties"),
    "radius": _("The distance"),
    "occupation": _("The occupation: others of the same trade"),
    "all": _("All filters"),
}


def named(kind: FactKind, value: str, zones: Mapping[str, Zone]) -> Any:
    """A value of a fact in words; one that nobody knows any more is shown as it is written."""
    if kind is FactKind.SOURCE and value in set(QuerySource):
        return label(QuerySource(value))
    if kind is FactKind.ENGINE and value in set(QueryEngine):
        return label(QueryEngine(value))
    if kind is FactKind.ZONE:
        zone = zones.get(value)
        return value if zone is None else zone.title if is_chinese() else zone.title_en or zone.title
    return GIVEN_UP.get(value) or FILTER_NAMES.get(value, value)
