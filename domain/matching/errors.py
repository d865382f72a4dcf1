"""What the engine refuses: input from which no plan can be made."""

from __future__ import annotations


class MatchingRefused(ValueError):
    """The engine refuses what it was given; each child says what is wrong with it."""


class LengthsDiffer(MatchingRefused):
    """Arrays that belong together have different lengths."""


class NotAnArrayOf(MatchingRefused):
    """An array has the wrong kind of values or more than one dimension."""


class ScoreOutOfRange(MatchingRefused):
    """A score is not a number from 0 to 1."""


class NotANumber(MatchingRefused):
    """A wish is not a number."""


class NoSuchWorker(MatchingRefused):
    """A worker's number is negative or beyond the number of workers."""


class NoSuchVacancy(MatchingRefused):
    """A vacancy's number is negative or beyond the capacities."""


class CapacityNegative(MatchingRefused):
    """A vacancy has fewer than no seats, or a ceiling lets in fewer than nobody."""


class CeilingsOverlap(MatchingRefused):
    """Two ceilings have something in common and neither lies within the other."""


class CompanionsOverlap(MatchingRefused):
    """Somebody belongs to two groups of companions."""


class PlacedTwice(MatchingRefused):
    """Somebody is said to stand in two places."""


class LoyaltyOutOfRange(MatchingRefused):
    """How much a place that somebody has is worth keeping is not a number from 0 to 2."""


class NotForStable(MatchingRefused):
    """A stable plan is asked for with limits that only the best plan can keep."""


class ShareOutOfRange(MatchingRefused):
    """A share is not a number from 0 to 1."""


class UnknownObjective(MatchingRefused):
    """The objective is neither "score" nor "placement"."""


class UnknownSolver(MatchingRefused):
    """The solver is neither "flow" nor "auction"."""


class ProblemTooLarge(MatchingRefused):
    """There are more pairs than the solver can number."""


class BoundsTooTight(MatchingRefused):
    """No plan keeps all the bounds of a network."""
