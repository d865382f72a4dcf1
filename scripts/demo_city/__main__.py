"""python -m scripts.demo_city: makes the demo city stand, says whose accounts one may try, and serves it if asked."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scripts.demo_city import making, serving, storage
from webapp.app import create_app
from webapp.settings import SettingInvalid, Settings

if TYPE_CHECKING:
    from datetime import datetime

ROLES = {
    "worker": "劳动者 worker",
    "enterprise": "品牌企业 enterprise",
    "agency": "人力资源机构 agency",
    "county_official": "县级人社 county official",
    "city_official": "市级人社 city official",
    "administrator": "系统管理员 administrator",
}
PORT = 8000
IDENTITY_KEY = "bnVtYmVycyBvZiB0aGUgZGVtbyBhcmUgbWFkZSB1cCE="
"""Of the demo, where every identity number is made up and nothing is worth hiding."""


@click.command(help=__doc__)
@click.option("--workers", default=20_000, show_default=True, type=click.IntRange(1, 900_000))
@click.option("--vacancies", default=5_000, show_default=True, type=click.IntRange(60, 100_000))
@click.option("--seed", default=1, show_default=True, type=click.IntRange(0))
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day to which all days of the city are relative.  [default: today]",
)
@click.option("--reset", is_flag=True, help="Take everything out of the database first, whatever it is.")
@click.option("--once", is_flag=True, help="Do not serve, also where --serve says so.")
@click.option("--serve", is_flag=True, help="Serve the city afterwards, web server and clock, until Ctrl-C.")
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(1, 65_535))
@click.option(
    "--accounts", type=click.Path(dir_okay=False, path_type=Path), help="Write the accounts to this file, as JSON."
)
def main(
    *,
    workers: int,
    vacancies: int,
    seed: int,
    today: datetime | None,
    reset: bool,
    once: bool,
    serve: bool,
    port: int,
    accounts: Path | None,
) -> None:
    """Make the city, then say what it has on the last line of the output, as JSON."""
    began = time.monotonic()
    # Whoever looks at a page is told that the people on it are made up.
    os.environ.setdefault("LAOPIN_IS_DEMO", "true")
    os.environ.setdefault("LAOPIN_IDENTITY_KEYS", IDENTITY_KEY)
    serves = serve and not once
    try:
        if serves:
            serving.check_port(port)
        app = create_app(Settings.from_environment())
        wanted = making.Wanted(workers=workers, vacancies=vacancies, seed=seed, today=today.date() if today else None)
        training = making.begin_training()
        try:
            standing = making.stand(app, wanted, may_reset=reset)
            if not standing.is_new:
                click.echo("The demo city stands already and is kept; --reset makes it anew.", err=True)
            indexed = making.build_index(app)
            making.work_a_night(app)
            making.end_training(training)
        finally:
            training.terminate()
    except serving.PortTaken as taken:
        raise click.ClickException(f"Port {port} is taken by another program; choose another with --port.") from taken
    except storage.OtherData as other:
        raise click.ClickException(
            f"The database holds {other.found}. Nothing was changed. Choose another database with"
            " LAOPIN_DATABASE_URL, or let --reset take everything out of this one."
        ) from other
    except making.JobFailed as failed:
        raise click.ClickException(f"{failed} failed; what it said stands above.") from failed
    except SettingInvalid as invalid:
        raise click.ClickException(str(invalid)) from invalid
    if accounts:
        accounts.write_text(json.dumps(standing.accounts, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    with app.app_context():
        summary = storage.count() | {"indexed": indexed, "seconds": round(time.monotonic() - began, 1)}
    if serves:
        try:
            serving.serve(port, when_ready=lambda address: _welcome(address, standing.accounts, summary["seconds"]))
        except serving.ServerEnded as ended:
            raise click.ClickException(str(ended)) from ended
    else:
        click.echo(_say(standing.accounts), err=True)
        click.echo(json.dumps(summary, ensure_ascii=False))


def _welcome(address: str, accounts: dict[str, dict[str, str]], seconds: float) -> None:
    click.echo(f"\nLaopin 劳品 is ready after {seconds:.0f} seconds: {address}\n{_say(accounts)}\nCtrl-C ends it.")


def _say(accounts: dict[str, dict[str, str]]) -> str:
    lines = [f"  {name:<22} {accounts[role]['phone']}" for role, name in ROLES.items()]
    return "\n".join(
        ("Sign in with one of these phone numbers:", *lines, f"The password of all: {accounts['worker']['password']}")
    )


if __name__ == "__main__":
    sys.exit(main())
