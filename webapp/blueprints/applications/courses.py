"""The course of an application as a timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from domain.applications import LIVE, ApplicationState
from webapp.labels import label
from webapp.presentation import moment

if TYPE_CHECKING:
    from webapp.models import Application

GOOD_ENDS = {ApplicationState.PLACED}


def course_of(application: Application) -> list[dict[str, Any]]:
    """What happened, step by step, and where it stands; `events` must be loaded."""
    steps = [
        {"state": label(event.state), "when": moment(event.at), "note": event.reason, "kind": "done"}
        for event in application.events
    ]
    if steps and application.state in LIVE:
        steps[-1]["kind"] = "now"
    elif steps and application.state not in GOOD_ENDS:
        steps[-1]["kind"] = "ended"
    return steps
