"""The columns of a table of vacancies: what each is called in both languages, and how its cells are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask_babel import force_locale, gettext
from flask_babel import lazy_gettext as _

from domain.skills import Licence, SkillLevel
from domain.vacancies import EmploymentType, Insurance, Shift
from domain.wages import WageUnit
from reference.divisions import divisions
from webapp import typed
from webapp.labels import LABELS
from webapp.locales import LOCALES
from webapp.presentation import place

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from enum import Enum


class CellUnread(Exception):
    """A cell says something that its column cannot mean; the message is for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the table."""

    key: str
    """The field of the vacancy that it fills."""
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


def _text(cell: str) -> str:
    return typed.clean_block(cell)


def _number(cell: str) -> int:
    number = typed.whole_number(cell)
    if number is None:
        raise CellUnread(gettext("Please type a whole number."))
    return number


def _money(cell: str) -> int:
    amount = typed.fen(cell)
    if amount is None:
        raise CellUnread(gettext("Please type an amount in yuan, for example 6500."))
    return amount


def _day(cell: str) -> Any:
    day = typed.day(cell)
    if day is None:
        raise CellUnread(gettext("Please type a day as 2026-12-31."))
    return day


def _yes(cell: str) -> bool:
    word = cell.strip().casefold()
    if word in {"是", "有", "包", "提供", "yes", "y", "1", "true", "√", "✓"}:
        return True
    if word in {"否", "无", "不", "不提供", "no", "n", "0", "false", "×", "-"}:
        return False
    raise CellUnread(gettext("Please type yes or no."))


def _member(kind: type[Enum], also: Mapping[str, Enum] | None = None) -> Callable[[str], Any]:
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


def _members(kind: type[Enum]) -> Callable[[str], frozenset[Any]]:
    one = _member(kind)
    return lambda cell: frozenset(one(word) for word in typed.words_of(cell))


def _insurance(cell: str) -> frozenset[Insurance]:
    word = typed.clean_line(cell).casefold()
    whole = {
        "五险一金": frozenset(Insurance),
        "六险一金": frozenset(Insurance),
        "五险": frozenset(Insurance) - {Insurance.HOUSING_FUND},
        "社保": frozenset(Insurance) - {Insurance.HOUSING_FUND},
        "缴纳社保": frozenset(Insurance) - {Insurance.HOUSING_FUND},
        "工伤": frozenset({Insurance.INJURY}),
        "无": frozenset[Insurance](),
        "all": frozenset(Insurance),
        "five": frozenset(Insurance) - {Insurance.HOUSING_FUND},
        "none": frozenset[Insurance](),
    }
    return whole[word] if word in whole else _members(Insurance)(cell)


def _place(cell: str) -> str:
    """高邮三垛镇, 三垛镇, 高邮市, 三垛, or a code; of two towns with the same name the county decides."""
    word = typed.clean_line(cell).replace(" ", "")
    found = [
        entry.code
        for entry in divisions()
        if word in {entry.code, entry.name, entry.short_name, _full_name(entry.code)}
    ]
    at_home = [code for code in found if code.startswith("3210")]
    if len(at_home or found) != 1:
        raise CellUnread(
            gettext("“%(word)s” is no place that we know. Write it as in the list of places.", word=cell[:40])
        )
    return (at_home or found)[0]


def _full_name(code: str) -> str:
    with force_locale("zh_CN"):
        return place(code).replace(" ", "")


UNITS = {
    "月": WageUnit.MONTH,
    "月薪": WageUnit.MONTH,
    "天": WageUnit.DAY,
    "日": WageUnit.DAY,
    "日结": WageUnit.DAY,
    "小时": WageUnit.HOUR,
    "时": WageUnit.HOUR,
    "件": WageUnit.PIECE,
    "计件": WageUnit.PIECE,
}
LEVELS = {
    "无": SkillLevel.NONE,
    "不限": SkillLevel.NONE,
    "初级": SkillLevel.LEVEL_5,
    "初级工": SkillLevel.LEVEL_5,
    "五级": SkillLevel.LEVEL_5,
    "中级": SkillLevel.LEVEL_4,
    "中级工": SkillLevel.LEVEL_4,
    "四级": SkillLevel.LEVEL_4,
    "高级": SkillLevel.LEVEL_3,
    "高级工": SkillLevel.LEVEL_3,
    "三级": SkillLevel.LEVEL_3,
    "技师": SkillLevel.LEVEL_2,
    "二级": SkillLevel.LEVEL_2,
    "高级技师": SkillLevel.LEVEL_1,
    "一级": SkillLevel.LEVEL_1,
    "学徒": SkillLevel.APPRENTICE,
}

COLUMNS: tuple[Column, ...] = (
    Column(key="title", name=_("Title"), read=typed.clean_line, is_needed=True, example="电焊工"),
    Column(
        key="occupation", name=_("Occupation"), read=typed.clean_line, note=_("Left empty, it is found from the title.")
    ),
    Column(key="headcount", name=_("People"), read=_number, is_needed=True, example="5"),
    Column(key="wage_min", name=_("Lowest wage"), read=_money, is_needed=True, example="6500", note=_("In yuan.")),
    Column(
        key="wage_max",
        name=_("Highest wage"),
        read=_money,
        example="9000",
        note=_("In yuan. Left empty, it is the lowest."),
    ),
    Column(
        key="wage_unit",
        name=_("Paid by the"),
        read=_member(WageUnit, UNITS),
        example="月",
        choices=tuple(WageUnit),
        note=_("Left empty, it is the month."),
    ),
    Column(key="pieces_per_day", name=_("Pieces on an ordinary day"), read=_number, note=_("For piece wages only.")),
    Column(
        key="division_code",
        name=_("Where"),
        read=_place,
        example="高邮三垛镇",
        note=_("A town or a county. Left empty, it is where the enterprise is."),
    ),
    Column(key="address", name=_("Address"), read=typed.clean_line, example="工业园区 8 号"),
    Column(
        key="employment_type",
        name=_("Kind of employment"),
        read=_member(EmploymentType),
        example="全职",
        choices=tuple(EmploymentType),
    ),
    Column(key="shift", name=_("Working hours"), read=_member(Shift), example="白班", choices=tuple(Shift)),
    Column(key="has_housing", name=_("Housing"), read=_yes, example="是", choices=(_("yes"), _("no"))),
    Column(key="has_meals", name=_("Meals"), read=_yes, example="是", choices=(_("yes"), _("no"))),
    Column(key="has_transport", name=_("Transport to work"), read=_yes, example="否", choices=(_("yes"), _("no"))),
    Column(key="insurance", name=_("Insurance"), read=_insurance, example="五险"),
    Column(key="skill_level", name=_("Skill level"), read=_member(SkillLevel, LEVELS), choices=tuple(SkillLevel)),
    Column(key="experience_years", name=_("Years of experience"), read=_number, example="2"),
    Column(key="skills", name=_("Skills"), read=typed.words_of, example="氩弧焊、二保焊", note=_("Parted by commas.")),
    Column(
        key="licences",
        name=_("Licences that the law asks for"),
        read=_members(Licence),
        example="焊接与热切割作业证",
        note=_("Parted by commas."),
    ),
    Column(key="starts_on", name=_("First working day"), read=_day),
    Column(
        key="valid_until",
        name=_("Advertised until"),
        read=_day,
        note=_("At most 90 days from today. Left empty, it is 60 days."),
    ),
    Column(key="duties", name=_("What there is to do"), read=_text, example="负责钢结构焊接。"),
    Column(key="contact_name", name=_("Contact"), read=typed.clean_line),
    Column(key="contact_phone", name=_("Phone for questions"), read=typed.clean_line),
)
"""In the order of the template."""
