"""Who is invited to which fair, and to which of its vacancies."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.matching import Edges
from domain.suggestions import suggest_places


def suggest(pairs, *, capacity, fair=None, hardship=(), n_workers=None, most=3):
    """pairs: (worker, vacancy, score); (worker, vacancy) -> rank."""
    worker, vacancy, score = zip(*pairs, strict=True) if pairs else ((), (), ())
    n_workers = n_workers or max(worker, default=-1) + 1
    flags = np.zeros(n_workers, dtype=bool)
    flags[list(hardship)] = True
    return suggest_places(
        Edges(np.array(worker, np.int32), np.array(vacancy, np.int32), np.array(score, float), n_workers),
        capacity=np.array(capacity, np.int64),
        fair=np.array(fair or [0] * len(capacity), np.int64),
        hardship=flags,
        most=most,
    )


def ranks(found):
    pairs = zip(found.worker.tolist(), found.vacancy.tolist(), found.rank.tolist(), strict=True)
    return {(worker, vacancy): rank for worker, vacancy, rank in pairs}


def test_a_worker_is_invited_to_up_to_three_vacancies_of_a_fair():
    found = suggest([(0, vacancy, 0.9 - vacancy / 10) for vacancy in range(4)], capacity=[5] * 4)

    assert ranks(found) == {(0, 0): 0, (0, 1): 1, (0, 2): 2}
    assert found.score.tolist() == [0.9, 0.8, 0.7]
    assert found.violations == ()


def test_not_everybody_is_sent_to_the_vacancy_that_everybody_likes():
    pairs = [(worker, 0, 0.9) for worker in range(4)] + [(worker, 1, 0.5) for worker in range(4)]

    found = suggest(pairs, capacity=[2, 2], most=1)

    assert sorted(found.vacancy.tolist()) == [0, 0, 1, 1]


def test_nobody_is_invited_to_two_fairs():
    pairs = [(0, 0, 0.9), (0, 1, 0.8), (0, 2, 0.7)]

    assert ranks(suggest(pairs, capacity=[5, 5, 5], fair=[0, 1, 0])) == {(0, 0): 0, (0, 2): 1}


def test_first_everybody_gets_one_and_only_then_somebody_a_second():
    pairs = [(0, 0, 0.9), (0, 1, 0.9), (1, 0, 0.1), (1, 1, 0.1)]

    found = suggest(pairs, capacity=[1, 1])

    assert sorted(found.worker.tolist()) == [0, 1]
    assert found.rank.tolist() == [0, 0]


def test_hardship_groups_are_invited_first_where_places_are_scarce():
    pairs = [(worker, 0, 0.9) for worker in range(9)] + [(9, 0, 0.1)]

    found = suggest(pairs, capacity=[5], hardship=[9])

    assert 9 in found.worker.tolist()
    assert len(found.worker) == 5


def test_without_people_or_vacancies_nobody_is_invited():
    assert ranks(suggest([], capacity=[5], n_workers=3)) == {}
    assert ranks(suggest([], capacity=[], n_workers=3)) == {}


@settings(deadline=None)
@given(
    st.sets(st.tuples(st.integers(0, 7), st.integers(0, 5)), max_size=30),
    st.lists(st.integers(0, 4), min_size=6, max_size=6),
    st.lists(st.integers(0, 2), min_size=6, max_size=6),
    st.sets(st.integers(0, 7)),
)
def test_room_is_kept_pairs_fit_and_nobody_gets_too_much(pairs, capacity, fair, hardship):
    scored = {(worker, vacancy): (worker * 7 + vacancy * 3) % 10 / 10 for worker, vacancy in pairs}

    found = suggest(
        [(*pair, score) for pair, score in scored.items()],
        capacity=capacity,
        fair=fair,
        hardship=hardship,
        n_workers=8,
    )

    invited = list(zip(found.worker.tolist(), found.vacancy.tolist(), strict=True))
    assert found.violations == ()
    assert len(set(invited)) == len(invited)
    assert all(found.score[row] == pytest.approx(scored[pair]) for row, pair in enumerate(invited))
    for vacancy, room in enumerate(capacity):
        assert sum(pair[1] == vacancy for pair in invited) <= room
    for worker in range(8):
        own = [(rank, vacancy) for (one, vacancy), rank in ranks(found).items() if one == worker]
        assert sorted(rank for rank, _ in own) == list(range(len(own)))
        assert len({fair[vacancy] for _, vacancy in own}) <= 1
        assert len(own) <= 3
