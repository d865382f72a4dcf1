"""Figures that can be traced: a number on a page is a question, and its address opens the rows that it counts.

A read answers a question with a number or with the rows; both come from the same conditions, so they cannot differ.
Here stands where each kind of question is answered: for the public, and for an official, who sees more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from flask import url_for

from webapp.reads.brand_figures import FigureQuestion
from webapp.reads.brands import BrandQuestion
from webapp.reads.corridors import CorridorQuestion
from webapp.reads.directories import DirectoryQuestion
from webapp.reads.offers import OfferQuestion
from webapp.reads.surveys import SurveyQuestion
from webapp.reads.talents import TalentQuestion

if TYPE_CHECKING:
    from collections.abc import Mapping


class Traceable(Protocol):
    """A question about rows."""

    @property
    def within(self) -> str | None:
        """The division of the official who asks; None is the public."""

    def parameters(self) -> Mapping[str, Any]:
        """The question as an address has it."""


ROWS: dict[type[Any], tuple[str, str]] = {
    BrandQuestion: ("brands.index", "brands.library"),
    FigureQuestion: ("brands.figures", "brands.ledger"),
    CorridorQuestion: ("corridors.people", "corridors.people"),
    DirectoryQuestion: ("directories.show", "directories.show"),
    OfferQuestion: ("zones.offers", "zones.offers"),
    SurveyQuestion: ("surveys.round", "surveys.round"),
    TalentQuestion: ("talents.index", "talents.index"),
}
"""Kind of question -> who answers it to the public, and to an official."""


def rows_of(question: Traceable) -> str:
    """The address of the rows behind a number."""
    public, desk = ROWS[type(question)]
    return url_for(public if question.within is None else desk, **question.parameters())
