"""Registrations: enterprises ask for a booth at a fair, officials decide, who waits moves up when a booth is free."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import selectinload

from domain.fair_registrations import (
    ATTENDANCE,
    HOLDS_BOOTH,
    LIES_AHEAD,
    OPEN,
    RULE_VERSION,
    Party,
    RegistrationClosed,
    RegistrationState,
    RegistrationStepRefused,
    VacancyNotShowable,
    check_booth_limit,
    check_open,
    check_step,
    check_window,
    check_wishes,
    place,
    usual_window,
)
from domain.fairs import FairState
from domain.invitations import InvitationState
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Booth, BoothVacancy, Fair, FairRegistration, Invitation, RegistrationVacancy
from webapp.reads.fair_floors import layout_of
from webapp.reads.fair_registrations import count_booths, showable_ids
from webapp.services import audit
from webapp.services.fair_floors import settle
from webapp.services.fair_locks import hold
from webapp.services.fair_messages import tell_enterprise
from webapp.services.fair_tickets import resize_slots

if TYPE_CHECKING:
    from datetime import date

    from domain.fair_registrations import BoothSize, Window
    from webapp.models import Enterprise

S = RegistrationState


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What an enterprise has typed: what it shows, and what booth it needs."""

    vacancy_ids: frozenset[int]
    size: BoothSize
    needs_power: bool
    needs_room: bool
    staff: int
    note: str


def open_window(fair: Fair, window: Window, *, booth_limit: int, today: date, account_id: int) -> None:
    """Let enterprises register on some days. A proposal is announced by it, and the clock leaves it alone.

    Raises RegistrationClosed where the fair does not lie ahead, or a refusal of check_window or check_booth_limit.
    """
    hold(fair)
    if fair.state not in LIES_AHEAD or fair.held_on <= today:
        raise RegistrationClosed
    check_window(window, held_on=fair.held_on)
    layout = layout_of(fair)
    check_booth_limit(booth_limit, taken=count_booths(fair.id), in_hall=len(layout.booths) if layout else None)
    fair.registers_from, fair.registers_until = window.opens_on, window.closes_on
    fair.booth_limit = booth_limit
    if fair.state is FairState.PROPOSED:
        fair.edited_at = now()
    audit.record(
        "fair.open_registration",
        fair,
        account_id=account_id,
        first_on=window.opens_on.isoformat(),
        last_on=window.closes_on.isoformat(),
        booths=booth_limit,
    )
    _move_up(fair, today=today)


def invite_standing(fair: Fair, *, today: date) -> None:
    """Ask the enterprises of the booths that a fair is published with whether they come; open the usual window."""
    if fair.registration_window is None and (window := usual_window(today=today, held_on=fair.held_on)):
        fair.registers_from, fair.registers_until = window.opens_on, window.closes_on
    asked = select(Booth).where(Booth.fair_id == fair.id).options(selectinload(Booth.vacancies))
    booths = db.session.scalars(asked.order_by(Booth.number)).all()
    invited = []
    fair.booth_limit = max(fair.booth_limit, len(booths))
    known = select(FairRegistration).where(FairRegistration.fair_id == fair.id)
    standing = {row.enterprise_id: row for row in db.session.scalars(known)}
    for booth in booths:
        row = standing.get(booth.enterprise_id)
        if row is None:
            shown = [RegistrationVacancy(vacancy_id=item.vacancy_id) for item in booth.vacancies]
            row = FairRegistration(
                fair_id=fair.id,
                enterprise_id=booth.enterprise_id,
                state=S.INVITED,
                reason="",
                asked_at=now(),
                vacancies=shown,
            )
            db.session.add(row)
            invited.append(row)
        elif row.state not in HOLDS_BOOTH:
            # An official has put it into the list; that answers whatever it had asked.
            row.state, row.decided_at, row.reason = S.INVITED, now(), ""
            invited.append(row)
    db.session.flush()
    for row in invited:
        tell_enterprise(fair, row)


