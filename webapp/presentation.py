"""How values look on a page: filters and globals for the templates."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from flask import request
from flask_babel import format_date, format_datetime
from flask_babel import gettext as _
from pypinyin import lazy_pinyin
from werkzeug.datastructures import MultiDict

from domain.brands import Indicator
from domain.contacts import mask_name
from domain.divisions import HOME_CITY, DivisionLevel, city_of, county_of, level_of
from reference.divisions import division
from webapp import access, assets, labels, locales, navigation
from webapp.calendar import SHANGHAI, today

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from flask import Flask

RECENT_DAYS = 7
NEAR_KM = 10
METRES_BELOW = 10
"""Hundreds of metres: from a kilometre on, kilometres."""
SEAL_SIZES = ((4, "four"), (6, "six"), (9, "nine"))
ROMANISED = {"扬州": "Yangzhou", "江都": "Jiangdu", "陕西": "Shaanxi", "重庆": "Chongqing", "厦门": "Xiamen"}
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
        seal_letters=seal_letters,
        this_page=this_page,
        today=today,
    )
    app.jinja_env.filters.update(
        masked_name=mask_name,
        moment=moment,
        day_full=lambda day: format_date(day, "full"),
        day_long=lambda day: format_date(day, "long"),
        days_ago=days_ago,
        distance=distance,
        figure=figure,
        month_full=lambda day: format_date(day, "yyyy年M月" if is_chinese() else "MMMM yyyy"),
        month_name=lambda day: format_date(day, "MMM"),
        place=place,
        place_short=romanised,
        shanghai=shanghai,
        weekday_name=lambda day: format_date(day, "EEE"),
        yuan=yuan,
        yuan_about=yuan_about,
        yuan_range=yuan_range,
    )


def is_chinese() -> bool:
    """Whether the page is in Chinese; else it is in English."""
    return locales.language_tag() != "en"


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
    """A reported figure of a brand: people, ten thousand yuan, or a share in per cent."""
    if indicator.value.endswith("_wage_fen"):
        return str(_("%(amount)s yuan", amount=yuan_about(int(value))))
    if indicator.value.endswith("_fen"):
        return str(_("%(amount)s × 10,000 yuan", amount=f"{value / 1_000_000:,.0f}"))
    if indicator in {Indicator.MARKET_SHARE, Indicator.THIRD_PARTY_SATISFACTION}:
        return f"{value * 100:.1f}".removesuffix(".0") + " %"
    return f"{value:,.0f}"


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
