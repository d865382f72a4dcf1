"""What vacancies pay: by trade, employer and seniority, in the unit that the trade uses, above the minimum wage."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from domain.wages import HOURS_A_DAY, PAID_DAYS_A_MONTH, Wage, WageUnit
from scripts.demo_city.trades import pieces_a_day, trade_of

if TYPE_CHECKING:
    from domain.skills import SkillLevel
    from scripts.demo_city.draw import Draw

FLOOR_FEN = 2400_00
"""Above the minimum wage of a month, also after an amount was rounded to its unit."""
HOURLY_FLOOR_FEN = 23_00
PER_LEVEL = 0.06
"""What each level of skill above the lowest adds."""
MOST_OVER_USUAL = 1.6
_SENIORITY = (
    (re.compile(r"总监|总经理|总裁|CFO|厂长|首席"), 2.0),
    (re.compile(r"金牌|月嫂"), 1.35),
    (re.compile(r"架构|专家|资深|高级"), 1.3),
    (re.compile(r"经理|主任|厨师长|店长|部长|总账|主办"), 1.25),
    (re.compile(r"主管|组长|班长|领班|课长|队长"), 1.12),
    (re.compile(r"实习|见习|学徒|学员|储备|管培"), 0.72),
    (re.compile(r"助理|配菜|切配|打荷|传菜|洗碗|小工|文员|初级|跟单"), 0.85),
)


_LEADS = re.compile(r"经理|主管|总监|店长|厨师长|主任|部长|领班|班长|组长|队长|校长|架构|总裁|CFO")


def seniority(title: str) -> float:
    """How much more, or less, a title is paid than the usual of its occupation."""
    return next((factor for pattern, factor in _SENIORITY if pattern.search(title)), 1.0)


def is_alone(title: str) -> bool:
    """Whether a title is that of somebody who leads, of whom nobody needs several."""
    return bool(_LEADS.search(title))


def draw_wage(
    draw: Draw, occupation_code: str, title: str, *, generosity: float, level: SkillLevel, unit: WageUnit
) -> Wage:
    """A wage for a vacancy."""
    trade = trade_of(occupation_code)
    usual = trade.low_fen + (trade.high_fen - trade.low_fen) * draw.betavariate(2.2, 2.6)
    centre = usual * seniority(title) * min(generosity * (1 + PER_LEVEL * max(level - 1, 0)), MOST_OVER_USUAL)
    low = max(centre * draw.uniform(0.84, 0.95), FLOOR_FEN)
    high = max(centre * draw.uniform(1.05, 1.28), low * 1.08)
    match unit:
        case WageUnit.MONTH:
            return _rounded(low, high, 100_00 if low < 6000_00 or draw.chance(0.5) else 500_00, unit)
        case WageUnit.DAY:
            return _rounded(low / PAID_DAYS_A_MONTH, high / PAID_DAYS_A_MONTH, 10_00, unit)
        case WageUnit.HOUR:
            hours = PAID_DAYS_A_MONTH * HOURS_A_DAY
            return _rounded(max(low / hours, HOURLY_FLOOR_FEN), max(high / hours, HOURLY_FLOOR_FEN), 1_00, unit)
        case WageUnit.PIECE:
            pieces = draw.randint(*pieces_a_day(occupation_code))
            share = PAID_DAYS_A_MONTH * pieces
            step = 5_00 if low / share > 100_00 else 10 if low / share > 2_00 else 1
            return _rounded(low / share, high / share, step, unit, pieces)


def _rounded(low: float, high: float, step: int, unit: WageUnit, pieces: int | None = None) -> Wage:
    """Up to the next step, so that rounding never falls below the minimum."""
    low_fen = -(-int(low) // step) * step
    high_fen = max(round(high / step) * step, low_fen)
    return Wage(min_fen=low_fen, max_fen=high_fen, unit=unit, pieces_per_day=pieces)
