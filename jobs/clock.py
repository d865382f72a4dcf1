"""The clock process: winds the timetable, serves requests, makes up what was missed. Only here is APScheduler."""

from __future__ import annotations

import logging
import os
import signal
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from domain.runs import QUARTERS_BEGIN, AllTheTime, AlreadyAsked, Quarterly
from jobs import runner
from jobs.schedule import TIMETABLE, entry
from webapp.calendar import now
from webapp.reads.runs import CLOCK, broken_off_in_a_row, has_ever_run, last_success_due, lease_of, requested_runs
from webapp.services.leases import LeaseHeld, release_all
from webapp.services.runs import abandon_dead_runs, request_run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apscheduler.schedulers.base import BaseScheduler
    from apscheduler.triggers.base import BaseTrigger
    from flask import Flask

    from domain.runs import Due
    from jobs.work import Entry

log = logging.getLogger("laopin.clock")

LOOKS_BACK = timedelta(days=8)
"""A missed run is made up when its moment lies within this."""
LOOKS_BACK_A_QUARTER = timedelta(days=93)
"""The same for what is due once a quarter."""
MOST_TRIES = 3
"""A job that has taken its process down this often in a row is left alone until its next moment."""


def serve(app: Flask) -> None:
    """Be the clock until told to stop. Raises LeaseHeld while another process is."""
    with app.app_context(), runner.alone(app, CLOCK):
        scheduler = BlockingScheduler(
            timezone=ZoneInfo(app.config["SETTINGS"].timezone),
            executors={"default": ThreadPoolExecutor(1), "often": ThreadPoolExecutor(1)},
            # However late a thread is free: what was due is run, once.
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        logging.getLogger("apscheduler.scheduler").addFilter(_is_news)
        wind(scheduler, app)
        _stop_at_once_on_signals(app)
        log.info("The clock runs.")
        scheduler.start()


def wind(scheduler: BaseScheduler, app: Flask, timetable: Sequence[Entry] = TIMETABLE) -> None:
    """Put the timetable on a scheduler, and what was missed or broken off since the last run in front of it."""
    for item in timetable:
        trigger = trigger_of(item.due, app)
        if isinstance(item.due, AllTheTime):
            scheduler.add_job(runner.OftenRun(app, item), trigger, id=item.name, executor="often")
            continue
        scheduler.add_job(_serve_timetable, trigger, args=[app, item, trigger], id=item.name)
        missed = take_up(app, item, trigger)
        if missed:
            scheduler.add_job(_run, args=[app, item], kwargs={"due_at": missed}, id=f"{item.name} missed")
    often = trigger_of(AllTheTime(app.config["SETTINGS"].clock_seconds), app)
    scheduler.add_job(_serve_requests, often, args=[app], id="requests")


def trigger_of(due: Due, app: Flask) -> BaseTrigger:
    """When a job is due, in the words of APScheduler."""
    zone = ZoneInfo(app.config["SETTINGS"].timezone)
    if isinstance(due, AllTheTime):
        return IntervalTrigger(seconds=due.seconds, timezone=zone)
    if isinstance(due, Quarterly):
        months = ",".join(map(str, QUARTERS_BEGIN))
        return CronTrigger(month=months, day=due.day, hour=due.at.hour, minute=due.at.minute, timezone=zone)
    return CronTrigger(hour=due.at.hour, minute=due.at.minute, timezone=zone)


def take_up(app: Flask, item: Entry, trigger: BaseTrigger) -> datetime | None:
    """Note the runs that died with their process; the moment that has to be made up, or None.

    A run that died and that somebody had asked for is asked for again, unless a moment is made up anyway.
    """
    with app.app_context():
        # Who holds the lease is running the job at this moment, at a terminal: nothing of it has died.
        with suppress(LeaseHeld), runner.alone(app, lease_of(item.name)):
            abandon_dead_runs(item.name)
        broken_off = broken_off_in_a_row(item.name)
        if len(broken_off) >= MOST_TRIES:
            log.error("%s was broken off %d times in a row and is not tried again now", item.name, len(broken_off))
            return None
        missed = missed_moment(item, trigger)
        if broken_off and broken_off[0].due_at is None and missed is None:
            with suppress(AlreadyAsked):
                request_run(item.name, account_id=broken_off[0].requested_by_id)
        return missed


def missed_moment(item: Entry, trigger: BaseTrigger) -> datetime | None:
    """The latest moment of the timetable that should have been served and was not; a job that never ran missed none."""
    if not has_ever_run(item.name):
        return None
    served = last_success_due(item.name)
    due = latest_moment(trigger, now(), looks_back=looks_back(item.due))
    return due if due and (served is None or served < due) else None


def looks_back(due: Due) -> timedelta:
    """How long ago a moment may lie that is made up."""
    return LOOKS_BACK_A_QUARTER if isinstance(due, Quarterly) else LOOKS_BACK


def latest_moment(trigger: BaseTrigger, before: datetime, *, looks_back: timedelta = LOOKS_BACK) -> datetime | None:
    """The latest moment at which the trigger fired, not further back than one looks."""
    latest = None
    moment = trigger.get_next_fire_time(None, before - looks_back)
    while moment is not None and moment <= before:
        latest = moment
        moment = trigger.get_next_fire_time(moment, moment + timedelta(seconds=1))
    return latest


def _serve_timetable(app: Flask, item: Entry, trigger: BaseTrigger) -> None:
    _run(app, item, due_at=latest_moment(trigger, now()))


def _serve_requests(app: Flask) -> None:
    with app.app_context():
        waiting = requested_runs()
    for run_id, name in waiting:
        _run(app, entry(name), run_id=run_id)


def _run(app: Flask, item: Entry, *, due_at: datetime | None = None, run_id: int | None = None) -> None:
    try:
        runner.run(app, item, due_at=due_at, run_id=run_id)
    except LeaseHeld as held:
        log.warning("%s: %s", item.name, held)


def _is_news(record: logging.LogRecord) -> bool:
    """A job that runs every second and takes longer than one is no news; APScheduler would say so every second."""
    return "maximum number of running instances" not in record.getMessage()


def _stop_at_once_on_signals(app: Flask) -> None:
    """End now, whatever runs: a run may be cut at any moment, and the next clock takes it up."""

    def stop(number: int, _frame: object) -> None:
        log.info("The clock stops on %s.", signal.Signals(number).name)
        try:
            with app.app_context():
                release_all()
        finally:
            os._exit(0)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
