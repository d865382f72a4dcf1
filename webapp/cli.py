"""What an operator types: flask --app webapp.app database upgrade, and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from flask.cli import AppGroup

from webapp import schema
from webapp.extensions import db

if TYPE_CHECKING:
    from flask import Flask

database = AppGroup("database", help="The tables.")


@database.command()
def upgrade() -> None:
    """Bring the database to the shape of the code."""
    schema.upgrade(db.engine)
    click.echo("The database has the shape of the code.")


@database.command()
@click.argument("revision")
def downgrade(revision: str) -> None:
    """Take the database back to REVISION; `base` is nothing at all."""
    schema.downgrade(db.engine, revision)
    click.echo(f"The database is at {revision}.")


def init_app(app: Flask) -> None:
    """Register the commands."""
    app.cli.add_command(database)
