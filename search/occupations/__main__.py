"""python -m search.occupations: trains the occupation coder; with --check, says how well it agrees."""

from __future__ import annotations

import sys

import click

from reference.job_titles import job_titles
from search.occupations.agreement import cross_validate
from search.occupations.coder import build, load, path


@click.command()
@click.option("--check", is_flag=True, help="Say by cross-validation how often it agrees with titles it has not seen.")
def main(check: bool) -> None:
    """Train the occupation coder, unless this version of it is there already."""
    if check:
        found = cross_validate([(entry.title, entry.occupation_code) for entry in job_titles()])
        click.echo(f"{found.titles} titles: {found.first:.3f} first, {found.among_ten:.3f} among ten")
    elif load() is None:
        build(lambda step: click.echo(f"Occupation coder: {step}"))
        click.echo(f"Kept in {path().name}.")
    else:
        click.echo(f"Already there: {path().name}.")


if __name__ == "__main__":  # pragma: no cover
    sys.exit(main())
