"""What is written down about somebody who comes without a ticket."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from webapp.forms import Form, TextLine, Tick, WholeNumber
from webapp.services.fair_walk_ins import WalkIn


class WalkInForm(Form):
    """Somebody at the door."""

    name = TextLine(_("Name"), is_needed=True)
    phone = TextLine(_("Mobile number"), is_needed=True)
    birth_year = WholeNumber(_("Year of birth"), is_needed=True)
    agrees = Tick(_("Agrees that name and number are kept, and that vacancies of the fair are looked for"))

    def person(self) -> WalkIn:
        """What was typed, once it has been read."""
        return WalkIn(
            name=self.name.data or "",
            phone=self.phone.data or "",
            birth_year=self.birth_year.data or 0,
            agrees=bool(self.agrees.data),
        )
