"""What agencies and workers write about a batch and a place in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app, request
from flask_babel import lazy_gettext as _

from domain.export_contracts import ContractTerms
from domain.labour_export import NEEDS_REASON
from domain.objections import ObjectionKind
from domain.retention import CheckMethod
from domain.roster_steps import REASONS, StepReason
from domain.vehicles import VehicleKind
from webapp.blueprints.labour_export.steps import ASKS
from webapp.calendar import today
from webapp.forms import Day, Form, OneCard, OneOf, TextBlock, TextLine, TimeOfDay, WholeNumber, Yuan, names_of
from webapp.services.rosters import StepDetails
from webapp.services.vehicles import VehicleDraft

if TYPE_CHECKING:
    from domain.labour_export import RosterState


USUAL_MONTHS = 12
"""What stands in the form before anybody has typed: most contracts run for a year."""


class SeatsForm(Form):
    """Seats that an agency takes of an order."""

    seats = WholeNumber(_("Seats"), is_needed=True)
    departs_on = Day(_("Day of departure"))


class BatchForm(Form):
    """A batch as it stands, to be changed."""

    seats = WholeNumber(_("Seats"), is_needed=True)
    departs_on = Day(_("Day of departure"))
    escort_name = TextLine(_("Escort"))
    escort_phone = TextLine(_("Phone of the escort"))


class ReasonForm(Form):
    """Why, in a few words."""

    reason = TextBlock(_("Reason"))


class StepForm(Form):
    """What an agency says about a step; each step shows the fields that it asks for."""

    happened_on = Day(_("Day"))
    why = OneOf(_("Reason"), names_of(StepReason), is_needed=False, blank=_("Please choose"))
    reason = TextBlock(_("In a few words"))
    number = TextLine(_("Number of the contract"))
    months = WholeNumber(_("Term"))
    signed_on = Day(_("Signed on"))
    fee = Yuan(_("Money taken from the worker"))
    method = OneOf(_("How do you know?"), names_of(CheckMethod), is_needed=False, blank=_("Please choose"))

    def offer(self, target: RosterState) -> None:
        """Offer the reasons that the step may have, and mark what it cannot do without."""
        self.why.choices = [("", _("Please choose")), *names_of(REASONS.get(target, ()))]
        self.need(*ASKS[target])
        self.reason.flags.required = target in NEEDS_REASON

    def need(self, *names: str) -> None:
        """Mark fields that have to be filled in; the rules themselves refuse what is missing."""
        for name in names:
            self[name].flags.required = True

    def details(self) -> StepDetails:
        """What was said, to be checked by the rules; the day is today where none was said."""
        return StepDetails(
            happened_on=self.happened_on.data or today(),
            reason=self.reason.data or "",
            why=StepReason(self.why.data) if self.why.data else None,
            contract=self.contract(),
            method=CheckMethod(self.method.data) if self.method.data else None,
        )

    def contract(self) -> ContractTerms | None:
        """The contract that was named; None where nothing was said of one."""
        if not self.number.data and self.months.data is None:
            return None
        return ContractTerms(
            number=self.number.data or "",
            months=self.months.data or 0,
            signed_on=self.signed_on.data or today(),
            fee_fen=self.fee.data or 0,
        )


def empty_form(target: RosterState) -> StepForm:
    """The form of a step before anybody has typed; its fields have names of their own beside those of other steps."""
    usual = {"happened_on": today(), "signed_on": today(), "months": USUAL_MONTHS, "fee": 0}
    form = StepForm(formdata=None, prefix=f"{target}-", data=usual)
    form.offer(target)
    return form


def kept_form(target: RosterState) -> StepForm:
    """The form of a step as it was sent along with another's, so that a refusal loses nothing; empty if it was not."""
    prefix = f"{target}-"
    if not any(name.startswith(prefix) for name in request.form):
        return empty_form(target)
    form = StepForm(prefix=prefix)
    form.offer(target)
    return form


class NoteForm(Form):
    """What an agency wants to remember of somebody."""

    note = TextLine(_("Own note"))


class VehicleForm(Form):
    """A vehicle of a batch."""

    kind = OneOf(_("Kind"), names_of(VehicleKind))
    plate = TextLine(_("Plate, or number of the train"))
    seats = WholeNumber(_("Seats for people who go"), is_needed=True)
    leaves_at = TimeOfDay(_("Leaves at"))
    meeting_point = TextLine(_("Where people meet"))
    driver_name = TextLine(_("Driver"))
    driver_phone = TextLine(_("Phone of the driver"))
    escort_name = TextLine(_("Escort in this vehicle"))
    escort_phone = TextLine(_("Phone of the escort"))

    def draft(self) -> VehicleDraft:
        """What was typed, to be checked by the rules."""
        return VehicleDraft(
            kind=VehicleKind(self.kind.data),
            plate=self.plate.data or "",
            seats=self.seats.data or 0,
            leaves_at=self.leaves_at.data,
            meeting_point=self.meeting_point.data or "",
            driver_name=self.driver_name.data or "",
            driver_phone=self.driver_phone.data or "",
            escort_name=self.escort_name.data or "",
            escort_phone=self.escort_phone.data or "",
        )


class SeatForm(Form):
    """A certain seat of a vehicle."""

    vehicle = WholeNumber(_("Vehicle"), is_needed=True)
    number = WholeNumber(_("Seat"), is_needed=True)


class CompanionForm(Form):
    """Whom a worker asks to go together."""

    phone = TextLine(_("Mobile number of whom you want to go with"), is_needed=True)


class CodeForm(Form):
    """The code that a worker's phone has shown."""

    code = TextLine(_("Code of six digits"), is_needed=True)


class ObjectionForm(Form):
    """What a worker says against the records."""

    kind = OneCard(_("What is not right?"), names_of(ObjectionKind))
    text = TextBlock(_("In a few words"))


def signing_secret() -> str:
    """What one-time codes are kept with, so that a copy of the database tells nothing of them."""
    secret: str = current_app.config["SETTINGS"].secret_key
    return secret
