"""The engine: knows seekers and openings as arrays, not workers and brands."""

from domain.matching.errors import MatchingRefused
from domain.matching.explain import PairExplanation, Verdict, explain_pair, nearest_places
from domain.matching.problem import (
    Ceiling,
    Edges,
    GroupCeiling,
    Infeasible,
    Objective,
    Plan,
    Problem,
    Quota,
    pose_problem,
)
from domain.matching.solve import Solver, assign, solve
from domain.matching.verify import Violation, violations

__all__ = [
    "Ceiling",
    "Edges",
    "GroupCeiling",
    "Infeasible",
    "MatchingRefused",
    "Objective",
    "PairExplanation",
    "Plan",
    "Problem",
    "Quota",
    "Solver",
    "Verdict",
    "Violation",
    "assign",
    "explain_pair",
    "nearest_places",
    "pose_problem",
    "solve",
    "violations",
]
