"""What people type, read generously: lines, words, numbers, money, days; None where nothing can be made of it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time
from decimal import Decimal

MOST_DIGITS = 12
"""Of a number that anybody means; a longer one is a slip."""
TIMES = {"": 1, "千": 1000, "k": 1000, "万": 10_000, "w": 10_000}

_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACES = re.compile(r"\s+")
_BETWEEN_WORDS = re.compile("[,，、;；/|\n]+")
_WHOLE = re.compile(rf"([-+]?[0-9]{{1,{MOST_DIGITS}}})(?:\.0+)?[人名位年个天日件公里]*")
_AMOUNT = re.compile(rf"([-+]?[0-9]{{1,{MOST_DIGITS}}}(?:\.[0-9]{{0,6}})?)(千|k|万|w)?")
_CURRENCY = re.compile("[元块¥,]|rmb|/月")
_SHARE = re.compile(r"([-+]?[0-9]{1,4}(?:\.[0-9]{1,2})?)[%％]?")
_LARGE_AMOUNT = re.compile(r"([-+]?[0-9]{1,12}(?:\.[0-9]{0,6})?)(万|亿|元)?")
_TIME = re.compile(r"([0-9]{1,2})[:.时点]?([0-9]{2})?分?")
_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")


def clean_line(text: str | None) -> str:
    """One line without what cannot be seen: controls, NUL, marks of direction, needless spaces."""
    return _SPACES.sub(" ", _visible(_SPACES.sub(" ", text or ""))).strip()


def clean_block(text: str | None) -> str:
    """Lines without what cannot be seen."""
    lines = (text or "").replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").split("\n")
    return "\n".join(_visible(line).rstrip() for line in lines).strip()


def words_of(text: str | None) -> tuple[str, ...]:
    """The words of a line that are parted by commas or the like, each once: 氩弧焊、二保焊 -> two."""
    parts = _BETWEEN_WORDS.split(clean_block(text))
    return tuple(dict.fromkeys(word for part in parts if (word := clean_line(part))))


def whole_number(text: str) -> int | None:
    """12, １２, 12.0 or 12人."""
    found = _WHOLE.fullmatch(_folded(text).replace(",", ""))
    return int(found[1]) if found else None


def fen(text: str) -> int | None:
    """Money typed in yuan, in fen: 6500, 6,500元, 25.50, ￥6500, 6.5k, 6千, 1.2万. Nothing smaller than a fen."""
    found = _AMOUNT.fullmatch(_CURRENCY.sub("", _folded(text)))
    if found is None:
        return None
    amount = Decimal(found[1]) * TIMES[found[2] or ""] * 100
    return int(amount) if amount == int(amount) else None


def share(text: str) -> Decimal | None:
    """A share typed in per cent, as a number of 1: 12.5, 12.5% and １２．５％ are 0.125. At most two decimals."""
    found = _SHARE.fullmatch(_folded(text))
    return Decimal(found[1]) / 100 if found else None


def large_fen(text: str) -> int | None:
    """Money typed in ten thousand yuan, in fen: 34000, 34,000万元, 3.4亿; 340000000元 says its unit itself."""
    found = _LARGE_AMOUNT.fullmatch(_folded(text).replace(",", "").replace("万元", "万").replace("亿元", "亿"))
    if found is None:
        return None
    amount = Decimal(found[1]) * {"元": 100, "亿": 10**10}.get(found[2] or "", 10**6)
    return int(amount) if amount == int(amount) else None


def day(text: str) -> date | None:
    """2026-12-31, 2026/12/31, 2026.12.31 or 2026年12月31日."""
    found = _DAY.fullmatch(_folded(text))
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


def time_of_day(text: str) -> time | None:
    """9:00, 09:00, 9点 or 9点30分."""
    found = _TIME.fullmatch(_folded(text))
    try:
        return time(int(found[1]), int(found[2] or 0)) if found else None
    except ValueError:
        return None


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", clean_line(text)).casefold().replace(" ", "")


def _visible(text: str) -> str:
    return _UNSEEN.sub("", "".join(letter for letter in text if unicodedata.category(letter) not in {"Cc", "Cs"}))
