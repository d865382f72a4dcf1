"""Ends vacancies whose last day has passed and invitations that nobody answered; prices those that hire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webapp.services.congestion import price_vacancies
from webapp.services.expiry import expire_invitations, expire_vacancies
from webapp.transaction import transaction

if TYPE_CHECKING:
    from jobs.work import Counts, Run


def expire(run: Run) -> Counts:
    """Vacancies first, because an invitation ends with its vacancy."""
    with transaction():
        return {
            "vacancies": expire_vacancies(today=run.today),
            "invitations": expire_invitations(today=run.today),
        }


def price(run: Run) -> Counts:
    """After the matchings of the night, because they take seats."""
    with transaction():
        return price_vacancies(
            today=run.today,
            per_worker=run.settings.candidates_per_worker,
            weight=run.settings.competition_weight,
            solver_address=run.settings.solver_address,
            tell=run.progress,
        )
