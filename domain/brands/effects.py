"""Effects: what another standard would change, condition by condition and brand by brand, before it is adopted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.brands.assessment import Outcome

if TYPE_CHECKING:
    from domain.brands.assessment import Assessment, ConditionResult
    from domain.brands.standards import Condition, Standard


class Effect(StrEnum):
    """What another standard would do to a brand."""

    LOSES = "loses"
    GAINS = "gains"
    STILL_FAILS = "still_fails"
    STILL_PASSES = "still_passes"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionChange:
    """A condition that one standard has and the other has not, or has in other words or with other figures."""

    id: str
    before: Condition | None
    after: Condition | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A condition that comes out otherwise for a brand."""

    id: str
    before: Outcome | None
    """None where the standard of today does not ask it."""
    after: ConditionResult


def changed_conditions(before: Standard, after: Standard) -> tuple[ConditionChange, ...]:
    """What another standard asks otherwise, in its own order; what it asks no more comes last."""
    old, new = before.by_number, after.by_number
    changed = [
        ConditionChange(id=number, before=old.get(number), after=condition)
        for number, condition in new.items()
        if old.get(number) != condition
    ]
    gone = [ConditionChange(id=number, before=old[number], after=None) for number in old if number not in new]
    return (*changed, *gone)


def effect_on(before: Assessment | None, after: Assessment | None) -> Effect:
    """What becomes of a brand; a standard that says nothing of its category certifies it no more than one it fails."""
    passed, passes = (one is not None and one.passed for one in (before, after))
    if passes:
        return Effect.STILL_PASSES if passed else Effect.GAINS
    return Effect.LOSES if passed else Effect.STILL_FAILS


def differences(before: Assessment | None, after: Assessment | None) -> tuple[Difference, ...]:
    """The conditions that come out otherwise by another standard, aims left aside, in its order."""
    old = {result.id: result.outcome for result in before.conditions} if before else {}
    return tuple(
        Difference(id=result.id, before=old.get(result.id), after=result)
        for result in (after.conditions if after else ())
        if not result.condition.is_aim and result.outcome is not old.get(result.id, Outcome.MET)
    )
