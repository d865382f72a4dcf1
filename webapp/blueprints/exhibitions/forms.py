"""What officials say of an exhibition, and how many come on a registration."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask_babel import lazy_gettext as _

from domain.divisions import HOME_CITY
from webapp.forms import Day, Form, OneOf, TextBlock, TextLine, WholeNumber
from webapp.places import counties
from webapp.presentation import keeper
from webapp.services.exhibitions import ExhibitionWords

if TYPE_CHECKING:
    from datetime import date


class ExhibitionForm(Form):
    """An exhibition."""

    title = TextLine(_("Title"), is_needed=True)
    title_en = TextLine(_("Title in English"))
    division_code = OneOf(_("Announced by"))
    venue = TextLine(_("Where people meet"), is_needed=True)
    begins_on = Day(_("First day"), is_needed=True)
    ends_on = Day(_("Last day"), is_needed=True)
    places = WholeNumber(_("Places for visitors"), is_needed=True)
    about = TextBlock(_("What there is to see"))

    def offer(self, within: str) -> None:
        """Put the divisions that an official may announce for."""
        kept = [(HOME_CITY, keeper(HOME_CITY)), *counties()]
        self.division_code.choices = [pair for pair in kept if within in {HOME_CITY, pair[0]}]

    def words(self) -> ExhibitionWords:
        """What was typed."""
        return ExhibitionWords(
            title=self.title.data or "",
            title_en=self.title_en.data or "",
            division_code=self.division_code.data or "",
            venue=self.venue.data or "",
            about=self.about.data or "",
            begins_on=cast("date", self.begins_on.data),
            ends_on=cast("date", self.ends_on.data),
            places=self.places.data,
        )


class PartyForm(Form):
    """A registration."""

    people = WholeNumber(_("How many people come?"), is_needed=True)
