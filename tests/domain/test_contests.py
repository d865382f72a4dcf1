"""Contests: the way from draft to results, and words, days, criteria and winners at their limits."""

from datetime import date, timedelta

import pytest

from domain.contests import (
    LONGEST_ABOUT,
    LONGEST_CRITERION,
    LONGEST_REASON,
    LONGEST_TITLE,
    LONGEST_TITLE_EN,
    LONGEST_WINDOW,
    MOST_WINNERS,
    PUBLIC,
    RUNNING,
    TRANSITIONS,
    ContestAboutTooLong,
    ContestEnglishTitleTooLong,
    ContestFixed,
    ContestOver,
    ContestReasonMissing,
    ContestReasonTooLong,
    ContestState,
    ContestStep,
    ContestStepRefused,
    ContestTitleMissing,
    ContestTitleTooLong,
    ContestWindowImplausible,
    CriteriaMissing,
    Criterion,
    CriterionIncomplete,
    CriterionTooLong,
    CriterionTwice,
    WeightsNotWhole,
    WindowStillOpen,
    WinnersImplausible,
    check_call,
    check_drafted,
    check_step,
    check_window,
    criteria_of,
    next_state,
    steps_open,
    takes_entries,
)

TODAY = date(2026, 11, 28)


def day(offset):
    return TODAY + timedelta(days=offset)


@pytest.mark.parametrize("state", ContestState)
@pytest.mark.parametrize("step", ContestStep)
def test_a_contest_goes_only_where_the_table_says(state, step):
    if (state, step) in TRANSITIONS:
        assert next_state(state, step) is TRANSITIONS[state, step]
        assert step in steps_open(state)
    else:
        assert step not in steps_open(state)
        with pytest.raises(ContestStepRefused):
            next_state(state, step)


def test_what_is_published_or_withdrawn_stays_so_and_drafts_are_not_public():
    assert steps_open(ContestState.PUBLISHED) == steps_open(ContestState.WITHDRAWN) == ()
    assert {ContestState.DRAFTED, ContestState.WITHDRAWN}.isdisjoint(PUBLIC | RUNNING)


@pytest.mark.parametrize(
    ("state", "opens", "closes", "is_open"),
    [
        (ContestState.OPEN, 0, 0, True),
        (ContestState.OPEN, 1, 2, False),
        (ContestState.OPEN, -2, -1, False),
        (ContestState.DRAFTED, -1, 1, False),
        (ContestState.JUDGING, -1, 1, False),
    ],
)
def test_entries_are_taken_from_the_first_day_to_the_last_once_it_is_called(state, opens, closes, is_open):
    assert takes_entries(state, opens_on=day(opens), closes_on=day(closes), today=TODAY) is is_open


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ({"title": " "}, ContestTitleMissing),
        ({"title": "选" * (LONGEST_TITLE + 1)}, ContestTitleTooLong),
        ({"title_en": "e" * (LONGEST_TITLE_EN + 1)}, ContestEnglishTitleTooLong),
        ({"about": "选" * (LONGEST_ABOUT + 1)}, ContestAboutTooLong),
    ],
)
def test_a_contest_is_called_with_words_that_fit(words, refusal):
    usual = {"title": "选" * LONGEST_TITLE, "title_en": "", "about": ""}
    check_call(**usual)
    with pytest.raises(refusal):
        check_call(**usual | words)


@pytest.mark.parametrize(
    ("opens", "closes", "winners", "refusal"),
    [
        (2, 1, 3, ContestWindowImplausible),
        (-5, -1, 3, ContestWindowImplausible),
        (0, LONGEST_WINDOW.days + 1, 3, ContestWindowImplausible),
        (0, 5, None, WinnersImplausible),
        (0, 5, 0, WinnersImplausible),
        (0, 5, MOST_WINNERS + 1, WinnersImplausible),
    ],
)
def test_days_and_winners_have_to_be_possible(opens, closes, winners, refusal):
    check_window(opens_on=day(0), closes_on=day(LONGEST_WINDOW.days), winners=MOST_WINNERS, today=TODAY)
    with pytest.raises(refusal):
        check_window(opens_on=day(opens), closes_on=day(closes), winners=winners, today=TODAY)


def test_criteria_are_the_lines_that_are_filled():
    found = criteria_of([("特色", 60), ("", None), ("影响", 40)])

    assert found == (Criterion(name="特色", weight=60), Criterion(name="影响", weight=40))


@pytest.mark.parametrize(
    ("lines", "refusal", "number"),
    [
        ([("", None)], CriteriaMissing, None),
        ([("特色", None)], CriterionIncomplete, 1),
        ([("特色", 60), ("", 40)], CriterionIncomplete, 2),
        ([("特" * (LONGEST_CRITERION + 1), 100)], CriterionTooLong, 1),
        ([("特色", 50), ("特色", 50)], CriterionTwice, 2),
        ([("特色", 60), ("影响", 30)], WeightsNotWhole, None),
        ([("特色", 120), ("影响", -20)], WeightsNotWhole, None),
        ([("特色", 100), ("影响", 0)], WeightsNotWhole, None),
    ],
)
def test_criteria_have_names_and_weights_that_come_to_a_hundred(lines, refusal, number):
    with pytest.raises(refusal) as refused:
        criteria_of(lines)
    assert refused.value.details.get("number") == number


@pytest.mark.parametrize(
    ("step", "closes", "reason", "refusal"),
    [
        (ContestStep.CALL, -1, "", ContestOver),
        (ContestStep.JUDGE, 0, "", WindowStillOpen),
        (ContestStep.WITHDRAW, 0, " ", ContestReasonMissing),
        (ContestStep.WITHDRAW, 0, "因" * (LONGEST_REASON + 1), ContestReasonTooLong),
    ],
)
def test_a_step_asks_more_than_a_state(step, closes, reason, refusal):
    with pytest.raises(refusal):
        check_step(step, closes_on=day(closes), today=TODAY, reason=reason)


def test_a_step_that_has_what_it_asks_for_is_taken():
    check_step(ContestStep.CALL, closes_on=day(0), today=TODAY, reason="")
    check_step(ContestStep.JUDGE, closes_on=day(-1), today=TODAY, reason="")
    check_step(ContestStep.WITHDRAW, closes_on=day(9), today=TODAY, reason="政策调整")


def test_only_a_draft_is_changed():
    check_drafted(ContestState.DRAFTED)
    with pytest.raises(ContestFixed):
        check_drafted(ContestState.OPEN)
