"""Wages as people type them: 月薪8000以上, 8000-10000, 八千, 8k, 日结300, 一小时25."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.wages import HIGHEST_MONTHLY_FEN, WageUnit, monthly_fen

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTHS_A_YEAR = 12
LOWEST_BARE, HIGHEST_BARE = 1_000, 50_000
"""Yuan between which a number that stands alone is a month's wage."""

COUNTED = frozenset("名人个年型号路平里岁吨瓦米")
"""After one of these a number is no wage."""

_DIGITS = "零一二三四五六七八九"
_CHINESE = rf"[{_DIGITS[1:]}两十][{_DIGITS}两十百千万]*"
_NUMBER = rf"(?:\d+(?:\.\d+)?(?:[kw千万]\d?)?|{_CHINESE})"
_SCALED = re.compile(r"(\d+(?:\.\d+)?)([kw千万]?)(\d?)")
_BEFORE = {
    WageUnit.MONTH: "月薪|月工资|月收入|月入|工资|薪资|底薪|保底|薪水|月",
    WageUnit.DAY: "日结|日薪|一天|每天|日工资|天",
    WageUnit.HOUR: "时薪|一小时|每小时|一个小时|小时工资|钟点",
}
_AFTER = {
    WageUnit.MONTH: r"[/每一]个?月|月",
    WageUnit.DAY: r"[/每一]?[天日]",
    WageUnit.HOUR: r"[/每一]?个?小时|/h",
}
_YEAR = "年薪"
_UNIT_WORDS = "|".join((_YEAR, *_BEFORE.values()))
_PATTERN = re.compile(
    rf"(?:(?P<before>{_UNIT_WORDS})\s*)?(?P<from>{_NUMBER})\s*(?P<yuan>元|块钱?)?"
    rf"(?:\s*(?:-|—|~|到|至)\s*(?P<to>{_NUMBER})\s*(?:元|块钱?)?)?"
    rf"\s*(?P<after>{'|'.join(_AFTER.values())})?\s*(?P<bound>以上|起步|起|往上|以下|以内|左右|多)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WagePhrase:
    """A wage that a question names, as a month's pay. Of a range the lower end counts: nobody wishes to earn less."""

    begin: int
    end: int
    monthly_min_fen: int | None = None
    monthly_max_fen: int | None = None
    unit: WageUnit | None = None
    """Set where pay by the day or the hour is asked for; a month's wage may be earned in any unit."""


def find_wages(folded: str) -> Iterator[WagePhrase]:
    """The wages in a folded text, in order."""
    for match in _PATTERN.finditer(folded):
        phrase = _read(match)
        if phrase is not None:
            yield phrase


def _read(match: re.Match[str]) -> WagePhrase | None:
    low, high = _number(match["from"]), _number(match["to"]) if match["to"] else None
    before, after, bound = match["before"] or "", match["after"] or "", match["bound"] or ""
    if high is not None and low < 100 <= high / 10:  # noqa: PLR2004  8-10k is said for 8k-10k
        low *= 1000
    unit = _unit(before, after)
    if not before and after and not (match["yuan"] or after[0] in "/每一"):
        return None
    if not (before or after) and (_is_inside_a_word(match) or not _is_round_wage(high or low)):
        return None
    if unit is None:
        unit = WageUnit.MONTH
    floor = {WageUnit.MONTH: 300, WageUnit.DAY: 20, WageUnit.HOUR: 5}.get(unit, 0)
    if (high or low) < floor:
        return None
    if before == _YEAR:
        low, high = low / MONTHS_A_YEAR, (high or 0) / MONTHS_A_YEAR
    low_fen, high_fen = monthly_fen(round(low * 100), unit), None
    if low_fen > HIGHEST_MONTHLY_FEN:
        return None
    if bound in {"以下", "以内"}:
        low_fen, high_fen = 0, monthly_fen(round((high or low) * 100), unit)
    return WagePhrase(
        begin=match.start(),
        end=match.end(),
        monthly_min_fen=low_fen or None,
        monthly_max_fen=high_fen,
        unit=None if unit is WageUnit.MONTH else unit,
    )


def _unit(before: str, after: str) -> WageUnit | None:
    for table, word in ((_AFTER, after), (_BEFORE, before)):
        for unit, pattern in table.items():
            if word and re.fullmatch(pattern, word):
                return unit
    return None


def _is_round_wage(yuan: float) -> bool:
    """Whether a number that stands alone can be meant as a month's wage: 8000, and not 4050 or 2026."""
    return LOWEST_BARE <= yuan <= HIGHEST_BARE and yuan % 100 == 0


def _is_inside_a_word(match: re.Match[str]) -> bool:
    """Whether a number without a unit is a part of something else: j1100, 8000型, 1000名."""
    text = match.string
    previous = text[: match.start()][-1:]
    if previous.isascii() and previous.isalnum():
        return True
    if match["bound"] or match["to"]:
        return False
    following = text[match.end() : match.end() + 1]
    return (following.isascii() and following.isalnum()) or following in COUNTED


def _number(text: str) -> float:
    """8000, 8k, 1.2万, 1万2, 八千, 一万二, 三百 as a number."""
    if not text[0].isdigit() or not text[0].isascii():
        return float(_chinese(text))
    digits, scale, rest = _SCALED.findall(text)[0]
    times = {"k": 1_000, "千": 1_000, "w": 10_000, "万": 10_000}.get(scale, 1)
    return float(digits) * times + float(rest or 0) * times / 10


def _chinese(text: str) -> int:
    """八千 -> 8000, 一万二 -> 12000, 六千五 -> 6500, 一百二十 -> 120."""
    total = section = digit = 0
    scale = 1
    for character in text:
        if character in _DIGITS or character == "两":
            digit = 2 if character == "两" else _DIGITS.index(character)
        elif character == "万":
            total, section, digit, scale = (total + section + digit) * 10_000, 0, 0, 10_000
        else:
            scale = {"十": 10, "百": 100, "千": 1_000}[character]
            section, digit = section + (digit or 1) * scale, 0
    is_short = scale > 10 and digit and text[-2:-1] in {"百", "千", "万"}  # noqa: PLR2004
    return total + section + digit * (scale // 10 if is_short else 1)
