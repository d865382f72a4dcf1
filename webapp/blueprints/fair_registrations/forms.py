"""What an enterprise writes about its booth, and what an official says about the registration of a fair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from flask_babel import lazy_gettext as _

from domain.fair_registrations import BoothSize, Window
from webapp.forms import Day, Form, OneCard, Several, TextLine, Tick, WholeNumber, names_of
from webapp.services.fair_registrations import Wishes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from webapp.models import FairRegistration, Vacancy


class RegistrationForm(Form):
    """What an enterprise shows at a fair, and what booth it needs."""

    vacancies = Several(_("Vacancies at the booth"), is_needed=True)
    size = OneCard(_("Size of the booth"), names_of(BoothSize))
    needs_power = Tick(_("Power at the booth"))
    needs_room = Tick(_("A closed room for interviews"))
    staff = WholeNumber(_("People at the booth"), is_needed=True)
    note = TextLine(_("Anything else"))

    def offer(self, vacancies: Iterable[Vacancy]) -> None:
        """Put the vacancies to choose from."""
        self.vacancies.choices = [(str(vacancy.id), vacancy.title) for vacancy in vacancies]

    def wishes(self) -> Wishes:
        """What was typed, once it has been read."""
        return Wishes(
            vacancy_ids=frozenset(int(number) for number in self.vacancies.data or ()),
            size=BoothSize(self.size.data),
            needs_power=bool(self.needs_power.data),
            needs_room=bool(self.needs_room.data),
            staff=self.staff.data or 0,
            note=self.note.data or "",
        )


def as_it_was_asked(registration: FairRegistration | None, offered: Iterable[Vacancy]) -> dict[str, Any]:
    """What the form holds at first: what was asked, or all vacancies at a usual booth."""
    if registration is None:
        return {"vacancies": [str(one.id) for one in offered], "size": BoothSize.SINGLE.value, "staff": 2}
    return {
        "vacancies": [str(item.vacancy_id) for item in registration.vacancies],
        "size": registration.size.value,
        "needs_power": registration.needs_power,
        "needs_room": registration.needs_room,
        "staff": registration.staff,
        "note": registration.note,
    }


class WindowForm(Form):
    """From when to when enterprises register, and for how many there is room."""

    opens_on = Day(_("Registration opens on"), is_needed=True)
    closes_on = Day(_("Registration closes on"), is_needed=True)
    booth_limit = WholeNumber(_("Booths"), is_needed=True)

    def window(self) -> Window:
        """The days, once they have been read."""
        return Window(opens_on=cast("date", self.opens_on.data), closes_on=cast("date", self.closes_on.data))
