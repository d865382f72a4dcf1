"""Names for people who do not exist, as people of their age are called here."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from scripts.demo_city import tables
from scripts.demo_city.draw import Weighted

if TYPE_CHECKING:
    from scripts.demo_city.draw import Draw


def name_somebody(draw: Draw, *, birth_year: int, is_woman: bool) -> str:
    """A full name."""
    given = _given("women" if is_woman else "men", birth_year)
    return _surnames().pick(draw) + draw.choice(given)


@cache
def _surnames() -> Weighted[str]:
    found = re.findall(r"(\D+?)([\d.]+)\s", tables.tree("names.toml")["surnames"])
    return Weighted((name, float(share)) for name, share in found)


@cache
def _given(sex: str, birth_year: int) -> tuple[str, ...]:
    by_year = {int(year): names.split() for year, names in tables.tree("names.toml")[sex].items()}
    return tuple(by_year[max(year for year in by_year if year <= birth_year)])
