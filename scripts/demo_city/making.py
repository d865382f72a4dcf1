"""Makes the demo city stand: its rows, the occupation coder, the search index, and a night of jobs."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from domain.runs import Job
from scripts.demo_city import city, storage, talents
from scripts.demo_city.evidence import evidence_pdf
from webapp.calendar import now, today
from webapp.engine import close_index, search_index
from webapp.services import indexing
from webapp.services.evidence import EvidenceStore
from webapp.services.vault import IdentityVault
from webapp.settings import ROOT

if TYPE_CHECKING:
    from datetime import date

    from flask import Flask

NIGHTLY = (Job.LABOUR_EXPORT_MATCH, Job.FAIRS_ASSEMBLE, Job.VACANCIES_PRICE)
STEPS = 8


class JobFailed(Exception):
    """A job or the training of the coder did not end well; what it said stands above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The city that somebody asked for."""

    workers: int
    vacancies: int
    seed: int
    today: date | None
    """None: whatever day it is; a city that stands already is kept whatever its day."""

    def differs_from(self, figures: dict[str, Any]) -> bool:
        """Whether a city that stands is another one."""
        has_other_day = self.today is not None and figures["today"] != self.today.isoformat()
        return has_other_day or any(figures[name] != getattr(self, name) for name in ("workers", "vacancies", "seed"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The city that stands now."""

    figures: dict[str, Any]
    is_new: bool

    @property
    def accounts(self) -> dict[str, dict[str, str]]:
        """For each role the phone and the password of an account to try."""
        found: dict[str, dict[str, str]] = self.figures["accounts"]
        return found


def stand(app: Flask, wanted: Wanted, *, may_reset: bool) -> Standing:
    """Keep the city that stands, or make it up and store it. Raises storage.OtherData where something else stands."""
    with app.app_context():
        if storage.has_foreign_tables():
            raise storage.OtherData("tables of another program")
        if may_reset:
            storage.empty()
        storage.prepare()
        figures = storage.standing_city()
        if figures is not None:
            if wanted.differs_from(figures):
                raise storage.OtherData(
                    "a demo city of {workers} workers, {vacancies} vacancies, seed {seed}".format(**figures)
                )
            return Standing(figures=figures, is_new=False)
        return Standing(figures=_make_up(app, wanted), is_new=True)


def _make_up(app: Flask, wanted: Wanted) -> dict[str, Any]:
    day = wanted.today or today()
    chosen = city.parameters(workers=wanted.workers, vacancies=wanted.vacancies, seed=wanted.seed, today=day)
    with tqdm(desc="city", total=STEPS, disable=None) as bar:

        def tell(step: str) -> None:
            bar.set_postfix_str(step)
            bar.update()

        made = city.build(chosen, tell=tell)
    figures = {
        "workers": wanted.workers,
        "vacancies": wanted.vacancies,
        "seed": wanted.seed,
        "today": day.isoformat(),
        "accounts": made.accounts,
    }
    storage.store(made.ledger, figures, vault=IdentityVault.of(app.config["SETTINGS"]))
    files = EvidenceStore.of(app.config["SETTINGS"])
    for content in (evidence_pdf(), *talents.files()):
        files.keep(content)
    return figures


def build_index(app: Flask) -> int:
    """Build the search index anew from the database, and say how many documents it has."""
    with app.app_context(), tqdm(desc="index", unit_scale=True, disable=None) as bar:

        def show(done: int, total: int, name: str) -> None:
            bar.total, bar.n = total, done
            bar.set_postfix_str(name)

        counts = indexing.rebuild(search_index(), today=today(), on_progress=show)
        close_index(app)
    return sum(counts.values())


def work_a_night(app: Flask) -> None:
    """Let the nightly jobs do their work for the last night, unless they have. Raises JobFailed.

    Each runs as `python -m jobs run` does it: in the clock where one runs, else in a process of its own.
    """
    with app.app_context():
        undone = [job for job in NIGHTLY if not storage.is_latest_night_served(job, at=now())]
    with tqdm(desc="night", total=len(undone), disable=None) as bar:
        for job in undone:
            bar.set_postfix_str(job.value)
            command = [sys.executable, "-m", "jobs", "run", job.value]
            done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
            if done.returncode:
                sys.stderr.write(done.stdout.decode(errors="replace"))
                raise JobFailed(job.value)
            with app.app_context():
                storage.serve_latest_night(job, at=now())
            bar.update()


def begin_training() -> subprocess.Popen[bytes]:
    """Begin to train the occupation coder beside everything else, if it is missing."""
    return subprocess.Popen([sys.executable, "-m", "search.occupations"], cwd=ROOT, stdout=subprocess.DEVNULL)


def end_training(training: subprocess.Popen[bytes]) -> None:
    """Wait until the coder stands. Raises JobFailed."""
    if training.wait():
        raise JobFailed("the occupation coder")
