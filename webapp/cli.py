"""What an operator types: flask --app webapp.app database upgrade, and the like."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask import current_app
from flask.cli import AppGroup

from domain.errors import RuleBroken
from webapp import schema
from webapp.calendar import now, today
from webapp.extensions import db
from webapp.notebook import count_finished
from webapp.reads.judgements import queries_to_judge
from webapp.services import identities as identity_service
from webapp.services.query_log import count_file
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


query_log = AppGroup("query-log", help="What people search for.")


@query_log.command("propose")
@click.option("--judged", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 500))
def propose_queries(judged: Path, limit: int) -> None:
    """Queries that many typed and that the file JUDGED does not have, as lines that may be added to it once judged.

    A line holds the query, a pattern of the titles that are just that, and one of those that would do; both are
    guesses to be mended.
    """
    rows = judged.read_text(encoding="utf-8").splitlines()
    known = [row.partition("\t")[0] for row in rows if not row.startswith("#")]
    for one in queries_to_judge(known=known, limit=limit, today=today()):
        share = f"{100 * one.counted.empty_share:.0f} % found nothing"
        click.echo(f"# {one.counted.times} searches, {share}; {one.titles} titles: {' / '.join(one.examples)}")
        click.echo(f"{one.counted.text}\t{one.pattern or '-'}\t-")


@query_log.command("fold")
def fold_query_log() -> None:
    """Count the searches that this machine has noted, where it has a folder of its own and no clock."""

    def count(path: Path) -> int:
        with transaction():
            return count_file(path, at=now())

    click.echo(f"{count_finished(count, at=now().timestamp())} searches counted.")


def init_app(app: Flask) -> None:
    """Register the commands."""
    app.cli.add_command(query_log)
    app.cli.add_command(database)
    app.cli.add_command(identities)
