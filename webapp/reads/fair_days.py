"""The day of a fair: which take place, whether one has fallen behind."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from domain.fair_replans import GRACE
from domain.fair_tickets import TicketState
from domain.fairs import FairMode, FairState
from domain.interviews import InterviewState
from webapp.extensions import db
from webapp.models import Fair, FairInterview, FairTicket

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime


def fairs_on(day: date) -> Sequence[Fair]:
    """The fairs that take place in a hall on a day."""
    asked = select(Fair).where(Fair.state == FairState.PUBLISHED, Fair.held_on == day, Fair.mode != FairMode.ONLINE)
    return db.session.scalars(asked.order_by(Fair.id)).all()


def is_behind(fair: Fair, *, at: datetime) -> bool:
    """Whether somebody should sit at a booth and is not in the hall, or sits there longer than planned."""
    is_here = select(FairTicket.id).where(
        FairTicket.fair_id == FairInterview.fair_id,
        FairTicket.worker_id == FairInterview.worker_id,
        FairTicket.state == TicketState.CHECKED_IN,
    )
    is_late = FairInterview.starts_at < at - timedelta(minutes=GRACE)
    waits = (FairInterview.state == InterviewState.PLANNED) & is_late & ~is_here.exists()
    overruns = (FairInterview.state == InterviewState.RUNNING) & (FairInterview.ends_at < at)
    asked = select(FairInterview.id).where(FairInterview.fair_id == fair.id, or_(waits, overruns))
    return db.session.scalar(asked.limit(1)) is not None
