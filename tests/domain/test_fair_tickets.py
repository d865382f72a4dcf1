"""Tickets of a fair."""

from datetime import date, time

import pytest

from domain.errors import RuleBroken
from domain.fair_tickets import (
    TICKET_TRANSITIONS,
    FairTakesNoVisitors,
    NotTheDayOfTheFair,
    Slot,
    TicketState,
    TicketTransitionRefused,
    check_in,
    check_transition,
    check_visitors,
    seat,
    slots_of,
)
from domain.fairs import FairMode, FairState

DAY = date(2026, 12, 5)


def test_every_begun_hour_is_a_slot_with_room_for_each_booth():
    assert slots_of(opens_at=time(9), closes_at=time(11, 30), booths=5) == (
        Slot(time(9), 60),
        Slot(time(10), 60),
        Slot(time(11), 30),
    )


def test_a_slot_holds_at_least_one():
    assert slots_of(opens_at=time(9), closes_at=time(9, 1), booths=1) == (Slot(time(9), 1),)


def test_the_last_minute_of_the_day_ends_it():
    assert [slot.starts_at for slot in slots_of(opens_at=time(22), closes_at=time(23, 59), booths=1)] == [
        time(22),
        time(23),
    ]


@pytest.mark.parametrize(
    ("state", "mode", "held_on"),
    [
        (FairState.PROPOSED, FairMode.ON_SITE, DAY),
        (FairState.CANCELLED, FairMode.ON_SITE, DAY),
        (FairState.PUBLISHED, FairMode.ONLINE, DAY),
        (FairState.PUBLISHED, FairMode.BOTH, date(2026, 12, 4)),
    ],
)
def test_nobody_books_where_nobody_meets(state, mode, held_on):
    with pytest.raises(FairTakesNoVisitors):
        check_visitors(state=state, mode=mode, held_on=held_on, today=DAY)


@pytest.mark.parametrize("mode", [FairMode.ON_SITE, FairMode.BOTH])
def test_a_published_fair_takes_visitors_up_to_its_day(mode):
    assert check_visitors(state=FairState.PUBLISHED, mode=mode, held_on=DAY, today=DAY) is None


def test_the_last_place_is_booked_and_the_next_waits():
    assert [seat(taken=taken, capacity=2) for taken in range(4)] == [
        TicketState.BOOKED,
        TicketState.BOOKED,
        TicketState.WAITING,
        TicketState.WAITING,
    ]


def test_nobody_is_let_in_on_another_day():
    with pytest.raises(NotTheDayOfTheFair):
        check_in(TicketState.BOOKED, held_on=DAY, today=date(2026, 12, 4))


def test_nobody_is_let_in_twice():
    with pytest.raises(TicketTransitionRefused):
        check_in(TicketState.CHECKED_IN, held_on=DAY, today=DAY)


@pytest.mark.parametrize("state", [TicketState.BOOKED, TicketState.WAITING])
def test_who_comes_is_let_in(state):
    assert check_in(state, held_on=DAY, today=DAY) is None


@pytest.mark.parametrize("state", TicketState)
@pytest.mark.parametrize("target", TicketState)
def test_a_ticket_goes_the_ways_of_the_table_only(state, target):
    if target in TICKET_TRANSITIONS[state]:
        assert check_transition(state, target) is None
    else:
        with pytest.raises(RuleBroken):
            check_transition(state, target)
