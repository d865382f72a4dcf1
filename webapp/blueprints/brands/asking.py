"""Questions about brands and their figures, as addresses ask them; and the filters that a page of the library shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from domain.brands import PUBLIC_STATES, BrandCategory, BrandState, BrandTier, Indicator
from domain.brands.figures import FIRST_YEAR
from domain.divisions import COUNTIES, HOME_CITY
from reference.industries import industries
from webapp.calendar import today
from webapp.labels import label
from webapp.parameters import known, member, members, page_number, whole_number
from webapp.presentation import keeper
from webapp.reads.brand_figures import FigureQuestion
from webapp.reads.brands import BrandOrder, BrandQuestion
from webapp.typed import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from werkzeug.datastructures import MultiDict

LONGEST_WORDS = 60
KEEPERS = (*COUNTIES, HOME_CITY)
SECTIONS = {entry.code: entry.name for entry in industries() if entry.level == "section"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A value of a filter."""

    value: str
    name: Any
    count: int
    is_chosen: bool


def brands_asked(query: MultiDict[str, str], *, within: str | None = None) -> BrandQuestion:
    """The brands that an address asks for. Raises BadParameter."""
    states = members(query, "state", BrandState)
    return BrandQuestion(
        within=within,
        words=clean_line(query.get("q"))[:LONGEST_WORDS],
        county=_one(known(query, "county", KEEPERS)),
        category=member(query, "category", BrandCategory),
        tier=member(query, "tier", BrandTier),
        states=states if within is not None else tuple(state for state in states if state in PUBLIC_STATES),
        industry=_one(known(query, "industry", SECTIONS)) or "",
        reported=_year(query, "reported"),
        order=member(query, "sort", BrandOrder) or BrandOrder.NAME,
        page=page_number(query),
    )


def figures_asked(query: MultiDict[str, str], *, within: str | None = None) -> FigureQuestion:
    """The figures that an address asks for. Raises BadParameter."""
    return FigureQuestion(
        within=within,
        brand=clean_line(query.get("brand"))[:LONGEST_WORDS],
        year=_year(query, "year"),
        indicator=member(query, "indicator", Indicator),
        county=_one(known(query, "county", KEEPERS)),
        category=member(query, "category", BrandCategory),
        page=page_number(query),
    )


def filters_of(question: BrandQuestion, facets: Mapping[str, Mapping[str, int]]) -> dict[str, list[Choice]]:
    """The filters of a page of the library with what each value would leave; values that nothing has are left out."""
    states = [state for state in BrandState if question.within is not None or state in PUBLIC_STATES]
    offered: dict[str, tuple[Iterable[str], Callable[[Any], Any], set[str]]] = {
        "county": (KEEPERS, keeper, {question.county or ""}),
        "category": (BrandCategory, label, {question.category or ""}),
        "tier": (BrandTier, label, {question.tier or ""}),
        "state": (states, label, set(question.states)),
        "industry": (SECTIONS, SECTIONS.__getitem__, {question.industry}),
    }
    return {
        name: [
            Choice(value=value, name=named(value), count=facets[name].get(value, 0), is_chosen=value in chosen)
            for value in values
            if facets[name].get(value) or value in chosen
        ]
        for name, (values, named, chosen) in offered.items()
    }


def _one(values: tuple[str, ...]) -> str | None:
    return values[0] if values else None


def _year(query: MultiDict[str, str], name: str) -> int | None:
    return whole_number(query, name, least=FIRST_YEAR, most=today().year)