def register(fair: Fair, enterprise: Enterprise, wishes: Wishes, *, today: date, account_id: int) -> FairRegistration:
    """Ask for a booth, or change what was asked; an enterprise that was invited says with it that it comes.

    Raises RegistrationClosed, VacancyNotShowable, RegistrationStepRefused or a refusal of check_wishes.
    """
    check_open(state=fair.state, window=fair.registration_window, today=today)
    check_wishes(
        is_verified=enterprise.verified_at is not None,
        vacancies=len(wishes.vacancy_ids),
        staff=wishes.staff,
        note=wishes.note,
    )
    hold(fair)
    row = _find(fair.id, enterprise.id)
    was_shown = {item.vacancy_id for item in row.vacancies} if row else set()
    if not wishes.vacancy_ids <= showable_ids(enterprise.id, today=today) | was_shown:
        raise VacancyNotShowable
    if row is None:
        row = FairRegistration(
            fair_id=fair.id, enterprise_id=enterprise.id, state=S.REQUESTED, asked_at=now(), vacancies=[]
        )
        db.session.add(row)
    elif row.state is S.INVITED:
        _step(fair, row, S.APPROVED, party=Party.ENTERPRISE, today=today, account_id=account_id)
    elif row.state not in OPEN:
        _step(fair, row, S.REQUESTED, party=Party.ENTERPRISE, today=today, account_id=account_id)
        row.asked_at, row.reason = now(), ""
    row.size, row.staff, row.note = wishes.size, wishes.staff, wishes.note
    row.needs_power, row.needs_room = wishes.needs_power, wishes.needs_room
    row.vacancies = [
        next((item for item in row.vacancies if item.vacancy_id == number), RegistrationVacancy(vacancy_id=number))
        for number in sorted(wishes.vacancy_ids)
    ]
    try:
        db.session.flush()
    except IntegrityError as error:
        raise RegistrationStepRefused(state=S.REQUESTED, target=S.REQUESTED) from error
    if row.state in HOLDS_BOOTH:
        _show(fair, row)
    return row


def confirm(fair: Fair, row: FairRegistration, *, today: date, account_id: int) -> None:
    """Say that one comes to a fair to which one was invited. Raises RegistrationStepRefused."""
    hold(fair)
    _step(fair, row, S.APPROVED, party=Party.ENTERPRISE, today=today, account_id=account_id)


def withdraw(fair: Fair, row: FairRegistration, *, today: date, account_id: int) -> FairRegistration | None:
    """Not coming after all; the first who waits gets the booth. Who that is. Raises RegistrationStepRefused."""
    hold(fair)
    _step(fair, row, S.WITHDRAWN, party=Party.ENTERPRISE, today=today, account_id=account_id)
    return _move_up(fair, today=today)


def approve(fair: Fair, row: FairRegistration, *, today: date, account_id: int) -> None:
    """Let an enterprise come: it has a booth, or waits for one where all are taken. Raises RegistrationStepRefused."""
    hold(fair)
    target = place(taken=count_booths(fair.id), limit=fair.booth_limit)
    _step(fair, row, target, party=Party.OFFICE, today=today, account_id=account_id)


def refuse(fair: Fair, row: FairRegistration, *, reason: str, today: date, account_id: int) -> FairRegistration | None:
    """Do not let an enterprise come; a booth that it had goes to the first who waits. Who that is.

    Raises RegistrationStepRefused, RegistrationReasonMissing or RegistrationReasonTooLong.
    """
    hold(fair)
    _step(fair, row, S.REFUSED, party=Party.OFFICE, today=today, account_id=account_id, reason=reason)
    return _move_up(fair, today=today)


def note_attendance(fair: Fair, row: FairRegistration, *, came: bool, today: date, account_id: int | None) -> None:
    """Note whether an enterprise came, by an official or by what it does at its booth.

    Raises RegistrationStepRefused or NotTheDayYet.
    """
    target = S.ATTENDED if came else S.ABSENT
    _step(fair, row, target, party=Party.OFFICE, today=today, account_id=account_id)


