"""The query log: noted without a name, counted once, shown only where many asked, forgotten in time."""

import json
import os
import re
import threading
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.accounts import Role
from domain.query_log import KEPT_DAYS, LEAST_TIMES, RARE_KEPT_DAYS, FactKind
from domain.synonyms import SynonymGround, SynonymState
from jobs import query_log as jobs
from jobs.runner import RunningJob
from search import SearchUnavailable
from tests.factories import NOW, TODAY, AccountFactory, VacancyFactory, WorkerFactory, ZoneFactory
from tests.webapp.pages import ENGLISH, text_of
from webapp import notebook
from webapp.calendar import today
from webapp.engine import search_index
from webapp.models import QueryDay, QueryFact, QueryFile, QueryRewording, Synonym
from webapp.services import indexing

LATER = 2 * notebook.SECONDS + notebook.GRACE
"""Seconds after which what is noted now may be counted."""


@pytest.fixture(autouse=True)
def reads_english(client):
    client.set_cookie("locale", "en")


@pytest.fixture
def folder(app):
    return Path(app.config["SETTINGS"].query_log_folder)


@pytest.fixture
def cook(app, session, index):
    vacancy = VacancyFactory(title="淮扬菜厨师", has_housing=True)
    VacancyFactory(title="电焊工", occupation_code="6-18-02-04")
    with app.app_context():
        indexing.rebuild(index, today=TODAY)
    return vacancy


@pytest.fixture
def run(app):
    return RunningJob(id=0, today=today(), settings=app.config["SETTINGS"], lost=threading.Event())


@pytest.fixture
def fold(app, run, monkeypatch):
    """Lets the job count everything that was noted, as it does some minutes later."""

    def fold():
        moment = jobs.now()
        monkeypatch.setattr(jobs, "now", lambda: moment + timedelta(seconds=LATER))
        with app.app_context():
            counts = jobs.fold(run)
        monkeypatch.undo()
        return counts

    return fold


@pytest.fixture
def counted(fold, fresh):
    """What is counted of each text, after the job has run."""

    def counted():
        fold()
        rows = fresh().scalars(select(QueryDay)).all()
        return {row.text: (row.times, row.by_page, row.empty, row.opened, row.applied) for row in rows}

    return counted


@pytest.fixture
def facts(fold, fresh):
    def facts():
        fold()
        return {(row.kind, row.value): row.times for row in fresh().scalars(select(QueryFact))}

    return facts


def sign_in_worker(session, sign_in):
    account = AccountFactory(role=Role.WORKER)
    WorkerFactory(account_id=account.id)
    sign_in(account)


def lines(folder):
    return [line for path in sorted(folder.glob("*")) for line in path.read_text(encoding="utf-8").splitlines()]


def came_from(address):
    return ENGLISH | {"Referer": f"http://localhost{address}"}


def test_a_search_on_a_page_is_noted_in_one_form_without_a_word_of_who_asked(client, cook, folder, sign_in, session):
    sign_in(AccountFactory(phone="13911112222"))

    client.get("/vacancies?q=高邮厨師 月薪5000 包吃住&shift=day", headers=ENGLISH)

    assert [json.loads(line)[:3] for line in lines(folder)] == [[today().isoformat(), "厨师", ""]]
    written = "".join(lines(folder))
    assert not any(told in written for told in ("13911112222", "127.0.0.1", "5000", "account", ":", "高邮"))
    assert oct(next(folder.iterdir()).stat().st_mode)[-3:] == "600"


