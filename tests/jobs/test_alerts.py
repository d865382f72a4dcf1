"""From a kept search to a mail in somebody's mailbox, and out of it again with one click."""

import json
import threading
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select, update

from domain.accounts import Role
from jobs import alerts, runner, schedule
from jobs.runner import RunningJob
from tests.factories import CARER, CHEF, GAOYOU, SANDUO, TODAY, AccountFactory, EnterpriseFactory
from tests.mailbox import Mailbox, served
from tests.webapp.pages import ENGLISH, visit
from tests.webapp.rounds import moment
from tests.webapp.test_enterprises import typed
from webapp.calendar import now
from webapp.models import Delivery, JobRun, SavedSearch, Vacancy

SITE = "https://laopin.example"
COOK = typed(title="淮扬菜厨师", division_code=SANDUO, has_meals="y")


@pytest.fixture
def mailbox(app):
    """Takes the mail of the application at a real server."""
    mailbox = Mailbox()
    with served(mailbox) as port:
        app.config["SETTINGS"] = replace(
            app.config["SETTINGS"], mail_server=f"smtp://127.0.0.1:{port}", site_address=SITE
        )
        yield mailbox


@pytest.fixture
def run(app):
    """Runs a job as the clock does."""
    return lambda name: runner.run(app, schedule.entry(name))


@pytest.fixture
def send_alerts(app):
    """The job of alerts at noon tomorrow, whatever the clock of the machine shows: at night nobody is told."""

    def send():
        with app.app_context():
            job = RunningJob(id=0, today=TODAY, settings=app.config["SETTINGS"], lost=threading.Event())
            return alerts.send(job, clock=lambda: moment(12))

    return send


@pytest.fixture
def deliver(run, session):
    """Delivers what waits, in quiet hours too."""

    def deliver():
        session.execute(update(Delivery).values(due_at=now()))
        session.commit()
        return run("messages.send")

    return deliver


def test_a_worker_keeps_a_search_a_vacancy_opens_a_mail_comes_and_one_click_stops_them(
    app, session, client, sign_in, mailbox, run, send_alerts, deliver, fresh
):
    account = AccountFactory(role=Role.WORKER, mail="wang@example.com", locale="zh_CN")
    worker = sign_in(account)
    address = f"/me/alerts/new?q=厨师&division={GAOYOU}"
    choice = {"name": "高邮厨师", "pace": "daily", "way": "mail"}
    assert worker.post(address, data=choice).status_code == 302
    enterprise = EnterpriseFactory(name="富春茶社")
    employer = sign_in(AccountFactory(role=Role.ENTERPRISE, enterprise_id=enterprise.id), on=app.test_client())
    assert employer.post("/enterprise/vacancies/new", data=COOK, headers=ENGLISH).status_code == 302

    run("index.sync")
    assert "淮扬菜厨师" in visit(worker, f"/vacancies?q=厨师&division={GAOYOU}"), "the page finds it"
    counts = send_alerts()
    assert counts == {"opened": 1, "questions": 1, "unreadable": 0, "matches": 1, "told": 1}
    assert deliver() == {"sent": 1, "failed": 0}

    (mail,) = mailbox.mails
    assert mail["To"] == "wang@example.com"
    assert "1个新" in mail["Subject"]
    vacancy = fresh().scalars(select(Vacancy)).one()
    search = fresh().scalars(select(SavedSearch)).one()
    text = mail.get_content()
    assert "高邮厨师：1个新岗位" in text
    assert "富春茶社" in text
    assert f"{SITE}/vacancies/{vacancy.id}" in text
    assert f"{SITE}/me/alerts/{search.id}" in text
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop = mail["List-Unsubscribe"].strip("<>")
    assert stop in text
    assert stop.startswith(f"{SITE}/stop/")

    answer = app.test_client().post(urlsplit(stop).path, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    employer.post("/enterprise/vacancies/new", data=COOK | {"title": "扬州菜厨师"}, headers=ENGLISH)
    session.execute(update(SavedSearch).values(told_on=moment(12, days=0).date()))
    session.commit()
    assert send_alerts()["told"] == 1
    assert deliver() == {"sent": 0, "failed": 0}
    assert len(mailbox.mails) == 1
    assert "高邮厨师：1个新岗位" in visit(worker, "/messages", headers={"Accept-Language": "zh-CN"})


def test_an_sms_is_short_says_the_first_and_ends_with_how_to_stop(
    app, session, sign_in, client, send_alerts, deliver, tmp_path
):
    path = tmp_path / "sms.jsonl"
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], sms_sender=f"file://{path}", site_address=SITE)
    account = AccountFactory(role=Role.WORKER, locale="zh_CN")
    worker = sign_in(account)
    for name, way, query in (
        ("厨师", "sms", "q=厨师"),
        ("高邮", "sms", "division=321084"),
        ("都看", "page", "meals=1"),
    ):
        worker.post(f"/me/alerts/new?{query}", data={"name": name, "pace": "at_once", "way": way})
    enterprise = EnterpriseFactory()
    employer = sign_in(AccountFactory(role=Role.ENTERPRISE, enterprise_id=enterprise.id), on=app.test_client())
    for title, occupation in (("淮扬菜厨师", CHEF), ("护理员", CARER)):
        vacancy = COOK | {"title": title, "occupation_code": occupation}
        employer.post("/enterprise/vacancies/new", data=vacancy, headers=ENGLISH)

    assert send_alerts()["told"] == 1
    deliver()

    said = json.loads(path.read_text(encoding="utf-8"))["text"]
    assert said.startswith("【劳品】“厨师”等订阅有2个新岗位：")
    assert f"{SITE}/me/alerts 退订 {SITE}/stop/s{account.id}." in said
    assert len(said) <= 67 * 3, "three parts of an SMS"


def test_where_nothing_happens_the_job_says_so_and_leaves_no_trace(app, session, run, fresh):
    often = runner.OftenRun(app, schedule.entry("alerts.send"))
    often()

    assert fresh().scalars(select(JobRun)).all() == []
    assert not any(run("alerts.send").values())
