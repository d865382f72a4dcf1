"""How values look on a page: filters and globals for the templates."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from flask import request
from flask_babel import format_date, format_datetime
from flask_babel import gettext as _
from pypinyin import lazy_pinyin
from werkzeug.datastructures import MultiDict

from domain.brands import Indicator
from domain.brands.figures import SHARES
from domain.contacts import mask_name
from domain.divisions import COUNTIES, HOME_CITY, DivisionLevel, city_of, county_of, level_of
from reference.divisions import division
from reference.industries import industries
from reference.occupations import occupation
from webapp import access, assets, labels, locales, navigation, tracing, trades
from webapp.calendar import SHANGHAI, today
from webapp.reads.brand_figures import FigureQuestion
from webapp.reads.brands import BrandQuestion
from webapp.reads.offers import OfferQuestion
from webapp.reads.surveys import SurveyQuestion

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from flask import Flask

    from webapp.models import Brand
    from webapp.reads.brands import SlimBrand

RECENT_DAYS = 7
NEAR_KM = 10
METRES_BELOW = 10
"""Hundreds of metres: from a kilometre on, kilometres."""
LEGAL_FORMS = re.compile("(股份|有限|责任|公司|集团)+$")
SEAL_SIZES = ((4, "four"), (6, "six"), (9, "nine"))
ROMANISED = {
    "扬州": "Yangzhou",
    "扬州经济技术开发区": "Yangzhou Development Zone",
    "江都": "Jiangdu",
    "陕西": "Shaanxi",
    "重庆": "Chongqing",
    "厦门": "Xiamen",
}
"""Places that a dictionary of readings gets wrong, or that are written otherwise by custom."""


def init_app(app: Flask) -> None:
    """Give the templates what they may use."""
    assets.init_app(app)
    app.jinja_env.globals.update(
        LOCALES=locales.LOCALES,
        ROUTES=access.ROUTES,
        language_tag=locales.language_tag,
        is_chinese=is_chinese,
        is_demo=lambda: app.config["SETTINGS"].is_demo,
        label=labels.label,
        may=navigation.may,
        own_steps=navigation.own_steps,
        public_steps=navigation.public_steps,
        rows_of=tracing.rows_of,
        seal_letters=seal_letters,
        this_page=this_page,
        today=today,
        trade_name=trade_name,
        unit_of=unit_of,
        narrowed=replace,
        BrandQuestion=BrandQuestion,
        FigureQuestion=FigureQuestion,
        OfferQuestion=OfferQuestion,
        SurveyQuestion=SurveyQuestion,
    )
    app.jinja_env.filters.update(
        brief_name=brief_name,
        masked_name=mask_name,
        moment=moment,
        occupation_name=lambda code: occupation(code).name,
        brand_name=brand_name,
        day_full=lambda day: format_date(day, "full"),
        day_long=lambda day: format_date(day, "long"),
        day_short=lambda day: format_date(day, "M月d日" if is_chinese() else "d MMM"),
        quarter=quarter,
        days_ago=days_ago,
        distance=distance,
        figure=figure,
        figure_alone=figure_alone,
        industry_name=industry_name,
        keeper=keeper,
        month_full=lambda day: format_date(day, "yyyy年M月" if is_chinese() else "MMMM yyyy"),
        month_name=lambda day: format_date(day, "MMM"),
        place=place,
        place_short=romanised,
        said_reason=labels.said_reason,
        shanghai=shanghai,
        weekday_name=lambda day: format_date(day, "EEE"),
        yuan=yuan,
        yuan_about=yuan_about,
        yuan_range=yuan_range,
    )


def is_chinese() -> bool:
    """Whether the page is in Chinese; else it is in English."""
    return locales.language_tag() != "en"


def industry_name(code: str | None) -> str:
    """The Chinese name of an industry, as the classification has it; nothing for none."""
    return next((entry.name for entry in industries() if entry.code == code), "")


def brand_name(brand: Brand | SlimBrand) -> str:
    """The name of a brand in the language of the page; in Chinese where it has no other."""
    return brand.name if is_chinese() or not brand.name_en else brand.name_en


def quarter(name: str) -> str:
    """A quarter of a year, which is kept as 2026Q4, as people name it."""
    year, _q, number = name.partition("Q")
    return str(_("%(year)sQ%(number)s", year=year, number=number))


def keeper(code: str) -> str:
    """Who keeps a part of the library: a county, or the city itself."""
    return str(_("The city itself")) if code == HOME_CITY else place(code)


def yuan(fen: int) -> str:
    """Money in fen as yuan: 6,500 or 25.50, without a needless fraction."""
    whole, rest = divmod(fen, 100)
    return f"{whole:,}.{rest:02d}" if rest else f"{whole:,}"


def yuan_range(bounds: tuple[int, int]) -> str:
    """Two amounts in fen as 6,000–8,000; one where they are equal."""
    low, high = bounds
    return yuan(low) if low == high else f"{yuan(low)}–{yuan(high)}"


def yuan_about(fen: int) -> str:
    """Money in fen as yuan to the next hundred, where more would only seem exact."""
    return f"{round(fen / 100, -2):,.0f}"


def figure(value: Decimal, indicator: Indicator) -> str:
    """A reported figure of a brand with its unit: people, yuan, ten thousand yuan, or a share in per cent."""
    said = figure_alone(value, indicator)
    if indicator in SHARES:
        return f"{said} %"
    if indicator.value.endswith("_wage_fen"):
        return str(_("%(amount)s yuan", amount=said))
    return str(_("%(amount)s × 10,000 yuan", amount=said)) if indicator.value.endswith("_fen") else said


def figure_alone(value: Decimal, indicator: Indicator) -> str:
    """A reported figure of a brand where its unit stands beside it."""
    number = in_unit(value, indicator)
    return f"{number.normalize():f}" if indicator in SHARES else f"{number:,.0f}"


def in_unit(value: Decimal, indicator: Indicator) -> Decimal:
    """A reported figure in the unit in which people say it."""
    if indicator in SHARES:
        return value * 100
    if indicator.value.endswith("_wage_fen"):
        return value / 100
    return value / 10**6 if indicator.value.endswith("_fen") else value


def unit_of(indicator: Indicator) -> str:
    """The unit in which people say a figure."""
    if indicator in SHARES:
        return "%"
    if indicator.value.endswith("_wage_fen"):
        return str(_("yuan"))
    if indicator.value.endswith("_fen"):
        return str(_("10,000 yuan"))
    return str(_("sites")) if indicator is Indicator.PARKS_OR_STARTUP_BASES else str(_("people"))


def trade_name(code: str) -> str:
    """What people call a middle group of occupations."""
    return str(trades.TRADES.get(code, code))


def brief_name(name: str) -> str:
    """The name of an enterprise without its place and its legal form: 扬州富春餐饮有限公司 -> 富春餐饮."""
    short = LEGAL_FORMS.sub("", name)
    for code in (HOME_CITY, *COUNTIES):
        short = short.removeprefix(division(code).name).removeprefix(division(code).short_name)
    return short or name


def shanghai(moment: datetime) -> datetime:
    """A moment as the clock in Shanghai shows it."""
    return moment.astimezone(SHANGHAI)


def moment(at: datetime) -> str:
    """A moment to the minute, as the clock in Shanghai shows it."""
    return str(format_datetime(at, "yyyy-MM-dd HH:mm"))


def days_ago(moment: datetime) -> str:
    """When something was published: today, yesterday, some days ago, or its date."""
    day = shanghai(moment).date()
    days = (today() - day).days
    if days <= 0:
        return str(_("today"))
    if days == 1:
        return str(_("yesterday"))
    if days <= RECENT_DAYS:
        return str(_("%(days)s days ago", days=days))
    return str(format_date(day, "medium"))


def distance(km: float) -> str:
    """How far away something is, as precisely as a person would say it: 800 m, 3.5 km, 24 km."""
    hundreds = max(round(km * 10), 1)
    if hundreds < METRES_BELOW:
        return str(_("%(metres)s m", metres=hundreds * 100))
    return str(_("%(km)s km", km=f"{hundreds / 10:g}" if km < NEAR_KM else round(km)))


def place(code: str) -> str:
    """Where something is, as people of the city say it: 高邮 三垛镇 within it, 上海 浦东 elsewhere."""
    level = level_of(code)
    if level is DivisionLevel.TOWN:
        names = [county_of(code), code]
    elif level is DivisionLevel.COUNTY and city_of(code) != HOME_CITY:
        names = [city_of(code), code]
    else:
        names = [code]
    if is_chinese():
        return " ".join(_chinese(name, is_last=name == names[-1]) for name in names)
    return ", ".join(romanised(name) for name in reversed(names))


@cache
def _chinese(code: str, *, is_last: bool) -> str:
    try:
        entry = division(code)
    except KeyError:
        return code
    return entry.name if is_last and level_of(code) is DivisionLevel.TOWN else entry.short_name


@cache
def romanised(code: str) -> str:
    """The short name of a division in Latin letters; the code itself where it is unknown."""
    try:
        name = division(code).short_name
    except KeyError:
        return code
    return ROMANISED.get(name) or "".join(lazy_pinyin(name)).capitalize()


def seal_letters(name: str) -> tuple[str, str]:
    """The letters that a brand's seal shows, at most nine, and the size of its grid: four, six or nine."""
    letters = "".join(letter for letter in name if letter.isalnum())[:9]
    return letters, next(grid for most, grid in SEAL_SIZES if len(letters) <= most)


def this_page(**changes: object) -> str:
    """The address of this page with some parameters changed; None takes one away, a list gives several."""
    query = MultiDict(request.args)
    for name, value in changes.items():
        query.poplist(name)
        if value is not None:
            query.setlist(name, [str(one) for one in (value if isinstance(value, list | tuple) else [value])])
    pairs = [(name, value) for name, value in query.items(multi=True) if value]
    return quote(request.path) + (f"?{urlencode(pairs)}" if pairs else "")
