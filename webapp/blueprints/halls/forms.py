"""What an official says about a hall."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from webapp.forms import Form, TextLine, WholeNumber


class HallForm(Form):
    """A hall that is laid out in rows."""

    name = TextLine(_("Name of the hall"), is_needed=True)
    address = TextLine(_("Address"))
    rows = WholeNumber(_("Rows of booths"), is_needed=True)
    booths = WholeNumber(_("Booths in a row"), is_needed=True)
    rooms = WholeNumber(_("Rooms for interviews"), is_needed=True)

    def hall(self) -> dict[str, Any]:
        """What was typed, once it has been read."""
        return {
            "name": self.name.data or "",
            "address": self.address.data or "",
            "rows": self.rows.data,
            "booths": self.booths.data,
            "rooms": self.rooms.data,
        }
