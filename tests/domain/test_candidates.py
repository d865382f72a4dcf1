"""Candidates are the best pairs that no hard rule forbids, for workers and for vacancies, and the rest is counted."""

import numpy as np
import pytest

from domain import candidates
from domain.candidates import find_candidates
from domain.fit import HARD_RULES, Pairs, VacancyTable, WorkerTable, measure
from scripts.benchmark.city import TODAY, draw_city
from tests.domain.fit.people import COOK, CUTTER, WELDER, vacancy, worker

FEW, SOME = 3, 5


@pytest.fixture(scope="module")
def city():
    return draw_city(400, 120)


@pytest.fixture(scope="module")
def everything(city):
    """Every pair of the city, one by one."""
    return measure(Pairs.grid(city.workers, city.vacancies, TODAY))


def pairs_of(found):
    return set(zip(found.worker.tolist(), found.vacancy.tolist(), strict=True))


def test_with_room_for_all_the_candidates_are_all_possible_pairs(city, everything):
    found = find_candidates(city.workers, city.vacancies, today=TODAY, per_worker=1000)

    assert pairs_of(found) == set(map(tuple, np.argwhere(everything.is_possible).tolist()))
    assert found.score == pytest.approx(everything.total[found.worker, found.vacancy])


def test_each_worker_keeps_the_best_and_each_vacancy_enough(city, everything):
    found = find_candidates(city.workers, city.vacancies, today=TODAY, per_worker=FEW, per_vacancy=SOME)
    score = np.where(everything.is_possible, everything.total, -1)
    kept = np.zeros(score.shape, dtype=bool)
    kept[found.worker, found.vacancy] = True

    for row in range(len(city.workers)):
        best = np.sort(score[row])[::-1][:FEW]
        assert set(best[best >= 0].round(6)) <= set(score[row][kept[row]].round(6))
    for column in range(len(city.vacancies)):
        fitting = int((score[:, column] >= 0).sum())
        wanted = max(SOME, candidates.PER_SEAT * int(city.vacancies.seats[column]))
        assert kept[:, column].sum() >= min(fitting, wanted)
    assert kept.sum() < everything.is_possible.sum()


def test_pairs_come_by_worker_then_vacancy_each_once(city):
    found = find_candidates(city.workers, city.vacancies, today=TODAY, per_worker=FEW, per_vacancy=SOME)
    pairs = list(zip(found.worker.tolist(), found.vacancy.tolist(), strict=True))

    assert pairs == sorted(set(pairs))


def test_what_fits_is_counted_before_the_cut(city, everything):
    found = find_candidates(city.workers, city.vacancies, today=TODAY, per_worker=1, per_vacancy=1)

    assert found.fitting_vacancies.tolist() == everything.is_possible.sum(axis=1).tolist()
    assert found.fitting_workers.tolist() == everything.is_possible.sum(axis=0).tolist()


def test_small_blocks_and_early_sorting_change_nothing(city, monkeypatch):
    whole = find_candidates(city.workers, city.vacancies, today=TODAY, per_worker=FEW, per_vacancy=SOME)
    monkeypatch.setattr(candidates, "CELLS", 50)
    monkeypatch.setattr(candidates, "MOST_WAITING", 20)

    found = find_candidates(city.workers, city.vacancies, today=TODAY, per_worker=FEW, per_vacancy=SOME)

    assert pairs_of(found) == pairs_of(whole)
    assert np.array_equal(found.removed_by, whole.removed_by)


def test_equal_vacancies_are_not_always_offered_in_the_same_order():
    workers = WorkerTable.of([worker(id=number) for number in range(1, 61)])
    vacancies = VacancyTable.of([vacancy(id=number) for number in range(1, 21)])

    found = find_candidates(workers, vacancies, today=TODAY, per_worker=5, per_vacancy=1)

    assert np.bincount(found.vacancy, minlength=20).max() < 30


@pytest.mark.parametrize(
    ("change", "offers", "rule"),
    [
        ({"needs_housing": True}, [vacancy(id=1), vacancy(id=2)], "housing"),
        ({"wage_wanted_fen": 9_000_00}, [vacancy(id=1), vacancy(id=2)], "wage"),
        ({"occupations": (COOK,)}, [vacancy(id=1)], "occupation"),
        ({"goes_out_of_town": False}, [vacancy(id=1, is_export=True), vacancy(id=2, is_export=True)], "destination"),
    ],
)
def test_who_has_no_candidate_is_told_the_rule_that_removed_most(change, offers, rule):
    found = find_candidates(
        WorkerTable.of([worker(**change), worker(goes_out_of_town=True)]), VacancyTable.of(offers), today=TODAY
    )

    obstacle = found.main_obstacle()

    assert HARD_RULES[obstacle[0]].key == rule
    assert obstacle[1] == -1


def test_who_named_no_occupation_is_thought_of_for_all():
    workers = WorkerTable.of([worker(occupations=())])
    vacancies = VacancyTable.of([vacancy(occupation_code=code) for code in (WELDER, CUTTER, COOK)])

    assert find_candidates(workers, vacancies, today=TODAY).vacancy.tolist() == [0, 1, 2]


def test_an_occupation_in_two_wishes_counts_once():
    workers = WorkerTable.of([worker(occupations=(WELDER, CUTTER))])

    found = find_candidates(workers, VacancyTable.of([vacancy()]), today=TODAY)

    assert found.fitting_workers.tolist() == [1]
    assert found.vacancy.tolist() == [0]


@pytest.mark.parametrize(("people", "offers"), [([], []), ([worker()], []), ([], [vacancy()])])
def test_an_empty_side_has_no_candidates(people, offers):
    found = find_candidates(WorkerTable.of(people), VacancyTable.of(offers), today=TODAY)

    assert len(found.worker) == len(found.vacancy) == len(found.score) == 0
    assert len(found.main_obstacle()) == len(people)
