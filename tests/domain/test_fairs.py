"""Fairs: their states, and what an official may write."""

from datetime import date, time, timedelta
from itertools import product

import pytest

from domain.fairs import (
    FAIR_TRANSITIONS,
    FairDayPast,
    FairFixed,
    FairHoursReversed,
    FairMode,
    FairReasonMissing,
    FairReasonTooLong,
    FairState,
    FairTitleMissing,
    FairTitleTooLong,
    FairTransitionRefused,
    FairWithoutBooths,
    VenueMissing,
    VenueTooLong,
    check_details,
    check_editable,
    check_publication,
    check_reason,
    check_transition,
)

TODAY = date(2026, 11, 23)
DETAILS = {
    "title": "高邮厨师专场招聘会",
    "venue": "高邮市人力资源市场",
    "mode": FairMode.ON_SITE,
    "held_on": TODAY + timedelta(days=1),
    "opens_at": time(9),
    "closes_at": time(12),
    "today": TODAY,
}


def test_a_fair_moves_only_along_the_table():
    for state, target in product(FairState, FairState):
        if target in FAIR_TRANSITIONS[state]:
            check_transition(state, target)
        else:
            with pytest.raises(FairTransitionRefused):
                check_transition(state, target)


def test_a_fair_that_was_held_is_history():
    assert FAIR_TRANSITIONS[FairState.HELD] == set()


@pytest.mark.parametrize("state", set(FairState) - {FairState.PROPOSED})
def test_only_a_proposal_is_changed(state):
    check_editable(FairState.PROPOSED)
    with pytest.raises(FairFixed):
        check_editable(state)


def test_details_with_which_people_find_the_fair_pass():
    check_details(**DETAILS)
    check_details(**DETAILS | {"venue": "", "mode": FairMode.ONLINE})


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"title": " "}, FairTitleMissing),
        ({"title": "会" * 61}, FairTitleTooLong),
        ({"venue": " "}, VenueMissing),
        ({"venue": "", "mode": FairMode.BOTH}, VenueMissing),
        ({"venue": "场" * 101}, VenueTooLong),
        ({"held_on": TODAY}, FairDayPast),
        ({"closes_at": time(9)}, FairHoursReversed),
    ],
)
def test_details_with_which_nobody_finds_it_are_refused_by_name(change, refusal):
    with pytest.raises(refusal):
        check_details(**DETAILS | change)


def test_a_proposal_with_booths_for_a_day_to_come_is_published():
    check_publication(state=FairState.PROPOSED, held_on=TODAY + timedelta(days=1), booths=1, today=TODAY)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"state": FairState.PUBLISHED}, FairTransitionRefused),
        ({"held_on": TODAY}, FairDayPast),
        ({"booths": 0}, FairWithoutBooths),
    ],
)
def test_anything_else_is_not_published(change, refusal):
    good = {"state": FairState.PROPOSED, "held_on": TODAY + timedelta(days=1), "booths": 1, "today": TODAY}
    with pytest.raises(refusal):
        check_publication(**good | change)


def test_a_reason_is_something_that_people_can_read():
    check_reason("场地临时停电")
    with pytest.raises(FairReasonMissing):
        check_reason(" \n")
    with pytest.raises(FairReasonTooLong):
        check_reason("因" * 301)
