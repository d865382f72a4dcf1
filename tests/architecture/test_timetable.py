"""The timetable is complete, and a night has room for it."""

from __future__ import annotations

from itertools import pairwise

import pytest

import jobs
from domain.runs import DUE, Job, Nightly, Quarterly
from jobs.schedule import TIMETABLE, WORK

STEMS = {"index": "indexing"}
"""Where the first word of a job's name is not the name of its file: a file `index` would read as a list page."""
NIGHT_ENDS = 6
"""The hour at which the first people look at what the night has done."""


def test_every_job_is_due_and_has_its_work():
    assert set(DUE) == set(WORK) == set(Job)
    assert [entry.name for entry in TIMETABLE] == [job.value for job in DUE]


@pytest.mark.parametrize("job", list(Job))
def test_a_job_is_found_by_its_name(job):
    stem, act = job.value.split(".")
    assert WORK[job] is getattr(getattr(jobs, STEMS.get(stem, stem)), act)


def test_the_night_is_over_when_people_get_up():
    times = [due.at for due in DUE.values() if isinstance(due, Nightly | Quarterly)]
    assert times
    assert all(at.hour < NIGHT_ENDS for at in times)


def test_a_quarter_is_due_on_a_day_that_every_month_has():
    assert all(1 <= due.day <= 28 for due in DUE.values() if isinstance(due, Quarterly))


def test_nightly_jobs_begin_one_after_another_in_the_order_of_the_table():
    times = [due.at for due in DUE.values() if isinstance(due, Nightly | Quarterly)]
    assert all(earlier < later for earlier, later in pairwise(times))