def test_searches_of_pages_zones_and_programs_are_counted_apart(client, cook, session, counted, facts):
    ZoneFactory(slug="chefs")
    client.get("/vacancies?q=厨师&housing=1", headers=ENGLISH)
    client.get("/zones/chefs?q=颠勺", headers=ENGLISH)
    client.get("/api/v1/vacancies?q=颠勺&wage=3000")

    assert counted() == {"厨师": (1, 1, 0, 0, 0), "颠勺": (2, 1, 2, 0, 0)}
    assert facts() == {
        ("source", "page"): 1,
        ("source", "zone"): 1,
        ("source", "api"): 1,
        ("outcome", "found"): 1,
        ("outcome", "nothing"): 2,
        ("engine", "embedded"): 3,
        ("zone", "chefs"): 1,
        ("zone_visit", "chefs"): 1,
        ("filter", "has_housing"): 1,
        ("filter", "monthly_wage_min_fen"): 1,
    }


def test_a_list_of_everything_a_later_page_and_a_page_fetched_ahead_are_no_search(client, cook, folder):
    client.get("/vacancies", headers=ENGLISH)
    client.get("/vacancies?q=厨师&page=2", headers=ENGLISH)
    client.get("/vacancies?q=厨师&sort=newest&colour=red", headers=ENGLISH | {"Sec-Purpose": "prefetch"})
    client.head("/vacancies?q=厨师")

    assert not folder.exists()


def test_what_was_given_up_is_noted(client, cook, facts):
    client.get("/vacancies?q=厨师 夜班", headers=ENGLISH)
    client.get("/vacancies?q=电汗工", headers=ENGLISH)

    found = facts()
    assert found["relaxed", "shifts"] == 1
    assert found["relaxed", "corrected"] == 1
    assert found["outcome", "rescued"] == 2


def test_who_only_filters_does_not_search_again_and_who_rewords_is_noted_with_both_words(client, cook, counted, fresh):
    client.get("/vacancies?q=颠勺", headers=ENGLISH)
    client.get("/vacancies?q=颠勺&housing=1", headers=came_from("/vacancies?q=颠勺"))
    client.get("/vacancies?q=厨师", headers=came_from("/vacancies?q=颠勺&housing=1"))
    client.get("/vacancies?q=面点师", headers={"Referer": "http://elsewhere.example/vacancies?q=厨师"})

    assert counted() == {"颠勺": (1, 1, 1, 0, 0), "厨师": (1, 1, 0, 0, 0), "面点师": (1, 1, 1, 0, 0)}
    pairs = [(row.before, row.after, row.times) for row in fresh().scalars(select(QueryRewording))]
    assert pairs == [("颠勺", "厨师", 1)]


def test_a_hit_that_was_opened_and_applied_for_is_counted_for_its_search(
    client, cook, session, sign_in, counted, facts
):
    sign_in_worker(session, sign_in)
    client.get("/vacancies?q=厨师 包住", headers=ENGLISH)

    page = client.get(f"/vacancies/{cook.id}", headers=came_from("/vacancies?q=厨师 包住")).text
    assert '<input type="hidden" name="asked" value="厨师">' in page
    client.post(f"/vacancies/{cook.id}/apply", data={"asked": "厨师"})

    assert counted() == {"厨师": (1, 1, 0, 1, 1)}
    assert facts()["act", "applied"] == 1


def test_a_refused_application_is_counted_for_no_search(client, cook, session, sign_in, counted):
    sign_in_worker(session, sign_in)

    for _ in range(2):
        client.post(f"/vacancies/{cook.id}/apply", data={"asked": "厨师"})

    assert counted() == {"厨师": (0, 0, 0, 0, 1)}


def test_the_search_is_not_forgotten_over_signing_in(client, cook):
    page = client.get(f"/vacancies/{cook.id}", headers=came_from("/vacancies?q=厨师")).text

    assert f"/sign-in?next=/vacancies/{cook.id}?asked%3D" in page.replace("%2F", "/").replace("%3F", "?")


@pytest.mark.parametrize("asked", ["陈小华13912345678", "x" * 500, "a@b.cn", "\0", "高邮"])
def test_what_is_no_search_leads_to_no_application(client, cook, session, sign_in, counted, asked):
    sign_in_worker(session, sign_in)

    client.post(f"/vacancies/{cook.id}/apply", data={"asked": asked})

    assert counted() == {}


