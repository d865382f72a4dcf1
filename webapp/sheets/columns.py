"""The columns of a table: what each is called in both languages, and how the cells of each kind are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask_babel import force_locale, gettext

from domain.divisions import HOME_CITY, DivisionLevel, level_of, lies_within
from domain.skills import SkillLevel
from reference.divisions import divisions
from webapp import typed
from webapp.labels import LABELS
from webapp.locales import LOCALES
from webapp.presentation import place
from webapp.reads.occupations import is_occupation, suggest_occupations

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from decimal import Decimal
    from enum import Enum


SKILL_LEVELS: Mapping[str, SkillLevel] = {
    "无": SkillLevel.NONE,
    "初级工": SkillLevel.LEVEL_5,
    "五级": SkillLevel.LEVEL_5,
    "中级工": SkillLevel.LEVEL_4,
    "四级": SkillLevel.LEVEL_4,
    "高级工": SkillLevel.LEVEL_3,
    "三级": SkillLevel.LEVEL_3,
    "技师": SkillLevel.LEVEL_2,
    "二级": SkillLevel.LEVEL_2,
    "高级技师": SkillLevel.LEVEL_1,
    "一级": SkillLevel.LEVEL_1,
}
"""What the levels are called beside their names."""


class CellUnread(Exception):
    """A cell says something that its column cannot mean; the message is for people."""

    def __init__(self, message: str, *, column: str = "") -> None:
        super().__init__(message)
        self.column = column
        """The head of its column, where several columns were read together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the table."""

    key: str
    """The field that it fills."""
    name: Any
    read: Callable[[str], Any]
    is_needed: bool = False
    example: str = ""
    choices: tuple[Any, ...] = ()
    note: Any = ""

    def names(self) -> set[str]:
        """What its head may say, in both languages, as head_of folds it."""
        return {head_of(name) for name in in_both_languages(self.name)}


def in_both_languages(text: Any) -> list[str]:
    """A message in Chinese and in English."""
    found = []
    for locale in LOCALES:
        with force_locale(locale):
            found.append(str(text))
    return found


def head_of(text: str) -> str:
    """A head without stars, units and spaces: 最低工资（元）* is 最低工资."""
    return typed.clean_line(text).replace("（", "(").split("(")[0].rstrip("*＊ ").replace(" ", "").casefold()


def read_text(cell: str) -> str:
    """Some lines."""
    return typed.clean_block(cell)


def read_number(cell: str) -> int:
    """A whole number: 12 or 12人."""
    number = typed.whole_number(cell)
    if number is None:
        raise CellUnread(gettext("Please type a whole number."))
    return number


def read_money(cell: str) -> int:
    """Money typed in yuan, in fen."""
    amount = typed.fen(cell)
    if amount is None:
        raise CellUnread(gettext("Please type an amount in yuan, for example 6500."))
    return amount


def read_day(cell: str) -> date:
    """A day of the calendar."""
    day = typed.day(cell)
    if day is None:
        raise CellUnread(gettext("Please type a day as 2026-12-31."))
    return day


def read_large_money(cell: str) -> int:
    """Money typed in ten thousand yuan, in fen: 34000, 3.4亿."""
    amount = typed.large_fen(cell)
    if amount is None:
        raise CellUnread(gettext("Please type an amount in units of 10,000 yuan, for example 34000."))
    return amount


def read_share(cell: str) -> Decimal:
    """A share in per cent, as a number of 1."""
    share = typed.share(cell)
    if share is None:
        raise CellUnread(gettext("Please type a share in per cent, for example 12.5."))
    return share


def read_yes(cell: str) -> bool:
    """Yes or no, in the words that people use."""
    word = cell.strip().casefold()
    if word in {"是", "有", "包", "提供", "yes", "y", "1", "true", "√", "✓"}:
        return True
    if word in {"否", "无", "不", "不提供", "no", "n", "0", "false", "×", "-"}:
        return False
    raise CellUnread(gettext("Please type yes or no."))


def read_member(kind: type[Enum], also: Mapping[str, Enum] | None = None) -> Callable[[str], Any]:
    """Reads one of some coded words by its name in either language, or by what it is `also` called."""

    def read(cell: str) -> Any:
        word = typed.clean_line(cell).casefold()
        for member in kind:
            names = {str(member.value), *(name.casefold() for name in in_both_languages(LABELS[kind][member]))}
            if word in names:
                return member
        if also and word in also:
            return also[word]
        offered = gettext(", ").join(str(LABELS[kind][member]) for member in kind)
        raise CellUnread(gettext("“%(word)s” is none of: %(offered)s.", word=cell[:40], offered=offered))

    return read


def read_members(kind: type[Enum]) -> Callable[[str], frozenset[Any]]:
    """Reads several of some coded words, parted by commas."""
    one = read_member(kind)
    return lambda cell: frozenset(one(word) for word in typed.words_of(cell))


def read_place(cell: str) -> str:
    """高邮三垛镇, 三垛镇, 高邮市, 三垛, or a code; of two towns with the same name the county decides."""
    word = typed.clean_line(cell).replace(" ", "")
    found = [
        entry.code
        for entry in divisions()
        if word in {entry.code, entry.name, entry.short_name, _full_name(entry.code)}
    ]
    at_home = [code for code in found if lies_within(code, HOME_CITY)]
    # 高邮 is the county before it is the street of that name.
    at_home = [code for code in at_home if level_of(code) is not DivisionLevel.TOWN] or at_home
    if len(at_home or found) != 1:
        raise CellUnread(
            gettext("“%(word)s” is no place that we know. Write it as in the list of places.", word=cell[:40])
        )
    return (at_home or found)[0]


def read_occupations(cell: str) -> tuple[str, ...]:
    """Codes, or names as people say them: each becomes its likeliest occupation."""
    found = []
    for word in typed.words_of(cell):
        likely = [word] if is_occupation(word) else [one.code for one in suggest_occupations(word, limit=1)]
        if not likely:
            raise CellUnread(gettext("“%(word)s” is no occupation that we know.", word=word[:40]))
        found += likely
    return tuple(dict.fromkeys(found))


def _full_name(code: str) -> str:
    with force_locale("zh_CN"):
        return place(code).replace(" ", "")
