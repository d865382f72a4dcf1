"""Brings a database to the shape of the code, or back; the steps stand in migrations/versions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import make_url

from webapp.models import Base
from webapp.settings import ROOT

if TYPE_CHECKING:
    from typing import Any

    from sqlalchemy import Connection, Engine


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Take the steps up to a revision."""
    _prepare_folder(engine)
    with engine.connect() as connection:
        command.upgrade(_configuration(connection), revision)


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Take the steps back to a revision."""
    with engine.connect() as connection:
        command.downgrade(_configuration(connection), revision)


def is_current(engine: Engine) -> bool:
    """Whether the database has taken all steps."""
    with engine.connect() as connection:
        standing = MigrationContext.configure(connection).get_current_revision()
        return standing == ScriptDirectory.from_config(_configuration(connection)).get_current_head()


def differences(engine: Engine) -> list[Any]:
    """What the tables of the database lack, or have too much, beside the models."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Base.metadata))


def _configuration(connection: Connection) -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(ROOT / "migrations"))
    configuration.attributes["connection"] = connection
    return configuration


def _prepare_folder(engine: Engine) -> None:
    url = make_url(engine.url)
    if url.get_backend_name() == "sqlite" and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
