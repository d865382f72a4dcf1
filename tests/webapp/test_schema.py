"""The steps of the migrations lead to the models and back, on both databases."""

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.engine import make_url

from webapp import schema


@pytest.fixture
def empty_engine(database_url, tmp_path):
    """A database with nothing in it, of the same kind."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url.set(database=str(tmp_path / "empty.db")))
        yield engine
        engine.dispose()
        return
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text("CREATE DATABASE laopin_empty"))
    engine = create_engine(url.set(database="laopin_empty"))
    yield engine
    engine.dispose()
    with server.connect() as connection:
        connection.execute(text("DROP DATABASE laopin_empty"))
    server.dispose()


def test_the_steps_lead_to_the_tables_of_the_code(empty_engine):
    schema.upgrade(empty_engine)

    assert schema.is_current(empty_engine)
    assert schema.differences(empty_engine) == []


def test_the_steps_lead_back_to_nothing(empty_engine):
    schema.upgrade(empty_engine)
    schema.downgrade(empty_engine)

    assert inspect(empty_engine).get_table_names() == ["alembic_version"]
    assert not schema.is_current(empty_engine)


def test_going_back_and_forth_is_harmless(empty_engine):
    schema.upgrade(empty_engine)
    schema.downgrade(empty_engine)
    schema.upgrade(empty_engine)

    assert schema.differences(empty_engine) == []
