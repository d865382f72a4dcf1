"""Occupations by code (national classification of 2022): the tree, and how close two of them are.

A code reads major-middle-minor-occupation: `6-18-02-04` is the welder, in the minor group `6-18-02-00`, in the middle
group `6-18-00-00`, in the major group `6-00-00-00`.
"""

from __future__ import annotations

import re
from enum import IntEnum

_CODE = re.compile(r"[0-9](-[0-9]{2}){3}")

CLOSENESS = (0.0, 0.15, 0.35, 0.65, 1.0)
"""Score of two occupations that share 0 to 4 levels of the tree. ◇ A default; the order is what matters."""


class SharedLevels(IntEnum):
    """How many levels of the tree two occupations have in common."""

    NOTHING = 0
    MAJOR = 1
    MIDDLE = 2
    MINOR = 3
    SAME = 4


def is_occupation_code(code: str) -> bool:
    """Whether the code has the form of the classification; not whether the occupation exists."""
    return _CODE.fullmatch(code) is not None


def subtree_prefix(code: str) -> str:
    """What the codes within this group begin with: 6-18-00-00 -> 6-18-, 6-18-02-04 -> 6-18-02-04."""
    for length, tail in ((2, "00-00-00"), (5, "00-00"), (8, "00")):
        if code[length:] == tail:
            return code[:length]
    return code


def lies_within(code: str, group: str) -> bool:
    """Whether an occupation is the group itself or a part of it."""
    return code.startswith(subtree_prefix(group))


def lineage(code: str) -> tuple[str, ...]:
    """The groups that an occupation lies in, largest first, itself last."""
    chain = (code[:1] + "-00-00-00", code[:4] + "-00-00", code[:7] + "-00", code)
    return tuple(dict.fromkeys(chain))


def shared_levels(one: str, other: str) -> SharedLevels:
    """How far down the tree two occupations go together."""
    if one == other:
        return SharedLevels.SAME
    for length, level in ((7, SharedLevels.MINOR), (4, SharedLevels.MIDDLE), (1, SharedLevels.MAJOR)):
        if one[:length] == other[:length]:
            return level
    return SharedLevels.NOTHING


def closeness(one: str, other: str) -> float:
    """How well somebody of one occupation fits a vacancy of the other, 0 to 1."""
    return CLOSENESS[shared_levels(one, other)]
