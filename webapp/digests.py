"""What an alert says: one line by SMS, a list by mail and on the page. Its parts are as a message keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from flask_babel import ngettext

from domain.wages import WageUnit
from webapp.labels import label
from webapp.presentation import place, yuan_range

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Part = Mapping[str, Any]


def subject_of(parts: Sequence[Part]) -> str:
    """How much is new in all."""
    return str(ngettext("%(num)s new vacancy for you", "%(num)s new vacancies for you", _count(parts)))


def sms_of(parts: Sequence[Part]) -> str:
    """One line: how many, for what, and the first of them with its pay."""
    first = parts[0]["vacancies"][0]
    names = {"name": parts[0]["name"], "title": first["title"], "pay": _pay(first), "count": _count(parts)}
    if names["count"] == 1:
        return str(_("New for “%(name)s”: %(title)s, %(pay)s.", **names))
    if len(parts) == 1:
        return str(_("%(count)s new vacancies for “%(name)s”: %(title)s, %(pay)s, and more.", **names))
    return str(_("%(count)s new vacancies for “%(name)s” and your other searches: %(title)s, %(pay)s …", **names))


def lines_of(parts: Sequence[Part], *, address_of: Callable[[int], str] | None = None) -> str:
    """A paragraph for each search: how many, and the first of them, each with its address where one is given."""
    return "\n\n".join("\n".join(_lines(part, address_of)) for part in parts)


def _lines(part: Part, address_of: Callable[[int], str] | None) -> list[str]:
    lines = [ngettext("%(name)s: %(num)s new vacancy", "%(name)s: %(num)s new vacancies", part["count"], **part)]
    for vacancy in part["vacancies"]:
        facts = (vacancy["title"], _pay(vacancy), place(vacancy["division"]), vacancy["enterprise"])
        lines.append("· " + " · ".join(facts))
        if address_of:
            lines.append("  " + address_of(vacancy["id"]))
    more = part["count"] - len(part["vacancies"])
    return [*lines, *([ngettext("and %(num)s more", "and %(num)s more", more)] if more else [])]


def _count(parts: Sequence[Part]) -> int:
    return sum(part["count"] for part in parts)


def _pay(vacancy: Mapping[str, Any]) -> str:
    low, high = vacancy["wage"]
    unit = label(WageUnit(vacancy["wage_unit"]))
    return str(_("%(amount)s yuan per %(unit)s", amount=yuan_range((low, high)), unit=unit))
