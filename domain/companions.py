"""Companions: people who go away together or not at all, because both have said so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.errors import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

MOST_TOGETHER = 4
"""◇ For a larger group nobody finds seats in one place."""
MOST_ASKED = 5
"""◇ Requests of one worker that wait for an answer."""


class OwnCompanion(RuleBroken):
    """Somebody names the own number as that of a companion."""

    field = "phone"


class CompanionStands(RuleBroken):
    """The two have asked each other, or go together already."""

    field = "phone"


class TooManyCompanions(RuleBroken):
    """A group would be larger than any for which seats are found in one place."""


class TooManyAsked(RuleBroken):
    """Somebody has asked as many people as may be asked at a time."""

    field = "phone"


def check_group(pairs: Collection[tuple[int, int]], one: int, other: int) -> None:
    """Whether two may go together beside those with whom each goes already. Raises TooManyCompanions."""
    people = {person for pair in pairs for person in pair} | {one, other}
    joined = next(group for group in groups_of([*pairs, (one, other)], sorted(people)) if one in group)
    if len(joined) > MOST_TOGETHER:
        raise TooManyCompanions(most=MOST_TOGETHER)


def groups_of(pairs: Collection[tuple[int, int]], people: Sequence[int]) -> list[tuple[int, ...]]:
    """The people in groups: those whom pairs connect belong together, everybody else is a group alone.

    The groups stand in the order in which their first comes among the people, and so do the people within each. A pair
    of which somebody is not among the people connects nobody.
    """
    order = {person: at for at, person in enumerate(people)}
    group_of: dict[int, set[int]] = {person: {person} for person in people}
    for one, other in pairs:
        if one in group_of and other in group_of:
            joined = group_of[one] | group_of[other]
            group_of |= dict.fromkeys(joined, joined)
    return [
        tuple(sorted(group, key=order.__getitem__))
        for person, group in group_of.items()
        if person == min(group, key=order.__getitem__)
    ]
