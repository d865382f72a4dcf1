"""Wages: amounts in fen with a unit, compared by a monthly value, and the minimum wage of a day."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.errors import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

PAID_DAYS_A_MONTH = 21.75
"""Monthly paid days: Ministry of Labour notice 3 of 2008 (劳社部发〔2008〕3号)."""
HOURS_A_DAY = 8
"""Labour Law art. 36."""
HIGHEST_MONTHLY_FEN = 100_000_00 * 10
"""◇ A monthly wage above a million yuan is a slip of the keyboard."""


class WageUnit(StrEnum):
    """What an amount is paid for."""

    MONTH = "month"
    DAY = "day"
    HOUR = "hour"
    PIECE = "piece"


class WageRangeReversed(RuleBroken):
    """The lowest wage is above the highest."""

    field = "wage_min"


class WageNotPositive(RuleBroken):
    """A wage is zero or less."""

    field = "wage_min"


class WageImplausible(RuleBroken):
    """A wage is so high that a digit must have slipped in."""

    field = "wage_max"


class WageBelowMinimum(RuleBroken):
    """A wage is below the minimum wage of the place for its unit."""

    field = "wage_min"


class PiecesUnstated(RuleBroken):
    """A piece wage without the pieces a day cannot be compared with any other."""

    field = "pieces_per_day"


@dataclass(frozen=True, slots=True, kw_only=True)
class MinimumWage:
    """The minimum wage of a place from a day on, in fen: for full-time work a month, for part-time work an hour."""

    valid_from: date
    monthly_fen: int
    hourly_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wage:
    """What a vacancy pays, in fen for its unit."""

    min_fen: int
    max_fen: int
    unit: WageUnit
    pieces_per_day: int | None = None

    @property
    def monthly_min_fen(self) -> int:
        """The lowest wage as a month's pay; 0 for a piece wage whose pieces are not stated."""
        return monthly_fen(self.min_fen, self.unit, self.pieces_per_day)

    @property
    def monthly_max_fen(self) -> int:
        """The highest wage as a month's pay; 0 for a piece wage whose pieces are not stated."""
        return monthly_fen(self.max_fen, self.unit, self.pieces_per_day)


def monthly_fen(amount_fen: int, unit: WageUnit, pieces_per_day: int | None = None) -> int:
    """An amount as a month's full-time pay, so that wages of different units can be compared.

    A month has 21.75 paid days of 8 hours. A piece wage needs the pieces a day; without them the answer is 0, unknown.
    """
    match unit:
        case WageUnit.MONTH:
            return amount_fen
        case WageUnit.DAY:
            return round(amount_fen * PAID_DAYS_A_MONTH)
        case WageUnit.HOUR:
            return round(amount_fen * PAID_DAYS_A_MONTH * HOURS_A_DAY)
    return round(amount_fen * PAID_DAYS_A_MONTH * (pieces_per_day or 0))


def minimum_wage_on(day: date, table: Sequence[MinimumWage]) -> MinimumWage | None:
    """The minimum wage in force on a day, or None before the first."""
    in_force = [entry for entry in table if entry.valid_from <= day]
    return max(in_force, key=lambda entry: entry.valid_from, default=None)


def check_wage(wage: Wage, *, minimum: MinimumWage | None) -> None:
    """Refuse a wage that is reversed, not positive, implausible, or below the minimum wage.

    Raises WageNotPositive, WageRangeReversed, PiecesUnstated, WageImplausible or WageBelowMinimum.
    """
    if wage.min_fen <= 0 or wage.max_fen <= 0:
        raise WageNotPositive
    if wage.min_fen > wage.max_fen:
        raise WageRangeReversed(min_fen=wage.min_fen, max_fen=wage.max_fen)
    if wage.unit is WageUnit.PIECE and not wage.pieces_per_day:
        raise PiecesUnstated
    if wage.monthly_max_fen > HIGHEST_MONTHLY_FEN:
        raise WageImplausible(max_fen=wage.max_fen, unit=wage.unit)
    if minimum is None:
        return
    if wage.unit is WageUnit.HOUR:
        if wage.min_fen < minimum.hourly_fen:
            raise WageBelowMinimum(min_fen=wage.min_fen, unit=wage.unit, floor_fen=minimum.hourly_fen)
    elif wage.monthly_min_fen < minimum.monthly_fen:
        floor_fen = minimum.monthly_fen
        if wage.unit is not WageUnit.MONTH:
            per_month = monthly_fen(1_00, wage.unit, wage.pieces_per_day)
            floor_fen = -(-minimum.monthly_fen * 1_00 // per_month)
        raise WageBelowMinimum(min_fen=wage.min_fen, unit=wage.unit, floor_fen=floor_fen)
