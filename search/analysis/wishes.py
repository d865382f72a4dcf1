"""Wishes that a question says in so many words: 包吃住, 五险一金, 长白班, 兼职, 离家近."""

from __future__ import annotations

from functools import cache

from domain.vacancies import FIVE_INSURANCES, EmploymentType, Insurance, Shift
from domain.wages import WageUnit

_FIVE = tuple(sorted(FIVE_INSURANCES))
_HOUSING = (("has_housing", True),)
_MEALS = (("has_meals", True),)
_TRANSPORT = (("has_transport", True),)

_TABLE: tuple[tuple[tuple[tuple[str, object], ...], str], ...] = (
    (
        _HOUSING + _MEALS,
        "包吃包住 包吃住 包食宿 吃住全包 管吃管住 管吃住 提供食宿 免费食宿 供吃住 吃住免费 包吃包住宿 有吃有住",
    ),
    (_HOUSING, "包住 包住宿 提供住宿 有宿舍 提供宿舍 免费住宿 管住 有住宿 可住宿 包宿 供住宿 能住宿"),
    (
        _MEALS,
        "包吃 管饭 包饭 管吃 包餐 包三餐 包午餐 包中餐 供餐 提供工作餐 工作餐 免费工作餐 员工餐 包伙食 有饭吃 有工作餐",
    ),
    (_TRANSPORT, "班车 接送 有班车 厂车 车接车送 包接送 班车接送 上下班接送"),
    ((("insurance", (*_FIVE, Insurance.HOUSING_FUND)),), "五险一金 六险一金 5险1金 五险二金 六险二金 五险1金"),
    ((("insurance", _FIVE),), "五险 5险 六险 社保 缴社保 交社保 有社保 缴纳社保 买社保 社会保险 缴五险 交五险"),
    ((("insurance", (Insurance.HOUSING_FUND,)),), "公积金 住房公积金 交公积金 缴公积金 有公积金"),
    ((("insurance", (Insurance.INJURY,)),), "工伤险 工伤保险"),
    ((("insurance", (Insurance.MEDICAL,)),), "医保 医疗保险"),
    ((("insurance", (Insurance.PENSION,)),), "养老保险"),
    ((("shifts", (Shift.DAY,)),), "白班 长白班 常白班 不上夜班 不倒班 上白班 无夜班 不夜班"),
    ((("shifts", (Shift.NIGHT,)),), "夜班 上夜班 大夜班 长夜班"),
    ((("shifts", (Shift.TWO_SHIFTS,)),), "两班倒 两班制 二班倒 两班"),
    ((("shifts", (Shift.THREE_SHIFTS,)),), "三班倒 三班制 三班"),
    ((("shifts", (Shift.FLEXIBLE,)),), "时间自由 弹性工作 弹性上班 时间灵活 自由上班"),
    ((("employment_types", (EmploymentType.FULL_TIME,)),), "全职 长期工"),
    ((("employment_types", (EmploymentType.PART_TIME,)),), "兼职 兼职工 做兼职 半天班"),
    ((("employment_types", (EmploymentType.SEASONAL,)),), "季节工 暑假工 寒假工 短期工 暑期工 短工"),
    ((("employment_types", (EmploymentType.SEASONAL, EmploymentType.GIG)),), "临时工 日结工"),
    ((("wage_units", (WageUnit.DAY,)),), "日结 当天结 一天一结 现结 做一天结一天"),
    ((("wage_units", (WageUnit.HOUR,)),), "时薪 小时结 按小时"),
    ((("wage_units", (WageUnit.PIECE,)),), "计件 按件 计件工资"),
    ((("is_hardship_friendly", True),), "残疾人 残疾 4050 大龄 就业困难 年龄大 年纪大"),
    ((("is_export", True),), "劳务输出 外出务工 外派"),
    (
        (("near", True),),
        "附近 离家近 家附近 家门口 就近 近一点 离家近的 家里附近 家门口的 离我近 离家最近 离我最近 最近的",
    ),
)

_OPTIONAL = """
双休 周末双休 单休 不加班 长期 轻松 稳定 高薪 待遇好 无经验 不要经验 无需经验 免费培训 带薪 高级 中级
初级 资深 熟练 熟练工 熟手 有经验 老 年轻 男 女 男女 男女不限 大 小 新 急 月结 周结 坐班 加班 福利好
工资高 提成 底薪 保底 年终奖 经验 学历不限 晚班 早班 上班 下班 周末 晚上 白天 每天 全年
"""
OPTIONAL = frozenset(_OPTIONAL.split())
"""Words that rank but never keep a vacancy out: employers rarely write them where it would count."""
_STOP = """
招聘 急招 诚聘 诚招 急聘 招 聘 直招 大量 岗位 工作 职位 找 找工作 想找 想 我 要 我想 的 了 有 没有
在 做 一份 吗 和 与 及 等 个 名 活 哪里 哪有 人员 师傅 工人 员工 工 员 师 者 人 以上 左右 工资
薪资 月薪 待遇 元 块 钱 可以 能 会 都 也 或 或者 份 本地 干活 上班的 就业 地方 公司 单位 厂 工厂
求职 应聘 岗 职业 行业 里 去 到 给 不 一个 哪家 请问 求
"""
STOP = frozenset(_STOP.split())
"""Words that say only that somebody looks for work."""


@cache
def _wishes() -> dict[str, tuple[tuple[str, object], ...]]:
    return {phrase: values for values, phrases in _TABLE for phrase in phrases.split()}


def wish_of(word: str) -> tuple[tuple[str, object], ...]:
    """The parameters of a question that a folded word asks for, and their values; empty where it is no wish."""
    return _wishes().get(word, ())


@cache
def dictionary() -> tuple[str, ...]:
    """The phrases that the segmentation is to keep whole."""
    return tuple(phrase for phrase in (*_wishes(), *OPTIONAL) if len(phrase) > 1 and not phrase.isascii())
