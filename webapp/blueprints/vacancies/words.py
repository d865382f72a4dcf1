"""What a search was narrowed to, and what it had to give up, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from webapp.blueprints.vacancies.asking import NAMES
from webapp.blueprints.vacancies.filters import filter_groups, trade_name
from webapp.presentation import this_page, yuan
from webapp.reads.vacancies import VacancyPage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from search import Relaxed
    from search.analysis.understanding import Understood
    from webapp.blueprints.vacancies.asking import Asked
    from webapp.blueprints.vacancies.filters import Group, Option

FILTER_NAMES: dict[str, Any] = {
    "shifts": lazy_gettext("Shifts"),
    "insurance": lazy_gettext("Insurance"),
    "wage_units": lazy_gettext("Paid by the"),
    "employment_types": lazy_gettext("Kind of work"),
    "skill_level_at_most": lazy_gettext("My certificate"),
    "monthly_wage_max_fen": lazy_gettext("Wage"),
    "monthly_wage_min_fen": lazy_gettext("Wage"),
    "is_export": lazy_gettext("Where to"),
    "divisions": lazy_gettext("Place"),
    "occupations": lazy_gettext("Trade"),
    "enterprise": lazy_gettext("Employer"),
    "zone": lazy_gettext("Brand zone"),
    "brand": lazy_gettext("Brand"),
    "has_housing": lazy_gettext("Housing"),
    "has_meals": lazy_gettext("Meals"),
    "has_transport": lazy_gettext("Transport"),
    "is_hardship_friendly": lazy_gettext("Hardship groups welcome"),
    "near": lazy_gettext("Near"),
    "radius_km": lazy_gettext("Distance"),
}
"""What the parameters of a question are called."""


def chips(asked: Asked, page: VacancyPage, groups: Iterable[Group]) -> list[tuple[str, str]]:
    """What the search was narrowed to: names, and the address without each."""
    found = [(_meaning(item), this_page(q=item.without or None, page=None)) for item in page.understood]
    found += [
        (str(option.name), _without(option))
        for group in groups
        for option in (*group.options, *group.more)
        if option.is_chosen and option.value
    ]
    found += [(words, this_page(place=None, at=None, radius=None, page=None)) for words in _near(asked)]
    if asked.question.enterprise:
        found.append((_("One employer"), this_page(enterprise=None, page=None)))
    return found


def summary(asked: Asked) -> list[str]:
    """What a search asks for in words, without its zone and its employer: as it was typed, then what was chosen."""
    groups = filter_groups(asked, VacancyPage(found=(), total=0, page=1, pages=0))
    chosen = [
        str(option.name)
        for group in groups
        for option in (*group.options, *group.more)
        if option.is_chosen and option.value
    ]
    text = asked.question.text
    return [*([text] if text else []), *chosen, *_near(asked)]


def _near(asked: Asked) -> list[str]:
    """How far from where."""
    if asked.question.radius_km is None:
        return []
    name = asked.place or _("where I am")
    return [str(_("within %(km)s km of %(place)s", km=f"{asked.question.radius_km:g}", place=name))]


def _meaning(understood: Understood) -> str:
    """A phrase of the question as what it was taken for; an amount is said with its unit."""
    amounts = [value for name, value in understood.values if name == "monthly_wage_min_fen" and isinstance(value, int)]
    if amounts:
        return str(_("%(amount)s yuan a month or more", amount=yuan(amounts[0])))
    return understood.phrase


def clear_address(asked: Asked) -> str:
    """The search with its words and without its filters."""
    names = {*NAMES.values(), "place", "insurance", "enterprise", "page", "sort"} - {"q"}
    understood = asked.question.text or None
    return this_page(q=understood, **dict.fromkeys(names))


def given_up(relaxed: Iterable[Relaxed]) -> list[str]:
    """What had to be given up to find anything, as sentences."""
    return [_sentence(item) for item in relaxed]


def _sentence(item: Relaxed) -> str:
    match item.kind:
        case "corrected":
            return str(_("Nothing has “%(was)s”. These are for “%(now)s”.", was=item.was, now=item.now))
        case "duties":
            return str(_("No title has these words. They stand in the duties of these vacancies."))
        case "radius":
            return str(_("Nothing within %(was)s km. These lie within %(now)s km.", was=item.was, now=item.now))
        case "occupation":
            return str(_("Nothing of exactly this. These are of the same trade: %(name)s.", name=trade_name(item.now)))
        case _ if item.parameter == "all":
            return str(_("Nothing meets all you asked for. These fit your words alone."))
        case _:
            return str(_("Nothing meets all you asked for. We left out: %(what)s.", what=_left_out(item)))


def _left_out(item: Relaxed) -> str:
    name = str(FILTER_NAMES.get(item.parameter, item.parameter))
    is_phrase = item.was and not item.was.isascii()
    return f"{name} ({item.was})" if is_phrase else name


def _without(option: Option) -> str:
    """The address of this page without one value."""
    rest = [value for value in request.args.getlist(option.parameter) if value != option.value]
    return this_page(page=None, **{option.parameter: rest or None})
