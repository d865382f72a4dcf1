"""Delivers what people are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.messages import Way
from webapp.calendar import now
from webapp.letters import compose
from webapp.posting import mail_sender, sms_sender
from webapp.services import messages

if TYPE_CHECKING:
    from jobs.work import Counts, Run

AT_ONCE = 200
"""Letters of one round: a slow provider does not keep the other jobs waiting for long."""


def send(run: Run) -> Counts:
    """What is due, each in its own transaction."""
    senders = {Way.SMS: sms_sender(run.settings), Way.MAIL: mail_sender(run.settings)}
    done = messages.deliver(senders, compose=compose, at=now(), most=AT_ONCE)
    return {"sent": done.sent, "failed": done.failed}