def test_a_number_of_somebody_is_not_kept(client, cook, folder, counted):
    client.get("/vacancies?q=陈小华 13912345678", headers=ENGLISH)

    assert "139" not in "".join(lines(folder))
    assert counted() == {"": (1, 1, 1, 0, 0)}


def test_searches_without_an_engine_are_noted_as_answered_by_the_database(client, cook, facts, monkeypatch):
    def away(_self, _question):
        raise SearchUnavailable

    with client.application.app_context():
        monkeypatch.setattr(type(search_index()), "search", away)
    client.get("/vacancies?q=厨师", headers=ENGLISH)
    client.get("/api/v1/vacancies?q=厨师")

    assert facts()["engine", "database"] == 2


def test_a_page_is_shown_although_nothing_can_be_noted(client, cook, folder, caplog):
    folder.parent.joinpath("queries").write_text("a file in the place of the folder")

    assert client.get("/vacancies?q=厨师", headers=ENGLISH).status_code == 200
    assert "could not be noted" in caplog.text


def test_where_no_log_is_wanted_nothing_is_noted(client, cook, tmp_path, app, run):
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], query_log_folder="")

    assert client.get("/vacancies?q=厨师", headers=ENGLISH).status_code == 200
    assert not (tmp_path / "queries").exists()
    with app.app_context():
        assert jobs.fold(run) == {"searches": 0}


def test_what_is_written_still_is_not_counted_yet(app, client, cook, run, folder):
    client.get("/vacancies?q=厨师", headers=ENGLISH)

    with app.app_context():
        assert jobs.fold(run) == {"searches": 0}
    assert len(lines(folder)) == 1


def test_a_file_is_counted_once_although_the_job_was_killed_before_it_was_removed(client, cook, folder, counted, fresh):
    client.get("/vacancies?q=厨师", headers=ENGLISH)
    path = next(folder.iterdir())
    written = path.read_bytes()
    assert counted() == {"厨师": (1, 1, 0, 0, 0)}
    assert not path.exists()
    path.write_bytes(written)

    assert counted() == {"厨师": (1, 1, 0, 0, 0)}
    assert not path.exists()
    assert [row.name for row in fresh().scalars(select(QueryFile))] == [path.name]


def test_counts_of_several_files_and_days_add_up(app, folder, counted, fresh):
    folder.mkdir()
    for number in range(3):
        row = [f"2026-11-2{number % 2}", "厨师", "", ["times", "by_page"], [["source", "page"]]]
        (folder / f"1-machine-{number}.lines").write_text(json.dumps(row) + "\n" + json.dumps(row) + "\n")

    counted()

    rows = fresh().execute(select(QueryDay.day, QueryDay.times).order_by(QueryDay.day)).all()
    assert [tuple(row) for row in rows] == [(date(2026, 11, 20), 4), (date(2026, 11, 21), 2)]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{",
        "[]",
        "5",
        '["yesterday","厨师","",["times"],[]]',
        '["2026-11-20",5,"",["times"],[]]',
        '["2026-11-20","厨师","",["times"],[["colour","red"]]]',
        '["2026-11-20","厨师","",5,[]]',
        '["2026-11-20","厨师',
    ],
)
def test_a_line_that_means_nothing_spoils_no_other(folder, counted, line):
    folder.mkdir()
    good = json.dumps(["2026-11-20", "保安", "", ["times"], []])
    (folder / "1-machine-1.lines").write_text(f"{line}\n{good}\n", encoding="utf-8")
    (folder / "notes.lines").write_text("none of ours")

    assert counted() == {"保安": (1, 0, 0, 0, 0)}


