"""Batches: seats, departure, and who travels with whom."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.batches import (
    DepartureOutsideWindow,
    EscortNameTooLong,
    MoreSeatsThanAsked,
    OpenBatch,
    Placement,
    SeatsBelowPromised,
    SeatsImplausible,
    batch_state_of,
    check_batch,
    check_escort,
    share_among_batches,
)
from domain.labour_export import BatchState, RosterState

DAY = date(2026, 12, 1)
BATCH = {
    "seats": 20,
    "promised": 5,
    "seats_left": 40,
    "departs_on": DAY,
    "departs_from": DAY,
    "departs_until": DAY + timedelta(days=20),
}

GAOYOU, BAOYING, HANJIANG = "321084", "321023", "321003"


def somebody(worker, *, of=GAOYOU, score=0.5, vacancy=1):
    return Placement(worker_id=worker, vacancy_id=vacancy, division_code=f"{of}108", score=score)


def group(number, *, of=GAOYOU, seats=2):
    return OpenBatch(id=number, division_code=of, seats=seats)


def workers_of(shared):
    return {batch: [placement.worker_id for placement in people] for batch, people in shared.items()}


def test_a_batch_that_makes_sense_passes():
    check_batch(**BATCH)
    check_batch(**BATCH | {"seats": 5, "departs_on": None})
    check_batch(**BATCH | {"seats": 40, "departs_on": DAY + timedelta(days=20)})


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"seats": 0, "promised": 0}, SeatsImplausible),
        ({"seats": 2001, "seats_left": 5000}, SeatsImplausible),
        ({"seats": 4}, SeatsBelowPromised),
        ({"seats": 41}, MoreSeatsThanAsked),
        ({"departs_on": DAY - timedelta(days=1)}, DepartureOutsideWindow),
        ({"departs_on": DAY + timedelta(days=21)}, DepartureOutsideWindow),
    ],
)
def test_a_batch_that_makes_no_sense_is_refused_by_name(change, refusal):
    with pytest.raises(refusal):
        check_batch(**BATCH | change)


def test_an_escort_has_a_name_that_fits_on_a_list():
    check_escort("王师傅")
    with pytest.raises(EscortNameTooLong):
        check_escort("王" * 101)


@pytest.mark.parametrize(
    ("roster", "state"),
    [
        ((), BatchState.FORMING),
        ((RosterState.CONTRACTED, RosterState.PROPOSED), BatchState.FORMING),
        ((RosterState.CONTRACTED, RosterState.DEPARTED), BatchState.DEPARTED),
        ((RosterState.ARRIVED, RosterState.DEPARTED), BatchState.DEPARTED),
        ((RosterState.ARRIVED, RosterState.NO_SHOW), BatchState.ARRIVED),
        ((RosterState.RETAINED_3M, RosterState.LEFT_EARLY), BatchState.ARRIVED),
    ],
)
def test_a_batch_stands_where_its_people_stand(roster, state):
    assert batch_state_of(BatchState.FORMING, roster) is state


def test_a_cancelled_batch_stays_cancelled():
    assert batch_state_of(BatchState.CANCELLED, {RosterState.DEPARTED}) is BatchState.CANCELLED


def test_neighbours_travel_with_the_agency_of_their_county():
    people = [somebody(1, of=BAOYING), somebody(2, of=GAOYOU), somebody(3, of=BAOYING), somebody(4, of=GAOYOU)]

    shared = share_among_batches(people, [group(7, of=GAOYOU), group(8, of=BAOYING)])

    assert workers_of(shared) == {7: [2, 4], 8: [1, 3]}


def test_who_finds_no_seat_among_neighbours_travels_with_others():
    people = [somebody(1), somebody(2, score=0.9), somebody(3, score=0.7)]

    shared = share_among_batches(people, [group(7, of=HANJIANG), group(8, of=GAOYOU, seats=1)])

    assert workers_of(shared) == {8: [2], 7: [3, 1]}


def test_a_batch_that_gets_nobody_is_not_among_them():
    assert workers_of(share_among_batches([somebody(1)], [group(7), group(8)])) == {7: [1]}


def test_more_people_than_seats_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="1 people more than seats"):
        share_among_batches([somebody(1), somebody(2)], [group(7, seats=1)])


def test_who_goes_together_travels_in_one_batch_even_where_neighbours_would_part_them():
    people = [somebody(1, of=GAOYOU, score=0.9), somebody(2, of=BAOYING), somebody(3, of=GAOYOU)]

    shared = share_among_batches(people, [group(7, of=GAOYOU), group(8, of=BAOYING)], together=[(1, 2, 99)])

    assert workers_of(shared) == {7: [1, 2], 8: [3]}


def test_a_group_for_which_no_batch_has_room_is_parted():
    shared = share_among_batches([somebody(1), somebody(2)], [group(7, seats=1), group(8, seats=1)], together=[(1, 2)])

    assert workers_of(shared) == {7: [1], 8: [2]}


@given(
    st.lists(st.tuples(st.sampled_from([GAOYOU, BAOYING, HANJIANG]), st.floats(0, 1)), max_size=12),
    st.lists(st.tuples(st.sampled_from([GAOYOU, BAOYING]), st.integers(1, 6)), min_size=1, max_size=4),
    st.randoms(use_true_random=False),
)
def test_everybody_gets_one_seat_whatever_the_order_they_come_in(people, groups, random):
    batches = [group(number, of=of, seats=seats) for number, (of, seats) in enumerate(groups)]
    placements = [somebody(number, of=of, score=score) for number, (of, score) in enumerate(people)]
    placements = placements[: sum(batch.seats for batch in batches)]

    shared = share_among_batches(placements, batches)

    seated = [placement.worker_id for people in shared.values() for placement in people]
    assert sorted(seated) == [placement.worker_id for placement in placements]
    assert all(len(people) <= batches[number].seats for number, people in shared.items())
    random.shuffle(placements)
    random.shuffle(batches)
    assert share_among_batches(placements, batches) == shared
