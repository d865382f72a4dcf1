"""Who gets which place of labour export."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.matching import Edges
from domain.roster_matching import match_roster, overbooked


def match(pairs, *, seats, order=None, order_seats=None, hardship=(), share=0.0, n_workers=None, together=()):
    """pairs: (worker, vacancy, score)."""
    order = [0] * len(seats) if order is None else order
    order_seats = [sum(seats)] if order_seats is None else order_seats
    worker, vacancy, score = zip(*pairs, strict=True) if pairs else ((), (), ())
    n_workers = n_workers or max(worker, default=-1) + 1
    flags = np.zeros(n_workers, dtype=bool)
    flags[list(hardship)] = True
    return match_roster(
        Edges(np.array(worker, np.int32), np.array(vacancy, np.int32), np.array(score, float), n_workers),
        seats=np.array(seats, np.int64),
        order=np.array(order, np.int64),
        order_seats=np.array(order_seats, np.int64),
        hardship=flags,
        hardship_share=share,
        together=together,
    )


def places(plan):
    return dict(zip(plan.worker.tolist(), plan.vacancy.tolist(), strict=True))


def test_everybody_who_can_be_placed_is_placed_and_then_as_well_as_possible():
    plan = match([(0, 0, 0.9), (1, 0, 0.8), (0, 1, 0.1)], seats=[1, 1])

    assert places(plan) == {0: 1, 1: 0}
    assert plan.score == pytest.approx(0.9)
    assert plan.bound == pytest.approx(plan.score)
    assert plan.violations == ()


def test_an_order_gets_no_more_people_than_its_agencies_have_seats():
    pairs = [(worker, vacancy, 0.5 + worker / 10) for worker in range(4) for vacancy in range(2)]

    plan = match(pairs, seats=[3, 3], order_seats=[2])

    assert set(places(plan)) == {2, 3}
    assert plan.score == pytest.approx(1.5)
    assert plan.violations == ()


def test_who_goes_together_goes_to_one_order_or_stays_at_home():
    pairs = [(0, 0, 0.9), (0, 1, 0.5), (1, 1, 0.8), (2, 1, 0.3)]

    assert places(match(pairs, seats=[1, 2], order=[0, 1], order_seats=[1, 2])) == {0: 0, 1: 1, 2: 1}
    together = match(pairs, seats=[1, 2], order=[0, 1], order_seats=[1, 2], together=[(0, 1)])
    assert places(together) == {0: 1, 1: 1}
    assert together.violations == ()
    nobody = match(pairs, seats=[1, 1], order=[0, 1], order_seats=[1, 1], together=[(0, 1)])
    assert places(nobody) == {2: 1}


def test_who_finds_no_seat_in_one_order_goes_with_another():
    pairs = [(0, 0, 0.9), (0, 1, 0.2), (1, 0, 0.8)]

    plan = match(pairs, seats=[5, 5], order=[0, 1], order_seats=[1, 1])

    assert places(plan) == {0: 1, 1: 0}


def test_an_order_without_an_agency_places_nobody():
    assert match([(0, 0, 1.0)], seats=[5], order_seats=[0]).placed == 0


def test_hardship_groups_come_first_as_far_as_was_promised_and_no_place_is_lost():
    pairs = [(worker, 0, 0.9 - worker / 10) for worker in range(6)]

    plan = match(pairs, seats=[3], hardship=[4, 5], share=0.3)

    assert set(places(plan)) == {0, 1, 4}
    assert (plan.hardship_placed, plan.hardship_possible) == (1, None)


def test_the_promise_holds_where_agencies_have_fewer_seats_than_the_vacancies():
    pairs = [(worker, 0, 0.9 - worker / 10) for worker in range(6)]

    plan = match(pairs, seats=[50], order_seats=[3], hardship=[4, 5], share=0.5)

    assert set(places(plan)) == {0, 4, 5}
    assert plan.violations == ()


def test_a_promise_that_the_pool_cannot_keep_says_what_is_possible():
    plan = match([(0, 0, 0.9), (1, 0, 0.8), (2, 0, 0.7)], seats=[50], order_seats=[3], hardship=[2], share=0.5)

    assert plan.placed == 3
    assert plan.hardship_possible == pytest.approx(1 / 3)
    assert plan.violations == ()


def test_without_pairs_nobody_is_placed():
    plan = match([], seats=[3], n_workers=2, hardship=[0], share=0.5)

    assert (plan.placed, plan.score, plan.violations) == (0, 0, ())


def test_a_plan_that_sends_more_people_than_seats_is_found_out_by_counting():
    vacancy, order, order_seats = np.array([0, 0, 1, 2]), np.array([0, 0, 1]), np.array([2, 1])

    assert overbooked(vacancy, order=order, order_seats=order_seats) == (
        "Order 0 gets 3 people and its agencies have 2 seats",
    )
    assert overbooked(vacancy[1:], order=order, order_seats=order_seats) == ()


def every_plan(pairs, n_workers, seats, order, order_seats):
    """All plans that keep the seats, as tuples of the pair that each worker has, or None."""
    of_worker = [[None, *(pair for pair in pairs if pair[0] == worker)] for worker in range(n_workers)]
    for chosen in product(*of_worker):
        taken = [pair for pair in chosen if pair]
        in_vacancy = [sum(pair[1] == row for pair in taken) for row in range(len(seats))]
        in_order = [sum(order[pair[1]] == row for pair in taken) for row in range(len(order_seats))]
        if all(map(int.__le__, in_vacancy, seats)) and all(map(int.__le__, in_order, order_seats)):
            yield taken


@settings(deadline=None)
@given(st.data())
def test_it_is_as_good_as_the_best_of_all_plans(data):
    n_workers, n_vacancies = data.draw(st.integers(1, 4)), data.draw(st.integers(1, 3))
    pairs = [
        (worker, vacancy, data.draw(st.integers(0, 10)) / 10)
        for worker, vacancy in product(range(n_workers), range(n_vacancies))
        if data.draw(st.booleans())
    ]
    seats = data.draw(st.lists(st.integers(0, 3), min_size=n_vacancies, max_size=n_vacancies))
    order = data.draw(st.lists(st.integers(0, 1), min_size=n_vacancies, max_size=n_vacancies))
    order_seats = data.draw(st.lists(st.integers(0, 3), min_size=2, max_size=2))
    hardship = data.draw(st.sets(st.integers(0, n_workers - 1)))
    share = data.draw(st.sampled_from([0.0, 0.34, 0.5, 1.0]))

    plan = match(
        pairs,
        seats=seats,
        order=order,
        order_seats=order_seats,
        hardship=hardship,
        share=share,
        n_workers=n_workers,
    )

    plans = list(every_plan(pairs, n_workers, seats, order, order_seats))
    most = max(map(len, plans))
    best_share = max(sum(pair[0] in hardship for pair in taken) for taken in plans if len(taken) == most)
    promised = min(int(np.ceil(share * most - 1e-9)), best_share)
    score = max(
        sum(pair[2] for pair in taken)
        for taken in plans
        if len(taken) == most and sum(pair[0] in hardship for pair in taken) >= promised
    )
    assert plan.violations == ()
    assert plan.placed == most
    assert plan.hardship_placed >= promised
    assert plan.score == pytest.approx(score, abs=1e-6)
    assert plan.bound == pytest.approx(score, abs=1e-6)
