"""Advertisements in review: an official lets them stand, or sends them back with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm.exc import StaleDataError

from domain.advertisements import RULE_VERSION
from domain.enterprises import NotVerified
from domain.vacancies import VacancyState, VacancyTransitionRefused, ValidityPast, check_sending_back, check_transition
from webapp.calendar import now
from webapp.extensions import db
from webapp.services import audit

if TYPE_CHECKING:
    from datetime import date

    from webapp.models import Vacancy


def approve(vacancy: Vacancy, *, by_account_id: int, today: date) -> None:
    """Let an advertisement stand as it is; it opens. `vacancy.enterprise` must be loaded.

    Raises VacancyTransitionRefused, NotVerified, or ValidityPast where its last day went by while it waited.
    """
    check_transition(vacancy.state, VacancyState.OPEN)
    if vacancy.state is not VacancyState.IN_REVIEW:
        raise VacancyTransitionRefused(state=vacancy.state, target=VacancyState.OPEN)
    if vacancy.enterprise.verified_at is None:
        raise NotVerified
    if vacancy.valid_until < today:
        raise ValidityPast(valid_until=vacancy.valid_until)
    findings = vacancy.findings
    vacancy.state = VacancyState.OPEN
    vacancy.review_reason = ""
    vacancy.opened_at = vacancy.opened_at or now()
    _decide(vacancy)
    audit.record("vacancy.approve", vacancy, account_id=by_account_id, rule_version=RULE_VERSION, findings=findings)


def send_back(vacancy: Vacancy, *, reason: str, by_account_id: int) -> None:
    """Tell the enterprise what has to change. Raises a refusal of check_sending_back."""
    check_sending_back(vacancy.state, reason)
    vacancy.state = VacancyState.REFUSED
    vacancy.review_reason = reason
    _decide(vacancy)
    audit.record(
        "vacancy.send_back",
        vacancy,
        account_id=by_account_id,
        rule_version=RULE_VERSION,
        findings=vacancy.findings,
        reason=reason,
    )


def _decide(vacancy: Vacancy) -> None:
    vacancy.updated_at = now()
    state = vacancy.state
    try:
        db.session.flush()
    except StaleDataError as error:
        raise VacancyTransitionRefused(state=state) from error
