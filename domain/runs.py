"""Jobs and their runs: what the clock does unasked, when it is due, and the states of a run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from domain.errors import RuleBroken


class Job(StrEnum):
    """What the clock does."""

    INDEX_SYNC = "index.sync"
    MESSAGES_SEND = "messages.send"
    ALERTS_SEND = "alerts.send"
    INDEX_RECONCILE = "index.reconcile"
    QUERY_LOG_FOLD = "query_log.fold"
    QUERY_LOG_FORGET = "query_log.forget"
    VACANCIES_EXPIRE = "vacancies.expire"
    VACANCIES_PRICE = "vacancies.price"
    LABOUR_EXPORT_MATCH = "labour_export.match"
    FAIRS_ASSEMBLE = "fairs.assemble"
    BRANDS_REVIEW = "brands.review"
    BRANDS_FOLLOW_UP = "brands.follow_up"
    FAIRS_PREPARE = "fairs.prepare"
    FAIRS_KEEP_TIME = "fairs.keep_time"
    RETENTION_CHECK = "retention.check"


class RunState(StrEnum):
    """Where a run stands."""

    REQUESTED = "requested"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    ABANDONED = "abandoned"
    """Its process died; the next run picks up what it left."""


UNDER_WAY = frozenset({RunState.REQUESTED, RunState.RUNNING})
"""There is something to wait for."""


class AlreadyAsked(RuleBroken):
    """The job waits or runs already."""


@dataclass(frozen=True, slots=True)
class Nightly:
    """Due once a day at a time in Shanghai."""

    at: time


@dataclass(frozen=True, slots=True)
class AllTheTime:
    """Due again as soon as so many seconds have passed."""

    seconds: int


@dataclass(frozen=True, slots=True)
class Quarterly:
    """Due once a quarter, in the first month of it, on a day and at a time in Shanghai."""

    day: int
    at: time


Due = Nightly | Quarterly | AllTheTime
QUARTERS_BEGIN = (1, 4, 7, 10)
"""The months in which a quarter begins."""

DUE: dict[Job, Due] = {
    Job.INDEX_SYNC: AllTheTime(1),
    Job.QUERY_LOG_FOLD: AllTheTime(300),
    Job.MESSAGES_SEND: AllTheTime(2),
    Job.ALERTS_SEND: AllTheTime(300),
    Job.FAIRS_KEEP_TIME: AllTheTime(60),
    Job.VACANCIES_EXPIRE: Nightly(time(0, 10)),
    Job.INDEX_RECONCILE: Nightly(time(1, 30)),
    Job.LABOUR_EXPORT_MATCH: Nightly(time(2, 0)),
    Job.FAIRS_ASSEMBLE: Nightly(time(3, 0)),
    Job.FAIRS_PREPARE: Nightly(time(3, 15)),
    Job.VACANCIES_PRICE: Nightly(time(3, 30)),
    Job.BRANDS_REVIEW: Quarterly(10, time(4, 0)),
    Job.BRANDS_FOLLOW_UP: Nightly(time(4, 15)),
    Job.QUERY_LOG_FORGET: Nightly(time(4, 30)),
    Job.RETENTION_CHECK: Nightly(time(5, 0)),
}
"""When each job is due, in the order of a night. It stands here because the clock keeps it and a page shows it."""
