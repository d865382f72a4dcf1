"""Health, readiness, metrics, and the headers that every answer carries."""

import re
from datetime import timedelta

import pytest

from domain.runs import RunState
from tests.factories import NOW
from webapp.models import JobRun, OutboxEntry
from webapp.settings import Settings


def test_a_living_process_says_so(client):
    assert client.get("/healthz").json == {"alive": True}


def test_a_process_whose_database_answers_is_ready(client):
    assert client.get("/readyz").json == {"ready": True}


def test_a_process_without_its_database_is_not_ready(tmp_path, another_app):
    nowhere = f"sqlite:///{tmp_path / 'no such folder' / 'laopin.db'}"
    app = another_app(Settings(database_url=nowhere, secret_key="only for tests"))

    answer = app.test_client().get("/readyz")

    assert answer.status_code == 503
    assert answer.json == {"ready": False, "missing": "database"}


@pytest.fixture
def watched(database_url, session, another_app):
    """The application with a token for its metrics."""
    app = another_app(Settings(database_url=database_url, secret_key="only for tests", metrics_token="t0ken"))
    return app.test_client()


@pytest.mark.parametrize("brought", [None, "", "Bearer wrong", "Bearer ", "t0ken", "Bearer t\xf6ken"])
def test_metrics_are_for_who_brings_the_token(watched, brought):
    headers = {} if brought is None else {"Authorization": brought}

    assert watched.get("/metrics", headers=headers).status_code == 404


def test_metrics_say_how_long_pages_take_and_how_the_clock_keeps_up(watched, session):
    session.add(OutboxEntry(index_name="vacancies", document_id=7, created_at=NOW))
    for minutes, state in ((9, RunState.SUCCEEDED), (3, RunState.SUCCEEDED), (1, RunState.FAILED)):
        moment = NOW - timedelta(minutes=minutes)
        session.add(JobRun(name="index.sync", state=state, created_at=moment, finished_at=moment))
    session.commit()
    watched.get("/healthz")

    figures = watched.get("/metrics", headers={"Authorization": "Bearer t0ken"}).text

    assert 'laopin_request_seconds_count{endpoint="platform.healthz",method="GET",status="200"}' in figures
    assert "laopin_outbox_waiting 1.0" in figures
    succeeded = re.search(r'laopin_job_last_success_timestamp_seconds{job="index.sync"} (\S+)', figures)
    assert float(succeeded[1]) == (NOW - timedelta(minutes=3)).timestamp()


def test_without_a_token_in_the_settings_there_are_no_metrics(client):
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_no_answer_may_be_framed_sniffed_or_fed_by_others(client):
    headers = client.get("/healthz").headers

    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_page_says_its_language(client):
    assert client.get("/", headers={"Accept-Language": "en-GB"}).headers["Content-Language"] == "en"
    assert client.get("/").headers["Content-Language"] == "zh-CN"
    assert client.get("/", headers={"Accept-Language": "fr"}).headers["Content-Language"] == "zh-CN"


def test_a_chosen_language_stays(client):
    client.post("/locale", data={"locale": "en", "next": "/"})

    assert client.get("/", headers={"Accept-Language": "zh-CN"}).headers["Content-Language"] == "en"


def test_a_language_that_nobody_offers_is_refused(client):
    assert client.post("/locale", data={"locale": "xx"}).status_code == 400


def test_choosing_a_language_leads_back_to_the_page_and_never_to_another_site(client):
    assert client.post("/locale", data={"locale": "en", "next": "/zones?q=1"}).location == "/zones?q=1"
    for elsewhere in ("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:1"):
        assert client.post("/locale", data={"locale": "en", "next": elsewhere}).location == "/"
