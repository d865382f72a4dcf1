"""Registrations of enterprises for a fair."""

from datetime import date, timedelta

import pytest

from domain.enterprises import NotVerified
from domain.fair_registrations import (
    ATTENDANCE,
    HOLDS_BOOTH,
    MOST_BOOTHS,
    MOST_VACANCIES,
    OPEN,
    TRANSITIONS,
    BoothLimitAboveHall,
    BoothLimitBelowTaken,
    BoothLimitImplausible,
    NoteTooLong,
    NotTheDayYet,
    Party,
    RegistrationClosed,
    RegistrationReasonMissing,
    RegistrationReasonTooLong,
    RegistrationState,
    RegistrationStepRefused,
    StaffImplausible,
    TooManyVacanciesShown,
    VacanciesMissing,
    Window,
    WindowReversed,
    WindowTooLate,
    check_booth_limit,
    check_open,
    check_step,
    check_window,
    check_wishes,
    place,
    usual_window,
)
from domain.fairs import FairState

DAY = date(2026, 12, 5)
BEFORE = DAY - timedelta(days=7)
S = RegistrationState
PUBLISHED = FairState.PUBLISHED


def wishes(**changes):
    return {"is_verified": True, "vacancies": 2, "staff": 2, "note": ""} | changes


@pytest.mark.parametrize("state", RegistrationState)
@pytest.mark.parametrize("target", RegistrationState)
@pytest.mark.parametrize("party", Party)
def test_a_registration_goes_the_ways_of_the_table_only(state, target, party):
    today = DAY if target in ATTENDANCE else BEFORE
    step = {"party": party, "fair_state": PUBLISHED, "held_on": DAY, "today": today, "reason": "展位已满"}

    if TRANSITIONS.get((state, target)) is party:
        assert check_step(state, target, **step) is None
    else:
        with pytest.raises(RegistrationStepRefused):
            check_step(state, target, **step)


def test_who_came_is_noted_from_the_day_on_and_everything_else_before_it():
    with pytest.raises(NotTheDayYet):
        check_step(S.APPROVED, S.ATTENDED, party=Party.OFFICE, fair_state=PUBLISHED, held_on=DAY, today=BEFORE)
    with pytest.raises(RegistrationStepRefused):
        check_step(S.REQUESTED, S.APPROVED, party=Party.OFFICE, fair_state=PUBLISHED, held_on=DAY, today=DAY)


@pytest.mark.parametrize(
    ("fair_state", "source", "target", "today"),
    [
        (FairState.CANCELLED, S.REQUESTED, S.APPROVED, BEFORE),
        (FairState.HELD, S.REQUESTED, S.APPROVED, BEFORE),
        (FairState.CANCELLED, S.APPROVED, S.ATTENDED, DAY),
        (FairState.PROPOSED, S.APPROVED, S.ATTENDED, DAY),
    ],
)
def test_nothing_is_decided_about_a_fair_that_does_not_take_place(fair_state, source, target, today):
    with pytest.raises(RegistrationStepRefused):
        check_step(source, target, party=Party.OFFICE, fair_state=fair_state, held_on=DAY, today=today)


def test_nobody_is_refused_without_a_reason_that_can_be_read():
    with pytest.raises(RegistrationReasonMissing):
        check_step(
            S.REQUESTED, S.REFUSED, party=Party.OFFICE, fair_state=PUBLISHED, held_on=DAY, today=BEFORE, reason="  "
        )
    with pytest.raises(RegistrationReasonTooLong):
        check_step(
            S.REQUESTED,
            S.REFUSED,
            party=Party.OFFICE,
            fair_state=PUBLISHED,
            held_on=DAY,
            today=BEFORE,
            reason="长" * 301,
        )


def test_a_booth_is_held_by_who_comes_and_kept_open_until_it_is_decided():
    assert {S.APPROVED, S.INVITED} == HOLDS_BOOTH & OPEN
    assert all(TRANSITIONS[source, target] is Party.OFFICE for source, target in TRANSITIONS if target in ATTENDANCE)


def test_the_last_booth_is_given_and_the_next_enterprise_waits():
    assert [place(taken=taken, limit=2) for taken in range(4)] == [S.APPROVED, S.APPROVED, S.WAITING, S.WAITING]


def test_registration_is_usually_open_until_three_days_before_the_fair():
    assert usual_window(today=BEFORE, held_on=DAY) == Window(opens_on=BEFORE, closes_on=date(2026, 12, 2))
    assert usual_window(today=date(2026, 12, 3), held_on=DAY) is None


def test_a_window_ends_after_it_begins_and_before_the_fair():
    assert check_window(Window(opens_on=BEFORE, closes_on=date(2026, 12, 4)), held_on=DAY) is None
    with pytest.raises(WindowReversed):
        check_window(Window(opens_on=BEFORE, closes_on=BEFORE - timedelta(days=1)), held_on=DAY)
    with pytest.raises(WindowTooLate):
        check_window(Window(opens_on=BEFORE, closes_on=DAY), held_on=DAY)


@pytest.mark.parametrize(("limit", "taken"), [(0, 0), (-1, 0), (MOST_BOOTHS + 1, 0)])
def test_a_fair_has_some_booths_and_no_more_than_a_hall_holds(limit, taken):
    with pytest.raises(BoothLimitImplausible):
        check_booth_limit(limit, taken=taken)


def test_booths_that_are_given_are_not_taken_away():
    assert check_booth_limit(5, taken=5) is None
    with pytest.raises(BoothLimitBelowTaken):
        check_booth_limit(5, taken=6)


def test_a_hall_has_as_many_booths_as_it_has():
    assert check_booth_limit(5, taken=0, in_hall=5) is None
    with pytest.raises(BoothLimitAboveHall):
        check_booth_limit(6, taken=0, in_hall=5)


WINDOW = Window(opens_on=BEFORE, closes_on=BEFORE + timedelta(days=2))


@pytest.mark.parametrize("state", [FairState.PROPOSED, FairState.PUBLISHED])
def test_enterprises_register_for_a_fair_that_is_announced_or_published(state):
    assert check_open(state=state, window=WINDOW, today=BEFORE) is None


@pytest.mark.parametrize(
    ("state", "window", "today"),
    [
        (FairState.CANCELLED, WINDOW, BEFORE),
        (FairState.HELD, WINDOW, BEFORE),
        (FairState.PUBLISHED, None, BEFORE),
        (FairState.PUBLISHED, WINDOW, BEFORE - timedelta(days=1)),
        (FairState.PUBLISHED, WINDOW, BEFORE + timedelta(days=3)),
    ],
)
def test_nobody_registers_outside_of_the_window(state, window, today):
    with pytest.raises(RegistrationClosed):
        check_open(state=state, window=window, today=today)


@pytest.mark.parametrize(
    ("refusal", "changes"),
    [
        (NotVerified, {"is_verified": False}),
        (VacanciesMissing, {"vacancies": 0}),
        (TooManyVacanciesShown, {"vacancies": MOST_VACANCIES + 1}),
        (StaffImplausible, {"staff": 0}),
        (StaffImplausible, {"staff": 11}),
        (NoteTooLong, {"note": "长" * 201}),
    ],
)
def test_who_has_nothing_to_show_or_nobody_to_send_is_refused(refusal, changes):
    with pytest.raises(refusal):
        check_wishes(**wishes(**changes))


def test_a_booth_with_vacancies_and_people_is_what_a_fair_wants():
    assert check_wishes(**wishes()) is None
