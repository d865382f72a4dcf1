"""Occupation coding: from a title as somebody wrote it to the likeliest codes of the national classification."""

from search.occupations.coder import Suggestion, suggest, suggest_if_ready

__all__ = ["Suggestion", "suggest", "suggest_if_ready"]
