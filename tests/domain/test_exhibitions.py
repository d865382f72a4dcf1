"""Exhibitions: words, days, places and parties, at their limits."""

from datetime import date, timedelta

import pytest

from domain.exhibitions import (
    LARGEST_PARTY,
    LONGEST_ABOUT,
    LONGEST_RUN,
    LONGEST_TITLE,
    LONGEST_TITLE_EN,
    LONGEST_VENUE,
    MOST_PLACES,
    ExhibitionAboutTooLong,
    ExhibitionDaysImplausible,
    ExhibitionEnglishTitleTooLong,
    ExhibitionOver,
    ExhibitionPlacesImplausible,
    ExhibitionTitleMissing,
    ExhibitionTitleTooLong,
    ExhibitionVenueMissing,
    ExhibitionVenueTooLong,
    PartyImplausible,
    check_announcement,
    check_party,
    check_takes_visitors,
    check_term,
)

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ({"title": " "}, ExhibitionTitleMissing),
        ({"title": "展" * (LONGEST_TITLE + 1)}, ExhibitionTitleTooLong),
        ({"title_en": "e" * (LONGEST_TITLE_EN + 1)}, ExhibitionEnglishTitleTooLong),
        ({"venue": ""}, ExhibitionVenueMissing),
        ({"venue": "馆" * (LONGEST_VENUE + 1)}, ExhibitionVenueTooLong),
        ({"about": "看" * (LONGEST_ABOUT + 1)}, ExhibitionAboutTooLong),
    ],
)
def test_an_exhibition_is_announced_with_words_that_fit(words, refusal):
    usual = {"title": "展" * LONGEST_TITLE, "title_en": "", "venue": "馆", "about": ""}
    check_announcement(**usual)
    with pytest.raises(refusal):
        check_announcement(**usual | words)


@pytest.mark.parametrize(
    ("begins", "ends", "is_fine"),
    [
        (0, 0, True),
        (-3, 0, True),
        (2, 1, False),
        (-3, -1, False),
        (0, LONGEST_RUN.days, True),
        (0, LONGEST_RUN.days + 1, False),
    ],
)
def test_an_exhibition_ends_after_it_begins_and_not_yet(begins, ends, is_fine):
    days = {"begins_on": TODAY + timedelta(days=begins), "ends_on": TODAY + timedelta(days=ends)}
    if is_fine:
        check_term(**days, places=1, taken=0, today=TODAY)
    else:
        with pytest.raises(ExhibitionDaysImplausible):
            check_term(**days, places=1, taken=0, today=TODAY)


@pytest.mark.parametrize(("places", "taken"), [(None, 0), (0, 0), (4, 5), (MOST_PLACES + 1, 0)])
def test_there_are_places_for_all_who_have_registered(places, taken):
    check_term(begins_on=TODAY, ends_on=TODAY, places=max(taken, 1), taken=taken, today=TODAY)
    with pytest.raises(ExhibitionPlacesImplausible):
        check_term(begins_on=TODAY, ends_on=TODAY, places=places, taken=taken, today=TODAY)


@pytest.mark.parametrize("people", [None, 0, LARGEST_PARTY + 1])
def test_a_party_is_neither_empty_nor_a_crowd(people):
    assert check_party(LARGEST_PARTY) == LARGEST_PARTY
    with pytest.raises(PartyImplausible):
        check_party(people)


def test_one_registers_to_the_last_day():
    check_takes_visitors(ends_on=TODAY, today=TODAY)
    with pytest.raises(ExhibitionOver):
        check_takes_visitors(ends_on=TODAY, today=TODAY + timedelta(days=1))