def _step(
    fair: Fair,
    row: FairRegistration,
    target: RegistrationState,
    *,
    party: Party,
    today: date,
    account_id: int | None,
    reason: str = "",
) -> None:
    """Take a step of the table, with the booth that goes with it."""
    db.session.refresh(row, ["state"])
    before = row.state
    check_step(before, target, party=party, fair_state=fair.state, held_on=fair.held_on, today=today, reason=reason)
    row.state = target
    if party is not Party.ENTERPRISE:
        row.decided_at, row.decided_by_id, row.reason = now(), account_id, reason.strip()
    db.session.flush()
    if target in HOLDS_BOOTH:
        _show(fair, row)
    elif before in HOLDS_BOOTH:
        _clear(fair, row)
    if party is not Party.ENTERPRISE and target not in ATTENDANCE:
        tell_enterprise(fair, row)
    audit.record(
        f"fair_registration.{target}",
        row,
        account_id=account_id,
        rule_version=RULE_VERSION,
        enterprise_id=row.enterprise_id,
        was=before,
        reason=reason.strip(),
    )


def _move_up(fair: Fair, *, today: date) -> FairRegistration | None:
    """Give booths that are free to those who wait, who waits longest first; the first of them."""
    moved = None
    waiting = db.session.scalars(
        select(FairRegistration)
        .where(FairRegistration.fair_id == fair.id, FairRegistration.state == S.WAITING)
        .order_by(FairRegistration.asked_at, FairRegistration.id)
        .options(selectinload(FairRegistration.vacancies))
    ).all()
    for row in waiting:
        if count_booths(fair.id) >= fair.booth_limit:
            break
        _step(fair, row, S.APPROVED, party=Party.BOOTH, today=today, account_id=None)
        moved = moved or row
    return moved


def _show(fair: Fair, row: FairRegistration) -> None:
    """Let the booth of an enterprise show what it registered with."""
    wanted = set(
        db.session.scalars(select(RegistrationVacancy.vacancy_id).where(RegistrationVacancy.registration_id == row.id))
    )
    booth = _find_booth(fair.id, row.enterprise_id)
    if booth is None:
        highest = db.session.scalar(select(func.max(Booth.number)).where(Booth.fair_id == fair.id)) or 0
        booth = Booth(fair_id=fair.id, enterprise_id=row.enterprise_id, number=highest + 1, vacancies=[])
        db.session.add(booth)
    shown = {item.vacancy_id for item in booth.vacancies}
    _uninvite(fair, shown - wanted)
    booth.vacancies = [item for item in booth.vacancies if item.vacancy_id in wanted]
    booth.vacancies += [BoothVacancy(vacancy_id=number) for number in sorted(wanted - shown)]
    db.session.flush()
    resize_slots(fair)
    settle(fair)


def _clear(fair: Fair, row: FairRegistration) -> None:
    """Take the booth of an enterprise away, with whom that invited."""
    booth = _find_booth(fair.id, row.enterprise_id)
    if booth is not None:
        _uninvite(fair, {item.vacancy_id for item in booth.vacancies})
        db.session.delete(booth)
        db.session.flush()
        resize_slots(fair)


def _uninvite(fair: Fair, vacancy_ids: set[int]) -> None:
    """Nobody is waited for at a vacancy that the fair does not show."""
    to_them = (Invitation.fair_id == fair.id) & Invitation.vacancy_id.in_(vacancy_ids)
    unseen = delete(Invitation).where(to_them, Invitation.state == InvitationState.PREPARED)
    unanswered = update(Invitation).where(to_them, Invitation.state == InvitationState.SENT)
    for statement in (unseen, unanswered.values(state=InvitationState.EXPIRED)):
        db.session.execute(statement.execution_options(synchronize_session=False))


def _find(fair_id: int, enterprise_id: int) -> FairRegistration | None:
    asked = select(FairRegistration).where(
        FairRegistration.fair_id == fair_id, FairRegistration.enterprise_id == enterprise_id
    )
    return db.session.scalar(asked.options(selectinload(FairRegistration.vacancies)))


def _find_booth(fair_id: int, enterprise_id: int) -> Booth | None:
    asked = select(Booth).where(Booth.fair_id == fair_id, Booth.enterprise_id == enterprise_id)
    return db.session.scalar(asked.options(selectinload(Booth.vacancies)))
