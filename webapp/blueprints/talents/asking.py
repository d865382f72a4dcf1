"""Questions about the people of the database, as addresses ask them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.divisions import COUNTIES, DivisionLevel, level_of, lies_within
from domain.skills import SkillLevel
from domain.talents import AgeBand
from reference.divisions import divisions
from webapp.calendar import today
from webapp.parameters import LARGEST_ID, known, member, page_number, whole_number
from webapp.reads.talents import TalentQuestion
from webapp.typed import clean_line

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

LONGEST_WORDS = 40


def talents_asked(query: MultiDict[str, str], *, within: str) -> TalentQuestion:
    """The people that an address asks for. Raises BadParameter."""
    level = whole_number(query, "level", least=0, most=max(SkillLevel))
    identity = whole_number(query, "identity", least=0, most=1)
    proved = whole_number(query, "proved", least=0, most=1)
    return TalentQuestion(
        within=within,
        words=clean_line(query.get("q"))[:LONGEST_WORDS],
        division=next(iter(known(query, "division", places_within(within))), ""),
        band=member(query, "age", AgeBand),
        level=None if level is None else SkillLevel(level),
        is_proved=bool(proved),
        brand_id=whole_number(query, "brand", least=1, most=LARGEST_ID),
        has_identity=None if identity is None else bool(identity),
        year=today().year,
        page=page_number(query),
    )


def places_within(within: str) -> list[str]:
    """The counties that an official of the city may choose, or the towns of a county."""
    if level_of(within) is not DivisionLevel.COUNTY:
        return list(COUNTIES)
    return [entry.code for entry in divisions() if lies_within(entry.code, within) and entry.code != within]
