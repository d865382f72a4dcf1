"""Holds certified brands against the standard every quarter, and follows up every night what they have to mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webapp.services import brand_reviews, evidence
from webapp.services.evidence import EvidenceStore
from webapp.transaction import transaction

if TYPE_CHECKING:
    from jobs.work import Counts, Run


def review(run: Run) -> Counts:
    """Review the brands that were not reviewed this quarter, all at once or none."""
    with transaction():
        return brand_reviews.review(today=run.today, tell=run.progress)


def follow_up(run: Run) -> Counts:
    """Remind, suspend after the deadline, and sweep what files nobody names any more."""
    with transaction():
        counts = brand_reviews.follow_up(today=run.today, tell=run.progress)
    return counts | {"swept": evidence.sweep(EvidenceStore.of(run.settings))}
