"""Jobs are killed wherever it hurts: nothing is half stored, and the next run ends where an undisturbed one ends."""

import signal
from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from domain.brand_reviews import CaseState
from domain.brands import BrandState
from domain.certifications import CertificationState
from domain.labour_export import RosterState
from domain.runs import Job, RunState
from domain.workers import ConsentPurpose, HardshipCategory
from jobs import clock, runner, schedule
from tests.factories import (
    CARER,
    NOW,
    TODAY,
    AccountFactory,
    AgencyFactory,
    BatchFactory,
    BrandCertificateFactory,
    BrandFactory,
    CertificationFactory,
    ConsentFactory,
    EnterpriseFactory,
    ExportOrderFactory,
    RosterEntryFactory,
    VacancyFactory,
    WorkerFactory,
    ZoneFactory,
)
from tests.webapp.brands import listed_brand, with_evidence
from webapp.calendar import now
from webapp.models import (
    AuditEntry,
    Booth,
    BoothVacancy,
    Brand,
    BrandCertificate,
    BrandReview,
    Fair,
    Invitation,
    JobRun,
    Message,
    RectificationCase,
    RosterEntry,
)
from webapp.reads.leases import is_held
from webapp.reads.runs import CLOCK
from webapp.services.runs import begin_run, finish_run, request_run

pytestmark = pytest.mark.faults


def says(process, words):
    """Wait until a process has said something on its standard error."""
    return next(line for line in process.stderr if words in line)


def runs(fresh):
    return [(run.state, run.due_at is not None) for run in fresh().scalars(select(JobRun).order_by(JobRun.id))]


# Labour export.


@pytest.fixture
def travellers(session):
    """Two orders, more people than seats, somebody who has been told, and proposals of yesterday."""
    employer = EnterpriseFactory(division_code="310000")
    orders = [ExportOrderFactory(enterprise=employer) for _ in range(2)]
    places = [
        VacancyFactory(enterprise=employer, export_order_id=order.id, occupation_code=CARER, headcount=6)
        for order in orders
    ]
    groups = [BatchFactory(order=order, agency=AgencyFactory(), seats=5) for order in orders]
    people = [
        WorkerFactory(goes_out_of_town=True, wants=(CARER,), wage_wanted_fen=(4_000 + 100 * number) * 100)
        for number in range(14)
    ]
    people[0].hardship = HardshipCategory.DISABLED
    ConsentFactory(worker_id=people[0].id, purpose=ConsentPurpose.SENSITIVE)
    RosterEntryFactory(batch=groups[0], vacancy=places[0], worker=people[13], state=RosterState.NOTIFIED)
    RosterEntryFactory(batch=groups[1], vacancy=places[1], worker=people[12], score=0.1)
    session.commit()


def roster(fresh):
    return {
        (entry.batch_id, entry.worker_id, entry.vacancy_id, entry.state, round(entry.score, 9), str(entry.reasons))
        for entry in fresh().scalars(select(RosterEntry))
    }


MATCH_POINTS = {
    "reads": ("FROM worker", 1),
    "computes": ("UPDATE job_run", 3),
    "writes first": ("UPDATE batch", 1),
    "frees seats": ("DELETE FROM roster_entry", 1),
    "gives seats": ("INSERT INTO roster_entry", 1),
    "commits": ("COMMIT", 1),
}


@pytest.mark.parametrize(("words", "times"), MATCH_POINTS.values(), ids=MATCH_POINTS)
def test_a_matching_that_is_killed_leaves_yesterdays_roster_and_the_next_makes_todays(
    app, session, travellers, fresh, stopped_at, words, times
):
    before = roster(fresh)
    with stopped_at(words, times, "run", "labour_export.match") as process:
        assert runs(fresh) == [(RunState.RUNNING, False)]
        process.kill()
        process.join()

    assert roster(fresh) == before
    counts = runner.run(app, schedule.entry("labour_export.match"))

    assert counts["placed"] == 9
    assert runs(fresh) == [(RunState.ABANDONED, False), (RunState.SUCCEEDED, False)]
    assert roster(fresh) == undisturbed(app, session, fresh, before)


