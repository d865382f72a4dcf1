"""The columns of a table of vacancies."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from domain.skills import Licence, SkillLevel
from domain.vacancies import EmploymentType, Insurance, Shift
from domain.wages import WageUnit
from webapp import typed
from webapp.sheets import (
    SKILL_LEVELS,
    Column,
    read_day,
    read_member,
    read_members,
    read_money,
    read_number,
    read_place,
    read_text,
    read_yes,
)


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
    return whole[word] if word in whole else read_members(Insurance)(cell)


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
    **SKILL_LEVELS,
    "不限": SkillLevel.NONE,
    "初级": SkillLevel.LEVEL_5,
    "中级": SkillLevel.LEVEL_4,
    "高级": SkillLevel.LEVEL_3,
    "学徒": SkillLevel.APPRENTICE,
}

COLUMNS: tuple[Column, ...] = (
    Column(key="title", name=_("Title"), read=typed.clean_line, is_needed=True, example="电焊工"),
    Column(
        key="occupation", name=_("Occupation"), read=typed.clean_line, note=_("Left empty, it is found from the title.")
    ),
    Column(key="headcount", name=_("People"), read=read_number, is_needed=True, example="5"),
    Column(key="wage_min", name=_("Lowest wage"), read=read_money, is_needed=True, example="6500", note=_("In yuan.")),
    Column(
        key="wage_max",
        name=_("Highest wage"),
        read=read_money,
        example="9000",
        note=_("In yuan. Left empty, it is the lowest."),
    ),
    Column(
        key="wage_unit",
        name=_("Paid by the"),
        read=read_member(WageUnit, UNITS),
        example="月",
        choices=tuple(WageUnit),
        note=_("Left empty, it is the month."),
    ),
    Column(
        key="pieces_per_day", name=_("Pieces on an ordinary day"), read=read_number, note=_("For piece wages only.")
    ),
    Column(
        key="division_code",
        name=_("Where"),
        read=read_place,
        example="高邮三垛镇",
        note=_("A town or a county. Left empty, it is where the enterprise is."),
    ),
    Column(key="address", name=_("Address"), read=typed.clean_line, example="工业园区 8 号"),
    Column(
        key="employment_type",
        name=_("Kind of employment"),
        read=read_member(EmploymentType),
        example="全职",
        choices=tuple(EmploymentType),
    ),
    Column(key="shift", name=_("Working hours"), read=read_member(Shift), example="白班", choices=tuple(Shift)),
    Column(key="has_housing", name=_("Housing"), read=read_yes, example="是", choices=(_("yes"), _("no"))),
    Column(key="has_meals", name=_("Meals"), read=read_yes, example="是", choices=(_("yes"), _("no"))),
    Column(key="has_transport", name=_("Transport to work"), read=read_yes, example="否", choices=(_("yes"), _("no"))),
    Column(key="insurance", name=_("Insurance"), read=_insurance, example="五险"),
    Column(key="skill_level", name=_("Skill level"), read=read_member(SkillLevel, LEVELS), choices=tuple(SkillLevel)),
    Column(key="experience_years", name=_("Years of experience"), read=read_number, example="2"),
    Column(key="skills", name=_("Skills"), read=typed.words_of, example="氩弧焊、二保焊", note=_("Parted by commas.")),
    Column(
        key="licences",
        name=_("Licences that the law asks for"),
        read=read_members(Licence),
        example="焊接与热切割作业证",
        note=_("Parted by commas."),
    ),
    Column(key="starts_on", name=_("First working day"), read=read_day),
    Column(
        key="valid_until",
        name=_("Advertised until"),
        read=read_day,
        note=_("At most 90 days from today. Left empty, it is 60 days."),
    ),
    Column(key="duties", name=_("What there is to do"), read=read_text, example="负责钢结构焊接。"),
    Column(key="contact_name", name=_("Contact"), read=typed.clean_line),
    Column(key="contact_phone", name=_("Phone for questions"), read=typed.clean_line),
)
"""In the order of the template."""
