"""Tickets of a fair."""

from datetime import date, time

import pytest

from domain.errors import RuleBroken
from domain.fair_tickets import (
    MOST_NOTED,
    TICKET_TRANSITIONS,
    FairTakesNoVisitors,
    Noted,
    NothingNoted,
    NotTheDayOfTheFair,
    Slot,
    TicketState,
    TicketTransitionRefused,
    TooMuchNoted,
    check_in,
    check_transition,
    check_visitors,
    read_noted,
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


@pytest.mark.parametrize(
    ("line", "code", "at"),
    [
        (" 7kq2m4xw9p ", "7KQ2M4XW9P", None),
        ("7KQ2M4XW9P 9:05", "7KQ2M4XW9P", time(9, 5)),
        ("7KQ2M4XW9P，10：30", "7KQ2M4XW9P", time(10, 30)),
        ("https://example.org/t/7KQ2M4XW9P 09:12", "7KQ2M4XW9P", time(9, 12)),
        ("7KQ2M4XW9P 25:00", "7KQ2M4XW9P 25:00", None),
        ("a lady with a red hat", "A LADY WITH A RED HAT", None),
    ],
)
def test_a_line_of_the_door_is_a_code_and_if_one_likes_a_time(line, code, at):
    assert read_noted(line) == (Noted(line.strip(), code, at),)


def test_a_code_that_was_noted_twice_counts_as_it_was_noted_first():
    assert [one.at for one in read_noted("AAA 09:00\n\nBBB\naaa 10:00")] == [time(9), None]


def test_there_is_something_to_bring_in_and_not_more_than_a_day_has():
    with pytest.raises(NothingNoted):
        read_noted(" \n")
    with pytest.raises(TooMuchNoted):
        read_noted("\n".join(f"A{number}" for number in range(MOST_NOTED + 1)))