def undisturbed(app, session, fresh, before):
    """The roster of a run that nobody disturbs, from the same beginning."""
    session.execute(delete(AuditEntry))
    session.execute(delete(RosterEntry))
    session.execute(delete(JobRun))
    session.commit()
    for batch_id, worker_id, vacancy_id, state, score, _ in sorted(before):
        session.add(
            RosterEntry(
                batch_id=batch_id,
                worker_id=worker_id,
                vacancy_id=vacancy_id,
                state=state,
                score=score,
                created_at=NOW,
                updated_at=NOW,
            )
        )
    session.commit()
    runner.run(app, schedule.entry("labour_export.match"))
    return roster(fresh)


def test_a_matching_that_is_killed_after_its_commit_has_done_its_work_and_doing_it_again_changes_nothing(
    app, travellers, fresh, stopped_at
):
    # The first word about the state of runs is of those that died before, the second of how this one ended.
    with stopped_at("UPDATE job_run SET state", 2, "run", "labour_export.match") as process:
        process.kill()
        process.join()

    stored = roster(fresh)
    assert len(stored) == 10
    counts = runner.run(app, schedule.entry("labour_export.match"))

    assert roster(fresh) == stored
    assert (counts["new"], counts["gone"]) == (0, 0)


# Fairs.


@pytest.fixture
def hiring(session):
    """A brand that hires among people who fit, and a proposal that makes no sense any more."""
    zone = ZoneFactory(brand=BrandFactory(name="高邮厨师"))
    for number in range(4):
        VacancyFactory(brand=zone.brand, headcount=3 + number, opened_at=NOW - timedelta(days=20))
    for number in range(25):
        WorkerFactory(wage_wanted_fen=(4_000 + 50 * number) * 100)
    session.commit()


def proposals(fresh):
    shown = fresh().execute(
        select(
            Fair.proposal_key,
            Fair.held_on,
            Fair.title,
            Fair.state,
            Booth.number,
            Booth.enterprise_id,
            BoothVacancy.vacancy_id,
        )
        .join(Booth, Booth.fair_id == Fair.id)
        .join(BoothVacancy, BoothVacancy.booth_id == Booth.id)
    )
    invited = fresh().execute(
        select(Fair.proposal_key, Invitation.worker_id, Invitation.vacancy_id, Invitation.rank, Invitation.state).join(
            Fair, Fair.id == Invitation.fair_id
        )
    )
    why = fresh().execute(select(Fair.proposal_key, Fair.rationale))
    return ({tuple(row) for row in shown}, {tuple(row) for row in invited}, {(row[0], str(row[1])) for row in why})


NOTHING = (set(), set(), set())
FAIR_POINTS = {
    "reads": ("FROM worker", 1),
    "computes": ("UPDATE job_run", 5),
    "writes fairs": ("INSERT INTO fair", 1),
    "writes booths": ("INSERT INTO booth_vacancy", 1),
    "writes invitations": ("INSERT INTO invitation", 1),
    "commits": ("COMMIT", 1),
}


@pytest.mark.parametrize(("words", "times"), FAIR_POINTS.values(), ids=FAIR_POINTS)
def test_an_assembling_that_is_killed_leaves_nothing_and_the_next_proposes_what_an_undisturbed_one_does(
    app, session, hiring, fresh, stopped_at, words, times
):
    with stopped_at(words, times, "run", "fairs.assemble") as process:
        process.kill()
        process.join()

    assert proposals(fresh) == NOTHING
    runner.run(app, schedule.entry("fairs.assemble"))
    made_up = proposals(fresh)

    for table in (Invitation, BoothVacancy, Booth, Fair, AuditEntry, JobRun):
        session.execute(delete(table))
    session.commit()
    runner.run(app, schedule.entry("fairs.assemble"))
    assert made_up == proposals(fresh)
    assert all(made_up)


