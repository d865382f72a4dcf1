"""Files of standards: read into a Standard and checked word by word, each slip named with its place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from math import isfinite
from typing import Any

from domain.brands.library import BrandCategory
from domain.brands.standards import FIGURES, OPERATORS, Check, Condition, Kind, Standard
from domain.errors import RuleBroken

LONGEST_WORD = 20
"""Of the number of a condition, and of the name of a part."""
LONGEST_VERSION = 40
LARGEST_THRESHOLD = 10**16
"""No figure of a city comes near."""
LONGEST_TEXT = 500


class Flaw(StrEnum):
    """What is wrong with a place of a standard."""

    UNREADABLE = "unreadable"
    """The file is no YAML, or uses what a standard has no need of."""
    TOO_LONG = "too_long"
    MISSING = "missing"
    """Nothing stands there, or nothing of the kind that belongs there."""
    CATEGORY_UNKNOWN = "category_unknown"
    NOTHING_ASKED = "nothing_asked"
    """Every brand of the category would pass."""
    NOT_A_DAY = "not_a_day"
    NUMBER_TWICE = "number_twice"
    WORD_UNKNOWN = "word_unknown"
    KIND_UNKNOWN = "kind_unknown"
    FIGURES_UNFIT = "figures_unfit"
    """A condition that is attested has no figures, every other has one."""
    NEITHER_TRUE_NOR_FALSE = "neither_true_nor_false"
    PARTS_UNFIT = "parts_unfit"
    """Parts are a list, and need the group_rule or."""
    COMPARISON_UNKNOWN = "comparison_unknown"
    UNIT_WRONG = "unit_wrong"
    NO_THRESHOLD = "no_threshold"
    THRESHOLD_IMPOSSIBLE = "threshold_impossible"
    """The figure can never have this value."""


class StandardUnreadable(RuleBroken):
    """A standard lacks something, says something twice, or uses a word that has no meaning."""

    field = "standard"

    def __init__(self, *, place: str, flaw: Flaw, found: str = "") -> None:
        super().__init__(place=_clipped(place), flaw=flaw, found=_clipped(found))


class IndicatorUnknown(RuleBroken):
    """A standard asks for a figure that no brand reports."""

    field = "standard"


def read_standard(parsed_yaml: Mapping[str, Any]) -> Standard:
    """A standard from its parsed file. Raises StandardUnreadable or IndicatorUnknown, each with the place at fault."""
    basic = _conditions(_required(parsed_yaml, "basic", list))
    sections = _required(parsed_yaml, "by_category", Mapping)
    by_category = {}
    for word, items in sections.items():
        if word not in set(BrandCategory):
            raise StandardUnreadable(place=str(word), flaw=Flaw.CATEGORY_UNKNOWN)
        if not isinstance(items, list):
            raise StandardUnreadable(place=str(word), flaw=Flaw.MISSING)
        by_category[BrandCategory(word)] = _conditions(items)
    if not by_category:
        raise StandardUnreadable(place="by_category", flaw=Flaw.MISSING)
    _check_numbers([condition.id for part in (basic, *by_category.values()) for condition in part])
    for category, own in by_category.items():
        if not basic + own:
            raise StandardUnreadable(place=category.value, flaw=Flaw.NOTHING_ASKED)
    return Standard(
        version=_version(parsed_yaml),
        valid_from=_day(parsed_yaml),
        basic=basic,
        by_category=by_category,
        names=_names(parsed_yaml),
    )


def _version(item: Mapping[str, Any]) -> str:
    value = item.get("version")
    if isinstance(value, bool) or not isinstance(value, str | int | float | date) or not str(value).strip():
        raise StandardUnreadable(place="version", flaw=Flaw.MISSING)
    return _short(str(value).strip(), LONGEST_VERSION, at="version")


def _day(item: Mapping[str, Any]) -> date:
    value = item.get("valid_from")
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)  # type: ignore[arg-type]
    except (TypeError, ValueError) as error:
        raise StandardUnreadable(place="valid_from", flaw=Flaw.NOT_A_DAY) from error


def _names(item: Mapping[str, Any]) -> dict[str, BrandCategory]:
    named = item.get("categories", {})
    if not isinstance(named, Mapping):
        raise StandardUnreadable(place="categories", flaw=Flaw.MISSING)
    for word in named:
        if word not in set(BrandCategory):
            raise StandardUnreadable(place=str(word), flaw=Flaw.CATEGORY_UNKNOWN)
    return {str(name): BrandCategory(word) for word, name in named.items()}


def _check_numbers(numbers: list[str]) -> None:
    twice = sorted({number for number in numbers if numbers.count(number) > 1})
    if twice:
        raise StandardUnreadable(place=twice[0], flaw=Flaw.NUMBER_TWICE)


def _conditions(items: list[Any]) -> tuple[Condition, ...]:
    return tuple(_condition(item) for item in items)


KNOWN = frozenset(
    {"id", "group", "kind", "text", "evidence", "aim", "applies_to", "checks", "group_rule", "parts"}
    | {"indicator", "operator", "threshold", "unit", "shown_as"}
)
"""The words that a condition may use; any other is a slip that would go unseen."""


def _condition(item: Any) -> Condition:
    number = _short(_required(item, "id", str), LONGEST_WORD, at="id")
    for word in item:
        if word not in KNOWN:
            raise StandardUnreadable(place=number, flaw=Flaw.WORD_UNKNOWN, found=str(word))
    kind = item.get("kind")
    if kind not in set(Kind):
        raise StandardUnreadable(place=number, flaw=Flaw.KIND_UNKNOWN, found=str(kind))
    checks = _checks(number, item)
    if (kind == Kind.ATTESTED) == bool(checks):
        raise StandardUnreadable(place=number, flaw=Flaw.FIGURES_UNFIT)
    is_aim = item.get("aim", False)
    if not isinstance(is_aim, bool):
        raise StandardUnreadable(place=number, flaw=Flaw.NEITHER_TRUE_NOR_FALSE, found=str(is_aim))
    return Condition(
        id=number,
        kind=Kind(kind),
        text=_short(_required(item, "text", str), LONGEST_TEXT, at=number),
        checks=checks,
        parts=_parts(number, item),
        evidence=str(item.get("evidence", "")),
        is_aim=is_aim,
        is_of_enterprise="applies_to" in item,
    )


def _checks(number: str, item: Mapping[str, Any]) -> tuple[Check, ...]:
    if "checks" in item:
        return tuple(_check(number, check) for check in _required(item, "checks", list))
    return (_check(number, item),) if "indicator" in item else ()


def _parts(number: str, item: Mapping[str, Any]) -> tuple[str, ...]:
    parts = item.get("parts", [])
    if not isinstance(parts, list) or bool(parts) != ("group_rule" in item) or item.get("group_rule", "or") != "or":
        raise StandardUnreadable(place=number, flaw=Flaw.PARTS_UNFIT)
    return tuple(_short(str(part), LONGEST_WORD, at=number) for part in parts)


def _check(number: str, item: Any) -> Check:
    indicator = _required(item, "indicator", str, at=number)
    if indicator not in FIGURES:
        raise IndicatorUnknown(place=number, indicator=indicator)
    figure = FIGURES[indicator]
    compared = item.get("operator")
    if not isinstance(compared, str) or compared not in OPERATORS:
        raise StandardUnreadable(place=number, flaw=Flaw.COMPARISON_UNKNOWN, found=str(compared))
    if item.get("unit", figure.unit) != figure.unit:
        raise StandardUnreadable(place=number, flaw=Flaw.UNIT_WRONG, found=str(item["unit"]))
    threshold = item.get("threshold")
    if isinstance(threshold, bool) or not isinstance(threshold, int | float) or not isfinite(threshold):
        raise StandardUnreadable(place=number, flaw=Flaw.NO_THRESHOLD, found=str(threshold))
    # 0.1 as written is a tenth, not the nearest number that a computer holds.
    exact = Fraction(str(threshold))
    if not figure.may_be(exact) or exact > LARGEST_THRESHOLD:
        raise StandardUnreadable(place=number, flaw=Flaw.THRESHOLD_IMPOSSIBLE, found=str(threshold))
    return Check(indicator=indicator, operator=compared, threshold=exact)


def _short(text: str, most: int, *, at: str) -> str:
    if len(text) > most:
        raise StandardUnreadable(place=at, flaw=Flaw.TOO_LONG, found=text)
    return text


def _clipped(text: str) -> str:
    return text if len(text) <= 2 * LONGEST_WORD else f"{text[: 2 * LONGEST_WORD]}…"


def _required(item: Any, name: str, kind: type, *, at: str | None = None) -> Any:
    value = item.get(name) if isinstance(item, Mapping) else None
    if not isinstance(value, kind) or value == "":
        raise StandardUnreadable(place=at or name, flaw=Flaw.MISSING)
    return value
