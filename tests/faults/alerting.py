"""Tells people what is new for their searches at noon tomorrow, two at a time, and stops at a chosen statement."""

import os
import threading

from jobs import alerts
from jobs.runner import RunningJob
from tests.factories import TODAY
from tests.faults.stopping import stop_at
from tests.webapp.rounds import NOON
from webapp.app import create_app
from webapp.services import alert_rounds


def send(app):
    """One run of the job."""
    with app.app_context():
        job = RunningJob(id=0, today=TODAY, settings=app.config["SETTINGS"], lost=threading.Event())
        return alerts.send(job, clock=lambda: NOON)


def send_and_stop(environment, pipe, words, times):
    """A run that stops at a chosen statement, as tests.faults.stopping."""
    os.environ.update(environment)
    alert_rounds.PEOPLE = 2
    stop_at(words, times, pipe)
    send(create_app())
