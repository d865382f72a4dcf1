"""What a fair is expected to place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.fair_expectations import Rates, expected_placements, measure_rates


def test_invited_people_come_and_are_hired_by_their_shares():
    assert expected_placements({1: 50}, {1: 100}, Rates(come=0.4, hired=0.5)) == pytest.approx(10)


def test_a_vacancy_never_places_more_people_than_it_has_seats():
    assert expected_placements({1: 50, 2: 50}, {1: 3, 2: 100}, Rates(come=0.4, hired=0.5)) == pytest.approx(13)


def test_a_vacancy_to_which_nobody_is_invited_places_nobody():
    assert expected_placements({}, {1: 3}, Rates()) == 0


def test_without_past_fairs_the_usual_shares_hold():
    assert measure_rates(invited=0, came=0, hired=0) == Rates()


def test_one_small_fair_does_not_overturn_the_usual_shares_and_many_large_ones_do():
    small = measure_rates(invited=10, came=10, hired=10)
    large = measure_rates(invited=10_000, came=2_000, hired=1_000)

    assert small.come == pytest.approx(50 / 110)
    assert small.hired == pytest.approx(45 / 110)
    assert large.come == pytest.approx(0.2, abs=0.01)
    assert large.hired == pytest.approx(0.5, abs=0.01)
    assert (large.invited_before, large.came_before) == (10_000, 2_000)


@given(st.integers(0, 10_000), st.floats(0, 1), st.floats(0, 1))
def test_shares_stay_shares(invited, come, hired):
    came = int(invited * come)
    rates = measure_rates(invited=invited, came=came, hired=int(came * hired))

    assert 0 <= rates.come <= 1
    assert 0 <= rates.hired <= 1
