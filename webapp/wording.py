"""What a refusal says to people: one table from the classes of the domain to sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import format_date
from flask_babel import lazy_gettext as _

from domain import (
    accounts,
    applications,
    batches,
    fair_proposals,
    fairs,
    invitations,
    labour_export,
    runs,
    vacancies,
    wages,
    workers,
)
from webapp.labels import LABELS, label
from webapp.presentation import yuan

if TYPE_CHECKING:
    from domain.errors import RuleBroken

WORDING: dict[type[RuleBroken], Any] = {
    accounts.PhoneInvalid: _("This is not a mobile number. It has 11 digits, for example 139 1234 5678."),
    accounts.PhoneTaken: _("There is an account with this number already. Sign in instead, or use another number."),
    accounts.PasswordTooShort: _("The password needs at least %(least)s characters."),
    accounts.PasswordTooLong: _("The password may have at most %(most)s characters."),
    accounts.PasswordTooCommon: _("This password is too easy to guess. Take another one."),
    accounts.SignInRefused: _("The number and the password do not belong together."),
    accounts.OutOfScope: _("This belongs to another division, where you cannot decide."),
    applications.ApplicationStepRefused: _("The application has moved on. This step is not possible now."),
    applications.ReasonMissing: _("Please say why: the worker will read it."),
    applications.AlreadyApplied: _("You have applied for this vacancy already."),
    applications.VacancyNotOpen: _("This vacancy takes no applications now."),
    applications.NoSeatLeft: _("All places of this vacancy are taken."),
    batches.SeatsImplausible: _("The number of seats must lie between 1 and %(most)s."),
    batches.SeatsBelowPromised: _("%(promised)s workers of this batch know of their seat already."),
    batches.MoreSeatsThanAsked: _("The order has %(seats_left)s places left."),
    batches.DepartureOutsideWindow: _("The order leaves between %(departs_from)s and %(departs_until)s."),
    batches.BatchNotForming: _("This batch has left or was cancelled and is not changed any more."),
    batches.AgencyNotVerified: _("An official has to look at your licence first. Then you can take seats."),
    fair_proposals.TooFewEnterprises: _("Only %(enterprises)s enterprises hire for it; a fair needs %(least)s."),
    fair_proposals.TooFewExpected: _("It is expected to place %(expected)s people, too few for a fair."),
    fair_proposals.NoDayLeft: _("Between %(soonest)s and %(latest)s there is no free Saturday."),
    fair_proposals.NotPublishedInTime: _("It was not published in time for %(held_on)s."),
    fairs.FairTransitionRefused: _("The fair has moved on. This step is not possible now."),
    fairs.FairFixed: _("People have been told of this fair: it is not changed any more."),
    fairs.FairTitleMissing: _("Please give the fair a title."),
    fairs.FairTitleTooLong: _("The title has %(length)s characters. It may have %(most)s."),
    fairs.VenueMissing: _("Please say where people meet."),
    fairs.VenueTooLong: _("The place has %(length)s characters. It may have %(most)s."),
    fairs.FairDayPast: _("The day must lie ahead: people have to hear of it first."),
    fairs.FairHoursReversed: _("The fair would close before it opens."),
    fairs.FairDayTaken: _("There is another fair here on this day."),
    fairs.FairWithoutBooths: _("A fair needs at least one enterprise."),
    fairs.FairReasonMissing: _("Please say why."),
    fairs.FairReasonTooLong: _("The reason has %(length)s characters. It may have %(most)s."),
    fairs.VacancyAtFairAlready: _("The fair shows this vacancy already."),
    fairs.VacancyUnknown: _("There is no open vacancy with this number here."),
    invitations.InvitationAnswered: _("This invitation has been answered already."),
    invitations.AlreadyInvited: _("You have invited this worker already."),
    labour_export.RosterStepRefused: _("This place has moved on. This step is not possible now."),
    labour_export.RosterReasonMissing: _("Please say why."),
    labour_export.OrderNotOpen: _("This order is closed."),
    labour_export.OrderNumberMissing: _("Please give the order a number."),
    labour_export.OrderNumberTaken: _("There is an order with this number already."),
    labour_export.OrderTitleMissing: _("Please give the order a title."),
    labour_export.OrderTitleTooLong: _("The title has %(length)s characters. It may have %(most)s."),
    labour_export.DestinationAtHome: _("Labour export leads out of the city. Please choose another place."),
    labour_export.DepartureWindowReversed: _("The last day of departure lies before the first."),
    labour_export.DepartureWindowPast: _("The last day of departure has passed: %(departs_until)s."),
    labour_export.PartnerAtHome: _("An agreement is made with another city. Please choose another place."),
    labour_export.PeopleImplausible: _("The number of people must lie between 1 and %(most)s."),
    labour_export.TermReversed: _("The agreement would end before it begins."),
    runs.AlreadyAsked: _("This job waits or runs already."),
    vacancies.VacancyTransitionRefused: _("The vacancy has moved on. This step is not possible now."),
    vacancies.TitleMissing: _("Please give the vacancy a title."),
    vacancies.TitleTooLong: _("The title has %(length)s characters. It may have %(most)s."),
    vacancies.DutiesTooLong: _("The duties have %(length)s characters. They may have %(most)s."),
    vacancies.HeadcountImplausible: _("The number of people must lie between 1 and %(most)s."),
    vacancies.ValidityPast: _("The last day has passed: %(valid_until)s."),
    vacancies.ValidityTooLong: _("An advertisement may stand until %(latest)s at the latest."),
    vacancies.StartPast: _("The first working day has passed: %(starts_on)s."),
    wages.WageNotPositive: _("The wage must be more than zero."),
    wages.WageRangeReversed: _("The lowest wage is above the highest."),
    wages.WageImplausible: _("This wage is far above any other. Is there a digit too many?"),
    wages.PiecesUnstated: _("Please say how many pieces an ordinary day brings, so that the wage can be compared."),
    wages.WageBelowMinimum: _("This is below the minimum wage: at least %(floor_fen)s yuan for each %(unit)s."),
    workers.TooYoungToWork: _("The law lets people work from 16 on."),
    workers.BirthYearImplausible: _("Please check the year of birth."),
    workers.OccupationsMissing: _("Please name at least one kind of work."),
    workers.TooManyOccupations: _("Please name at most %(most)s kinds of work."),
    workers.CommuteImplausible: _("The way to work must lie between 1 and %(most)s kilometres."),
}


def explain(refusal: RuleBroken) -> str:
    """A refusal as a sentence in the language of the page, with its figures."""
    return str(WORDING[type(refusal)]) % {key: _shown(key, value) for key, value in refusal.details.items()}


def _shown(key: str, value: object) -> object:
    if key.endswith("_fen") and isinstance(value, int):
        return yuan(value)
    if type(value) in LABELS:
        return label(value)  # type: ignore[arg-type]
    if hasattr(value, "isoformat"):
        return format_date(value)
    return value
