"""How well a worker fits a vacancy: hard rules and component scores, each written once, on columns, with its label."""

from domain.fit.components import COMPONENTS, Component
from domain.fit.pairs import Pairs
from domain.fit.results import (
    RULE_VERSION,
    Fit,
    FitExplanation,
    Reason,
    broken_rules,
    explain_fit,
    explain_pairs,
    measure,
    score_vacancies,
    score_workers,
    total_score,
)
from domain.fit.rules import HARD_RULES, HardRule
from domain.fit.tables import ColumnsDiffer, Members, VacancyTable, WorkerTable
from domain.fit.words import Words

__all__ = [
    "COMPONENTS",
    "HARD_RULES",
    "RULE_VERSION",
    "ColumnsDiffer",
    "Component",
    "Fit",
    "FitExplanation",
    "HardRule",
    "Members",
    "Pairs",
    "Reason",
    "VacancyTable",
    "Words",
    "WorkerTable",
    "broken_rules",
    "explain_fit",
    "explain_pairs",
    "measure",
    "score_vacancies",
    "score_workers",
    "total_score",
]
