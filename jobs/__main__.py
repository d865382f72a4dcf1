"""python -m jobs · python -m jobs list · python -m jobs run fairs.assemble."""

from __future__ import annotations

import json
import logging
import sys
import time
from typing import TYPE_CHECKING

import click
from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError
from tqdm import tqdm

from domain.runs import AllTheTime, AlreadyAsked, Quarterly, RunState
from jobs import clock, runner
from jobs.schedule import TIMETABLE, entry
from webapp import schema
from webapp.app import create_app
from webapp.extensions import db
from webapp.reads.leases import is_held
from webapp.reads.runs import CLOCK, find_run, latest_run_of_each
from webapp.services.leases import LeaseHeld
from webapp.services.runs import request_run
from webapp.settings import SettingInvalid

if TYPE_CHECKING:
    from flask import Flask

    from domain.runs import Due

UPGRADE = "Run: flask --app webapp.app database upgrade"


@click.group(invoke_without_command=True)
@click.pass_context
def main(context: click.Context) -> None:
    """Without a command: be the clock, until stopped."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    if context.invoked_subcommand is None:
        try:
            clock.serve(_app())
        except LeaseHeld as held:
            raise click.ClickException(f"Another clock runs already ({held.holder}).") from held


@main.command("list")
def list_jobs() -> None:
    """The timetable, and how each job did last time."""
    app = _app()
    with app.app_context():
        latest = latest_run_of_each()
    for item in TIMETABLE:
        run = latest.get(item.name)
        when = _when(item.due)
        moment = run and (run.finished_at or run.started_at or run.created_at)
        state = f"{run.state} {moment:%Y-%m-%d %H:%M} UTC" if run else "never ran"
        click.echo(f"{item.name:24} {when:30} {state}")


def _when(due: Due) -> str:
    if isinstance(due, AllTheTime):
        return f"every {due.seconds} s"
    day = f"each quarter, day {due.day}, " if isinstance(due, Quarterly) else ""
    return f"{day}at {due.at:%H:%M}"


@main.command("run")
@click.argument("name", type=click.Choice([item.name for item in TIMETABLE]))
def run_job(name: str) -> None:
    """Run the job NAME now: in the clock where one runs, else here."""
    app = _app()
    with app.app_context():
        has_clock = is_held(CLOCK)
    counts = _in_the_clock(app, name) if has_clock else _here(app, name)
    if counts is None:
        sys.exit(1)
    click.echo(json.dumps(counts, ensure_ascii=False))


def _app() -> Flask:
    """The application on a database that has the shape of the code."""
    try:
        app = create_app()
        with app.app_context():
            is_current = schema.is_current(db.engine)
    except SettingInvalid as error:
        raise click.ClickException(str(error)) from error
    except OperationalError as error:
        address = make_url(app.config["SETTINGS"].database_url)
        raise click.ClickException(f"The database {address} does not answer: {error.orig}. {UPGRADE}") from error
    if not is_current:
        raise click.ClickException(f"The database does not have the shape of the code. {UPGRADE}")
    return app


def _here(app: Flask, name: str) -> dict[str, object] | None:
    with _bar(name) as bar:
        try:
            return runner.run(app, entry(name), listener=lambda *progress: _show(bar, *progress))
        except LeaseHeld as held:
            raise click.ClickException(f"{name} is running already ({held.holder}).") from held


def _in_the_clock(app: Flask, name: str) -> dict[str, object] | None:
    """Ask the clock, which alone may write the embedded index, and watch."""
    with app.app_context(), _bar(name) as bar:
        try:
            run_id = request_run(name, account_id=None)
        except AlreadyAsked as refusal:
            raise click.ClickException(f"{name} waits or runs already.") from refusal
        while True:
            run = find_run(run_id)
            if run is None or run.state in {RunState.FAILED, RunState.ABANDONED}:
                click.echo(run.error if run else "The run is gone.", err=True)
                return None
            _show(bar, run.done, run.total, run.note)
            if run.state is RunState.SUCCEEDED:
                return run.counts
            if not is_held(CLOCK):
                raise click.ClickException("The clock has stopped. The run waits for the next one.")
            time.sleep(0.3)


def _bar(name: str) -> tqdm:
    return tqdm(desc=name, unit="", disable=None, leave=False)


def _show(bar: tqdm, done: int, total: int, note: str) -> None:
    bar.total, bar.n = total or None, done
    bar.set_postfix_str(note)


if __name__ == "__main__":
    main()
