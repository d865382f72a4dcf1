"""Tables of brands and of their yearly figures: the columns, and what the cells of a row say."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from domain.brands import BrandCategory, Indicator
from domain.brands.figures import SHARES, YearReported
from domain.brands.names import plain
from domain.divisions import COUNTIES, HOME_CITY
from reference.industries import industries
from webapp import typed
from webapp.blueprints.brands.forms import MONEY, WAGES
from webapp.labels import label
from webapp.presentation import place, unit_of
from webapp.reads.brand_figures import years_reported
from webapp.reads.brands import slim_brands, taken_names
from webapp.services import brand_figures, brands
from webapp.services.brands import BrandWords
from webapp.sheets import (
    CellUnread,
    Column,
    Table,
    read_large_money,
    read_member,
    read_money,
    read_number,
    read_occupations,
    read_place,
    read_share,
    read_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True, kw_only=True)
class YearWords:
    """What a row says of a year of a brand."""

    brand_id: int
    year: int
    figures: dict[Indicator, Decimal]
    source: str


def _industry(cell: str) -> str:
    word = typed.clean_line(cell).casefold()
    for entry in industries():
        if word in {entry.code.casefold(), entry.name.casefold()}:
            return entry.code
    raise CellUnread(gettext("“%(word)s” is no industry of the classification.", word=cell[:40]))


def _figure_column(indicator: Indicator) -> Column:
    read: Callable[[str], Any] = read_number
    if indicator in SHARES:
        read = read_share
    elif indicator in WAGES:
        read = read_money
    elif indicator in MONEY:
        read = read_large_money
    return Column(key=indicator.value, name=label(indicator), read=read, example=EXAMPLES[indicator])


EXAMPLES = {
    Indicator.WORKFORCE: "12000",
    Indicator.SKILLED_WORKERS: "5400",
    Indicator.MIGRANT_WORKERS: "7000",
    Indicator.HARDSHIP_WORKERS: "600",
    Indicator.MEAN_MONTHLY_WAGE_FEN: "6500",
    Indicator.INDUSTRY_MEAN_MONTHLY_WAGE_FEN: "5600",
    Indicator.ANNUAL_LABOUR_INCOME_FEN: "93600",
    Indicator.OUTPUT_FEN: "240000",
    Indicator.MARKET_SHARE: "12.5",
    Indicator.THIRD_PARTY_SATISFACTION: "96",
    Indicator.PARKS_OR_STARTUP_BASES: "2",
}


def _units() -> list[str]:
    return [f"{label(indicator)}: {unit_of(indicator)}" for indicator in Indicator]


BRANDS = Table(
    name=lambda: gettext("New brands"),
    titled_by="name",
    about={"industry_code": "industry"},
    places=lambda: [place(code) for code in (HOME_CITY, *COUNTIES)],
    columns=(
        Column(
            key="name",
            name=_("Name of the brand"),
            read=typed.clean_line,
            is_needed=True,
            example="高邮麻鸭饲养员",
            note=_("Place, then the industry, trade or product, then a word for people."),
        ),
        Column(key="division_code", name=_("Where it is kept"), read=read_place, is_needed=True, example="高邮市"),
        Column(
            key="category",
            name=_("Category"),
            read=read_member(BrandCategory),
            is_needed=True,
            example="文化旅游类",
            choices=tuple(BrandCategory),
        ),
        Column(
            key="industry",
            name=_("Industry"),
            read=_industry,
            example="畜牧业",
            note=_("By name or code of the national classification."),
        ),
        Column(
            key="occupations",
            name=_("Occupations"),
            read=read_occupations,
            example="家禽饲养员",
            note=_("Parted by commas."),
        ),
        Column(key="products", name=_("Products and services"), read=typed.clean_line, example="高邮麻鸭、鸭苗"),
        Column(key="story", name=_("Story"), read=read_text),
        Column(key="name_en", name=_("English name"), read=typed.clean_line),
        Column(
            key="name_exception",
            name=_("Why it may stand as it is"),
            read=typed.clean_line,
            note=_("Only for a famous name that breaks the rule, as the Three Knives of Yangzhou."),
        ),
    ),
)
FIGURES = Table(
    name=lambda: gettext("Yearly figures"),
    titled_by="brand",
    places=_units,
    columns=(
        Column(key="brand", name=_("Brand"), read=typed.clean_line, is_needed=True, example="高邮麻鸭饲养员"),
        Column(key="year", name=_("Year"), read=read_number, is_needed=True, example="2025"),
        *(_figure_column(indicator) for indicator in Indicator),
        Column(
            key="source",
            name=_("Where the figures come from"),
            read=typed.clean_line,
            is_needed=True,
            example="县统计局年报",
        ),
    ),
)


def brand_words(values: dict[str, Any]) -> BrandWords:
    """The words of a brand; the industry is called otherwise in a table."""
    industry = values.pop("industry", None)
    return BrandWords(industry_code=industry, **values)


def brand_check(within: str) -> Callable[[BrandWords], None]:
    """Whether a brand may be entered; one of the same table that is like it came first."""
    taken = taken_names()

    def check(words: BrandWords) -> None:
        taken.add(brands.check_words(words, within=within, taken=taken).name)

    return check


def year_words(within: str) -> Callable[[dict[str, Any]], YearWords]:
    """Makes the figures of a year, for a brand of the official's division."""
    ids = {plain(brand.name): brand.id for brand in slim_brands(within)}

    def words(values: dict[str, Any]) -> YearWords:
        brand_id = ids.get(plain(values["brand"]))
        if brand_id is None:
            message = gettext("“%(word)s” is no brand of your library.", word=values["brand"][:40])
            raise CellUnread(message, column=str(_("Brand")))
        figures = {one: Decimal(values[one.value]) for one in Indicator if one.value in values}
        return YearWords(brand_id=brand_id, year=values["year"], figures=figures, source=values["source"])

    return words


def year_check(within: str, *, this_year: int) -> Callable[[YearWords], None]:
    """Whether a year may be reported: not yet reported, and not twice in the same table."""
    reported = years_reported([brand.id for brand in slim_brands(within)])

    def check(words: YearWords) -> None:
        brand_figures.check_report(words.year, words.figures, source=words.source, this_year=this_year)
        if (words.brand_id, words.year) in reported:
            raise YearReported(year=words.year)
        reported.add((words.brand_id, words.year))

    return check
