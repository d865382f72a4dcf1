"""What stands higher in a zone, as a search wants it; and what the first ten would be under other rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from domain.zone_ranking import Moved, RankingRule, Strength, moves
from search import Favour, FavouredBy, VacancyQuestion, tuning
from search.indexes.vacancies import CERTIFIED, LEADING
from webapp.extensions import db
from webapp.models import Vacancy
from webapp.reads.vacancies import find_vacancies, is_open
from webapp.reads.zone_reach import in_zone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from domain.zone_ranking import Ranking
    from webapp.models import Zone

LOOKED_AT = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedVacancy:
    """A vacancy with where it stands, and where it stood."""

    row: Vacancy
    moved: Moved


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingPreview:
    """The first vacancies of a zone under other rules, beside where they stand now."""

    vacancies: tuple[RankedVacancy, ...]
    is_plain: bool
    """The search engine does not answer: there is nothing to compare."""

    @property
    def after(self) -> tuple[RankedVacancy, ...]:
        """Those that would stand on top."""
        return tuple(one for one in self.vacancies if one.moved.after is not None)

    @property
    def fallen(self) -> tuple[RankedVacancy, ...]:
        """Those that would not stand there any more."""
        return tuple(one for one in self.vacancies if one.moved.after is None)


def favours_of(zone: Zone, ranking: Ranking | None = None) -> tuple[Favour, ...]:
    """The rules of a zone, or others in their place. `zone` comes from a read that loads its brand's trades."""
    rules = zone.ranking if ranking is None else ranking
    trades = tuple(item.occupation_code for item in zone.brand.occupations) if zone.brand else ()
    by: dict[RankingRule, tuple[FavouredBy, tuple[str, ...]]] = {
        RankingRule.TRADES: (FavouredBy.OCCUPATIONS, trades),
        RankingRule.CERTIFIED: (FavouredBy.STANDINGS, (CERTIFIED,)),
        RankingRule.LEADING: (FavouredBy.STANDINGS, (LEADING,)),
        RankingRule.COUNTY: (FavouredBy.DIVISIONS, (rules.county,) if rules.county else ()),
        RankingRule.CERTIFICATE: (FavouredBy.CERTIFICATE, ()),
        RankingRule.HARDSHIP: (FavouredBy.HARDSHIP, ()),
    }
    found = [
        Favour(by=by[rule][0], values=by[rule][1], weight=tuning.FAVOUR_STEPS[strength])
        for rule in RankingRule
        if (strength := rules.strength(rule)) is not Strength.NOT and (by[rule][1] or rule in _WITHOUT_VALUES)
    ]
    pinned = [
        Favour(by=FavouredBy.VACANCIES, values=(str(number),), weight=tuning.PINNED - place * tuning.PINNED_STEP)
        for place, number in enumerate(rules.pinned)
    ]
    return (*found, *pinned)


_WITHOUT_VALUES = frozenset({RankingRule.CERTIFICATE, RankingRule.HARDSHIP})


def preview_ranking(zone: Zone, ranking: Ranking, *, words: str, today: date) -> RankingPreview:
    """What would stand on top of a zone under these rules, for some words or for none."""
    question = VacancyQuestion(
        text=words, zone=zone.slug, size=LOOKED_AT, with_facets=False, may_relax=False, favours=favours_of(zone)
    )
    before = find_vacancies(question, today=today)
    after = find_vacancies(replace(question, favours=favours_of(zone, ranking)), today=today)
    rows = {one.row.id: one.row for page in (before, after) for one in page.found}
    found = moves([one.row.id for one in before.found], [one.row.id for one in after.found])
    return RankingPreview(
        vacancies=tuple(RankedVacancy(row=rows[one.id], moved=one) for one in found), is_plain=after.is_plain
    )


def shown_in(zone: Zone, numbers: Sequence[int], *, today: date) -> dict[int, Vacancy]:
    """Of some vacancies those that are open and that the zone shows, by number."""
    if not numbers:
        return {}
    asked = select(Vacancy).where(Vacancy.id.in_(numbers), is_open(today), in_zone(zone))
    return {row.id: row for row in db.session.scalars(asked)}
