"""The page of job runs: the timetable, live progress, run now, and what went wrong."""

import pytest
from sqlalchemy import select

from domain.runs import Job, RunState
from tests.factories import AccountFactory
from webapp.blueprints.runs.counts import counted
from webapp.models import JobRun
from webapp.reads.runs import CLOCK, lease_of
from webapp.services.leases import acquire
from webapp.services.runs import begin_run, finish_run, record_run, request_run, tell_progress

ELSEWHERE = "another-machine:1:1:x"


@pytest.fixture
def desk(client, sign_in, session):
    client.set_cookie("locale", "en")
    client.official = AccountFactory(city_official=True, name="王科长")
    return sign_in(client.official)


@pytest.fixture(autouse=True)
def context(app):
    with app.app_context():
        yield


def text(answer):
    return answer.get_data(as_text=True)


def test_the_timetable_names_every_job_and_when_it_is_due(desk):
    page = text(desk.get("/office/runs"))

    assert "Assemble job fairs" in page
    assert "Every night at 03:00" in page
    assert "All the time" in page
    assert "Nothing has run yet" in page


def test_it_says_when_no_clock_runs(desk):
    assert "The clock does not run" in text(desk.get("/office/runs"))

    acquire(CLOCK, holder=ELSEWHERE)
    assert "The clock does not run" not in text(desk.get("/office/runs"))


def test_a_job_is_asked_for_and_watched(desk, fresh):
    answer = desk.post("/office/jobs/fairs.assemble/run", follow_redirects=True)

    run = fresh().scalars(select(JobRun)).one()
    assert (run.name, run.state, run.requested_by_id) == (Job.FAIRS_ASSEMBLE, RunState.REQUESTED, desk.official.id)
    assert answer.request.path == f"/office/runs/{run.id}"
    assert "王科长" in text(answer)
    assert 'hx-trigger="every 1s"' in text(answer)


def test_a_job_that_waits_is_not_asked_for_twice(desk, fresh):
    request_run(Job.FAIRS_ASSEMBLE, account_id=None)

    answer = desk.post("/office/jobs/fairs.assemble/run", follow_redirects=True)

    assert "This job waits or runs already." in text(answer)
    assert len(fresh().scalars(select(JobRun)).all()) == 1
    assert desk.post("/office/jobs/no.such.job/run").status_code == 404


def test_a_run_shows_how_far_it_is_and_asks_no_more_once_it_is_done(desk):
    run_id = begin_run(Job.LABOUR_EXPORT_MATCH)
    acquire(lease_of(Job.LABOUR_EXPORT_MATCH), holder=ELSEWHERE)
    tell_progress(run_id, done=2, total=4, note="Matching")

    page = text(desk.get(f"/office/runs/{run_id}"))
    assert "2 / 4" in page
    assert "Matching" in page
    assert "hx-get" in page

    finish_run(run_id, counts={"placed": 75, "unplaced": {"Within the daily way": 3}})
    page = text(desk.get(f"/office/runs/{run_id}"))
    assert "People matched with a place" in page
    assert "Without a place: Within the daily way" in page
    assert "hx-get" not in page


def test_the_note_of_a_run_is_in_the_language_of_the_page(client, desk):
    run_id = begin_run(Job.LABOUR_EXPORT_MATCH)
    acquire(lease_of(Job.LABOUR_EXPORT_MATCH), holder=ELSEWHERE)
    tell_progress(run_id, done=2, total=4, note="Writing the rosters")

    client.set_cookie("locale", "zh_CN")
    assert "写入名册" in text(desk.get(f"/office/runs/{run_id}"))


def test_a_run_whose_process_died_is_shown_as_broken_off(desk):
    run_id = begin_run(Job.FAIRS_ASSEMBLE)

    for address in (f"/office/runs/{run_id}", "/office/runs"):
        page = text(desk.get(address))
        assert "Broken off" in page
        assert "hx-get" not in page


def test_a_run_that_failed_says_why(desk):
    run_id = begin_run(Job.FAIRS_ASSEMBLE)
    finish_run(run_id, counts={}, error="Traceback:\n  File x\nValueError: <b>out of disk</b>\n")

    page = text(desk.get(f"/office/runs/{run_id}"))

    assert "It failed, and nothing was stored" in page
    assert "ValueError: &lt;b&gt;out of disk&lt;/b&gt;" in page


def test_the_list_is_narrowed_to_a_job_and_an_unknown_one_is_refused(desk):
    record_run(Job.FAIRS_ASSEMBLE, counts={"proposed": 4711})
    record_run("a.job.of.old", counts={"proposed": 815})

    assert "815" in text(desk.get("/office/runs"))
    page = text(desk.get("/office/runs?job=fairs.assemble"))
    assert "4,711" in page
    assert "a.job.of.old" not in page
    assert desk.get("/office/runs?job=no.such.job").status_code == 400


def test_a_run_that_does_not_exist_has_no_page(desk):
    assert desk.get("/office/runs/999999").status_code == 404
    assert desk.get(f"/office/runs/{10**30}").status_code == 404


def test_a_run_of_a_job_that_is_no_more_can_still_be_read(desk):
    record_run("a.job.of.old", counts={})
    with_number = text(desk.get("/office/runs")).split("/office/runs/")[1].split('"')[0]

    assert "a.job.of.old" in text(desk.get(f"/office/runs/{with_number}"))


def test_counts_have_names_and_what_has_none_is_shown_by_its_key(app):
    with app.test_request_context(headers={"Accept-Language": "en"}):
        pairs = counted(
            {"placed": 1234, "gap": 0.25, "hardship_possible": None, "odd": "x", "not_worth": {"NoDayLeft": 2}}
        )

    assert pairs == [
        ("People matched with a place", "1,234"),
        ("Gap to the bound", "0.25"),
        ("odd", "x"),
        ("Themes not worth a fair: no free Saturday", "2"),
    ]


def test_the_page_asks_the_database_a_fixed_number_of_times(desk, count_queries):
    for _ in range(5):
        for job in Job:
            record_run(job, counts={})

    with count_queries() as counting:
        desk.get("/office/runs")

    assert len(counting.statements) <= 7, counting.statements
