"""The engine: knows seekers and openings as arrays, not workers and brands."""

from domain.matching.blocking import Reserve, Wishes, blocking_pairs
from domain.matching.errors import MatchingRefused
from domain.matching.explain import PairExplanation, Verdict, explain_pair, nearest_places
from domain.matching.limits import Ceiling, Companions, GroupCeiling, Quota, Standing
from domain.matching.parts import solve_in_parts
from domain.matching.problem import Edges, Infeasible, Objective, Plan, Problem, pose_problem
from domain.matching.solve import Solver, assign, solve
from domain.matching.stable import solve_stably
from domain.matching.verify import Violation, violations

__all__ = [
    "Ceiling",
    "Companions",
    "Edges",
    "GroupCeiling",
    "Infeasible",
    "MatchingRefused",
    "Objective",
    "PairExplanation",
    "Plan",
    "Problem",
    "Quota",
    "Reserve",
    "Solver",
    "Standing",
    "Verdict",
    "Violation",
    "Wishes",
    "assign",
    "blocking_pairs",
    "explain_pair",
    "nearest_places",
    "pose_problem",
    "solve",
    "solve_in_parts",
    "solve_stably",
    "violations",
]
