"""What a search can be narrowed to, with how many each choice would leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from domain.divisions import COUNTIES, county_of
from domain.skills import SkillLevel
from domain.vacancies import EmploymentType, Insurance, Shift
from domain.wages import WageUnit
from reference.divisions import divisions
from reference.occupations import occupation
from webapp.blueprints.vacancies.asking import BENEFITS
from webapp.labels import label
from webapp.presentation import is_chinese, place, romanised, yuan
from webapp.trades import TRADES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from enum import Enum

    from search import FacetValue
    from webapp.blueprints.vacancies.asking import Asked
    from webapp.reads.vacancies import VacancyPage

TRADES_SHOWN = 8
"""The busiest ones; the others open with one tap."""
WAGE_STEPS = (3000, 4000, 5000, 6000, 8000, 10000, 15000)
"""Yuan a month."""
LEVELS = (SkillLevel.NONE, SkillLevel.LEVEL_5, SkillLevel.LEVEL_4, SkillLevel.LEVEL_3, SkillLevel.LEVEL_2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A value that can be chosen."""

    parameter: str
    value: str
    name: Any
    count: int | None
    """How many it would leave; None where nobody counted."""
    is_chosen: bool
    is_within: bool = False
    """A part of the one above it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Values among which one chooses."""

    name: str
    options: tuple[Option, ...]
    more: tuple[Option, ...] = ()
    """Those that few choose."""
    is_single: bool = False
    """One of them, not several."""
    is_open: bool = True

    @property
    def is_used(self) -> bool:
        """Whether something of it is chosen."""
        return any(option.is_chosen and option.value for option in (*self.options, *self.more))


class Counts:
    """The facets of a page, by value."""

    def __init__(self, facets: Mapping[str, Sequence[FacetValue]]) -> None:
        self._facets = {name: {value.value: value.count for value in values} for name, values in facets.items()}

    def of(self, facet: str, value: str) -> int | None:
        """How many a value would leave; None where the facet was not counted."""
        return self._facets[facet].get(value, 0) if facet in self._facets else None

    def values(self, facet: str) -> dict[str, int]:
        """Every counted value."""
        return self._facets.get(facet, {})


def filter_groups(asked: Asked, page: VacancyPage) -> list[Group]:
    """Everything that the search can be narrowed to, in the order in which people ask."""
    counts = Counts(page.facets)
    question = asked.question
    return [
        _benefits(asked, counts),
        _places(asked, counts),
        _wages(asked, counts),
        _trades(asked, counts),
        _coded(_("Kind of work"), "employment_type", EmploymentType, question.employment_types, counts),
        _coded(_("Shifts"), "shift", Shift, question.shifts, counts),
        _coded(_("Insurance"), "insurance", Insurance, question.insurance, counts, "benefits", is_open=False),
        _coded(_("Paid by the"), "wage_unit", WageUnit, question.wage_units, counts, is_open=False),
        _levels(asked, counts),
        _export(asked),
    ]


def trade_name(code: str) -> str:
    """The plain name of a group of occupations, else its official one, else its code."""
    if code in TRADES:
        return str(TRADES[code])
    try:
        return occupation(code).name
    except KeyError:
        return code


def _benefits(asked: Asked, counts: Counts) -> Group:
    names = {
        "housing": _("Housing"),
        "meals": _("Meals"),
        "transport": _("Transport"),
        "hardship": _("Hardship groups welcome"),
    }
    options = tuple(
        Option(
            parameter=name,
            value="1",
            name=names[name],
            count=counts.of("benefits", name),
            is_chosen=getattr(asked.question, parameter),
        )
        for name, parameter in BENEFITS.items()
    )
    return Group(name=_("Comes with it"), options=options)


