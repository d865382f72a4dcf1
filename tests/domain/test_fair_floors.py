"""Floor plans: trades together, crowds apart, needs kept; the best there is, judged by brute force."""

from dataclasses import replace
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.fair_floors import (
    APART,
    NEAR,
    NO_TRADE,
    PLACED,
    STAYS,
    TOGETHER,
    HallTooSmall,
    Reasons,
    Stand,
    assign_rooms,
    is_fit,
    judge,
    plan_floor,
    violations,
)
from domain.fair_registrations import BoothSize
from domain.halls import HallLayout, Spot, SpotKind, lay_out, walk

DOUBLE = BoothSize.DOUBLE


def numbered(hall):
    return replace(hall, spots=tuple(replace(spot, id=number) for number, spot in enumerate(hall.spots)))


def spot(number, area="A", *, x=0, y=0, **words):
    return Spot(id=number, number=f"{area}{number}", area=area, x=x, y=y, width=30, depth=20, **words)


@pytest.fixture
def hall():
    """Two rows of three single booths; the second, without power, lies farther from the entrance."""
    near = [spot(number, "A", x=30 * number, y=100, has_power=True) for number in range(3)]
    far = [spot(3 + number, "B", x=30 * number, y=0) for number in range(3)]
    return HallLayout(width=90, depth=120, entrance=(45, 120), spots=(*near, *far))


