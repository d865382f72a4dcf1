"""Surveys: a county asks who knows a labour product, and each product ends as a brand or not (article 一)."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.brands.names import check_name, plain
from domain.errors import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

LONGEST_TITLE = 60
LONGEST_PRODUCT = 30
LONGEST_FEATURES = 1000
LONGEST_REPORTER = 60
LONGEST_REASON = 300
LONGEST_ROUND = timedelta(days=366)
MOST_PEOPLE = 1_000_000
SHORTEST_ONE_OFF = 4
"""In a shorter name one character is half of what is said: 玉雕 is not 木雕."""


class ReporterKind(StrEnum):
    """Who may know a labour product (article 一)."""

    ASSOCIATION = "association"
    ENTERPRISE = "enterprise"
    AGENCY = "agency"
    TRAINING_PROVIDER = "training_provider"
    INCUBATOR = "incubator"
    OTHER = "other"


class SurveyOutcome(StrEnum):
    """What becomes of a reported product (article 一)."""

    WAITING = "waiting"
    MERGED = "merged"
    """It is the same as another, which goes on."""
    BRAND_TO_BE = "brand_to_be"
    """Mature: it goes into the library and is made stronger."""
    TO_NURTURE = "to_nurture"
    """Known, and without a name or an order of its own: both are given to it."""
    NOT_A_BRAND = "not_a_brand"


INTO_LIBRARY = frozenset({SurveyOutcome.BRAND_TO_BE, SurveyOutcome.TO_NURTURE})


class SurveyTitleMissing(RuleBroken):
    """A round has no title."""

    field = "title"


class SurveyTitleTooLong(RuleBroken):
    """A title is longer than a list can show."""

    field = "title"


class SurveyTermImplausible(RuleBroken):
    """A round ends before it begins, has ended already, or runs for more than a year."""

    field = "closes_on"


class SurveyClosed(RuleBroken):
    """A round takes reports between its days only."""


class ProductMissing(RuleBroken):
    """A report does not say what it is about."""

    field = "product"


class ProductTooLong(RuleBroken):
    """What is reported has a longer name than any product."""

    field = "product"


class FeaturesTooLong(RuleBroken):
    """The description is longer than anybody reads."""

    field = "features"


class ReporterMissing(RuleBroken):
    """Nobody knows who reports."""

    field = "reporter"


class ReporterTooLong(RuleBroken):
    """The name of who reports is longer than any name."""

    field = "reporter"


class PeopleImplausible(RuleBroken):
    """The number of people cannot be."""

    field = "workforce"


class ReportDecided(RuleBroken):
    """A report has been decided already."""


class MergeUnfit(RuleBroken):
    """A report is merged with itself, with one of another round, or with one that was merged away."""

    field = "into"


class SurveyReasonMissing(RuleBroken):
    """Nobody says why a product is no brand."""

    field = "reason"


class SurveyReasonTooLong(RuleBroken):
    """A reason is longer than anybody reads."""

    field = "reason"


def check_round(*, title: str, opens_on: date, closes_on: date, today: date) -> None:
    """Raises SurveyTitleMissing, SurveyTitleTooLong or SurveyTermImplausible."""
    if not title.strip():
        raise SurveyTitleMissing
    if len(title) > LONGEST_TITLE:
        raise SurveyTitleTooLong(length=len(title), most=LONGEST_TITLE)
    if not max(opens_on, today) <= closes_on <= opens_on + LONGEST_ROUND:
        raise SurveyTermImplausible(days=LONGEST_ROUND.days)


def is_open(*, opens_on: date, closes_on: date, today: date) -> bool:
    """Whether a round takes reports; its last day is one of them."""
    return opens_on <= today <= closes_on


def check_report(*, product: str, features: str, reporter: str, workforce: int | None) -> None:
    """Whether a report says enough. Raises a refusal at the field at fault."""
    if not plain(product):
        raise ProductMissing
    if len(product) > LONGEST_PRODUCT:
        raise ProductTooLong(length=len(product), most=LONGEST_PRODUCT)
    if len(features) > LONGEST_FEATURES:
        raise FeaturesTooLong(length=len(features), most=LONGEST_FEATURES)
    if not reporter.strip():
        raise ReporterMissing
    if len(reporter) > LONGEST_REPORTER:
        raise ReporterTooLong(length=len(reporter), most=LONGEST_REPORTER)
    if workforce is not None and not 0 <= workforce <= MOST_PEOPLE:
        raise PeopleImplausible(most=MOST_PEOPLE)


def check_decision(state: SurveyOutcome, outcome: SurveyOutcome, reason: str) -> None:
    """Whether a report may end so. Raises ReportDecided, SurveyReasonMissing or SurveyReasonTooLong."""
    if state is not SurveyOutcome.WAITING:
        raise ReportDecided
    if outcome is SurveyOutcome.NOT_A_BRAND and not reason.strip():
        raise SurveyReasonMissing
    if len(reason) > LONGEST_REASON:
        raise SurveyReasonTooLong(length=len(reason), most=LONGEST_REASON)


def check_open(*, opens_on: date, closes_on: date, today: date) -> None:
    """Raises SurveyClosed."""
    if not is_open(opens_on=opens_on, closes_on=closes_on, today=today):
        raise SurveyClosed


def check_merge(state: SurveyOutcome, into: SurveyOutcome, *, is_itself: bool, is_same_round: bool) -> None:
    """Whether a report may be merged into another. Raises ReportDecided or MergeUnfit."""
    check_decision(state, SurveyOutcome.MERGED, "")
    if is_itself or not is_same_round or into is SurveyOutcome.MERGED:
        raise MergeUnfit


def suggest_name(product: str, *, place: str, places: Iterable[str] = (), people: Sequence[str] = ("工",)) -> str:
    """The name that a product would have as a brand: itself where it follows the rule, else the likeliest that does.

    Empty where nothing can be proposed, because the trade is missing.
    """
    checked = check_name(product, places=places, place=place, people=people)
    return checked.name if checked.is_complete else next(iter(checked.proposals), "")


def find_duplicates(products: Mapping[int, str], *, sound: Callable[[str], str]) -> tuple[tuple[int, ...], ...]:
    """Groups of reports that probably mean the same product, each with the earliest number first.

    Two are alike that have the same letters, the same sound, the same trade between place and people, or, from four
    letters on, are one character off. Names meet only where they share a key, so that thousands are compared at once.
    """
    leader = {number: number for number in products}

    def first_of(number: int) -> int:
        while leader[number] != number:
            number = leader[number]
        return number

    met: dict[str, int] = {}
    for number, product in sorted(products.items(), key=lambda item: (len(plain(item[1])), item[0])):
        keys, wider = _keys(product, sound)
        alike = [met[key] for key in (*keys, *wider) if key in met]
        for key in keys:
            met.setdefault(key, number)
        first = min(first_of(other) for other in (number, *alike))
        for other in (number, *alike):
            leader[first_of(other)] = first
    groups: dict[int, list[int]] = {}
    for number in sorted(products):
        groups.setdefault(first_of(number), []).append(number)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def _keys(product: str, sound: Callable[[str], str]) -> tuple[set[str], set[str]]:
    """What a name is found by, and what else it looks for: names come by length, so that the shorter one is there."""
    name = plain(product)
    keys = {f"letters {name}", f"sound {sound(name)}"}
    trade = check_name(name).trade
    if trade:
        keys.add(f"sound {sound(trade)}")
    if len(name) < SHORTEST_ONE_OFF:
        return keys, set()
    gaps = range(len(name))
    keys |= {f"letters {name[:gap]}_{name[gap + 1 :]}" for gap in gaps}
    return keys, {f"letters {name[:gap]}{name[gap + 1 :]}" for gap in gaps}
