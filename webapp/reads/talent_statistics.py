"""The talent database in numbers: by level, by age and by brand. Each number is a question that the list answers."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import distinct, func, select

from domain.brands import PUBLIC_STATES
from domain.skills import SkillLevel
from domain.talents import AgeBand, band_of
from webapp.extensions import db
from webapp.models import Brand, BrandOccupation, Worker, WorkerOccupation
from webapp.reads.talents import conditions_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from webapp.reads.talents import TalentQuestion

MOST_BRANDS = 50
"""Those with the most people; the others are found by their own page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TalentStatistics:
    """People counted. Who looks for work in the trades of two brands is counted at both."""

    by_level: Mapping[SkillLevel, Counter[AgeBand]]
    """As the workers say; every level, the highest first."""
    proved: Mapping[SkillLevel, int]
    """Whose level an official has verified."""
    by_brand: Sequence[tuple[Brand, Counter[AgeBand]]]
    """The public brands with the most people."""
    brands: int
    """How many brands have people at all."""

    @property
    def by_age(self) -> Counter[AgeBand]:
        """Everybody, by age."""
        return sum(self.by_level.values(), Counter[AgeBand]())


def count_by(question: TalentQuestion) -> TalentStatistics:
    """The numbers of everybody who answers a question."""
    conditions = conditions_of(question)
    levels: dict[SkillLevel, Counter[AgeBand]] = {level: Counter() for level in reversed(SkillLevel)}
    said = select(Worker.skill_level, Worker.birth_year, func.count()).where(*conditions)
    for level, born, people in db.session.execute(said.group_by(Worker.skill_level, Worker.birth_year)):
        levels[level][band_of(born, year=question.year)] += people
    proved = select(Worker.verified_level, func.count()).where(*conditions, Worker.verified_level > SkillLevel.NONE)
    brands = _by_brand(question)
    shown = sorted(brands, key=lambda number: (-brands[number].total(), number))[:MOST_BRANDS]
    named = {brand.id: brand for brand in db.session.scalars(select(Brand).where(Brand.id.in_(shown)))}
    return TalentStatistics(
        by_level=levels,
        proved={
            SkillLevel(level): people for level, people in db.session.execute(proved.group_by(Worker.verified_level))
        },
        by_brand=[(named[number], brands[number]) for number in shown],
        brands=len(brands),
    )


def _by_brand(question: TalentQuestion) -> Mapping[int, Counter[AgeBand]]:
    counted = (
        select(BrandOccupation.brand_id, Worker.birth_year, func.count(distinct(Worker.id)))
        .join(WorkerOccupation, WorkerOccupation.occupation_code == BrandOccupation.occupation_code)
        .join(Worker, Worker.id == WorkerOccupation.worker_id)
        .join(Brand, Brand.id == BrandOccupation.brand_id)
        .where(*conditions_of(question), Brand.state.in_(PUBLIC_STATES))
        .group_by(BrandOccupation.brand_id, Worker.birth_year)
    )
    found: dict[int, Counter[AgeBand]] = defaultdict(Counter)
    for brand_id, born, people in db.session.execute(counted):
        found[brand_id][band_of(born, year=question.year)] += people
    return found
