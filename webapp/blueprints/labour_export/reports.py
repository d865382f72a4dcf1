"""What came of a step for many, in words: how many took it, and who could not and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import flash
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.wording import explain

if TYPE_CHECKING:
    from webapp.services.rosters import StepReport

MOST_NAMES = 12
"""So many people are named for each reason; the others are counted."""


def reasons_of(report: StepReport) -> dict[str, list[str]]:
    """Why people could not take the step, each reason with their names."""
    by_reason: dict[str, list[str]] = {}
    for entry, refusal in report.refused:
        by_reason.setdefault(explain(refusal), []).append(entry.worker.name)
    return by_reason


def say_report(report: StepReport) -> None:
    """Say at the top of the next page what came of it."""
    if report.done:
        flash(ngettext("Done for %(num)s person.", "Done for %(num)s people.", len(report.done)))
    for reason, names in reasons_of(report).items():
        shown = _(", ").join(names[:MOST_NAMES]) + ("…" if len(names) > MOST_NAMES else "")
        not_possible = ngettext("Not possible for %(num)s.", "Not possible for %(num)s.", len(names))
        flash(_("%(count)s %(reason)s (%(names)s)", count=not_possible, reason=reason, names=shown), "warning")
