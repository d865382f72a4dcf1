"""The timetable: what each job of domain.runs is, one line a job, and nowhere else. When it is due stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.runs import DUE, Job
from jobs import alerts, brands, fairs, indexing, labour_export, messages, query_log, retention, vacancies
from jobs.work import Entry

if TYPE_CHECKING:
    from jobs.work import Work

WORK: dict[Job, Work] = {
    Job.INDEX_SYNC: indexing.sync,
    Job.QUERY_LOG_FOLD: query_log.fold,
    Job.MESSAGES_SEND: messages.send,
    Job.ALERTS_SEND: alerts.send,
    Job.VACANCIES_EXPIRE: vacancies.expire,
    Job.INDEX_RECONCILE: indexing.reconcile,
    Job.LABOUR_EXPORT_MATCH: labour_export.match,
    Job.FAIRS_ASSEMBLE: fairs.assemble,
    Job.BRANDS_REVIEW: brands.review,
    Job.BRANDS_FOLLOW_UP: brands.follow_up,
    Job.FAIRS_PREPARE: fairs.prepare,
    Job.FAIRS_KEEP_TIME: fairs.keep_time,
    Job.VACANCIES_PRICE: vacancies.price,
    Job.QUERY_LOG_FORGET: query_log.forget,
    Job.RETENTION_CHECK: retention.check,
}

TIMETABLE = tuple(Entry(name=job.value, work=WORK[job], due=due) for job, due in DUE.items())


def entry(name: str) -> Entry:
    """The job of a name. Raises KeyError."""
    return {entry.name: entry for entry in TIMETABLE}[name]
