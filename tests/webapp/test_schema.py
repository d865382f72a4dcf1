"""The steps of the migrations lead to the models and back, on both databases."""

import pytest
from sqlalchemy import create_engine, event, inspect, text
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
    name = f"{url.database}_empty"
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine = create_engine(url.set(database=name))
    yield engine
    engine.dispose()
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
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


def test_the_steps_keep_what_the_tables_hold(empty_engine):
    if empty_engine.dialect.name == "sqlite":
        event.listen(empty_engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys=ON"))
    schema.upgrade(empty_engine, "0004")
    off, on = {
        "sqlite": ("PRAGMA foreign_keys=OFF", "PRAGMA foreign_keys=ON"),
        "postgresql": ("SET session_replication_role = replica", "SET session_replication_role = DEFAULT"),
    }[empty_engine.dialect.name]
    with empty_engine.connect() as connection:
        connection.exec_driver_sql(off)
        connection.exec_driver_sql(
            "INSERT INTO fair (id, proposal_key, title, zone_id, division_code, campaign, venue, mode, held_on,"
            " opens_at, closes_at, state, rationale, created_at, version) VALUES (1, 'k', 't', 1, '321084', '', '',"
            " 'on_site', '2026-12-05', '09:00', '12:00', 'published', '{}', '2026-11-28', 1)"
        )
        connection.exec_driver_sql("INSERT INTO booth (id, fair_id, enterprise_id, number) VALUES (1, 1, 1, 1)")
        connection.commit()
        connection.exec_driver_sql(on)
        connection.commit()

    schema.upgrade(empty_engine)
    with empty_engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM booth")).scalar() == 1
        if empty_engine.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
    schema.downgrade(empty_engine, "0004")
    with empty_engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM booth")).scalar() == 1
