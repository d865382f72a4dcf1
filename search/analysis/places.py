"""Place words: which divisions a word of a question names, and when it names none although it looks so."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from pypinyin import lazy_pinyin

from domain.divisions import HOME_CITY, subtree_prefix
from reference.divisions import divisions
from search.analysis.text import fold

_AMBIGUOUS = """
大桥 公道 西湖 新城 青山 开发区 泰安 平山 城北 新集 八里 物流园区 山阳 仙女 文峰 曲江 双桥 梅岭 甘泉
真武 文汇 新盛 头桥 沙头 汽车工业园 化学工业园区 原种场 蚕种场 园艺试验场 水产试验场 白银 来宾 普洱 和田
大同 东海 滨海 钟楼 云龙 鼓楼 海北
"""
AMBIGUOUS = frozenset(_AMBIGUOUS.split())
"""Short names that are words of their own, or of other places. With their 镇 or 街道 they are places; alone, text."""
ORGANISATIONS = (
    "银行", "大学", "学院", "医院", "集团", "公司", "酒店", "宾馆", "饭店",
    "学校", "中学", "小学", "商会", "股份", "证券", "保险",
)  # fmt: skip
"""After the name of a place elsewhere these make the name of an employer: 苏州银行 has branches in Yangzhou."""
PRODUCTS = (
    "菜", "拉面", "烤鸭", "火锅", "小吃", "米粉", "炒饭", "小笼", "热干面", "螺蛳粉", "大盘鸡",
    "料理", "话", "小面", "烧饼", "狮子头",
)  # fmt: skip
"""After the name of a place these make the name of a dish or a tongue: 兰州拉面 is cooked everywhere."""
SHORTEST_PINYIN = 6


@cache
def _codes() -> dict[str, tuple[str, ...]]:
    """Name to codes. Where a home division bears the name, it alone; otherwise every one that does."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for entry in divisions():
        names = {fold(entry.name), fold(entry.short_name)} - AMBIGUOUS
        for name in names:
            found[name].append(entry.code)
    home = subtree_prefix(HOME_CITY)
    return {name: _nearest(codes, home) for name, codes in found.items() if len(name) > 1}


def _nearest(codes: list[str], home: str) -> tuple[str, ...]:
    """The home ones, else all; the larger one where a place lies in another of its name (高邮街道 in 高邮市)."""
    chosen = [code for code in codes if code.startswith(home)] or codes
    shortest = min(len(code) for code in chosen)
    return tuple(code for code in chosen if len(code) == shortest)


@cache
def _pinyin() -> dict[str, tuple[str, ...]]:
    """Full pinyin to codes, for home counties and for cities, where it is long enough to mean nothing else."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for entry in divisions():
        if entry.level in {"city", "county"} and entry.short_name not in AMBIGUOUS:
            found["".join(lazy_pinyin(entry.short_name))].append(entry.code)
    home = subtree_prefix(HOME_CITY)
    return {name: _nearest(codes, home) for name, codes in found.items() if len(name) >= SHORTEST_PINYIN}


def codes_of(word: str, following: str = "") -> tuple[str, ...]:
    """The divisions that a folded word names, when that word follows it directly; none where it is no place here."""
    codes = _codes().get(word) or _pinyin().get(word) or ()
    if codes and following.startswith(PRODUCTS):
        return ()
    if codes and following.startswith(ORGANISATIONS) and not codes[0].startswith(subtree_prefix(HOME_CITY)):
        return ()
    return codes


@cache
def names_of(code: str) -> str:
    """The names of a division and of those that it lies in, as people write them in an address."""
    return " ".join(entry.name for entry in divisions() if code.startswith(subtree_prefix(entry.code)))


@cache
def dictionary() -> tuple[str, ...]:
    """The names of places that the segmentation is to keep whole."""
    return tuple(_codes())
