"""Alembic's entry: which tables there should be, and which database to bring there."""

from __future__ import annotations

from contextlib import contextmanager

from alembic import context
from sqlalchemy import Enum, TypeDecorator, create_engine, pool

from webapp.models import Base


def run() -> None:
    """Migrate the database of the configuration, on its connection where one is given."""
    connection = context.config.attributes.get("connection")
    if connection is not None:
        with _without_cascades(connection):
            _migrate(connection)
        return
    engine = create_engine(context.config.get_main_option("sqlalchemy.url"), poolclass=pool.NullPool)
    with engine.connect() as connection:
        _migrate(connection)


@contextmanager
def _without_cascades(connection):
    """SQLite changes a table by making it anew: with foreign keys on, to drop the old one would empty its children."""
    was_on = connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_keys").scalar()
    if was_on:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    # Each step begins a transaction of its own, which it could not inside of this one.
    connection.commit()
    try:
        yield
    finally:
        if was_on:
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")
            connection.commit()


def _migrate(connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        render_item=_render_item,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def _render_item(kind, item, _context):
    """Write our own column types as what they are in the database, so that a migration never needs the models."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    if kind == "type" and isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    return False


run()
