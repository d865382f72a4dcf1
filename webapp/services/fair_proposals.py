"""What an official makes of a proposed fair: changes it, publishes it, cancels it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import aliased, selectinload
from sqlalchemy.orm.exc import StaleDataError

from domain.divisions import subtree_prefix
from domain.fair_proposals import RULE_VERSION
from domain.fair_registrations import EnterpriseRegistered
from domain.fairs import (
    FairDayTaken,
    FairState,
    FairTransitionRefused,
    VacancyAtFairAlready,
    VacancyUnknown,
    check_details,
    check_editable,
    check_publication,
    check_reason,
    check_transition,
)
from domain.invitations import InvitationState
from domain.workers import ConsentPurpose
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Booth, BoothVacancy, Consent, Fair, Invitation, Vacancy, Worker
from webapp.reads.fair_registrations import has_registered
from webapp.reads.matching import is_hiring
from webapp.services import audit
from webapp.services.fair_messages import tell_cancelled, tell_invited
from webapp.services.fair_registrations import invite_standing
from webapp.services.fair_tickets import call_off, open_slots

if TYPE_CHECKING:
    from datetime import date, time

    from domain.fairs import FairMode


def change_details(
    fair: Fair,
    *,
    title: str,
    venue: str,
    mode: FairMode,
    held_on: date,
    opens_at: time,
    closes_at: time,
    today: date,
    account_id: int,
) -> None:
    """Change when, where and how a proposal is held. Raises FairFixed, FairDayTaken or as check_details does."""
    check_editable(fair.state)
    check_details(
        title=title, venue=venue, mode=mode, held_on=held_on, opens_at=opens_at, closes_at=closes_at, today=today
    )
    if held_on != fair.held_on and _is_taken(fair, held_on):
        raise FairDayTaken(held_on=held_on)
    before = {"title": fair.title, "venue": fair.venue, "held_on": fair.held_on.isoformat()}
    fair.title, fair.venue, fair.mode = title.strip(), venue.strip(), mode
    fair.held_on, fair.opens_at, fair.closes_at = held_on, opens_at, closes_at
    _note_edit(fair)
    audit.record("fair.change", fair, account_id=account_id, before=before, held_on=held_on.isoformat())


def drop_booth(fair: Fair, booth_id: int, *, account_id: int) -> bool:
    """Take an enterprise out of a proposal, with what it shows and whom that invited; False where it is gone already.

    Raises FairFixed or EnterpriseRegistered.
    """
    check_editable(fair.state)
    booth = db.session.scalar(
        select(Booth).where(Booth.id == booth_id, Booth.fair_id == fair.id).options(selectinload(Booth.vacancies))
    )
    if booth is None:
        return False
    _check_unregistered(booth)
    _uninvite(fair, [shown.vacancy_id for shown in booth.vacancies])
    db.session.delete(booth)
    _note_edit(fair)
    audit.record("fair.drop_enterprise", fair, account_id=account_id, enterprise_id=booth.enterprise_id)
    return True


def drop_vacancy(fair: Fair, vacancy_id: int, *, account_id: int) -> bool:
    """Take a vacancy out of a proposal; a booth that shows nothing goes with it. False where it is gone already.

    Raises FairFixed or EnterpriseRegistered.
    """
    check_editable(fair.state)
    booth = db.session.scalar(
        select(Booth)
        .where(Booth.fair_id == fair.id, Booth.vacancies.any(BoothVacancy.vacancy_id == vacancy_id))
        .options(selectinload(Booth.vacancies))
    )
    if booth is None:
        return False
    _check_unregistered(booth)
    booth.vacancies = [shown for shown in booth.vacancies if shown.vacancy_id != vacancy_id]
    if not booth.vacancies:
        db.session.delete(booth)
    _uninvite(fair, [vacancy_id])
    _note_edit(fair)
    audit.record("fair.drop_vacancy", fair, account_id=account_id, vacancy_id=vacancy_id)
    return True


def add_vacancy(fair: Fair, vacancy_id: int, *, today: date, account_id: int) -> None:
    """Show one more vacancy of the fair's division, at its enterprise's booth or at a new one.

    Raises FairFixed, VacancyUnknown or VacancyAtFairAlready. The next matching invites people to it.
    """
    check_editable(fair.state)
    vacancy = db.session.scalar(
        select(Vacancy).where(
            Vacancy.id == vacancy_id,
            is_hiring(today),
            Vacancy.export_order_id.is_(None),
            Vacancy.division_code.startswith(subtree_prefix(fair.division_code)),
        )
    )
    if vacancy is None:
        raise VacancyUnknown
    booths = db.session.scalars(
        select(Booth).where(Booth.fair_id == fair.id).options(selectinload(Booth.vacancies))
    ).all()
    if any(shown.vacancy_id == vacancy_id for booth in booths for shown in booth.vacancies):
        raise VacancyAtFairAlready
    booth = next((booth for booth in booths if booth.enterprise_id == vacancy.enterprise_id), None)
    if booth is None:
        number = max((booth.number for booth in booths), default=0) + 1
        booth = Booth(fair_id=fair.id, enterprise_id=vacancy.enterprise_id, number=number, vacancies=[])
        db.session.add(booth)
    booth.vacancies.append(BoothVacancy(vacancy_id=vacancy_id))
    _note_edit(fair)
    audit.record("fair.add_vacancy", fair, account_id=account_id, vacancy_id=vacancy_id)


def publish(fair: Fair, *, today: date, account_id: int) -> int:
    """Make a proposal public and send its invitations; how many people were invited.

    Raises FairTransitionRefused, FairDayPast or FairWithoutBooths. Who has withdrawn the consent to be matched, looks
    no more, or is invited to the vacancy already, is left out.
    """
    booths = db.session.scalar(select(func.count()).where(Booth.fair_id == fair.id)) or 0
    check_publication(state=fair.state, held_on=fair.held_on, booths=booths, today=today)
    fair.state, fair.published_at = FairState.PUBLISHED, now()
    _store()
    open_slots(fair)
    invite_standing(fair, today=today)
    agrees = select(Consent.id).where(
        Consent.worker_id == Worker.id, Consent.purpose == ConsentPurpose.MATCHING, Consent.withdrawn_at.is_(None)
    )
    wants = select(Worker.id).where(Worker.id == Invitation.worker_id, Worker.is_looking, agrees.exists())
    hires = select(Vacancy.id).where(Vacancy.id == Invitation.vacancy_id, is_hiring(today))
    other = aliased(Invitation)
    is_invited = select(other.id).where(
        other.worker_id == Invitation.worker_id,
        other.vacancy_id == Invitation.vacancy_id,
        other.state == InvitationState.SENT,
    )
    prepared = (Invitation.fair_id == fair.id) & (Invitation.state == InvitationState.PREPARED)
    still_right = wants.exists() & hires.exists() & ~is_invited.exists()
    sent = db.session.scalars(
        update(Invitation)
        .where(prepared, still_right)
        .values(state=InvitationState.SENT, created_at=now())
        .returning(Invitation.worker_id)
        .execution_options(synchronize_session=False)
    ).all()
    db.session.execute(delete(Invitation).where(prepared).execution_options(synchronize_session=False))
    tell_invited(fair, sent)
    audit.record(
        "fair.publish",
        fair,
        account_id=account_id,
        rule_version=RULE_VERSION,
        booths=booths,
        invitations=len(sent),
        invited=len(set(sent)),
    )
    return len(set(sent))


def cancel(fair: Fair, *, reason: str, account_id: int) -> None:
    """Give a fair up. Who was invited and has not answered is not waited for.

    Raises FairReasonMissing, FairReasonTooLong or FairTransitionRefused.
    """
    check_reason(reason)
    check_transition(fair.state, FairState.CANCELLED)
    was = fair.state
    tell_cancelled(fair, reason=reason.strip())
    fair.state = FairState.CANCELLED
    fair.rationale = {**fair.rationale, "cancelled": {"by": "official", "reason": reason.strip()}}
    _store()
    db.session.execute(
        update(Invitation)
        .where(Invitation.fair_id == fair.id, Invitation.state == InvitationState.SENT)
        .values(state=InvitationState.EXPIRED)
        .execution_options(synchronize_session=False)
    )
    call_off(fair)
    prepared = (Invitation.fair_id == fair.id) & (Invitation.state == InvitationState.PREPARED)
    db.session.execute(delete(Invitation).where(prepared).execution_options(synchronize_session=False))
    audit.record("fair.cancel", fair, account_id=account_id, reason=reason.strip(), was=was)


def _check_unregistered(booth: Booth) -> None:
    if has_registered(booth.fair_id, booth.enterprise_id):
        raise EnterpriseRegistered


def _is_taken(fair: Fair, day: date) -> bool:
    alive = [FairState.PROPOSED, FairState.PUBLISHED]
    there = select(Fair.id).where(
        Fair.division_code == fair.division_code, Fair.held_on == day, Fair.state.in_(alive), Fair.id != fair.id
    )
    return db.session.scalar(there.limit(1)) is not None


def _uninvite(fair: Fair, vacancy_ids: list[int]) -> None:
    db.session.execute(
        delete(Invitation)
        .where(
            Invitation.fair_id == fair.id,
            Invitation.vacancy_id.in_(vacancy_ids),
            Invitation.state == InvitationState.PREPARED,
        )
        .execution_options(synchronize_session=False)
    )


def _note_edit(fair: Fair) -> None:
    fair.edited_at = now()
    _store()


def _store() -> None:
    """Write, and refuse where the clock or somebody else has changed the fair since it was read."""
    try:
        db.session.flush()
    except StaleDataError as error:
        raise FairTransitionRefused from error
