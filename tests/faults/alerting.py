"""Tells people what is new for their searches at noon tomorrow, two at a time, and stops at a chosen statement.

python -m tests.faults.alerting PIPE TIMES WORDS: as tests.faults.stopping.
"""

import sys
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


if __name__ == "__main__":
    pipe, times, words = sys.argv[1:]
    alert_rounds.PEOPLE = 2
    stop_at(words, int(times), int(pipe))
    send(create_app())
