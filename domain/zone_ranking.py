"""Ranking rules of a zone: what stands higher in it, how much, and the vacancies that officials pin (article 四)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from domain.divisions import COUNTIES
from domain.errors import RuleBroken
from domain.zones import ZoneKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.zones import ZoneSubject

RULE_VERSION = "zone-ranking-1"
MOST_PINNED = 10
"""◇ More would be a list that somebody wrote, not a search."""


class RankingRule(StrEnum):
    """What of a vacancy lets it stand higher in a zone."""

    TRADES = "trades"
    """It is of the occupations that the brand is known for."""
    CERTIFIED = "certified"
    """Its employer belongs to the brand, and the brand is certified."""
    LEADING = "leading"
    """Its employer leads in the brand."""
    COUNTY = "county"
    """One works in a county that the officials name."""
    CERTIFICATE = "certificate"
    """It asks for a certificate of a level: skill is paid here."""
    HARDSHIP = "hardship"
    """It welcomes people of hardship groups."""


class Strength(StrEnum):
    """How much higher."""

    NOT = "not"
    LITTLE = "little"
    CLEARLY = "clearly"
    FOREMOST = "foremost"


class RankingCountyUnknown(RuleBroken):
    """A county shall stand higher, and nobody says which."""

    field = "county_code"


class TooManyPinned(RuleBroken):
    """More vacancies are pinned than a list bears that is a search."""

    field = "pinned"


class PinnedUnknown(RuleBroken):
    """A number is pinned that is no open vacancy of the zone."""

    field = "pinned"


class RankingUnfit(RuleBroken):
    """A rule looks at the brand of a zone that has none."""

    field = "trades"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The rules of a zone."""

    strengths: Mapping[RankingRule, Strength]
    county: str = ""
    pinned: tuple[int, ...] = ()
    """Numbers of vacancies, the first on top."""

    def strength(self, rule: RankingRule) -> Strength:
        """How much a rule counts."""
        return self.strengths.get(rule, Strength.NOT)


def standard_ranking(subject: ZoneSubject) -> Ranking:
    """The rules of a zone for which nobody has set any: in the zone of a brand its trades stand first."""
    if subject.kind is ZoneKind.BRAND:
        return Ranking(strengths={RankingRule.TRADES: Strength.CLEARLY})
    return Ranking(strengths={})


def check_ranking(ranking: Ranking, subject: ZoneSubject) -> None:
    """Raises RankingUnfit, RankingCountyUnknown or TooManyPinned."""
    if subject.kind is not ZoneKind.BRAND and ranking.strength(RankingRule.TRADES) is not Strength.NOT:
        raise RankingUnfit
    if ranking.strength(RankingRule.COUNTY) is not Strength.NOT and ranking.county not in COUNTIES:
        raise RankingCountyUnknown
    if len(ranking.pinned) > MOST_PINNED:
        raise TooManyPinned(count=len(ranking.pinned), most=MOST_PINNED)


def read_ranking(kept: Mapping[str, Any], subject: ZoneSubject) -> Ranking:
    """The rules as they were kept; nothing kept is the standard. A rule that is no more counts no more."""
    if not kept:
        return standard_ranking(subject)
    known = {rule.value: rule for rule in RankingRule}
    return Ranking(
        strengths={known[name]: Strength(value) for name, value in kept["strengths"].items() if name in known},
        county=kept["county"],
        pinned=tuple(kept["pinned"]),
    )


def kept_ranking(ranking: Ranking) -> dict[str, Any]:
    """The rules as they are kept."""
    return {
        "strengths": {rule.value: ranking.strength(rule).value for rule in RankingRule},
        "county": ranking.county,
        "pinned": list(ranking.pinned),
    }


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a vacancy stands under other rules than before."""

    id: int
    before: int | None
    """Its place counted from 1; None where it was not among those that were looked at."""
    after: int | None

    @property
    def steps(self) -> int | None:
        """How many places up; None for what came or went."""
        return None if self.before is None or self.after is None else self.before - self.after


def moves(before: list[int], after: list[int]) -> list[Moved]:
    """What stands where under the new rules, in their order, and then what fell out of the list."""
    was = {number: place for place, number in enumerate(before, start=1)}
    now = {number: place for place, number in enumerate(after, start=1)}
    standing = [Moved(number, was.get(number), place) for number, place in now.items()]
    return standing + [Moved(number, place, None) for number, place in was.items() if number not in now]
