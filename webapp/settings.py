"""Every setting, typed, frozen, read once from the environment (LAOPIN_…)."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from domain.wages import MinimumWage

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parent.parent
INSTANCE = ROOT / "instance"

MINIMUM_WAGES = (
    MinimumWage(valid_from=date(2021, 8, 1), monthly_fen=2070_00, hourly_fen=20_00),
    MinimumWage(valid_from=date(2024, 1, 1), monthly_fen=2260_00, hourly_fen=22_00),
)
"""◇ Jiangsu's second class of places. The city enters its own when the province changes them."""


class SettingInvalid(Exception):
    """A setting in the environment cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an operator may choose. Each field is read from LAOPIN_<FIELD IN CAPITALS>."""

    database_url: str = f"sqlite:///{INSTANCE / 'laopin.db'}"
    """SQLite is the embedded default, `postgresql+psycopg://…` is for production."""
    search_url: str = f"embedded://{INSTANCE / 'search'}"
    """`embedded:///folder` or `https://user:password@host:9200`."""
    secret_key: str = ""
    """Signs the session; made anew at each start where it is not set, which signs everybody out."""
    is_https: bool = False
    """The site is reached by HTTPS only: cookies are marked so."""
    identity_keys: str = ""
    """Keys that lock identity numbers away, parted by commas: the first locks, the others still open what was locked
    before. `flask identities new-key` makes one. Without any no identity number is kept."""
    evidence_folder: str = str(INSTANCE / "evidence")
    """Where the files lie that brands show for their certificate: outside of what the web server serves by itself."""
    evidence_scanner: str = ""
    """A command that looks at a file, as `clamdscan --fdpass --no-summary`: 0 is clean, 1 is not. Empty: none."""
    query_log_folder: str = str(INSTANCE / "queries")
    """Where a web process notes searches until the clock counts them: one for all machines, or one on each, which
    `flask --app webapp.app query-log fold` counts now and then. Empty: nothing is noted."""
    site_address: str = "http://127.0.0.1:8000"
    """How people reach the site, for the addresses in messages."""
    sms_sender: str = f"file://{INSTANCE / 'sms.jsonl'}"
    """Who carries SMS: file:///path writes them down; `package.module:Class` is a city's own."""
    mail_server: str = f"file://{INSTANCE / 'mail.jsonl'}"
    """Who carries mail: file:///path writes it down; smtp://user:password@host:587, or smtps://…:465, sends it."""
    mail_from: str = "Laopin <laopin@localhost>"
    metrics_token: str = ""
    """Who scrapes /metrics sends it as a bearer token; without one the page does not exist."""
    is_demo: bool = False
    """People, enterprises and vacancies are made up: every page says so."""
    timezone: str = "Asia/Shanghai"
    default_locale: str = "zh_CN"
    sign_in_limit: str = "10 per minute"
    """Attempts to sign in or up, for each address."""
    report_limit: str = "20 per hour"
    """Products that are reported in a survey, from each address."""
    api_limit: str = "120 per minute"
    """Questions to the programming interface, for each address."""
    competition_weight: float = 0.6
    """λ: how much of the shadow price of a vacancy is taken off its rank (RESEARCH §1.7)."""
    solver_address: str = ""
    """Of a Dask scheduler whose workers solve parts of a matching: tcp://host:8786. Empty: they are solved here."""
    fair_enterprises_least: int = 3
    """◇ A fair with fewer enterprises is a visit."""
    fair_booths_most: int = 30
    candidates_per_worker: int = 30
    """Edges kept for each worker in a matching; RESEARCH §1.1."""
    clock_seconds: int = 1
    """How often the clock looks whether a job was asked for, and whether search has to learn something."""
    minimum_wages: tuple[MinimumWage, ...] = MINIMUM_WAGES

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Self:
        """The settings of this process. Raises SettingInvalid, which names the variable."""
        environment = os.environ if environment is None else environment
        chosen: dict[str, Any] = {}
        for field in fields(cls):
            variable = f"LAOPIN_{field.name.upper()}"
            if variable in environment:
                chosen[field.name] = _parse(variable, environment[variable], type(field.default))
        chosen.setdefault("secret_key", secrets.token_hex())
        return cls(**chosen)


def _parse(variable: str, text: str, kind: type) -> Any:
    if kind is bool:
        if text.lower() in {"1", "true", "yes", "on"}:
            return True
        if text.lower() in {"0", "false", "no", "off", ""}:
            return False
        raise SettingInvalid(f"{variable} must be true or false, not {text!r}")
    if kind is tuple:
        raise SettingInvalid(f"{variable} is set in webapp/settings.py, not in the environment")
    try:
        return kind(text)
    except ValueError as error:
        raise SettingInvalid(f"{variable} must be of type {kind.__name__}, not {text!r}") from error
