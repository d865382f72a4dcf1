"""The audit trail: everything that was decided, and only for those who look after the city."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from domain import applications
from domain.accounts import Role
from domain.labour_export import TURNED_AWAY
from tests.factories import NOW, TODAY, AccountFactory, AuditEntryFactory
from webapp.blueprints.audit.words import ACTIONS
from webapp.reads.audit import PAGE_SIZE


@pytest.fixture
def desk(client, sign_in, session):
    client.set_cookie("locale", "en")
    return sign_in(AccountFactory(administrator=True))


def text(answer):
    return answer.get_data(as_text=True)


def test_a_decision_says_who_when_what_and_on_which_figures(desk):
    official = AccountFactory(county_official=True, name="李主任")
    AuditEntryFactory(account_id=official.id, figures={"invited": 96, "reason": "<i>停电</i>"}, rule_version="fairs-1")
    AuditEntryFactory(action="roster.match", subject_type="job_run")

    page = text(desk.get("/office/audit"))

    for words in (
        "李主任",
        "County official",
        "Published a fair",
        "Fair 1",
        "96",
        "fairs-1",
        "The clock",
        "Matched rosters",
    ):
        assert words in page
    assert "&lt;i&gt;停电&lt;/i&gt;" in page


def test_the_trail_is_narrowed_by_decision_row_number_person_and_day(desk):
    official = AccountFactory(county_official=True)
    kept = AuditEntryFactory(account_id=official.id, subject_id=77, figures={"mark": "wanted"})
    AuditEntryFactory(action="fair.cancel", subject_id=78, at=NOW - timedelta(days=5), figures={"mark": "other"})

    yesterday = (TODAY - timedelta(days=1)).isoformat()
    for query in (
        "action=fair.publish",
        "number=77",
        f"account={official.id}",
        f"since={yesterday}",
        f"subject=fair&number=77&since={yesterday}&until={TODAY}",
    ):
        page = text(desk.get(f"/office/audit?{query}"))
        assert "wanted" in page, query
        assert "other" not in page, query
    assert kept.id
    page = text(desk.get(f"/office/audit?until={yesterday}"))
    assert "other" in page
    assert "wanted" not in page


def test_every_decision_has_a_name():
    services = "".join(path.read_text(encoding="utf-8") for path in Path("webapp/services").glob("**/*.py"))
    recorded = set(re.findall(r'audit\.record\(\s*"([a-z_.]+)"', services))
    recorded |= {f"application.{state}" for state in applications.NEEDS_REASON}
    recorded |= {f"roster.{state}" for state in TURNED_AWAY}

    assert len(recorded) > 30
    assert recorded - ACTIONS.keys() == set()


def test_figures_are_said_in_words_and_not_as_the_database_keeps_them(desk):
    AuditEntryFactory(
        action="vacancy.send_back",
        subject_type="vacancy",
        figures={
            "reason": "请修改",
            "findings": [{"field": "duties", "words": "只招本地户口", "rule": "household_registration"}],
            "division": "321084",
            "role": "agency",
        },
    )

    page = text(desk.get("/office/audit"))

    for words in ("Sent an advertisement back", "只招本地户口", "Gaoyou", "Agency"):
        assert words in page
    assert "household_registration" not in page
    assert "321084" not in page


def test_nothing_found_says_so(desk):
    assert "No such decision" in text(desk.get("/office/audit?number=123456"))


@pytest.mark.parametrize(
    "query",
    [
        "action=nothing",
        "subject=nobody",
        "number=0",
        "number=x",
        f"number={10**30}",
        "account=-1",
        "since=yesterday",
        "since=9999-12-31",
        "since=0001-01-01",
        "until=2026-02-31",
        "since=2026-11-02&until=2026-11-01",
        "page=0",
        "page=1.5",
        f"page={10**12}",
    ],
)
def test_a_question_that_nobody_offered_is_refused_by_name(desk, query):
    assert desk.get(f"/office/audit?{query}").status_code == 400


def test_long_trails_come_in_pages(desk):
    for number in range(PAGE_SIZE + 1):
        AuditEntryFactory(figures={"mark": f"entry{number:03d}"})

    assert "entry000" not in text(desk.get("/office/audit"))
    assert "entry000" in text(desk.get("/office/audit?page=2"))
    assert "entry000" in text(desk.get("/office/audit?page=1000000000"))


@pytest.mark.parametrize("role", [Role.COUNTY_OFFICIAL, Role.AGENCY, Role.ENTERPRISE, Role.WORKER])
def test_nobody_else_reads_it(client, sign_in, session, role):
    sign_in(AccountFactory(role=role, division_code="321084"))

    assert client.get("/office/audit").status_code == 403


def test_the_page_asks_the_database_a_fixed_number_of_times(desk, count_queries):
    for _ in range(20):
        AuditEntryFactory()

    with count_queries() as counting:
        desk.get("/office/audit")

    assert len(counting.statements) <= 6, counting.statements
