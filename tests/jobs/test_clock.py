"""The clock: what is due, what was missed, what was broken off, what was asked for."""

import logging
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from sqlalchemy import select

from domain.runs import AllTheTime, Job, Nightly, Quarterly, RunState
from jobs import clock
from jobs.schedule import TIMETABLE, entry
from jobs.work import Entry
from tests.factories import AccountFactory
from webapp.calendar import now
from webapp.models import JobRun
from webapp.reads.leases import is_held
from webapp.reads.runs import lease_of
from webapp.services import leases
from webapp.services.runs import begin_run, finish_run, request_run

SHANGHAI = ZoneInfo("Asia/Shanghai")
NIGHTLY = CronTrigger.from_crontab("0 3 * * *", timezone=SHANGHAI)


def nightly(work=lambda _: {"done": 1}, name="fairs.assemble"):
    return Entry(name=name, work=work, due=Nightly(time(3)))


@pytest.fixture
def wound(app):
    """The jobs that the clock would serve, by their names."""

    def wound(*timetable):
        scheduler = BackgroundScheduler(timezone=SHANGHAI)
        clock.wind(scheduler, app, timetable)
        return {job.id: job for job in scheduler.get_jobs()}

    return wound


def serve(job):
    job.func(*job.args, **job.kwargs)


def states(fresh):
    return [run.state for run in fresh().scalars(select(JobRun).order_by(JobRun.id))]


@pytest.fixture
def last_night(app):
    """A run of the latest moment that the timetable knows."""

    def last_night(*, days_ago=0, error=""):
        with app.app_context():
            due_at = clock.latest_moment(NIGHTLY, now()) - timedelta(days=days_ago)
            run_id = begin_run("fairs.assemble", due_at=due_at)
            if error != "died":
                finish_run(run_id, counts={}, error=error)
            return run_id

    return last_night


@pytest.mark.parametrize(
    ("at", "latest"),
    [
        (datetime(2026, 11, 23, 3, 0, tzinfo=SHANGHAI), datetime(2026, 11, 23, 3, 0, tzinfo=SHANGHAI)),
        (datetime(2026, 11, 23, 2, 59, tzinfo=SHANGHAI), datetime(2026, 11, 22, 3, 0, tzinfo=SHANGHAI)),
        (datetime(2026, 11, 22, 20, 0, tzinfo=UTC), datetime(2026, 11, 23, 3, 0, tzinfo=SHANGHAI)),
    ],
)
def test_the_latest_moment_is_the_one_that_should_have_been_served(at, latest):
    assert clock.latest_moment(NIGHTLY, at) == latest


def test_a_moment_that_lies_too_far_back_is_let_go():
    yearly = CronTrigger.from_crontab("0 3 1 1 *", timezone=SHANGHAI)

    assert clock.latest_moment(yearly, datetime(2026, 11, 23, tzinfo=SHANGHAI)) is None


QUARTERLY = Quarterly(10, time(4))


@pytest.mark.parametrize(
    ("at", "latest"),
    [
        (datetime(2026, 11, 23, tzinfo=SHANGHAI), datetime(2026, 10, 10, 4, tzinfo=SHANGHAI)),
        (datetime(2027, 1, 10, 3, 59, tzinfo=SHANGHAI), datetime(2026, 10, 10, 4, tzinfo=SHANGHAI)),
        (datetime(2027, 1, 10, 4, 0, tzinfo=SHANGHAI), datetime(2027, 1, 10, 4, tzinfo=SHANGHAI)),
    ],
)
def test_what_is_due_once_a_quarter_is_made_up_until_the_next(app, at, latest):
    trigger = clock.trigger_of(QUARTERLY, app)

    assert clock.latest_moment(trigger, at, looks_back=clock.looks_back(QUARTERLY)) == latest


def test_a_quarter_that_was_missed_is_made_up_once(app, wound, fresh):
    quarterly = Entry(name="brands.review", work=lambda _: {"reviewed": 1}, due=QUARTERLY)
    trigger = clock.trigger_of(QUARTERLY, app)
    due_at = clock.latest_moment(trigger, now(), looks_back=clock.looks_back(QUARTERLY))
    with app.app_context():
        finish_run(begin_run("brands.review", due_at=due_at - timedelta(days=92)), counts={})

    jobs = wound(quarterly)
    serve(jobs["brands.review missed"])
    serve(jobs["brands.review missed"])

    assert states(fresh) == [RunState.SUCCEEDED, RunState.SUCCEEDED]
    assert set(wound(quarterly)) == {"brands.review", "requests"}


def test_a_clock_that_never_ran_a_job_has_missed_nothing(wound):
    assert set(wound(nightly())) == {"fairs.assemble", "requests"}


def test_what_was_served_last_night_is_not_made_up(wound, last_night):
    last_night()

    assert set(wound(nightly())) == {"fairs.assemble", "requests"}


def test_what_was_missed_is_made_up_once_however_many_nights_it_were(wound, last_night, fresh):
    last_night(days_ago=3)

    jobs = wound(nightly())
    serve(jobs["fairs.assemble missed"])
    serve(jobs["fairs.assemble missed"])

    assert states(fresh) == [RunState.SUCCEEDED, RunState.SUCCEEDED]
    assert set(wound(nightly())) == {"fairs.assemble", "requests"}


