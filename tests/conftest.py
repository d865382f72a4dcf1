"""The real parts that tests stand on: both databases with the real schema, a client, and rows to begin with."""

from __future__ import annotations

import os
import subprocess
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import create_engine, delete, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session
from xdist.scheduler import LoadScopeScheduling

from tests.factories import IDENTITY_KEY, bind
from webapp import schema
from webapp.access import SEAL
from webapp.app import create_app
from webapp.engine import close_index, search_index
from webapp.extensions import db, limiter
from webapp.models import Base
from webapp.reads import synonyms
from webapp.reads.accounts import session_seal
from webapp.services import indexing
from webapp.services.codes import fill_code_tables
from webapp.settings import Settings
from webapp.transaction import transaction

ROOT = Path(__file__).parent.parent
CODE_TABLES = {"division", "occupation", "industry"}
EMPTIED = [table for table in reversed(Base.metadata.sorted_tables) if table.name not in CODE_TABLES]
"""Tables that a test may leave rows in, those that point at others before them."""
WITH_ROWS = " UNION ALL ".join(f"SELECT '{table.name}' WHERE EXISTS (SELECT 1 FROM {table.name})" for table in EMPTIED)
"""Names those that have rows: most tests touch few of them."""

SHARED_SERVERS = {"browser": "browser", "search": "elasticsearch", "faults": "elasticsearch", "scripts": "scripts"}
"""Folders whose tests share what takes long to start, and a port: one process runs them all, one after another."""


BY_ROLE = {"test_hostile_input.py"}
"""Files whose tests walk long ways, a role at a time: the roles may go to different processes."""


class ByServer(LoadScopeScheduling):
    """Where several processes share the tests, those of a file, or of one server, stay together."""

    def _split_scope(self, nodeid):
        path = Path(nodeid.partition("::")[0])
        if path.name in BY_ROLE:
            return f"{path}[{nodeid.partition('[')[2]}"
        return SHARED_SERVERS.get(path.parts[1], str(path))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """How tests are shared out."""
    return ByServer(config, log)


@contextmanager
def postgresql_database():
    """The address of an empty database on a real server: that of LAOPIN_TEST_POSTGRESQL_URL, or one that we start."""
    url = os.environ.get("LAOPIN_TEST_POSTGRESQL_URL")
    if not url:
        subprocess.run([ROOT / "scripts" / "postgresql", "start"], check=True)
        url = subprocess.run([ROOT / "scripts" / "postgresql", "url"], check=True, capture_output=True, text=True)
        url = url.stdout.strip()
    name = f"laopin_test_{os.getpid()}"
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(url).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture(scope="session")
def apps(tmp_path_factory):
    """The application on a migrated database with its code tables, by the kind of database: each is made once.

    A fixture with parameters is made anew each time that another parameter was in between, and files alternate.
    """
    with ExitStack() as until_the_end:

        @cache
        def app_on(kind):
            if kind == "sqlite":
                url = f"sqlite:///{tmp_path_factory.mktemp('database') / 'laopin.db'}"
            else:
                url = until_the_end.enter_context(postgresql_database())
            settings = Settings(
                database_url=url,
                search_url=f"embedded://{tmp_path_factory.mktemp('search')}",
                query_log_folder="",
                secret_key="only for tests",
                identity_keys=IDENTITY_KEY,
            )
            app = create_app(settings)
            until_the_end.callback(let_go, app)
            app.config.update(TESTING=True, WTF_CSRF_ENABLED=False, SERVER_NAME="localhost")
            limiter.enabled = False
            with app.app_context():
                schema.upgrade(db.engine)
                with transaction():
                    fill_code_tables()
            return app

        yield app_on


def let_go(app):
    """Close what an application holds of its database."""
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def session_app(request, apps):
    """Every test of data runs on both."""
    return apps(request.param)


@pytest.fixture
def database_url(session_app):
    """The address of the database of the application."""
    return session_app.config["SETTINGS"].database_url


@pytest.fixture
def another_app():
    """Applications beside that of the session, with settings of their own; afterwards they hold no connection."""
    made = []

    def make(settings):
        made.append(create_app(settings))
        return made[-1]

    yield make
    for app in made:
        let_go(app)


@pytest.fixture
def app(session_app, tmp_path, monkeypatch):
    """The application, with an index and files of this test alone; afterwards every row that the test left is gone."""
    # A process looks every two seconds which words are accepted; here once, however slow the machine is.
    monkeypatch.setattr(synonyms, "LOOK_EVERY", 3600.0)
    settings = session_app.config["SETTINGS"]
    session_app.config["SETTINGS"] = replace(
        settings,
        search_url=f"embedded://{tmp_path / 'search'}",
        evidence_folder=str(tmp_path / "evidence"),
        query_log_folder=str(tmp_path / "queries"),
    )
    yield session_app
    close_index(session_app)
    session_app.config["SETTINGS"] = settings
    with session_app.app_context(), db.engine.begin() as connection:
        left = {name for (name,) in connection.exec_driver_sql(WITH_ROWS)}
        for table in EMPTIED:
            if table.name in left:
                connection.execute(delete(table))


@pytest.fixture
def index(app):
    """The real embedded index, empty."""
    with app.app_context():
        index = search_index()
        for name in indexing.INDEXES:
            index.rebuild(name, [], may_shrink=True)
        yield index


@pytest.fixture
def client(app):
    """Somebody's browser, without a page to draw."""
    return app.test_client()


@pytest.fixture
def session(app):
    """A session beside the application's own: writes what the test begins with."""
    with app.app_context():
        engine = db.engine
    with Session(engine, expire_on_commit=False) as session:
        bind(session)
        yield session
    # A factory that a test uses without a session of its own must not write with this one.
    bind(None)


@pytest.fixture
def fresh(app):
    """A new session each time: proves what was really stored."""
    with app.app_context():
        engine = db.engine
    opened = []

    def open_session():
        opened.append(Session(engine))
        return opened[-1]

    yield open_session
    for session in opened:
        session.close()


@pytest.fixture
def count_queries(app):
    """Counts the statements that the database is sent: `with count_queries() as counted: …; counted.statements`."""
    with app.app_context():
        engine = db.engine

    @contextmanager
    def counting():
        counted = SimpleNamespace(statements=[])

        def note(_connection, _cursor, statement, *_):
            counted.statements.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        try:
            yield counted
        finally:
            event.remove(engine, "before_cursor_execute", note)

    return counting


@pytest.fixture
def sign_in(client, session):
    """Sign an account in without the form, which has tests of its own. Its factory writes with the session."""

    def sign_in(account, *, on=client):
        with on.session_transaction() as cookie:
            cookie["_user_id"] = str(account.id)
            cookie["_fresh"] = True
            cookie[SEAL] = session_seal(account)
        return on

    return sign_in
