"""Job runs: what is recorded of what the clock does."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from domain.runs import AlreadyAsked, Job, RunState
from tests.factories import AccountFactory
from webapp.calendar import now
from webapp.models import JobRun
from webapp.reads.runs import (
    broken_off_in_a_row,
    find_line,
    has_ever_run,
    last_success_due,
    latest_line,
    latest_run_of_each,
    lease_of,
    recent_lines,
    requested_runs,
    timetable,
)
from webapp.services.leases import acquire
from webapp.services.runs import (
    LONGEST_ERROR,
    AlreadyServed,
    abandon_dead_runs,
    begin_run,
    finish_run,
    forget_runs,
    record_run,
    request_run,
    tell_progress,
)

JOB = "fairs.assemble"
NIGHT = datetime(2026, 11, 22, 19, tzinfo=UTC)


@pytest.fixture(autouse=True)
def context(app):
    with app.app_context():
        yield


@pytest.fixture
def stored(fresh):
    return lambda run_id: fresh().get(JobRun, run_id)


def test_a_run_that_begins_is_seen_at_once(stored):
    run_id = begin_run(JOB, due_at=NIGHT)

    run = stored(run_id)
    assert (run.name, run.state, run.due_at) == (JOB, RunState.RUNNING, NIGHT)
    assert run.started_at <= now()


def test_how_far_it_is_is_seen_while_it_runs(stored):
    run_id = begin_run(JOB)
    tell_progress(run_id, done=3, total=7, note="scores")

    assert (stored(run_id).done, stored(run_id).total, stored(run_id).note) == (3, 7, "scores")


def test_a_run_ends_with_its_counts(stored):
    run_id = begin_run(JOB)
    finish_run(run_id, counts={"proposed": 4})

    assert (stored(run_id).state, stored(run_id).counts) == (RunState.SUCCEEDED, {"proposed": 4})
    assert stored(run_id).finished_at is not None


def test_a_run_that_failed_keeps_the_end_of_its_error(stored):
    run_id = begin_run(JOB)
    finish_run(run_id, counts={}, error="x" * LONGEST_ERROR + "TooFewEnterprises")

    assert stored(run_id).state is RunState.FAILED
    assert stored(run_id).error.endswith("TooFewEnterprises")
    assert len(stored(run_id).error) == LONGEST_ERROR


def test_a_moment_is_served_once():
    finish_run(begin_run(JOB, due_at=NIGHT), counts={})

    with pytest.raises(AlreadyServed):
        begin_run(JOB, due_at=NIGHT)


@pytest.mark.parametrize("how", ["failed", "broken off"])
def test_a_moment_that_was_not_served_to_its_end_is_served_again_and_the_record_stays(stored, how):
    first = begin_run(JOB, due_at=NIGHT)
    if how == "failed":
        finish_run(first, counts={}, error="out of disk")
    else:
        abandon_dead_runs(JOB)

    second = begin_run(JOB, due_at=NIGHT)

    assert second != first
    assert stored(second).due_at == NIGHT
    assert stored(first).state in {RunState.FAILED, RunState.ABANDONED}
    assert stored(first).error


def test_who_asks_waits_for_the_clock(session, stored):
    official = AccountFactory(city_official=True)
    run_id = request_run(JOB, account_id=official.id)

    assert requested_runs() == [(run_id, JOB)]
    assert stored(run_id).requested_by_id == official.id
    assert begin_run(JOB, run_id=run_id) == run_id
    assert requested_runs() == []


def test_a_job_that_waits_or_runs_is_not_asked_for_again():
    run_id = request_run(JOB, account_id=None)
    with pytest.raises(AlreadyAsked):
        request_run(JOB, account_id=None)
    begin_run(JOB, run_id=run_id)
    with pytest.raises(AlreadyAsked):
        request_run(JOB, account_id=None)

    finish_run(run_id, counts={})
    request_run(JOB, account_id=None)
    request_run("labour_export.match", account_id=None)


def test_what_was_asked_for_is_begun_once():
    run_id = request_run(JOB, account_id=None)
    begin_run(JOB, run_id=run_id)

    with pytest.raises(AlreadyServed):
        begin_run(JOB, run_id=run_id)


def test_runs_that_nobody_is_running_are_noted_as_broken_off(stored):
    dead, other = begin_run(JOB), begin_run("labour_export.match")
    done = begin_run(JOB)
    finish_run(done, counts={})

    assert abandon_dead_runs(JOB) == 1
    assert stored(dead).state is RunState.ABANDONED
    assert stored(dead).error
    assert stored(done).state is RunState.SUCCEEDED
    assert stored(other).state is RunState.RUNNING


def test_how_often_a_job_took_its_process_down_is_counted_from_the_last_time_that_it_did_not():
    begin_run(JOB)
    abandon_dead_runs(JOB)
    finish_run(begin_run(JOB), counts={})
    assert len(broken_off_in_a_row(JOB)) == 0

    for _ in range(2):
        begin_run(JOB)
        abandon_dead_runs(JOB)
    assert len(broken_off_in_a_row(JOB)) == 2


def test_old_runs_of_a_job_that_runs_all_the_time_are_forgotten_but_not_their_failures(fresh):
    record_run("index.sync", counts={"indexed": 3})
    record_run("index.sync", counts={}, error="the disk is full")
    record_run(JOB, counts={})

    forget_runs("index.sync", before=now() + timedelta(seconds=1))

    left = {(run.name, run.state) for run in fresh().scalars(select(JobRun))}
    assert left == {("index.sync", RunState.FAILED), (JOB, RunState.SUCCEEDED)}


def test_the_latest_moment_that_was_served_is_known():
    assert last_success_due(JOB) is None
    assert not has_ever_run(JOB)
    request_run(JOB, account_id=None)
    assert not has_ever_run(JOB), "what only waits has not run"
    finish_run(begin_run(JOB, due_at=NIGHT), counts={})
    finish_run(begin_run(JOB, due_at=NIGHT + timedelta(days=1)), counts={}, error="x")
    finish_run(begin_run(JOB), counts={})

    assert last_success_due(JOB) == NIGHT
    assert has_ever_run(JOB)


def test_the_newest_come_first_and_each_job_has_its_latest():
    for name in (JOB, "labour_export.match", JOB):
        record_run(name, counts={})

    assert [line.run.name for line in recent_lines()] == [JOB, "labour_export.match", JOB]
    assert [line.run.name for line in recent_lines(name=JOB, limit=1)] == [JOB]
    assert latest_line(JOB).run.id == recent_lines()[0].run.id
    assert latest_line("index.sync") is None
    assert {name: run.id for name, run in latest_run_of_each().items()} == {
        JOB: recent_lines()[0].run.id,
        "labour_export.match": recent_lines()[1].run.id,
    }


def test_a_run_that_nobody_is_running_is_shown_as_broken_off_before_anybody_has_noted_it():
    run_id = begin_run(JOB)
    assert find_line(run_id).state is RunState.ABANDONED

    acquire(lease_of(JOB), holder="another-machine:1:1:x")
    assert find_line(run_id).state is RunState.RUNNING
    assert find_line(run_id).is_under_way


def test_the_timetable_names_every_job_whether_it_ever_ran_or_not(session):
    official = AccountFactory(city_official=True, name="王科长")
    request_run(JOB, account_id=official.id)

    lines = {line.job: line for line in timetable()}

    assert set(lines) == set(Job)
    assert lines[Job.FAIRS_ASSEMBLE].latest.requested_by == "王科长"
    assert lines[Job.LABOUR_EXPORT_MATCH].latest is None


def test_a_run_that_does_not_exist_has_no_line():
    assert find_line(4711) is None