def _places(asked: Asked, counts: Counts) -> Group:
    """The counties, and under each that is chosen its towns."""
    chosen = asked.question.divisions
    opened = {county_of(code) for code in chosen}
    options: list[Option] = []
    for county in COUNTIES:
        options.append(_division(county, chosen, counts.of("county", county)))
        if county in opened:
            towns = [entry.code for entry in divisions() if entry.parent_code == county]
            options += [_division(town, chosen, None, is_within=True) for town in towns]
    listed = {option.value for option in options}
    options += [_division(code, chosen, None) for code in chosen if code not in listed]
    return Group(name=_("Place"), options=tuple(options))


def _division(code: str, chosen: Sequence[str], count: int | None, *, is_within: bool = False) -> Option:
    name = place(code)
    if is_within:
        # Its county stands above it already.
        name = name.rpartition(" ")[2] if is_chinese() else romanised(code)
    return Option(
        parameter="division",
        value=code,
        name=name,
        count=count,
        is_chosen=code in chosen,
        is_within=is_within,
    )


def _wages(asked: Asked, counts: Counts) -> Group:
    chosen = asked.question.monthly_wage_min_fen
    steps = sorted({*WAGE_STEPS, *([chosen // 100] if chosen else [])})
    options = [Option(parameter="wage", value="", name=_("Any"), count=None, is_chosen=chosen is None)]
    options += [
        Option(
            parameter="wage",
            value=str(step),
            name=_("%(amount)s yuan a month or more", amount=yuan(step * 100)),
            count=counts.of("wage", str(step * 100)) if step in WAGE_STEPS else None,
            is_chosen=chosen == step * 100,
        )
        for step in steps
    ]
    return Group(name=_("Wage"), options=tuple(options), is_single=True)


def _trades(asked: Asked, counts: Counts) -> Group:
    chosen = asked.question.occupations
    counted = counts.values("occupation_middle")
    busiest = sorted((code for code in counted if code in TRADES), key=lambda code: (-counted[code], code))
    others = [code for code in chosen if code not in counted]
    options = [
        Option(
            parameter="occupation",
            value=code,
            name=trade_name(code),
            count=counted.get(code),
            is_chosen=code in chosen,
        )
        for code in (*others, *busiest)
    ]
    options.sort(key=lambda option: not option.is_chosen)
    return Group(name=_("Trade"), options=tuple(options[:TRADES_SHOWN]), more=tuple(options[TRADES_SHOWN:]))


def _coded(
    name: str,
    parameter: str,
    kind: type[Enum],
    chosen: Sequence[Enum],
    counts: Counts,
    facet: str = "",
    *,
    is_open: bool = True,
) -> Group:
    options = tuple(
        Option(
            parameter=parameter,
            value=str(member.value),
            name=label(member),
            count=counts.of(facet or parameter, str(member.value)),
            is_chosen=member in chosen,
        )
        for member in kind
    )
    return Group(name=name, options=options, is_open=is_open)


def _levels(asked: Asked, counts: Counts) -> Group:
    chosen = asked.question.skill_level_at_most
    levels = sorted({*LEVELS, *([chosen] if chosen is not None else [])})
    options = [Option(parameter="skill_level", value="", name=_("Any"), count=None, is_chosen=chosen is None)]
    options += [
        Option(
            parameter="skill_level",
            value=str(int(level)),
            name=_("I have none") if level is SkillLevel.NONE else label(level),
            count=counts.values("skill_level").get(str(int(level))),
            is_chosen=chosen is level,
        )
        for level in levels
    ]
    return Group(name=_("My certificate"), options=tuple(options), is_single=True, is_open=False)


def _export(asked: Asked) -> Group:
    chosen = asked.question.is_export
    choices = (("", _("Any"), None), ("0", _("In the city"), False), ("1", _("Out of town, organised"), True))
    options = tuple(
        Option(parameter="export", value=value, name=name, count=None, is_chosen=chosen is meaning)
        for value, name, meaning in choices
    )
    return Group(name=_("Where to"), options=options, is_single=True, is_open=False)