def test_an_assembling_that_is_killed_after_its_commit_is_not_done_twice(app, hiring, fresh, stopped_at):
    with stopped_at("UPDATE job_run SET state", 2, "run", "fairs.assemble") as process:
        process.kill()
        process.join()

    stored = proposals(fresh)
    counts = runner.run(app, schedule.entry("fairs.assemble"))

    assert proposals(fresh) == stored
    assert (counts["proposed"], counts["renewed"]) == (0, 1)


# Reviews of brands.


@pytest.fixture
def brands(session):
    """A brand that meets the standard and two that do not, one of them with a deadline that has passed."""
    for workforce in (5000, 100, 50):
        people = listed_brand(workforce=workforce, state=BrandState.CITY_CERTIFIED)
        certification = CertificationFactory(brand=people.brand, state=CertificationState.CERTIFIED)
        with_evidence(certification)
        BrandCertificateFactory(brand=people.brand, certification=certification)
    session.add(
        RectificationCase(
            brand_id=people.brand.id,
            state=CaseState.OPEN,
            opened_on=TODAY - timedelta(days=100),
            due_on=TODAY - timedelta(days=10),
            findings=[],
        )
    )
    session.commit()


def reviewed(fresh):
    with fresh() as stored:
        reviews = stored.execute(select(BrandReview.brand_id, BrandReview.quarter, BrandReview.passed)).all()
        cases = stored.execute(select(RectificationCase.brand_id, RectificationCase.state)).all()
        states = stored.execute(select(Brand.id, Brand.state)).all()
        worth = stored.execute(select(BrandCertificate.brand_id, BrandCertificate.state)).all()
        told = stored.scalars(select(Message.account_id)).all()
        noted = stored.scalars(select(AuditEntry.action)).all()
    return [{tuple(row) for row in rows} for rows in (reviews, cases, states, worth)] + [sorted(told), sorted(noted)]


REVIEW_POINTS = {
    "reads": ("FROM brand_figure", 1),
    "computes": ("UPDATE job_run", 3),
    "writes reviews": ("INSERT INTO brand_review", 2),
    "opens a case": ("INSERT INTO rectification_case", 1),
    "tells": ("INSERT INTO message", 1),
    "commits": ("COMMIT", 1),
}


@pytest.mark.parametrize(("words", "times"), REVIEW_POINTS.values(), ids=REVIEW_POINTS)
def test_a_review_that_is_killed_leaves_nothing_and_the_next_finds_what_an_undisturbed_one_does(
    app, brands, fresh, stopped_at, words, times
):
    before = reviewed(fresh)
    with stopped_at(words, times, "run", "brands.review") as process:
        process.kill()
        process.join()

    assert reviewed(fresh) == before
    counts = runner.run(app, schedule.entry("brands.review"))

    assert counts == {"reviewed": 3, "passed": 1, "fell": 2, "cases": 1}
    stored = reviewed(fresh)
    assert runner.run(app, schedule.entry("brands.review"))["reviewed"] == 0
    assert reviewed(fresh) == stored


FOLLOW_UP_POINTS = {
    "suspends": ("UPDATE brand_certificate", 1),
    "moves the brand": ("UPDATE brand SET", 1),
    "tells": ("INSERT INTO message", 1),
    "commits": ("COMMIT", 1),
}


@pytest.mark.parametrize(("words", "times"), FOLLOW_UP_POINTS.values(), ids=FOLLOW_UP_POINTS)
def test_a_suspension_that_is_killed_is_not_half_done_and_is_done_once(app, brands, fresh, stopped_at, words, times):
    before = reviewed(fresh)
    with stopped_at(words, times, "run", "brands.follow_up") as process:
        process.kill()
        process.join()

    assert reviewed(fresh) == before
    assert runner.run(app, schedule.entry("brands.follow_up"))["suspended"] == 1
    stored = reviewed(fresh)
    assert runner.run(app, schedule.entry("brands.follow_up"))["suspended"] == 0
    assert reviewed(fresh) == stored


