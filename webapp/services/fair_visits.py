"""At the booths of a fair: visits, interviews that begin and end, and what came of them, said on the application."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from domain.accounts import Role
from domain.applications import ApplicationState
from domain.fair_days import BEFORE_INTERVIEW, MINUTES_MORE, VacancyNotAtBooth, check_outcome
from domain.fair_registrations import OPEN, RegistrationState
from domain.fair_tickets import NotTheDayOfTheFair, TicketState
from domain.fair_timetables import PAUSE
from domain.interviews import InterviewState, check_step
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import BoothVacancy, BoothVisit, FairInterview, FairRegistration, Vacancy, Worker
from webapp.reads.applications import find_live_application
from webapp.reads.fair_timetables import find_timetable
from webapp.services import applications
from webapp.services.fair_registrations import note_attendance
from webapp.services.fair_tickets import let_in
from webapp.services.fair_timetables import replan

if TYPE_CHECKING:
    from datetime import date

    from webapp.models import Application, Booth, Fair, FairTicket

S = InterviewState
USUAL_MINUTES = 15


def visit(fair: Fair, booth: Booth, ticket: FairTicket, *, today: date, account_id: int) -> None:
    """Note that somebody came to a booth; who was not let in at the door is let in with it. To come twice is to come.

    Raises NotTheDayOfTheFair, or TicketTransitionRefused for a ticket that was given back.
    """
    if ticket.state is not TicketState.CHECKED_IN:
        let_in(ticket, held_on=fair.held_on, account_id=account_id, today=today)
    elif fair.held_on != today:
        raise NotTheDayOfTheFair(held_on=fair.held_on)
    known = select(BoothVisit.id).where(BoothVisit.booth_id == booth.id, BoothVisit.worker_id == ticket.worker_id)
    if db.session.scalar(known) is None:
        db.session.add(
            BoothVisit(fair_id=fair.id, booth_id=booth.id, worker_id=ticket.worker_id, at=now(), account_id=account_id)
        )
        db.session.flush()
    _note_presence(fair, booth, today=today)


def begin(fair: Fair, booth: Booth, interview: FairInterview, *, today: date, account_id: int) -> Application:
    """Somebody sits down. With it the worker has applied, and the application stands at the interview.

    Whoever sits at the desk still is thought to be done. Raises NotTheDayOfTheFair, InterviewStepRefused or a refusal
    of check_applying.
    """
    if fair.held_on != today:
        raise NotTheDayOfTheFair(held_on=fair.held_on)
    check_step(interview.state, S.RUNNING)
    for other in _running(booth):
        if other.desk == interview.desk:
            _end(other)
    application = _application(interview, today=today, account_id=account_id)
    at = now()
    length = interview.ends_at - interview.starts_at
    interview.state, interview.began_at, interview.application_id = S.RUNNING, at, application.id
    interview.ends_at = max(interview.ends_at, at + length)
    db.session.flush()
    _note_presence(fair, booth, today=today)
    return application


def begin_now(
    fair: Fair, booth: Booth, ticket: FairTicket, vacancy_id: int, *, today: date, account_id: int
) -> FairInterview:
    """Speak to somebody who has come to the booth, planned or not.

    Raises VacancyNotAtBooth, or as visit and begin do.
    """
    shown = select(BoothVacancy.id).where(BoothVacancy.booth_id == booth.id, BoothVacancy.vacancy_id == vacancy_id)
    if db.session.scalar(shown) is None:
        raise VacancyNotAtBooth
    visit(fair, booth, ticket, today=today, account_id=account_id)
    asked = select(FairInterview).where(FairInterview.booth_id == booth.id, FairInterview.worker_id == ticket.worker_id)
    interview = db.session.scalar(asked)
    if interview is None:
        at, taken = now(), {row.desk for row in _running(booth)}
        interview = FairInterview(
            fair_id=fair.id,
            booth_id=booth.id,
            worker_id=ticket.worker_id,
            vacancy_id=vacancy_id,
            starts_at=at,
            ends_at=at + timedelta(minutes=_minutes(fair)),
            # A desk of its own: nobody is sent away for whoever came by chance.
            desk=next(number for number in range(len(taken) + 1) if number not in taken),
            state=S.PLANNED,
        )
        db.session.add(interview)
        try:
            db.session.flush()
        except IntegrityError as error:
            raise VacancyNotAtBooth from error
    elif interview.state is S.CANCELLED:
        interview.state = S.PLANNED
    interview.vacancy_id = vacancy_id
    begin(fair, booth, interview, today=today, account_id=account_id)
    return interview


def end(interview: FairInterview) -> None:
    """Somebody stands up. Raises InterviewStepRefused."""
    check_step(interview.state, S.DONE)
    _end(interview)


def miss(interview: FairInterview) -> None:
    """Somebody did not come to the booth; they may still. Raises InterviewStepRefused."""
    check_step(interview.state, S.MISSED)
    interview.state = S.MISSED
    db.session.flush()


def prolong(fair: Fair, interview: FairInterview) -> None:
    """It takes ten minutes more; whoever comes next is told when. Raises InterviewStepRefused."""
    check_step(interview.state, S.DONE)
    at = now()
    interview.ends_at = max(interview.ends_at, at) + timedelta(minutes=MINUTES_MORE)
    db.session.flush()
    timetable = find_timetable(fair.id)
    if timetable is not None and timetable.announced_at is not None:
        replan(fair, at=at)


def settle(
    interview: FairInterview, application: Application, target: ApplicationState, *, reason: str, account_id: int
) -> None:
    """Say what came of an interview: an offer, or a refusal with its reason.

    Raises OutcomeImpossible, or as applications.move does.
    """
    check_outcome(target)
    if interview.state is S.RUNNING:
        _end(interview)
    applications.move(application, target, role=Role.ENTERPRISE, account_id=account_id, reason=reason)


def _application(interview: FairInterview, *, today: date, account_id: int) -> Application:
    """The application that an interview is about: the live one, or a new one; it stands at the interview now."""
    worker = db.session.get_one(Worker, interview.worker_id)
    application = find_live_application(worker.id, interview.vacancy_id)
    if application is None:
        vacancy = db.session.get_one(Vacancy, interview.vacancy_id)
        # Whoever sits down applies: by the own account, or by word of mouth.
        by = worker.account_id or account_id
        application = applications.apply(worker, vacancy, account_id=by, today=today)
    if application.state in BEFORE_INTERVIEW:
        applications.move(
            application, ApplicationState.INTERVIEW, role=Role.ENTERPRISE, account_id=account_id, is_told=False
        )
    return application


def _end(interview: FairInterview) -> None:
    at = now()
    interview.state, interview.ended_at = S.DONE, at
    interview.ends_at = min(interview.ends_at, max(at, interview.starts_at + timedelta(minutes=1)))
    db.session.flush()


def _running(booth: Booth) -> list[FairInterview]:
    asked = select(FairInterview).where(FairInterview.booth_id == booth.id, FairInterview.state == S.RUNNING)
    return list(db.session.scalars(asked.order_by(FairInterview.id)))


def _minutes(fair: Fair) -> int:
    timetable = find_timetable(fair.id)
    return (timetable.slot_minutes if timetable else USUAL_MINUTES) - PAUSE


def _note_presence(fair: Fair, booth: Booth, *, today: date) -> None:
    """Whoever works at a booth is there."""
    asked = select(FairRegistration).where(
        FairRegistration.fair_id == fair.id, FairRegistration.enterprise_id == booth.enterprise_id
    )
    row = db.session.scalar(asked)
    if row is not None and (row.state in OPEN or row.state is RegistrationState.ABSENT):
        note_attendance(fair, row, came=True, today=today, account_id=None)
