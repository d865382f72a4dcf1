"""Reviews: quarters, cases, deadlines, and what the night does."""

from datetime import date, timedelta

import pytest

from domain.brand_reviews import (
    CASE_MOVES,
    CaseAction,
    CaseMoveRefused,
    CaseReasonMissing,
    CaseReasonTooLong,
    CaseState,
    DeadlineImplausible,
    Quarter,
    StillBelow,
    action_due,
    check_case_move,
    check_deadline,
    due_on,
    newest_year_needed,
    quarter_of,
)

OPENED = date(2026, 10, 1)
DUE = date(2026, 12, 30)


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2026, 1, 1), "2026Q1"),
        (date(2026, 3, 31), "2026Q1"),
        (date(2026, 4, 1), "2026Q2"),
        (date(2026, 9, 30), "2026Q3"),
        (date(2026, 12, 31), "2026Q4"),
    ],
)
def test_a_year_has_four_quarters(day, quarter):
    assert str(quarter_of(day)) == quarter


def test_quarters_follow_each_other():
    assert Quarter(2026, 4) < Quarter(2027, 1)


def test_a_brand_has_ninety_days():
    assert due_on(OPENED) == DUE


def test_figures_older_than_the_year_before_last_do_not_count():
    assert newest_year_needed(date(2026, 11, 24)) == 2024


def act(today, *, state=CaseState.OPEN, reminded_on=None, passes=False):
    return action_due(state=state, last_day=DUE, reminded_on=reminded_on, passes=passes, today=today)


def test_a_brand_is_reminded_a_month_a_week_and_on_the_last_day_and_then_suspended():
    actions, reminded = [], None
    day = OPENED
    while day <= DUE + timedelta(days=1):
        action = act(day, reminded_on=reminded)
        if action is not CaseAction.NOTHING:
            actions.append(((DUE - day).days, action))
        if action is CaseAction.REMIND:
            reminded = day
        day += timedelta(days=1)

    assert actions == [
        (30, CaseAction.REMIND),
        (7, CaseAction.REMIND),
        (0, CaseAction.REMIND),
        (-1, CaseAction.SUSPEND),
    ]


def test_a_night_that_was_missed_is_made_up_with_one_reminder():
    assert act(DUE - timedelta(days=5)) is CaseAction.REMIND
    assert act(DUE - timedelta(days=4), reminded_on=DUE - timedelta(days=5)) is CaseAction.NOTHING


def test_a_brand_that_came_up_again_is_not_suspended():
    assert act(DUE + timedelta(days=1), passes=True) is CaseAction.NOTHING


@pytest.mark.parametrize("state", [CaseState.SUSPENDED, CaseState.RECTIFIED, CaseState.EXITED])
def test_the_night_leaves_cases_alone_that_officials_have_to_end(state):
    assert act(DUE + timedelta(days=400), state=state) is CaseAction.NOTHING


@pytest.mark.parametrize("state", list(CaseState))
@pytest.mark.parametrize("to", list(CaseState))
def test_a_case_moves_by_its_table(state, to):
    if to in CASE_MOVES[state]:
        check_case_move(state, to, reason="已整改", passes=True)
        with pytest.raises(CaseReasonMissing):
            check_case_move(state, to, reason="", passes=True)
        with pytest.raises(CaseReasonTooLong):
            check_case_move(state, to, reason="因" * 301, passes=True)
    else:
        with pytest.raises(CaseMoveRefused):
            check_case_move(state, to, reason="已整改", passes=True)


def test_a_case_is_not_mended_while_the_brand_is_below():
    for state in (CaseState.OPEN, CaseState.SUSPENDED):
        with pytest.raises(StillBelow):
            check_case_move(state, CaseState.RECTIFIED, reason="已整改", passes=False)
        check_case_move(state, CaseState.EXITED, reason="无法整改", passes=False)


def test_more_time_may_be_given_and_never_less():
    today = date(2026, 12, 1)
    check_deadline(DUE + timedelta(days=30), old=DUE, today=today)
    for day in (DUE, today, today + timedelta(days=366)):
        with pytest.raises(DeadlineImplausible):
            check_deadline(day, old=DUE, today=today)
