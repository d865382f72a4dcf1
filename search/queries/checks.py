"""Checks of the values in a question: what means nothing is refused by name, never answered with nothing."""

from __future__ import annotations

from enum import Enum
from functools import cache
from math import isfinite
from typing import TYPE_CHECKING, Any, TypeVar

from domain.places import Point
from reference.divisions import divisions as all_divisions
from reference.industries import industries as all_industries
from reference.occupations import occupations as all_occupations
from search import shapes, tuning
from search.port import QuestionInvalid, TooDeep

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

AnyEnum = TypeVar("AnyEnum", bound=Enum)
LONGEST_CODE = 200


def fields_of(question: Any) -> None:
    """Refuse a question with a value of another shape than its field has, by the name of the field."""
    parameter = shapes.misfit(question)
    if parameter:
        raise QuestionInvalid(parameter=parameter, value=str(getattr(question, parameter))[:80])


def text(parameter: str, given: str) -> str:
    """A text; what has to be whole is bounded, what is read is cut later."""
    if parameter != "text" and len(given) > LONGEST_CODE:
        raise QuestionInvalid(parameter=parameter, value=given[:80])
    return given.encode(errors="replace").decode()


def divisions(parameter: str, given: Sequence[str]) -> tuple[str, ...]:
    """Codes of divisions that exist."""
    return _known(parameter, given, _division_codes())


def division(parameter: str, given: str) -> str:
    """The code of a division that exists, or nothing."""
    return divisions(parameter, (given,))[0] if given else ""


def section(parameter: str, given: str) -> str:
    """The letter of a section of industry, or nothing."""
    return _known(parameter, (given,), _sections())[0] if given else ""


def among(parameter: str, given: Sequence[str], known: Collection[str]) -> tuple[str, ...]:
    """Words of a list that is known."""
    return _known(parameter, given, known)


def codes(parameter: str, given: Sequence[str]) -> tuple[str, ...]:
    """Values that are compared whole, and may mean nothing."""
    _bounded(parameter, given)
    for code in given:
        if not code or len(code) > LONGEST_CODE or not code.isprintable():
            raise QuestionInvalid(parameter=parameter, value=code[:80])
    return tuple(given)


def occupations(parameter: str, given: Sequence[str]) -> tuple[str, ...]:
    """Codes of occupations or groups that exist."""
    return _known(parameter, given, _occupation_codes())


def members(parameter: str, given: Sequence[Any], kind: type[AnyEnum]) -> tuple[AnyEnum, ...]:
    """Members of a coded list, also when they are given as their values."""
    _bounded(parameter, given)
    return tuple(_member(parameter, item, kind) for item in given)


def member(parameter: str, given: AnyEnum | None, kind: type[AnyEnum]) -> AnyEnum | None:
    """A member of a coded list, or None."""
    return None if given is None else _member(parameter, given, kind)


def amount(parameter: str, given: int | None) -> int | None:
    """Fen, not negative."""
    if given is None:
        return None
    if given < 0:
        raise QuestionInvalid(parameter=parameter, value=given)
    return given


def point(parameter: str, given: Any) -> Point | None:
    """A point of the earth, or None."""
    if given is None:
        return None
    if not isinstance(given, Point) or shapes.misfit(given):
        raise QuestionInvalid(parameter=parameter, value=str(given)[:80])
    is_finite = isfinite(given.latitude) and isfinite(given.longitude)
    if not is_finite or abs(given.latitude) > 90 or abs(given.longitude) > 180:  # noqa: PLR2004
        raise QuestionInvalid(parameter=parameter, value=given)
    return given


def radius(parameter: str, given: float | None, *, near: Point | None) -> float | None:
    """Kilometres around a point that is given too."""
    if given is None:
        return None
    if near is None or not isfinite(given) or not 0 < given <= tuning.FARTHEST_KM:
        raise QuestionInvalid(parameter=parameter, value=given, near=near)
    return float(given)


def sort(parameter: str, given: Any, kind: type[AnyEnum], *, near: Point | None) -> AnyEnum:
    """An order; the nearest first only where it is said to what."""
    order = _member(parameter, given, kind)
    if order.value == "nearest" and near is None:
        raise QuestionInvalid(parameter=parameter, value=given, near=near)
    return order


def page(given: int, *, size: int, after: str) -> int:
    """The number of a page that may be turned to. Raises TooDeep beyond the deepest."""
    if not 1 <= size <= tuning.LARGEST_PAGE:
        raise QuestionInvalid(parameter="size", value=size, most=tuning.LARGEST_PAGE)
    if given < 1:
        raise QuestionInvalid(parameter="page", value=given)
    if not after and given * size > tuning.DEEPEST:
        raise TooDeep(parameter="page", value=given, most=tuning.DEEPEST // size)
    return given


def _member(parameter: str, given: Any, kind: type[AnyEnum]) -> AnyEnum:
    try:
        return kind(given)
    except ValueError as error:
        raise QuestionInvalid(parameter=parameter, value=given) from error


def _known(parameter: str, given: Sequence[str], known: Collection[str]) -> tuple[str, ...]:
    _bounded(parameter, given)
    for code in given:
        if code not in known:
            raise QuestionInvalid(parameter=parameter, value=code)
    return tuple(given)


def _bounded(parameter: str, given: Sequence[object]) -> None:
    if len(given) > tuning.MOST_VALUES:
        raise QuestionInvalid(parameter=parameter, value=str(given)[:80])


@cache
def _division_codes() -> frozenset[str]:
    return frozenset(entry.code for entry in all_divisions())


@cache
def _occupation_codes() -> frozenset[str]:
    return frozenset(entry.code for entry in all_occupations())


@cache
def _sections() -> frozenset[str]:
    return frozenset(entry.code for entry in all_industries() if entry.level == "section")
