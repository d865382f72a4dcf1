"""The people of the talent database as officials see them: each in the own division only, numbers and rows alike."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import selectinload

from domain.divisions import subtree_prefix
from domain.skills import SkillLevel
from domain.talents import AgeBand, birth_years_of
from webapp.extensions import db
from webapp.models import Brand, BrandOccupation, Worker, WorkerIdentity, WorkerOccupation
from webapp.reads.paging import page_within
from webapp.reads.workers import WHOLE_PROFILE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement

PAGE_SIZE = 30
PHONE_DIGITS = 4
"""From so many digits on, words are looked for in phone numbers too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TalentQuestion:
    """Which people an official wants to see; a number on a page is such a question, too."""

    within: str
    """The division of the official."""
    words: str = ""
    """Of a name, or the digits of a phone number."""
    division: str = ""
    """A county or a town."""
    band: AgeBand | None = None
    level: SkillLevel | None = None
    """As the worker says, or as officials have verified it."""
    is_proved: bool = False
    """Only levels that officials have verified; without a level, any of them."""
    brand_id: int | None = None
    """Who looks for work in the trade of a brand."""
    has_identity: bool | None = None
    year: int
    """In which ages are counted."""
    page: int = 1

    def narrowed(self, **changes: Any) -> TalentQuestion:
        """The question with more in it: a number that stands in a row and a column."""
        return replace(self, page=1, **changes)

    def parameters(self) -> dict[str, str]:
        """The question as it stands in an address; `within` and `year` follow from who asks and when."""
        given: dict[str, object] = {
            "q": self.words,
            "division": self.division,
            "age": self.band,
            "level": None if self.level is None else int(self.level),
            "proved": 1 if self.is_proved else None,
            "brand": self.brand_id,
            "identity": None if self.has_identity is None else int(self.has_identity),
            "page": self.page if self.page > 1 else None,
        }
        return {name: str(value) for name, value in given.items() if value not in (None, "")}


@dataclass(frozen=True, slots=True, kw_only=True)
class TalentPage:
    """A page of people, the latest first."""

    workers: Sequence[Worker]
    total: int
    page: int
    pages: int


def find_talents(question: TalentQuestion) -> TalentPage:
    """The page that answers a question."""
    total = count_talents(question)
    page, pages = page_within(question.page, total=total, size=PAGE_SIZE)
    asked = (
        select(Worker)
        .where(*conditions_of(question))
        .order_by(Worker.id.desc())
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
        .options(selectinload(Worker.occupations).joinedload(WorkerOccupation.occupation))
    )
    return TalentPage(workers=db.session.scalars(asked).all(), total=total, page=page, pages=pages)


def count_talents(question: TalentQuestion) -> int:
    """How many people answer a question: the rows that its list shows."""
    return db.session.scalar(select(func.count()).select_from(Worker).where(*conditions_of(question))) or 0


def find_talent_within(worker_id: int, *, within: str) -> Worker | None:
    """A worker of the division with the whole profile."""
    return db.session.scalar(select(Worker).where(Worker.id == worker_id, lives_within(within)).options(*WHOLE_PROFILE))


def lives_within(division_code: str) -> ColumnElement[bool]:
    """Workers who live in a division."""
    return Worker.division_code.startswith(subtree_prefix(division_code))


def find_brand_of(question: TalentQuestion) -> Brand | None:
    """The brand that a question is narrowed to, if there is one."""
    return None if question.brand_id is None else db.session.get(Brand, question.brand_id)


def conditions_of(question: TalentQuestion) -> list[ColumnElement[bool]]:
    """What is true of everybody who answers a question."""
    asked = [lives_within(question.within), Worker.merged_into_id.is_(None)]
    if question.division:
        asked.append(lives_within(question.division))
    for word in question.words.split():
        by_phone = word.isascii() and word.isdigit() and len(word) >= PHONE_DIGITS
        found = Worker.name.icontains(word, autoescape=True)
        asked.append(or_(found, Worker.phone.startswith(word)) if by_phone else found)
    if question.band is not None:
        first, last = birth_years_of(question.band, year=question.year)
        asked.append(Worker.birth_year <= last)
        if first is not None:
            asked.append(Worker.birth_year >= first)
    column = Worker.verified_level if question.is_proved else Worker.skill_level
    if question.level is not None:
        asked.append(column == question.level)
    elif question.is_proved:
        asked.append(column > SkillLevel.NONE)
    if question.brand_id is not None:
        trade = (
            select(BrandOccupation.occupation_code).where(BrandOccupation.brand_id == question.brand_id).correlate(None)
        )
        in_trade = select(WorkerOccupation.worker_id).where(WorkerOccupation.occupation_code.in_(trade))
        asked.append(Worker.id.in_(in_trade.correlate(None)))
    if question.has_identity is not None:
        has = select(WorkerIdentity.id).where(WorkerIdentity.worker_id == Worker.id).exists()
        asked.append(has if question.has_identity else ~has)
    return asked
