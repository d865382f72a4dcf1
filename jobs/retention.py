"""Looks who of those who went away is to be checked, and reminds their agencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webapp.services import retention
from webapp.transaction import transaction

if TYPE_CHECKING:
    from jobs.work import Counts, Run


def check(run: Run) -> Counts:
    """Remind every agency of what is due, all at once or not at all."""
    with transaction():
        return retention.remind(today=run.today)