def test_enterprises_of_a_trade_stand_in_one_row(hall):
    stands = [Stand(id=number, trade="46" if number % 2 else "63", draw=10) for number in range(6)]

    plan = plan_floor(hall, stands)

    rows = [{stand.trade for stand in stands if plan.spots[stand.id] // 3 == row} for row in (0, 1)]
    assert all(len(trades) == 1 for trades in rows)
    assert set(plan.hosts.values()) == {"46", "63"}
    assert {reasons.together for reasons in plan.reasons.values()} == {TOGETHER}
    assert plan.gap == 0


def test_a_trade_of_one_has_nobody_to_stand_beside(hall):
    plan = plan_floor(hall, [Stand(id=1, trade="46"), Stand(id=2, trade="63")])

    assert set(plan.hosts.values()) == {NO_TRADE}
    assert plan.points == 2 * PLACED


def test_who_draws_most_stands_near_the_entrance_and_far_from_the_other_crowd(hall):
    stands = [Stand(id=number, draw=draw) for number, draw in enumerate((100, 90, 1, 1, 1, 1))]

    plan = plan_floor(hall, stands)

    first, second = plan.spots[0], plan.spots[1]
    assert hall.spots[first].area == "A"
    assert walk(hall.spots[first], hall.spots[second]) >= 100
    assert plan.reasons[0].apart == plan.reasons[1].apart == APART
    assert plan.reasons[0].near > plan.reasons[1].near
    assert plan.reasons[0].near <= NEAR


def test_needs_are_never_broken_and_who_cannot_be_placed_has_no_spot(hall):
    stands = [*(Stand(id=number, needs_power=True, trade="46") for number in range(4)), Stand(id=9, size=DOUBLE)]

    plan = plan_floor(hall, stands)

    assert len(plan.spots) == 3
    assert set(plan.spots.values()) == {0, 1, 2}
    assert 9 not in plan.spots
    assert violations(hall, stands, plan.spots) == ()


def test_locked_enterprises_stay_and_nobody_else_has_their_spot(hall):
    locked = [
        Stand(id=7, trade="46", standing=5, is_locked=True),
        Stand(id=8, needs_power=True, standing=4, is_locked=True),
    ]
    stands = [*locked, *(Stand(id=number, trade="46", draw=number) for number in range(4))]

    plan = plan_floor(hall, stands)

    assert (plan.spots[7], plan.spots[8]) == (5, 4)
    assert len(set(plan.spots.values())) == 6


def test_a_lock_on_a_spot_that_is_gone_holds_nobody(hall):
    plan = plan_floor(hall, [Stand(id=1, standing=99, is_locked=True)])

    assert plan.spots[1] in range(6)


def test_of_places_that_are_as_good_one_keeps_the_own(hall):
    stands = [Stand(id=1, standing=4), Stand(id=2, standing=1)]

    plan = plan_floor(hall, stands)

    assert plan.spots == {1: 4, 2: 1}
    assert plan.reasons[1] == Reasons(stays=STAYS)


def test_a_hall_that_is_too_small_is_said(hall):
    with pytest.raises(HallTooSmall):
        plan_floor(hall, [Stand(id=number) for number in range(7)])


def test_a_fair_without_enterprises_has_an_empty_plan(hall):
    plan = plan_floor(hall, [])

    assert (plan.spots, plan.points, plan.gap) == ({}, 0, 0)


@pytest.mark.parametrize("seed", range(4))
def test_a_fair_as_they_are_has_the_best_plan_proven(seed):
    lot = Random(seed)
    stands = [
        Stand(id=number, trade=lot.choice("abc"), draw=lot.randint(0, 90), needs_power=lot.random() < 0.3)
        for number in range(12)
    ]
    hall = numbered(lay_out(rows=3, booths=5, rooms=0))

    plan = plan_floor(hall, stands)

    assert plan.gap == 0
    assert violations(hall, stands, plan.spots) == ()


def test_a_search_that_is_broken_off_says_how_far_it_can_be_from_the_best(hall):
    stands = [Stand(id=number, trade="46" if number % 2 else "63", draw=number) for number in range(6)]

    hasty, best = plan_floor(hall, stands, most_tried=1), plan_floor(hall, stands)

    assert hasty.points <= best.points <= hasty.bound
    assert violations(hall, stands, hasty.spots) == ()


def test_a_plan_by_hand_is_judged_by_the_same_points(hall):
    stands = [Stand(id=number, trade="46" if number < 3 else "63", draw=10) for number in range(6)]
    apart = {number: number for number in range(6)}
    mixed = {0: 3, 1: 1, 2: 2, 3: 0, 4: 4, 5: 5}

    assert judge(hall, stands, apart).points - judge(hall, stands, mixed).points == 2 * TOGETHER
    assert judge(hall, stands, {0: 99, 77: 1}).spots == {}


@pytest.mark.parametrize(
    ("stands", "spots", "label"),
    [
        ([Stand(id=1), Stand(id=2)], {1: 0, 2: 0}, "Two enterprises stand on one spot"),
        ([Stand(id=1)], {1: 99}, "A spot is not in this hall"),
        ([Stand(id=1, needs_power=True)], {1: 3}, "A spot has not what its enterprise needs"),
        ([Stand(id=1, size=DOUBLE)], {1: 0}, "A spot has not what its enterprise needs"),
        ([Stand(id=1, standing=2, is_locked=True)], {1: 0}, "A locked enterprise was moved"),
    ],
)
def test_what_a_plan_breaks_is_named(hall, stands, spots, label):
    assert violations(hall, stands, spots) == (label,)


def test_nobody_stands_in_a_room():
    room = spot(1, kind=SpotKind.ROOM, size=DOUBLE, has_power=True)
    hall = HallLayout(width=100, depth=100, entrance=(50, 100), spots=(room,))

    assert not is_fit(Stand(id=1), room)
    assert violations(hall, [Stand(id=1)], {1: 1}) == ("A spot has not what its enterprise needs",)
    assert (hall.booths, hall.rooms) == ((), (room,))


def test_rooms_go_to_as_many_as_there_are_each_near_its_booth():
    rooms = [replace(spot(10, x=0, y=0), kind=SpotKind.ROOM), replace(spot(11, x=900, y=0), kind=SpotKind.ROOM)]
    booths = [spot(1, x=880, y=90), spot(2, x=10, y=90), spot(3, x=450, y=90)]
    hall = HallLayout(width=1000, depth=120, entrance=(500, 120), spots=(*rooms, *booths))

    assert assign_rooms(hall, {7: 1, 8: 2}) == {7: 11, 8: 10}
    assert len(assign_rooms(hall, {7: 1, 8: 2, 9: 3})) == 2
    assert assign_rooms(hall, {5: 99}) in ({5: 10}, {5: 11})
    assert assign_rooms(hall, {}) == {}
    assert assign_rooms(replace(hall, spots=tuple(booths)), {7: 1}) == {}


stands_of_a_fair = st.lists(
    st.builds(
        dict,
        trade=st.sampled_from(["46", "63", NO_TRADE]),
        draw=st.integers(0, 9),
        size=st.sampled_from([BoothSize.SINGLE, BoothSize.SINGLE, DOUBLE]),
        needs_power=st.booleans(),
        standing=st.sampled_from([None, 0, 1, 4]),
    ),
    min_size=1,
    max_size=4,
).map(lambda rows: [Stand(id=number, **row) for number, row in enumerate(rows)])


def brute_force(hall, stands):
    """The points of the best of all plans."""
    choices = [None, *(one.id for one in hall.booths)]
    best = 0
    for chosen in product(choices, repeat=len(stands)):
        spots = {stand.id: one for stand, one in zip(stands, chosen, strict=True) if one is not None}
        if not violations(hall, stands, spots):
            best = max(best, judge(hall, stands, spots).points)
    return best


@settings(max_examples=60, deadline=None)
@given(stands=stands_of_a_fair)
def test_no_plan_by_hand_is_better(stands):
    hall = numbered(lay_out(rows=2, booths=3, rooms=0))
    hall = replace(hall, spots=hall.spots[:5])

    plan = plan_floor(hall, stands)

    assert violations(hall, stands, plan.spots) == ()
    assert plan.points == plan.bound == brute_force(hall, stands) == judge(hall, stands, plan.spots).points
