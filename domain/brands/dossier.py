"""Dossiers: what a brand says of itself, what it has built, who stands for it, and what it needs to be listed."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from domain.brands.library import BrandState
from domain.errors import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_PRODUCTS = 300
LONGEST_STORY = 5000
LONGEST_ENGLISH_NAME = 80
LONGEST_ENTRY = 60
LONGEST_NOTE = 300
MOST_OCCUPATIONS = 6
MOST_COMPARED = 4
FEWEST_COMPARED = 2


class DossierPart(StrEnum):
    """What the public page of a brand rests on."""

    PRODUCTS = "products"
    STORY = "story"
    OCCUPATIONS = "occupations"
    FIGURES = "figures"


class EnglishNameTooLong(RuleBroken):
    """The English name is longer than a heading can be."""

    field = "name_en"


class ProductsTooLong(RuleBroken):
    """The products are longer than one line of a list."""

    field = "products"


class StoryTooLong(RuleBroken):
    """The story is longer than anybody reads."""

    field = "story"


class EnglishStoryTooLong(RuleBroken):
    """The English story is longer than anybody reads."""

    field = "story_en"


class TooManyBrandOccupations(RuleBroken):
    """A brand that is known for everything is known for nothing."""

    field = "occupations"


class BrandIncomplete(RuleBroken):
    """A brand is listed once its page has something to show: products, a story, occupations, and figures of a year."""


class EntryNameMissing(RuleBroken):
    """A place or a person has no name."""

    field = "name"


class EntryNameTooLong(RuleBroken):
    """The name of a place or a person is longer than any."""

    field = "name"


class EntryNoteTooLong(RuleBroken):
    """A note is longer than a line."""

    field = "note"


class NotAskedToBeNamed(RuleBroken):
    """Nobody is named on a public page who has not agreed to it."""

    field = "agrees"


class EnterpriseUnknown(RuleBroken):
    """No enterprise of the platform has this code."""

    field = "uscc"


class EnterpriseBelongs(RuleBroken):
    """An enterprise belongs to the brand already, or has asked to."""

    field = "uscc"


class MemberNotApproved(RuleBroken):
    """Only an enterprise that belongs to a brand leads in it."""


class ComparisonImpossible(RuleBroken):
    """A comparison is of a few different brands."""


def check_dossier(*, name_en: str, products: str, story: str, story_en: str, occupations: Sequence[str]) -> None:
    """What a brand says of itself. Raises a refusal at the field at fault."""
    if len(name_en) > LONGEST_ENGLISH_NAME:
        raise EnglishNameTooLong(length=len(name_en), most=LONGEST_ENGLISH_NAME)
    if len(products) > LONGEST_PRODUCTS:
        raise ProductsTooLong(length=len(products), most=LONGEST_PRODUCTS)
    if len(story) > LONGEST_STORY:
        raise StoryTooLong(length=len(story), most=LONGEST_STORY)
    if len(story_en) > LONGEST_STORY:
        raise EnglishStoryTooLong(length=len(story_en), most=LONGEST_STORY)
    if len(occupations) > MOST_OCCUPATIONS:
        raise TooManyBrandOccupations(count=len(occupations), most=MOST_OCCUPATIONS)


def check_entry(*, name: str, note: str) -> None:
    """A place that a brand has built, or somebody who stands for it. Raises EntryNameMissing, …TooLong."""
    if not name.strip():
        raise EntryNameMissing
    if len(name) > LONGEST_ENTRY:
        raise EntryNameTooLong(length=len(name), most=LONGEST_ENTRY)
    if len(note) > LONGEST_NOTE:
        raise EntryNoteTooLong(length=len(note), most=LONGEST_NOTE)


def check_complete(to: BrandState, *, products: str, story: str, occupations: Sequence[str], has_figures: bool) -> None:
    """Whether a brand may be moved there as its dossier stands. Raises BrandIncomplete, which says what is missing.

    What is listed, the public reads; everything else asks for nothing.
    """
    there = {
        DossierPart.PRODUCTS: products,
        DossierPart.STORY: story,
        DossierPart.OCCUPATIONS: occupations,
        DossierPart.FIGURES: has_figures,
    }
    missing = tuple(part for part, is_there in there.items() if not is_there)
    if to is BrandState.COUNTY_LISTED and missing:
        raise BrandIncomplete(missing=missing)


def check_comparison(brands: Sequence[object]) -> None:
    """Raises ComparisonImpossible."""
    if not FEWEST_COMPARED <= len(set(brands)) <= MOST_COMPARED:
        raise ComparisonImpossible(fewest=FEWEST_COMPARED, most=MOST_COMPARED)
