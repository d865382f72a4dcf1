"""How long interviews take, and when everybody rests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _

from domain.fair_timetables import SLOTS
from webapp.forms import Form, OneOf, TimeOfDay
from webapp.services.fair_timetables import Hours

if TYPE_CHECKING:
    from typing import Any


class HoursForm(Form):
    """What an official chooses before the timetable is made."""

    slot_minutes = OneOf(_("From one interview to the next"))
    break_from = TimeOfDay(_("Break from"))
    break_until = TimeOfDay(_("until"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slot_minutes.choices = [(str(minutes), _("%(minutes)s minutes", minutes=minutes)) for minutes in SLOTS]

    def hours(self) -> Hours:
        """What was chosen, once it has been read; a break needs both ends."""
        both = self.break_from.data is not None and self.break_until.data is not None
        return Hours(
            slot_minutes=int(self.slot_minutes.data),
            break_from=self.break_from.data if both else None,
            break_until=self.break_until.data if both else None,
        )
