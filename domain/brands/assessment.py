"""Assessment: a brand beside a standard, condition by condition, with the arithmetic and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import isfinite
from numbers import Rational, Real
from typing import TYPE_CHECKING

from domain.brands.standards import FIGURES, Kind, Unit
from domain.errors import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from domain.brands.library import BrandCategory
    from domain.brands.standards import Check, Condition, Standard

    Number = int | float | Fraction | Decimal


class IndicatorUnusable(RuleBroken):
    """A figure is not a number, or cannot be: a share above 1, fewer than no people."""

    field = "indicators"


class AttestationUnusable(RuleBroken):
    """An attestation is neither yes nor no."""

    field = "attestations"


class Outcome(StrEnum):
    """How a condition came out."""

    MET = "met"
    NOT_MET = "not_met"
    NO_DATA = "no_data"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """A figure, its threshold, and what lies between."""

    check: Check
    value: Fraction | None

    @property
    def outcome(self) -> Outcome:
        """Whether the figure reaches the threshold."""
        if self.value is None:
            return Outcome.NO_DATA
        return Outcome.MET if self.check.holds(self.value) else Outcome.NOT_MET

    @property
    def shortfall(self) -> Fraction:
        """How far the figure lies on the wrong side of the threshold; 0 where it does not, or is not known."""
        if self.outcome is not Outcome.NOT_MET or self.value is None:
            return Fraction(0)
        return abs(self.check.threshold - self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionResult:
    """How a condition came out, and why."""

    condition: Condition
    outcome: Outcome
    checks: tuple[CheckResult, ...] = ()
    """Of the leading enterprise that comes nearest, where the condition is about leading enterprises."""
    is_attested: bool | None = None
    """None where nobody has attested or denied it, or nobody needs to."""

    @property
    def id(self) -> str:
        """The number of the condition in the standard."""
        return self.condition.id

    @property
    def reason(self) -> str:
        """The arithmetic, and what is missing."""
        return "; ".join(_sentences(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A brand beside a standard."""

    category: BrandCategory
    version: str
    conditions: tuple[ConditionResult, ...]

    @property
    def passed(self) -> bool:
        """Whether every condition that can refuse is met."""
        return not self.missing

    @property
    def missing(self) -> tuple[ConditionResult, ...]:
        """The conditions that stand in the way, in the order of the standard."""
        return tuple(
            result for result in self.conditions if result.outcome is not Outcome.MET and not result.condition.is_aim
        )


def assess(
    category: str,
    indicators: Mapping[str, Number | None],
    attestations: Mapping[str, bool],
    standard: Standard,
    *,
    leading_enterprises: Sequence[Mapping[str, Number | None]] = (),
) -> Assessment:
    """Put a brand beside a standard.

    `indicators` are figures by the words of FIGURES (people, fen, sites, or a ratio); None or absent is no data.
    `attestations` are by condition, or by `condition.part` where one of several parts is enough. Leading enterprises
    may come as mappings of their own; the indicators then need none of their figures. What the standard does not ask
    for is not looked at. Raises CategoryUnknown, IndicatorUnusable or AttestationUnusable.
    """
    found = standard.category(category)
    enterprises = [indicators, *leading_enterprises]
    return Assessment(
        category=found,
        version=standard.version,
        conditions=tuple(
            _decide(condition, enterprises if condition.is_of_enterprise else [indicators], attestations)
            for condition in standard.conditions(found)
        ),
    )


def _decide(
    condition: Condition, candidates: Sequence[Mapping[str, Number | None]], attestations: Mapping[str, bool]
) -> ConditionResult:
    outcomes = []
    checks: tuple[CheckResult, ...] = ()
    attested = None
    if condition.checks:
        checks = max((_compare(condition, figures) for figures in candidates), key=_nearness)
        outcomes += [check.outcome for check in checks]
    if condition.kind is not Kind.NUMERIC:
        attested = _attested(condition, attestations)
        outcomes.append({None: Outcome.NO_DATA, True: Outcome.MET, False: Outcome.NOT_MET}[attested])
    return ConditionResult(condition=condition, outcome=_together(outcomes), checks=checks, is_attested=attested)


