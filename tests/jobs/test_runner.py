"""The runner: one at a time, with a record, whatever happens."""

import threading
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import select, update

from domain.runs import Nightly, RunState
from jobs import runner
from jobs.work import Entry
from tests.factories import WorkerFactory
from webapp.calendar import today
from webapp.extensions import db
from webapp.models import JobRun, Lease, Worker
from webapp.reads.leases import is_held
from webapp.services import leases
from webapp.services.runs import begin_run, request_run
from webapp.transaction import transaction

NIGHT = datetime(2026, 11, 22, 19, tzinfo=UTC)


def entry(work, name="test.job"):
    return Entry(name=name, work=work, due=Nightly(time(3)))


def all_runs(fresh):
    return fresh().scalars(select(JobRun).order_by(JobRun.id)).all()


def test_a_job_is_told_the_day_and_leaves_its_counts(app, fresh):
    told = []
    counts = runner.run(app, entry(lambda run: told.append((run.today, run.id)) or {"placed": 7}), due_at=NIGHT)

    (run,) = all_runs(fresh)
    assert counts == {"placed": 7}
    assert told == [(today(), run.id)]
    assert (run.state, run.counts, run.due_at) == (RunState.SUCCEEDED, {"placed": 7}, NIGHT)


def test_a_job_that_fails_leaves_its_error_and_nothing_else(app, fresh, session):
    worker = WorkerFactory(name="原来的名字")

    def work(_run):
        with transaction():
            db.session.get(Worker, worker.id).name = "改了的名字"
            db.session.flush()
            raise ZeroDivisionError("of no use")

    assert runner.run(app, entry(work)) is None

    (run,) = all_runs(fresh)
    assert run.state is RunState.FAILED
    assert "ZeroDivisionError: of no use" in run.error
    assert fresh().get(Worker, worker.id).name == "原来的名字"


def test_progress_is_on_the_record_and_reaches_who_listens(app, fresh):
    heard = []

    def work(run):
        run.progress(1, 2, "scores")
        (standing,) = all_runs(fresh)
        heard.append((standing.done, standing.total, standing.note))
        return {}

    runner.run(app, entry(work), listener=lambda *progress: heard.append(progress))

    assert heard == [(1, 2, "scores"), (1, 2, "scores")]


def test_a_moment_that_was_served_is_not_served_again(app, fresh):
    runner.run(app, entry(lambda _: {}), due_at=NIGHT)

    assert runner.run(app, entry(lambda _: {"again": 1}), due_at=NIGHT) is None
    assert len(all_runs(fresh)) == 1


def test_a_run_that_was_asked_for_is_the_one_that_runs(app, fresh):
    with app.app_context():
        run_id = request_run("test.job", account_id=None)

    assert runner.run(app, entry(lambda _: {"done": 1}), run_id=run_id) == {"done": 1}
    (run,) = all_runs(fresh)
    assert (run.id, run.state) == (run_id, RunState.SUCCEEDED)


def test_two_at_once_are_one_too_many(app, fresh):
    def work(_run):
        with pytest.raises(leases.LeaseHeld):
            runner.run(app, entry(lambda _: {"twice": 1}))
        return {"once": 1}

    assert runner.run(app, entry(work)) == {"once": 1}
    assert [run.counts for run in all_runs(fresh)] == [{"once": 1}]


def test_afterwards_the_next_may_run_whether_it_went_well_or_not(app):
    assert runner.run(app, entry(lambda _: 1 / 0)) is None
    assert runner.run(app, entry(lambda _: {"well": 1})) == {"well": 1}


def test_a_run_whose_process_died_is_noted_by_the_next(app, fresh):
    with app.app_context():
        begin_run("test.job", due_at=NIGHT)

    runner.run(app, entry(lambda _: {"made_up": 1}), due_at=NIGHT)

    assert [(run.state, run.due_at) for run in all_runs(fresh)] == [
        (RunState.ABANDONED, None),
        (RunState.SUCCEEDED, NIGHT),
    ]


def test_a_job_that_computes_without_a_word_keeps_its_lease(app, fresh, monkeypatch):
    monkeypatch.setattr(leases, "RENEWED_EVERY", timedelta(milliseconds=20))
    renewed = threading.Event()
    renew = leases.renew

    def renew_and_tell(name, *, holder):
        renew(name, holder=holder)
        renewed.set()

    monkeypatch.setattr(leases, "renew", renew_and_tell)

    def work(_run):
        assert renewed.wait(10)
        return {"held": int(is_held("job:test.job"))}

    assert runner.run(app, entry(work)) == {"held": 1}


def test_a_job_that_lost_its_lease_is_stopped_before_it_stores_anything(app, fresh, monkeypatch):
    monkeypatch.setattr(leases, "RENEWED_EVERY", timedelta(milliseconds=20))

    def work(run):
        with db.engine.begin() as connection:
            connection.execute(update(Lease).values(holder="another-machine:1:1:x"))
        assert run.lost.wait(10)
        run.progress(1, 2)
        return {"stored": 1}

    assert runner.run(app, entry(work)) is None
    (run,) = all_runs(fresh)
    assert run.state is RunState.FAILED
    assert "LeaseLost" in run.error


class Often:
    """A job that runs all the time, told what to do each time."""

    def __init__(self, app):
        self.todo = []
        self.run = runner.OftenRun(app, entry(self.work, name="index.sync"))

    def work(self, _run):
        todo = self.todo.pop(0)
        if isinstance(todo, Exception):
            raise todo
        return {"indexed": todo}

    def __call__(self, *todo):
        self.todo.extend(todo)
        for _ in todo:
            self.run()


def test_a_job_that_runs_all_the_time_leaves_a_record_only_when_it_did_something(app, fresh):
    Often(app)(0, 3, 0)

    (run,) = all_runs(fresh)
    assert (run.state, run.counts) == (RunState.SUCCEEDED, {"indexed": 3})


def test_a_failure_that_lasts_is_recorded_once_and_again_after_it_was_gone(app, fresh):
    often = Often(app)
    often(OSError("disk full"), OSError("disk full"), OSError("no such disk"), 0, OSError("no such disk"))

    assert [run.state for run in all_runs(fresh)] == [RunState.FAILED] * 3
