"""Occupation coding: from a title as somebody wrote it to the likeliest codes of the national classification."""

from search.occupations.coder import Suggestion, suggest

__all__ = ["Suggestion", "suggest"]
