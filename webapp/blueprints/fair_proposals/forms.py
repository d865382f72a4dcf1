"""What officials write about a fair."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from domain.fairs import FairMode
from webapp.forms import Day, Form, OneCard, OneOf, TextBlock, TextLine, TimeOfDay, names_of


class DetailsForm(Form):
    """When, where and how a fair is held."""

    title = TextLine(_("Title"), is_needed=True)
    held_on = Day(_("Day"), is_needed=True)
    opens_at = TimeOfDay(_("Opens at"), is_needed=True)
    closes_at = TimeOfDay(_("Closes at"), is_needed=True)
    mode = OneCard(_("Where people meet"), names_of(FairMode))
    venue = TextLine(_("Place"))

    def details(self) -> dict[str, Any]:
        """What was typed, once it has been read."""
        return {
            "title": self.title.data,
            "held_on": self.held_on.data,
            "opens_at": self.opens_at.data,
            "closes_at": self.closes_at.data,
            "mode": FairMode(self.mode.data),
            "venue": self.venue.data,
        }


class AddVacancyForm(Form):
    """A vacancy that the fair shall show as well."""

    vacancy = OneOf(_("Vacancy"))


class ReasonForm(Form):
    """Why a fair does not take place."""

    reason = TextBlock(_("Reason"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Whether it is there is the domain's to refuse; the page only says that it is needed.
        self.reason.flags.required = True
