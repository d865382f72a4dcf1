"""What agencies and workers write about a batch and a place in it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from webapp.forms import Day, Form, TextBlock, TextLine, WholeNumber


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
