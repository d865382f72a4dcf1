"""Standards: what a brand has to fulfil to be certified, and from when a version of it holds.

Article 三 asks for standards by category; the annex of 2022-04-29 is the first. A standard is data with a version: a
decision names the version that it was made by.
"""

from __future__ import annotations

import operator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.brands.library import BrandCategory
from domain.errors import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from fractions import Fraction


class Unit(StrEnum):
    """What a figure counts."""

    PEOPLE = "people"
    RATIO = "ratio"
    FEN = "fen"
    SITES = "sites"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure that a standard may ask for: what it counts, and between which bounds it makes sense."""

    unit: Unit
    least: int = 0
    most: int | None = None

    def may_be(self, value: Fraction) -> bool:
        """Whether the figure can have a value at all."""
        return value >= self.least and (self.most is None or value <= self.most)


FIGURES: dict[str, Figure] = {
    "workforce": Figure(unit=Unit.PEOPLE),
    "wage_premium_over_industry_mean": Figure(unit=Unit.RATIO, least=-1),
    "skilled_worker_share": Figure(unit=Unit.RATIO, most=1),
    "migrant_worker_share": Figure(unit=Unit.RATIO, most=1),
    "hardship_group_share": Figure(unit=Unit.RATIO, most=1),
    "third_party_satisfaction": Figure(unit=Unit.RATIO, most=1),
    "annual_labour_income_fen": Figure(unit=Unit.FEN),
    "parks_or_startup_bases": Figure(unit=Unit.SITES),
    "fixed_assets_fen": Figure(unit=Unit.FEN),
    "annual_sales_fen": Figure(unit=Unit.FEN),
    "debt_to_asset_ratio": Figure(unit=Unit.RATIO),
}
"""By the word that a standard uses. A share cannot be above 1; debts can be above assets."""

OPERATORS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
}
"""In Chinese regulations 以上, 不少于 and 不低于 include the number itself, 小于 excludes it."""


LARGEST_BYTES = 256 * 1024
"""◇ Of the file of a standard; the first has 7000."""


class StandardMissing(RuleBroken):
    """No file was chosen, or an empty one."""

    field = "standard"


class StandardTooLarge(RuleBroken):
    """A file has more bytes than any standard."""

    field = "standard"


class StandardVersionTaken(RuleBroken):
    """There is a standard of this version; a change has a version of its own, because decisions name it."""

    field = "standard"


class StandardAdopted(RuleBroken):
    """A standard that was adopted is neither adopted again nor dropped: decisions rest on it."""


class AdoptionDayPast(RuleBroken):
    """A standard holds from a day that lies ahead, or is today; what was decided before was decided by another."""

    field = "valid_from"


class CategoryUnknown(RuleBroken):
    """A category is none of those that the standard speaks of."""

    field = "category"


class Kind(StrEnum):
    """How a condition is decided."""

    NUMERIC = "numeric"
    ATTESTED = "attested"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A figure beside its threshold."""

    indicator: str
    operator: str
    threshold: Fraction

    @property
    def unit(self) -> Unit:
        """What the figure counts."""
        return FIGURES[self.indicator].unit

    def holds(self, value: Fraction) -> bool:
        """Whether a figure reaches the threshold; the operator says whether the threshold itself does."""
        return OPERATORS[self.operator](value, self.threshold)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One line of a standard."""

    id: str
    kind: Kind
    text: str
    """As the standard words it."""
    checks: tuple[Check, ...] = ()
    parts: tuple[str, ...] = ()
    """Of these one is enough."""
    evidence: str = ""
    is_aim: bool = False
    """The standard says 力争, strive: shown, never refuses."""
    is_of_enterprise: bool = False
    """At least one leading enterprise must pass all checks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """A version of the certification standard."""

    version: str
    valid_from: date
    basic: tuple[Condition, ...]
    by_category: Mapping[BrandCategory, tuple[Condition, ...]]
    names: Mapping[str, BrandCategory]
    """What the standard calls the categories."""
    by_number: Mapping[str, Condition] = field(init=False, repr=False, compare=False)
    """Every condition, of whatever category."""

    def __post_init__(self) -> None:
        every = (condition for part in (self.basic, *self.by_category.values()) for condition in part)
        object.__setattr__(self, "by_number", {condition.id: condition for condition in every})

    def category(self, word: object) -> BrandCategory:
        """The category of a word: an enum member, its value, or its name in the standard. Raises CategoryUnknown."""
        found = self.names.get(word) if isinstance(word, str) else None
        if found is None and isinstance(word, str) and word in set(BrandCategory):
            found = BrandCategory(word)
        if found is None or found not in self.by_category:
            raise CategoryUnknown(category=word)
        return found

    def conditions(self, category: BrandCategory) -> tuple[Condition, ...]:
        """What a brand of a category must fulfil, the basic conditions first; nothing of one it says nothing of."""
        return self.basic + self.by_category[category] if category in self.by_category else ()

    def find_condition(self, number: str) -> Condition | None:
        """The condition of a number, of whatever category."""
        return self.by_number.get(number)


def check_file(n_bytes: int) -> None:
    """Whether a file may be read as a standard. Raises StandardMissing or StandardTooLarge."""
    if n_bytes == 0:
        raise StandardMissing
    if n_bytes > LARGEST_BYTES:
        raise StandardTooLarge(kilobytes=LARGEST_BYTES // 1024)


def check_adoption(*, is_adopted: bool, valid_from: date, today: date) -> None:
    """Whether a draft may hold from a day. Raises StandardAdopted or AdoptionDayPast."""
    if is_adopted:
        raise StandardAdopted
    if valid_from < today:
        raise AdoptionDayPast(today=today)
