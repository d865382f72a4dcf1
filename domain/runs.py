"""Runs of scheduled jobs: the states they go through."""

from __future__ import annotations

from enum import StrEnum

from domain.errors import RuleBroken


class RunState(StrEnum):
    """Where a run stands."""

    REQUESTED = "requested"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    ABANDONED = "abandoned"
    """Its process died; the next run picks up what it left."""


class AlreadyAsked(RuleBroken):
    """The job waits or runs already."""