def test_a_machine_without_a_clock_counts_by_a_command(app, client, cook, folder, fresh):
    folder.mkdir()
    row = json.dumps(["2026-11-20", "保安", "", ["times"], []])
    (folder / "1-machine-1.lines").write_text(f"{row}\n")

    assert app.test_cli_runner().invoke(args=["query-log", "fold"]).output == "1 searches counted.\n"
    assert [row.text for row in fresh().scalars(select(QueryDay))] == ["保安"]


def test_two_processes_write_to_files_of_their_own(client, cook, folder):
    client.get("/vacancies?q=厨师", headers=ENGLISH)

    assert [path.name.rpartition("-")[2] for path in folder.iterdir()] == [f"{os.getpid()}.lines"]


def day_row(text, *, ago=0, **counts):
    return QueryDay(day=today() - timedelta(days=ago), text=text, **{"times": 1, "by_page": 1} | counts)


def test_rare_texts_are_forgotten_soon_and_everything_in_time(app, session, run, fresh):
    often = [day_row("厨师", ago=n, times=LEAST_TIMES) for n in (1, RARE_KEPT_DAYS + 5, RARE_KEPT_DAYS + 6)]
    rare = [day_row("陈小华", ago=n) for n in (1, RARE_KEPT_DAYS + 1)]
    session.add_all([*often, *rare, day_row("", ago=RARE_KEPT_DAYS + 1), day_row("厨师", ago=KEPT_DAYS + 1)])
    session.add_all(
        QueryRewording(day=today() - timedelta(days=RARE_KEPT_DAYS + 1), before=one, after=other, times=1)
        for one, other in (("厨师", "厨师长"), ("厨师", "陈小华"), ("陈小华", "厨师"))
    )
    for ago in (1, KEPT_DAYS + 1):
        session.add(QueryFact(day=today() - timedelta(days=ago), kind=FactKind.SOURCE, value="page", times=1))
    session.add(QueryFile(name="1", folded_at=NOW - timedelta(days=9)))
    session.commit()

    with app.app_context():
        jobs.forget(run)

    left = {(row.text, (today() - row.day).days) for row in fresh().scalars(select(QueryDay))}
    assert left == {
        ("厨师", 1),
        ("厨师", RARE_KEPT_DAYS + 5),
        ("厨师", RARE_KEPT_DAYS + 6),
        ("陈小华", 1),
        ("", RARE_KEPT_DAYS + 1),
    }
    assert [row.kind for row in fresh().scalars(select(QueryFact))] == ["source"]
    assert fresh().scalars(select(QueryRewording)).all() == []
    assert fresh().scalars(select(QueryFile)).all() == []


# The page of officials.


@pytest.fixture
def official(session, sign_in):
    sign_in(AccountFactory(role=Role.CITY_OFFICIAL, division_code="321000"))


@pytest.fixture
def busy(session):
    """Four weeks in which people look for cooks, find nothing for 颠勺, and do not want what 兼职打字员 finds."""
    for ago in range(28):
        day = today() - timedelta(days=ago)
        session.add(QueryDay(day=day, text="厨师", times=10, by_page=8, opened=4, applied=1))
        session.add(QueryDay(day=day, text="颠勺", times=3, by_page=3, empty=3))
        session.add(QueryDay(day=day, text="打字员", times=2, by_page=2, empty=0))
        session.add(QueryFact(day=day, kind=FactKind.OUTCOME, value="found", times=12))
        session.add(QueryFact(day=day, kind=FactKind.OUTCOME, value="nothing", times=3))
        session.add(QueryFact(day=day, kind=FactKind.ACT, value="opened", times=4))
        session.add(QueryFact(day=day, kind=FactKind.FILTER, value="has_housing", times=6))
        session.add(QueryFact(day=day, kind=FactKind.RELAXED, value="radius", times=1))
        session.add(QueryFact(day=day, kind=FactKind.SOURCE, value="api", times=2))
        session.add(QueryFact(day=day, kind=FactKind.ENGINE, value="embedded", times=15))
    session.add(QueryDay(day=today() - timedelta(days=40), text="厨师", times=100, by_page=100))
    session.add(QueryDay(day=today(), text="陈小华", times=30, by_page=30, empty=30))
    session.add_all(QueryDay(day=today() - timedelta(days=ago), text="兔子", times=3, by_page=3) for ago in range(3))
    session.commit()


