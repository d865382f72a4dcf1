"""What the city enters about a campaign."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from domain.campaigns import Campaign
from webapp.forms import Day, Form, OneOf, TextLine, names_of


class AnnouncementForm(Form):
    """From when to when a campaign runs, as the ministry has announced it."""

    campaign = OneOf(_("Campaign"), names_of(Campaign))
    first_on = Day(_("First day"), is_needed=True)
    last_on = Day(_("Last day"), is_needed=True)
    source = TextLine(_("Document"))

    def announcement(self) -> dict[str, Any]:
        """What was typed, once it has been read."""
        return {
            "campaign": Campaign(self.campaign.data),
            "first_on": self.first_on.data,
            "last_on": self.last_on.data,
            "source": self.source.data or "",
        }
