"""Dossiers: what a brand says of itself has an end, and what is listed has something to show."""

import pytest

from domain.brands import BrandState
from domain.brands.dossier import (
    BrandIncomplete,
    ComparisonImpossible,
    DossierPart,
    EnglishNameTooLong,
    EnglishStoryTooLong,
    EntryNameMissing,
    EntryNameTooLong,
    EntryNoteTooLong,
    ProductsTooLong,
    StoryTooLong,
    TooManyBrandOccupations,
    check_comparison,
    check_complete,
    check_dossier,
    check_entry,
)

WORDS = {
    "name_en": "Gaoyou chefs",
    "products": "淮扬菜",
    "story": "一碗烫干丝。",
    "story_en": "",
    "occupations": ("4-03-02-01",),
}


def test_a_dossier_of_usual_length_stands():
    check_dossier(**WORDS)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"name_en": "x" * 81}, EnglishNameTooLong),
        ({"products": "品" * 301}, ProductsTooLong),
        ({"story": "说" * 5001}, StoryTooLong),
        ({"story_en": "x" * 5001}, EnglishStoryTooLong),
        ({"occupations": ("4-03-02-01",) * 7}, TooManyBrandOccupations),
    ],
)
def test_what_is_too_long_is_refused_at_its_field(changes, refusal):
    with pytest.raises(refusal) as refused:
        check_dossier(**WORDS | changes)
    assert refused.value.field == next(iter(changes))


@pytest.mark.parametrize(
    ("name", "note", "refusal"),
    [(" ", "", EntryNameMissing), ("园" * 61, "", EntryNameTooLong), ("园", "注" * 301, EntryNoteTooLong)],
)
def test_a_place_and_a_person_have_a_name(name, note, refusal):
    check_entry(name="杭集牙刷产业园", note="")
    with pytest.raises(refusal):
        check_entry(name=name, note=note)


def test_a_brand_is_listed_once_its_page_has_something_to_show():
    whole = {"products": "淮扬菜", "story": "一碗烫干丝。", "occupations": ["4-03-02-01"], "has_figures": True}
    check_complete(BrandState.COUNTY_LISTED, **whole)
    with pytest.raises(BrandIncomplete) as refused:
        check_complete(BrandState.COUNTY_LISTED, **whole | {"story": "", "has_figures": False})
    assert refused.value.details == {"missing": (DossierPart.STORY, DossierPart.FIGURES)}


def test_whatever_is_not_listed_may_be_thin():
    check_complete(BrandState.NURTURING, products="", story="", occupations=(), has_figures=False)


@pytest.mark.parametrize("brands", [[], ["a"], ["a", "a"], list("abcde")])
def test_a_comparison_is_of_two_to_four_different_brands(brands):
    check_comparison(["a", "b"])
    check_comparison(list("abcd"))
    with pytest.raises(ComparisonImpossible):
        check_comparison(brands)