def shown(client, address="/office/searches"):
    answer = client.get(address, headers=ENGLISH)
    assert answer.status_code == 200
    return answer


def rows(page, heading):
    """The rows of the table under a heading."""
    part = page.partition(f"<h2>{heading}</h2>")[2].partition("</section>")[0]
    return [" ".join(re.sub("<[^>]+>", " ", row).split()) for row in re.findall(r"<tr>\s*<td.*?</tr>", part, re.DOTALL)]


def test_officials_see_what_is_searched_most_finds_nothing_and_is_never_opened(client, official, busy):
    page = shown(client).text

    assert [row.split()[0] for row in rows(page, "Searched most")] == ["厨师", "颠勺", "打字员"]
    assert rows(page, "Searched most")[0].split() == ["厨师", "280", "+180", "%", "0", "%", "50", "28"]
    assert [row.split()[0] for row in rows(page, "Finds nothing")] == ["颠勺"]
    assert "100 %" in rows(page, "Finds nothing")[0]
    assert [row.split()[0] for row in rows(page, "Found and never opened")] == ["打字员"]


def test_what_few_typed_or_on_one_day_only_is_shown_to_nobody(client, official, busy):
    page = shown(client).text

    assert "陈小华" not in page
    assert "兔子" not in page


def test_the_figures_are_of_all_searches_and_of_each_week(client, official, busy):
    page = text_of(shown(client))

    assert "420 searches" in page
    assert "20 % found nothing as asked" in page
    assert "112 hits opened" in page
    assert "Housing 168" in page
    assert "The distance 28" in page
    assert "Other programs 56" in page


def test_a_longer_time_may_be_looked_at_and_no_other_than_is_offered(client, official, busy):
    assert "厨师" in shown(client, "/office/searches?weeks=52").text
    assert client.get("/office/searches?weeks=5").status_code == 400
    assert client.get("/office/searches?weeks=x").status_code == 400


def test_a_county_reads_it_and_a_worker_does_not(client, session, sign_in, busy):
    sign_in(AccountFactory(role=Role.COUNTY_OFFICIAL, division_code="321084"))
    assert "厨师" in shown(client).text

    sign_in(AccountFactory(role=Role.WORKER))
    assert client.get("/office/searches").status_code == 403


def test_before_anybody_has_searched_the_page_says_what_will_come(client, official):
    assert "Nothing to show yet" in text_of(shown(client))


def test_the_page_asks_few_questions(client, official, busy, count_queries):
    shown(client)

    with count_queries() as counted:
        shown(client)

    # Who is signed in, the texts now and before, the days, the facts, and the names of the zones.
    assert len(counted.statements) == 6


def test_the_judged_set_can_be_grown_by_what_many_typed(app, session, busy, tmp_path):
    judged = tmp_path / "queries.tsv"
    judged.write_text("# what people type\n打字员\t打字\t-\n", encoding="utf-8")
    session.add(
        Synonym(
            word="颠勺",
            means="厨师",
            state=SynonymState.ACCEPTED,
            ground=SynonymGround.BY_HAND,
            figures={},
            decided_at=NOW,
        )
    )
    session.commit()

    said = app.test_cli_runner().invoke(args=["query-log", "propose", "--judged", str(judged)]).output.splitlines()

    assert [line.partition("\t")[0] for line in said[1::2]] == ["厨师", "颠勺"]
    assert said[2].startswith("# 84 searches, 100 % found nothing; ")
    assert "厨师" in said[3].split("\t")[1].split("|")
