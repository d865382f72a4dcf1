"""The sync is killed wherever it hurts, and its queue is overfull: afterwards search and the database are equal."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from domain.vacancies import VacancyState
from jobs import runner, schedule
from search import checksum, open_index
from tests.factories import NOW, VacancyFactory, WorkerFactory
from webapp.calendar import today
from webapp.extensions import db
from webapp.models import OutboxEntry, QueryDay, Vacancy
from webapp.models.outbox import VACANCIES, WORKERS, tell_search
from webapp.reads import indexing as reads
from webapp.services import indexing as services

pytestmark = pytest.mark.faults
SYNC, RECONCILE, FOLD = "index.sync", "index.reconcile", "query_log.fold"


@pytest.fixture
def city(session):
    """More than a batch of the sync waits, some of it twice."""
    vacancies = [VacancyFactory(title=f"厨师{number}") for number in range(40)]
    for _ in range(12):
        WorkerFactory()
    session.commit()
    for _ in range(services.BATCH // 20):
        tell_search(session, VACANCIES, [vacancy.id for vacancy in vacancies])
    session.commit()
    return vacancies


@pytest.fixture
def assert_equal(app, environment, fresh):
    """Every document of search is what the database says, by its checksum, and nothing waits."""

    def assert_equal():
        with app.app_context():
            database = {
                (name, document.id, checksum(document))
                for name in (VACANCIES, WORKERS)
                for document in reads.documents(name, reads.document_ids(name, today=today()), today=today())
            }
        with open_index(environment["LAOPIN_SEARCH_URL"]) as index:
            index.reload()
            engine = {(name, *pair) for name in (VACANCIES, WORKERS) for pair in index.checksums(name)}
        assert engine == database
        assert fresh().scalars(select(OutboxEntry)).all() == []

    return assert_equal


def work(app, name):
    return runner.run(app, schedule.entry(name))


POINTS = {
    "before it reads": ("FROM outbox_entry", 1),
    "while it reads": ("FROM vacancy", 2),
    "between two indexes": ("FROM worker", 2),
    "before it forgets": ("DELETE FROM outbox_entry", 1),
    "before it commits": ("COMMIT", 1),
    "in the second batch": ("DELETE FROM outbox_entry", 2),
}


@pytest.mark.parametrize(("words", "times"), POINTS.values(), ids=POINTS)
def test_a_sync_that_is_killed_is_made_up_by_the_next(app, session, city, assert_equal, stopped_at, words, times):
    with stopped_at(words, times, "run", SYNC) as process:
        # Where it writes it must die first: SQLite lets nobody else write until then.
        if words == "COMMIT":
            process.kill()
        # Somebody goes on working while it hangs.
        session.execute(update(Vacancy).where(Vacancy.id == city[0].id).values(title="面点师"))
        city[1].state = VacancyState.CLOSED
        tell_search(session, VACANCIES, [city[0].id])
        session.commit()
        process.kill()
        process.join()

    assert work(app, SYNC) is not None
    assert_equal()


def test_a_comparison_that_is_killed_is_made_up_by_the_next(app, session, city, assert_equal, start, stopped_at):
    assert start("jobs", "run", SYNC).wait() == 0
    session.execute(update(Vacancy).values(title="面点师"))
    session.commit()
    with stopped_at("FROM worker", 1, "run", RECONCILE) as process:
        process.kill()
        process.join()

    assert work(app, RECONCILE)["compared"] == 52
    assert_equal()


def test_searches_are_counted_once_although_the_count_was_killed(app, session, environment, stopped_at, fresh):
    folder = Path(environment["LAOPIN_QUERY_LOG_FOLDER"])
    folder.mkdir()
    row = json.dumps([(NOW - timedelta(days=1)).date().isoformat(), "厨师", "", ["times"], []])
    for number in range(2):
        (folder / f"{number}-machine-1.lines").write_text(f"{row}\n" * 3)
    for times in (1, 2):
        with stopped_at("COMMIT", times, "run", FOLD) as process:
            process.kill()
            process.join()

    with app.app_context():
        db.session.rollback()
    work(app, FOLD)

    assert [row.times for row in fresh().scalars(select(QueryDay))] == [6]
    assert list(folder.iterdir()) == []