def test_a_run_that_failed_is_tried_again_when_the_clock_starts(wound, last_night, fresh):
    last_night(days_ago=1)
    last_night(error="disk full")

    serve(wound(nightly())["fairs.assemble missed"])

    assert states(fresh)[-2:] == [RunState.FAILED, RunState.SUCCEEDED]


def test_a_run_whose_process_died_is_noted_and_made_up(wound, last_night, fresh):
    last_night(error="died")

    jobs = wound(nightly())

    assert states(fresh) == [RunState.ABANDONED]
    serve(jobs["fairs.assemble missed"])
    assert states(fresh) == [RunState.ABANDONED, RunState.SUCCEEDED]


def test_a_run_that_somebody_asked_for_and_whose_process_died_is_asked_for_again(
    app, session, wound, last_night, fresh
):
    last_night()
    official = AccountFactory(city_official=True)
    with app.app_context():
        begin_run("fairs.assemble", run_id=request_run("fairs.assemble", account_id=official.id))

    wound(nightly())

    again = fresh().scalars(select(JobRun).order_by(JobRun.id.desc())).first()
    assert (again.state, again.requested_by_id) == (RunState.REQUESTED, official.id)
    wound(nightly())
    assert states(fresh)[1:] == [RunState.ABANDONED, RunState.REQUESTED]


def test_where_a_moment_is_made_up_anyway_nothing_is_asked_for_besides(app, wound, fresh):
    with app.app_context():
        begin_run("fairs.assemble", run_id=request_run("fairs.assemble", account_id=None))

    assert "fairs.assemble missed" in wound(nightly())
    assert states(fresh) == [RunState.ABANDONED]


def test_a_job_that_takes_its_process_down_again_and_again_is_left_alone(wound, last_night, fresh, caplog):
    for _ in range(clock.MOST_TRIES):
        last_night(error="died")
        jobs = wound(nightly())

    assert "fairs.assemble missed" not in jobs
    assert "3 times in a row" in caplog.text
    assert states(fresh) == [RunState.ABANDONED] * 3


def test_a_run_at_a_terminal_is_not_taken_for_dead(app, wound, last_night, fresh):
    run_id = last_night(error="died")
    with app.app_context():
        leases.acquire(lease_of("fairs.assemble"), holder="another-machine:1:1:x")

    jobs = wound(nightly())

    assert fresh().get(JobRun, run_id).state is RunState.RUNNING
    serve(jobs["fairs.assemble missed"])
    assert fresh().get(JobRun, run_id).state is RunState.RUNNING


def test_the_moment_of_the_timetable_is_what_a_run_serves(app, wound, fresh):
    serve(wound(nightly())["fairs.assemble"])

    (run,) = fresh().scalars(select(JobRun))
    assert run.due_at == clock.latest_moment(NIGHTLY, now())


def test_what_was_asked_for_is_run_in_its_order(app, wound, fresh, monkeypatch):
    ran = []
    entries = {name: nightly(lambda run: ran.append(run.id) or {}, name) for name in ("fairs.assemble", "test.job")}
    monkeypatch.setattr(clock, "entry", entries.__getitem__)
    with app.app_context():
        asked = [request_run(name, account_id=None) for name in ("test.job", "fairs.assemble")]

    serve(wound()["requests"])

    assert ran == asked
    assert states(fresh) == [RunState.SUCCEEDED] * 2


def test_a_job_that_runs_all_the_time_has_a_thread_of_its_own(wound):
    jobs = wound(Entry(name="index.sync", work=lambda _: {"indexed": 1}, due=AllTheTime(1)), nightly())

    assert jobs["index.sync"].executor == "often"
    assert jobs["fairs.assemble"].executor == "default"


def test_that_a_job_still_runs_is_no_news_every_second():
    busy = logging.makeLogRecord({"msg": "skipped: maximum number of running instances reached (1)"})

    assert not clock._is_news(busy)
    assert clock._is_news(logging.makeLogRecord({"msg": "the disk is full"}))


def test_a_second_clock_is_refused(app):
    with app.app_context():
        leases.acquire("clock", holder="another-machine:1:1:x")

        with pytest.raises(leases.LeaseHeld):
            clock.serve(app)
        assert is_held("clock")


def test_every_job_has_its_work_and_its_hour():
    assert {item.name for item in TIMETABLE} == set(Job)
    for item in TIMETABLE:
        assert entry(item.name) is item


def test_no_job_of_the_night_begins_while_people_are_awake():
    for item in TIMETABLE:
        if isinstance(item.due, Nightly):
            assert item.due.at.hour < 6


def test_vacancies_expire_before_anybody_is_matched_with_them():
    order = [item.name for item in sorted(TIMETABLE, key=lambda item: getattr(item.due, "at", time(0)))]

    assert order.index(Job.VACANCIES_EXPIRE) < order.index(Job.LABOUR_EXPORT_MATCH) < order.index(Job.FAIRS_ASSEMBLE)
