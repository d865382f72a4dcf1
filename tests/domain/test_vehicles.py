"""Vehicles: which make sense, and who sits where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.labour_export import RosterState
from domain.vehicles import (
    DriverNameTooLong,
    MeetingPointTooLong,
    NotEnoughSeats,
    NotToBeSeated,
    Place,
    PlateTooLong,
    Room,
    SeatUnknown,
    TooManyVehicles,
    VehicleSeatsImplausible,
    VehicleSeatsTaken,
    assign_seats,
    check_seat,
    check_vehicle,
)

VEHICLE = {
    "seats": 45,
    "highest_taken": 0,
    "plate": "苏K12345",
    "meeting_point": "高邮汽车站",
    "driver_name": "周师傅",
    "vehicles": 0,
}


def room(number=1, *, seats=8, taken=()):
    return Room(id=number, seats=seats, taken=frozenset(taken))


def numbers(seated):
    return {person: place.number for person, place in seated.items()}


def test_a_vehicle_that_makes_sense_passes():
    for change in ({}, {"seats": 1}, {"seats": 200}, {"highest_taken": 45}, {"plate": "", "vehicles": 39}):
        check_vehicle(**VEHICLE | change)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"seats": 0}, VehicleSeatsImplausible),
        ({"seats": 201}, VehicleSeatsImplausible),
        ({"highest_taken": 46}, VehicleSeatsTaken),
        ({"plate": "9" * 21}, PlateTooLong),
        ({"meeting_point": "站" * 101}, MeetingPointTooLong),
        ({"driver_name": "周" * 101}, DriverNameTooLong),
        ({"vehicles": 40}, TooManyVehicles),
    ],
)
def test_a_vehicle_that_makes_no_sense_is_refused_by_name(change, refusal):
    with pytest.raises(refusal):
        check_vehicle(**VEHICLE | change)


def test_only_who_goes_and_has_not_left_gets_a_seat_that_exists():
    check_seat(RosterState.AGREED, 1, seats=45)
    check_seat(RosterState.CONTRACTED, 45, seats=45)
    with pytest.raises(NotToBeSeated):
        check_seat(RosterState.NOTIFIED, 1, seats=45)
    for number in (0, 46):
        with pytest.raises(SeatUnknown):
            check_seat(RosterState.AGREED, number, seats=45)


def test_two_who_go_together_sit_side_by_side_and_three_in_a_row():
    seated = assign_seats([(1,), (2, 3), (4, 5, 6), (7,)], [room()])

    assert numbers(seated) == {2: 1, 3: 2, 4: 3, 5: 4, 6: 5, 1: 6, 7: 7}


def test_vehicles_are_filled_one_after_the_other():
    seated = assign_seats([(person,) for person in range(5)], [room(7, seats=3), room(8, seats=4)])

    assert [seated[person] for person in range(5)] == [
        Place(7, 1),
        Place(7, 2),
        Place(7, 3),
        Place(8, 1),
        Place(8, 2),
    ]


def test_a_group_for_which_a_vehicle_has_no_room_goes_into_the_next():
    seated = assign_seats([(1, 2), (3,)], [room(7, seats=1), room(8, seats=2)])

    assert seated == {3: Place(7, 1), 1: Place(8, 1), 2: Place(8, 2)}


def test_a_group_that_no_vehicle_can_take_whole_is_parted_and_not_left_at_home():
    seated = assign_seats([(1, 2)], [room(7, seats=1), room(8, seats=1)])

    assert seated == {1: Place(7, 1), 2: Place(8, 1)}


def test_seats_that_are_taken_stay_so():
    seated = assign_seats([(1, 2), (3,)], [room(seats=6, taken=(1, 4))])

    assert numbers(seated) == {1: 5, 2: 6, 3: 2}


def test_where_nothing_is_side_by_side_a_group_sits_wherever_there_is_room():
    assert numbers(assign_seats([(1, 2)], [room(seats=4, taken=(1, 3))])) == {1: 2, 2: 4}
    assert numbers(assign_seats([(1, 2)], [room(seats=4, taken=(1, 4))])) == {1: 2, 2: 3}


def test_more_people_than_seats_is_refused_with_both_numbers():
    with pytest.raises(NotEnoughSeats) as refusal:
        assign_seats([(1, 2), (3,)], [room(seats=4, taken=(1, 2))])

    assert refusal.value.details == {"people": 3, "seats": 2}


@given(
    st.lists(st.integers(1, 4), max_size=14),
    st.lists(st.integers(1, 12), min_size=1, max_size=5),
)
def test_everybody_has_one_seat_that_exists_and_pairs_in_a_vehicle_of_pairs_sit_side_by_side(sizes, seats):
    groups, first = [], 0
    for size in sizes:
        groups.append(tuple(range(first, first + size)))
        first += size
    rooms = [room(number, seats=count) for number, count in enumerate(seats)]
    if first > sum(seats):
        with pytest.raises(NotEnoughSeats):
            assign_seats(groups, rooms)
        return

    seated = assign_seats(groups, rooms)

    assert sorted(seated) == list(range(first))
    assert len(set(seated.values())) == first
    assert all(1 <= place.number <= seats[place.vehicle_id] for place in seated.values())
    for group in groups:
        places = [seated[person] for person in group]
        if len(group) == 2 and places[0].vehicle_id == places[1].vehicle_id:
            low, high = sorted(place.number for place in places)
            assert (low % 2, high) == (1, low + 1)
