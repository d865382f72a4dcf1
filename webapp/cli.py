"""What an operator types: flask --app webapp.app database upgrade, and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from flask import current_app
from flask.cli import AppGroup

from domain.errors import RuleBroken
from webapp import schema
from webapp.extensions import db
from webapp.services import identities as identity_service
from webapp.services.vault import IdentityVault, new_key
from webapp.transaction import transaction

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


identities = AppGroup("identities", help="The keys of identity numbers.")


@identities.command("new-key")
def show_new_key() -> None:
    """Draw a key for LAOPIN_IDENTITY_KEYS. To change keys put it before the old ones, then lock anew."""
    click.echo(new_key())


@identities.command("lock-anew")
def lock_anew() -> None:
    """Lock every number with the first key; afterwards the others may be thrown away."""
    try:
        with transaction():
            count = identity_service.lock_anew(IdentityVault.of(current_app.config["SETTINGS"]))
    except RuleBroken as refusal:
        raise click.ClickException(f"Nothing was changed: {type(refusal).__doc__}") from refusal
    click.echo(f"{count} numbers are locked with the first key.")


def init_app(app: Flask) -> None:
    """Register the commands."""
    app.cli.add_command(database)
    app.cli.add_command(identities)