def _compare(condition: Condition, figures: Mapping[str, Number | None]) -> tuple[CheckResult, ...]:
    return tuple(
        CheckResult(check=check, value=_exact(check.indicator, figures.get(check.indicator)))
        for check in condition.checks
    )


def _nearness(checks: tuple[CheckResult, ...]) -> tuple[int, int]:
    """The enterprise that meets most, then the one that is best known."""
    outcomes = [check.outcome for check in checks]
    return outcomes.count(Outcome.MET), outcomes.count(Outcome.NOT_MET)


def _together(outcomes: Sequence[Outcome]) -> Outcome:
    """Several at once: one that is not met decides, then one that is not known."""
    for decisive in (Outcome.NOT_MET, Outcome.NO_DATA):
        if decisive in outcomes:
            return decisive
    return Outcome.MET


def _attested(condition: Condition, attestations: Mapping[str, bool]) -> bool | None:
    names = (condition.id, *(f"{condition.id}.{part}" for part in condition.parts))
    said = [attestations[name] for name in names if attestations.get(name) is not None]
    if not all(isinstance(word, bool) for word in said):
        raise AttestationUnusable(condition=condition.id)
    return any(said) if said else None


def _exact(indicator: str, value: Number | None) -> Fraction | None:
    """The figure as written: 0.1 is a tenth, not the nearest number that a computer holds."""
    if value is None:
        return None
    if not _is_number(value):
        raise IndicatorUnusable(indicator=indicator, value=value)
    exact = Fraction(value) if isinstance(value, Rational | Decimal) else Fraction(str(value))
    if not FIGURES[indicator].may_be(exact):
        raise IndicatorUnusable(indicator=indicator, value=value)
    return exact


def _is_number(value: object) -> bool:
    """Numbers of numpy are let in; a yes is none, and neither is a text that looks like one."""
    if isinstance(value, bool):
        return False
    if isinstance(value, Decimal):
        return value.is_finite()
    return isinstance(value, Rational) or (isinstance(value, Real) and isfinite(value))


def _sentences(result: ConditionResult) -> Iterator[str]:
    for item in result.checks:
        check = item.check
        asked = f"asked is {check.operator} {shown(check.threshold, check.unit)}"
        if item.value is None:
            yield f"{check.indicator}: not reported, {asked}"
            continue
        sentence = f"{check.indicator}: {shown(item.value, check.unit)}, {asked}"
        if item.outcome is Outcome.NOT_MET:
            off = f"{shown(item.shortfall, check.unit)} off" if item.shortfall else "and the threshold is not enough"
            sentence += f", {off}"
        yield sentence
    if result.condition.kind is not Kind.NUMERIC:
        one_of = f" (one of {', '.join(result.condition.parts)})" if result.condition.parts else ""
        evidence = result.condition.evidence or result.condition.id
        word = {
            None: "missing, nobody has attested it yet",
            True: "attested",
            False: "missing, an official has not found it fulfilled",
        }
        yield f"{evidence}{one_of}: {word[result.is_attested]}"


def shown(value: Fraction, unit: Unit) -> str:
    """A figure with what it counts: 2999 people, 0.0999 (9.99 %), 4000000000 fen (40000000 yuan)."""
    match unit:
        case Unit.RATIO:
            return f"{_decimal(value)} ({_decimal(value * 100)} %)"
        case Unit.FEN:
            return f"{_decimal(value)} fen ({_decimal(value / 100)} yuan)"
        case _:
            return f"{_decimal(value)} {unit}"


def _decimal(value: Fraction) -> str:
    """As many digits as a person compares; a share that falls short of a round one by little is not rounded to it."""
    if value.denominator == 1:
        return str(value.numerator)
    return f"{float(value):.15g}"
