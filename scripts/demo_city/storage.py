"""Stores a city in a database: the shape, the code tables, the rows in bulk, and the note of which city it is."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, inspect, select, update
from tqdm import tqdm

from domain.fairs import FairState
from domain.labour_export import RosterState
from domain.runs import DUE, Job, Nightly, RunState
from domain.vacancies import VacancyState
from webapp import schema
from webapp.calendar import SHANGHAI
from webapp.extensions import db
from webapp.models import AuditEntry, Base, Fair, JobRun, RosterEntry, Vacancy, Worker
from webapp.services.codes import fill_code_tables
from webapp.transaction import transaction

if TYPE_CHECKING:
    from datetime import datetime

    from scripts.demo_city.ledger import Ledger
    from webapp.services.vault import IdentityVault

CHUNK = 2000
"""Rows that are sent at once."""
NOTE = "demo_city.build"
"""The action in the audit trail under which a database says which demo city it holds."""
IDENTITIES = "worker_identity"
CODE_TABLES = frozenset({"division", "occupation", "industry"})


class OtherData(Exception):
    """The database holds something that is not the city that was asked for."""

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found
        """What it holds, for people."""


def prepare() -> None:
    """Bring the database to the shape of the code, with its code tables."""
    schema.upgrade(db.engine)
    with transaction():
        fill_code_tables()


def empty() -> None:
    """Take everything out of the database, whatever it was."""
    schema.upgrade(db.engine)
    schema.downgrade(db.engine)


def standing_city() -> dict[str, Any] | None:
    """The parameters of the demo city that the database holds; None where it holds nothing. Raises OtherData."""
    noted = db.session.scalar(select(AuditEntry.figures).where(AuditEntry.action == NOTE))
    if noted is not None:
        return dict(noted)
    for table in Base.metadata.sorted_tables:
        if table.name not in CODE_TABLES and db.session.scalar(select(table.c.id).limit(1)) is not None:
            raise OtherData(f"rows in {table.name}")
    return None


def has_foreign_tables() -> bool:
    """Whether the database holds tables, and not ours."""
    file = db.engine.url.database
    if db.engine.dialect.name == "sqlite" and file and not Path(file).exists():
        return False
    names = inspect(db.engine).get_table_names()
    return bool(names) and "alembic_version" not in names


def store(ledger: Ledger, figures: dict[str, Any], *, vault: IdentityVault) -> None:
    """Store every row of a city, all or nothing, and note which city it is; identity numbers are locked away."""
    ledger.add(
        "audit_entry",
        at=ledger.parameters.now,
        account_id=None,
        action=NOTE,
        subject_type="demo_city",
        subject_id=ledger.parameters.seed,
        figures=figures,
        rule_version="",
    )
    total = sum(map(len, ledger.tables.values()))
    with tqdm(desc="rows", total=total, unit_scale=True, disable=None) as bar, transaction():
        for table in Base.metadata.sorted_tables:
            rows = _sealed(ledger, vault) if table.name == IDENTITIES else ledger.rows(table.name)
            for start in range(0, len(rows), CHUNK):
                db.session.execute(insert(table), rows[start : start + CHUNK])
                bar.update(min(CHUNK, len(rows) - start))
        _set_sequences(ledger)


def is_latest_night_served(job: Job, *, at: datetime) -> bool:
    """Whether the job has worked since its latest night before a moment, and since the city was made up.

    What is told of the nights before is history: it made nothing that the city has.
    """
    made_up_at = db.session.scalars(select(AuditEntry.at).where(AuditEntry.action == NOTE)).one()
    worked = select(JobRun.id).where(
        JobRun.name == job.value,
        JobRun.state == RunState.SUCCEEDED,
        JobRun.created_at >= max(_latest_moment(job, at), made_up_at),
    )
    return db.session.scalar(worked.limit(1)) is not None


def serve_latest_night(job: Job, *, at: datetime) -> None:
    """Let the job's latest run stand for its latest night, so that the clock does not work that night once more.

    Shortly after midnight the latest night is one that the city tells of, and it keeps the run that it has.
    """
    moment = _latest_moment(job, at)
    stands = select(JobRun.id).where(JobRun.name == job.value, JobRun.due_at == moment)
    with transaction():
        if db.session.scalar(stands) is None:
            latest = select(func.max(JobRun.id)).where(JobRun.name == job.value, JobRun.state == RunState.SUCCEEDED)
            db.session.execute(update(JobRun).where(JobRun.id == latest.scalar_subquery()).values(due_at=moment))


def count() -> dict[str, int]:
    """What the city has, for the summary."""
    questions = {
        "workers": select(func.count()).select_from(Worker),
        "vacancies": select(func.count()).select_from(Vacancy),
        "vacancies_open": select(func.count()).where(Vacancy.state == VacancyState.OPEN),
        "fairs_proposed": select(func.count()).where(Fair.state == FairState.PROPOSED),
        "export_placed": select(func.count()).where(RosterEntry.state == RosterState.PROPOSED),
    }
    return {name: db.session.scalar(question) or 0 for name, question in questions.items()}


def _sealed(ledger: Ledger, vault: IdentityVault) -> list[dict[str, Any]]:
    """The identity numbers as the product keeps them; none where it has no key."""
    found = []
    for row in ledger.rows(IDENTITIES) if vault.is_there else ():
        sealed, blind_index = vault.seal(row["sealed"])
        found.append(row | {"sealed": sealed, "blind_index": blind_index})
    return found


def _set_sequences(ledger: Ledger) -> None:
    """PostgreSQL counts on its own; it must go on behind the numbers that were given here."""
    if db.engine.dialect.name != "postgresql":
        return
    for name, rows in ledger.tables.items():
        if rows:
            counter = func.pg_get_serial_sequence(name, "id")
            db.session.execute(select(func.setval(counter, len(rows))))


def _latest_moment(job: Job, at: datetime) -> datetime:
    due = DUE[job]
    if not isinstance(due, Nightly):
        raise TypeError(f"{job} is due all the time")
    here = at.astimezone(SHANGHAI)
    moment = here.replace(hour=due.at.hour, minute=due.at.minute, second=0, microsecond=0)
    return moment if moment <= here else moment - timedelta(days=1)