# The clock.


def test_a_second_clock_refuses_and_a_killed_one_does_not_block_the_next(app, start):
    first = start("jobs")
    says(first, "The clock runs.")

    second = start("jobs")
    _, error = second.communicate()
    assert second.returncode == 1
    assert "Another clock runs already" in error

    first.kill()
    first.wait()
    third = start("jobs")
    says(third, "The clock runs.")


def test_a_clock_that_is_told_to_stop_gives_its_lease_back(app, start):
    process = start("jobs")
    says(process, "The clock runs.")
    with app.app_context():
        assert is_held(CLOCK)

    process.send_signal(signal.SIGTERM)

    assert process.wait() == 0
    with app.app_context():
        assert not is_held(CLOCK)


def test_a_run_whose_clock_was_killed_is_seen_as_broken_off_and_made_up_by_the_next_clock(
    app, session, client, sign_in, travellers, fresh, start, stopped_at
):
    client.set_cookie("locale", "en")
    sign_in(AccountFactory(city_official=True))
    with app.app_context():
        run_id = request_run(Job.LABOUR_EXPORT_MATCH, account_id=None)
    address = f"/office/runs/{run_id}"

    with stopped_at("INSERT INTO roster_entry", 1) as process:
        page = client.get(address).get_data(as_text=True)
        assert "Running" in page
        process.kill()
        process.join()
        assert "Broken off" in client.get(address).get_data(as_text=True)

    says(start("jobs"), "labour_export.match: {")

    states = [run.state for run in fresh().scalars(select(JobRun).where(JobRun.name == Job.LABOUR_EXPORT_MATCH))]
    assert sorted(states) == [RunState.ABANDONED, RunState.SUCCEEDED]
    assert len(roster(fresh)) == 10
    assert "Broken off" in client.get(address).get_data(as_text=True), "the record stays"


def test_nights_that_were_missed_are_made_up_once_when_the_clock_starts(app, session, hiring, fresh, start):
    trigger = clock.trigger_of(schedule.entry(Job.FAIRS_ASSEMBLE).due, app)
    due = clock.latest_moment(trigger, now())
    with app.app_context():
        finish_run(begin_run(Job.FAIRS_ASSEMBLE, due_at=due - timedelta(days=3)), counts={})

    says(start("jobs"), "fairs.assemble: {")

    served = fresh().scalars(select(JobRun).where(JobRun.name == Job.FAIRS_ASSEMBLE).order_by(JobRun.id)).all()
    assert [(run.state, run.due_at) for run in served] == [
        (RunState.SUCCEEDED, due - timedelta(days=3)),
        (RunState.SUCCEEDED, due),
    ]
    assert all(proposals(fresh))


def test_who_asks_at_a_terminal_while_a_clock_runs_watches_the_clock_do_it(app, travellers, fresh, start):
    says(start("jobs"), "The clock runs.")

    asking = start("jobs", "run", "labour_export.match")
    answer, error = asking.communicate()

    assert asking.returncode == 0, error
    assert '"placed": 9' in answer
    assert len(roster(fresh)) == 10


def test_a_job_that_fails_at_a_terminal_ends_with_an_error_and_the_list_says_so(app, start, environment):
    environment["LAOPIN_SEARCH_URL"] = "embedded:///proc/no/such/folder"

    failing = start("jobs", "run", "index.reconcile")
    failing.communicate()
    assert failing.returncode == 1

    answer, _ = start("jobs", "list").communicate()
    line = next(line for line in answer.splitlines() if line.startswith("index.reconcile"))
    assert "at 01:30" in line
    assert "failed" in line
