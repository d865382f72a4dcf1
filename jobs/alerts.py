"""Tells people what is new for the searches that they keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webapp.blueprints.vacancies.saved import question_of
from webapp.calendar import now
from webapp.services import alert_rounds
from webapp.transaction import transaction

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from jobs.work import Counts, Run


def send(run: Run, *, clock: Callable[[], datetime] = now) -> Counts:
    """What opened is held against every kept question, then people are told; each step in its own transaction."""
    counts = {"opened": 0, "questions": 0, "unreadable": 0, "matches": 0, "told": 0}
    while True:
        with transaction():
            matched = alert_rounds.match_new(question_of, at=clock(), today=run.today, tell=run.progress)
        if matched is None:
            break
        counts["opened"] += matched.openings
        counts["questions"] += matched.questions
        counts["unreadable"] += matched.unreadable
        counts["matches"] += matched.matches
    last = 0
    while True:
        with transaction():
            told = alert_rounds.tell_news(at=clock(), today=run.today, after=last)
        if told is None:
            return counts
        counts["told"] += told.people
        last = told.last_account_id
