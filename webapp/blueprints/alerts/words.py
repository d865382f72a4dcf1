"""What kept searches ask for, in the words of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from flask_babel import gettext as _

from domain.alerts import LONGEST_NAME
from webapp.blueprints.vacancies.saved import COUNTY, INDUSTRY, ZONE, read_parameters
from webapp.blueprints.vacancies.words import summary
from webapp.parameters import BadParameter
from webapp.presentation import is_chinese, place
from webapp.reads.alerts import enterprise_names, zones_by_slug
from webapp.trades import INDUSTRIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from webapp.models import Zone


def described(searches: Iterable[str]) -> dict[str, list[str]]:
    """For each of some parameters what they ask for, piece by piece; nothing for what means nothing any more."""
    pairs = {parameters: dict(parse_qsl(parameters)) for parameters in searches}
    zones = zones_by_slug({found[ZONE] for found in pairs.values() if ZONE in found})
    names = enterprise_names({int(found["enterprise"]) for found in pairs.values() if "enterprise" in found})
    return {
        parameters: [
            *([_zone_name(zones[found[ZONE]])] if found.get(ZONE) in zones else []),
            *([names[int(found["enterprise"])]] if int(found.get("enterprise", 0)) in names else []),
            *([place(found[COUNTY])] if COUNTY in found else []),
            *([str(INDUSTRIES[found[INDUSTRY]])] if found.get(INDUSTRY) in INDUSTRIES else []),
            *_pieces(parameters),
        ]
        for parameters, found in pairs.items()
    }


def name_of(pieces: list[str]) -> str:
    """A name for a search to begin with: as many of its pieces as fit."""
    name = ""
    for piece in pieces:
        longer = f"{name} · {piece}" if name else piece
        if len(longer) > LONGEST_NAME:
            break
        name = longer
    return name or "".join(pieces[:1])[:LONGEST_NAME] or _("My search")


def _pieces(parameters: str) -> list[str]:
    try:
        return summary(read_parameters(parameters))
    except BadParameter:
        return []


def _zone_name(zone: Zone) -> str:
    return zone.title if is_chinese() or not zone.title_en else zone.title_en
