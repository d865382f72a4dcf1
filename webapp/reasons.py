"""Why a worker fits a vacancy, as a sentence in the language of the page: fresh from domain.fit, or kept in a row."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from flask_babel import format_date, gettext, lazy_gettext, ngettext
from flask_babel import gettext as _

from domain.gaps import GapKind
from domain.skills import Licence, SkillLevel
from domain.vacancies import Shift
from webapp.labels import label
from webapp.presentation import distance, is_chinese, yuan

N_ = str
"""Marks an English sentence that is translated when it is said."""

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import Enum

    from flask import Flask

    from domain.fit import Reason
    from domain.gaps import Gap


def init_app(app: Flask) -> None:
    """Let templates say reasons."""
    app.jinja_env.filters.update(
        say_to_worker=say_to_worker,
        say_to_enterprise=say_to_enterprise,
        say_to_others=say_to_others,
        obstacle_to_worker=obstacle_to_worker,
        obstacle_to_enterprise=obstacle_to_enterprise,
        gap_to_worker=gap_to_worker,
    )


def say_to_worker(reason: Reason | Mapping[str, Any]) -> str:
    """The reason as the worker reads it."""
    if isinstance(reason, dict):
        return _sentence(reason["for_worker"], reason["figures"])
    return _sentence(reason.words.for_worker, reason.figures)  # type: ignore[union-attr]


def say_to_enterprise(reason: Reason | Mapping[str, Any]) -> str:
    """The reason as the enterprise whose vacancy it is reads it."""
    return _sentence(*_for_enterprise(reason))


def say_to_others(reason: Reason | Mapping[str, Any]) -> str:
    """The reason as an agency or an official reads it, to whom neither side is "you"."""
    message, figures = _for_enterprise(reason)
    return _sentence(ABOUT_OTHERS.get(message, message), figures)


def _for_enterprise(reason: Reason | Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    if isinstance(reason, dict):
        return reason["for_enterprise"], reason["figures"]
    return reason.words.for_enterprise, reason.figures  # type: ignore[union-attr]


ABOUT_OTHERS = {
    "Asks %(asks_fen)s, you pay %(lowest_fen)s": N_("Asks %(asks_fen)s, gets %(lowest_fen)s"),
    "Asks %(asks_fen)s, you pay %(lowest_fen)s to %(highest_fen)s": N_(
        "Asks %(asks_fen)s, gets %(lowest_fen)s to %(highest_fen)s"
    ),
    "Has %(has_level)s, verified; you ask %(asked_level)s": N_("Has %(has_level)s, verified; asked is %(asked_level)s"),
    "Says %(has_level)s, not verified; you ask %(asked_level)s": N_(
        "Says %(has_level)s, not verified; asked is %(asked_level)s"
    ),
    "Has %(has_years)s of experience, you ask %(asked_years)s": N_(
        "Has %(has_years)s of experience, asked are %(asked_years)s"
    ),
    "Your record is good": N_("The employer has a good record"),
    "Your record has marks against it": N_("The employer's record has marks against it"),
}
"""Sentences of domain.fit that speak to the enterprise, and the same about it; the others speak of the worker alone."""


def gap_to_worker(gap: Gap) -> str:
    """The change of a profile that would open more."""
    if gap.level is not None:
        return str(_("With a certificate of the level %(level)s", level=label(gap.level)))
    if gap.licence is not None:
        return str(_("With this licence: %(licence)s", licence=label(gap.licence)))
    if gap.commute_km is not None:
        return str(_("If you travel up to %(km)s each day", km=distance(gap.commute_km)))
    if gap.wage_fen is not None:
        return str(_("If you ask %(amount)s yuan a month", amount=yuan(gap.wage_fen)))
    return str(_("If you work out of town too") if gap.kind is GapKind.AWAY else _("If you work at any hours"))


def obstacle_to_worker(key: str) -> Any:
    """What keeps vacancies from a worker, by the key of the hard rule that they break."""
    return OBSTACLES[key][0]


def obstacle_to_enterprise(key: str) -> Any:
    """What keeps workers from a vacancy, by the key of the hard rule that they break."""
    return OBSTACLES[key][1]


OBSTACLES: dict[str, tuple[Any, Any]] = {
    "commute": (lazy_gettext("farther than you travel each day"), lazy_gettext("live farther away than they travel")),
    "destination": (lazy_gettext("out of town"), lazy_gettext("do not go to this place")),
    "wage": (lazy_gettext("pay less than you ask"), lazy_gettext("ask for more than you pay")),
    "occupation": (lazy_gettext("another kind of work"), lazy_gettext("look for another kind of work")),
    "licence": (
        lazy_gettext("need a licence that you have not named"),
        lazy_gettext("have no licence that the law asks for"),
    ),
    "shift": (lazy_gettext("at other hours"), lazy_gettext("work at other hours")),
    "housing": (lazy_gettext("without housing"), lazy_gettext("need housing")),
    "start": (lazy_gettext("begin before you can"), lazy_gettext("can begin only later")),
    "age": (lazy_gettext("not allowed at your age"), lazy_gettext("are too young for it by law")),
    "block": (
        lazy_gettext("of enterprises that you do not want to hear from"),
        lazy_gettext("do not want to hear from you"),
    ),
}
"""By hard rule: of vacancies to the worker, and of workers to the enterprise."""


def _sentence(message: str, figures: Mapping[str, Any]) -> str:
    return str(gettext(message)) % {name: _shown(name, value) for name, value in figures.items()}


def _shown(name: str, value: Any) -> str:
    """A figure as its name says it is shown: see domain.fit.words."""
    if name.endswith("_fen"):
        return str(_("%(amount)s yuan", amount=yuan(value)))
    if name.endswith("_km"):
        return distance(value)
    if name.endswith("_years"):
        return str(ngettext("%(num)s year", "%(num)s years", value))
    if name.endswith(("_on", "_from")):
        return str(format_date(date.fromisoformat(value) if isinstance(value, str) else value))
    kind = _KINDS.get(name.rpartition("_")[2])
    if isinstance(value, list | tuple):
        return ("、" if is_chinese() else ", ").join(str(_named(one, kind)) for one in value)
    return str(_named(value, kind))


_KINDS: dict[str, type[Enum]] = {"level": SkillLevel, "shift": Shift, "licences": Licence}
"""Words that were kept as text or number, by the end of the figure's name."""


def _named(value: Any, kind: type[Enum] | None) -> Any:
    return value if kind is None else label(kind(value))
