"""What officials write about export orders and agreements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from domain.divisions import HOME_CITY, lies_within
from domain.vacancies import Shift
from reference.divisions import divisions
from reference.occupations import occupations
from search.occupations import suggest
from webapp.forms import Day, Form, OneOf, TextBlock, TextLine, Tick, WholeNumber, Yuan, names_of
from webapp.services.export_orders import AgreementDraft, OrderDraft, PlaceDraft

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from webapp.models import CooperationAgreement

MOST_OCCUPATIONS = 8
LOWEST_LEVEL = 4


def destinations() -> dict[str, list[tuple[str, str]]]:
    """Provinces with their cities; the own city is no destination."""
    found: dict[str, list[tuple[str, str]]] = {}
    names = {entry.code: entry.name for entry in divisions() if entry.level == "province"}
    for entry in divisions():
        if entry.level == "province":
            found.setdefault(entry.name, []).append((entry.code, entry.name))
        elif entry.level == "city" and not lies_within(entry.code, HOME_CITY):
            found.setdefault(names[entry.parent_code], []).append((entry.code, entry.name))
    return found


class OrderForm(Form):
    """An export order."""

    number = TextLine(_("Number of the order"), is_needed=True)
    title = TextLine(_("Title"), is_needed=True)
    division_code = OneOf(_("Destination"), blank=_("Please choose"))
    departs_from = Day(_("Earliest departure"), is_needed=True)
    departs_until = Day(_("Latest departure"), is_needed=True)
    uscc = TextLine(_("Unified social credit code of the employer"), is_needed=True)
    name = TextLine(_("Name of the employer"))
    provisions = TextBlock(_("Housing, insurance and the way there, as agreed"))
    agreement_id = OneOf(_("Under the agreement"), blank=_("None"), is_needed=False)

    def offer(self, agreements: Sequence[CooperationAgreement]) -> None:
        """Put the places and the agreements to choose from."""
        self.division_code.choices = {"": [("", gettext("Please choose"))], **destinations()}
        self.agreement_id.choices = [("", gettext("None")), *((str(one.id), one.title) for one in agreements)]

    def draft(self) -> OrderDraft:
        """What was typed, once it has been read."""
        return OrderDraft(
            number=self.number.data or "",
            title=self.title.data or "",
            uscc=self.uscc.data or "",
            name=self.name.data or "",
            division_code=self.division_code.data,
            departs_from=cast("date", self.departs_from.data),
            departs_until=cast("date", self.departs_until.data),
            provisions=self.provisions.data or "",
            agreement_id=int(self.agreement_id.data) if self.agreement_id.data else None,
        )


class PlaceForm(Form):
    """Work that an order offers."""

    title = TextLine(_("Title"), is_needed=True)
    occupation_code = OneOf(_("Occupation"))
    headcount = WholeNumber(_("People"), is_needed=True)
    wage_min = Yuan(_("Wage from"), is_needed=True)
    wage_max = Yuan(_("Wage up to"), is_needed=True)
    shift = OneOf(_("Working hours"), names_of(Shift))
    has_housing = Tick(_("Housing"))
    has_meals = Tick(_("Meals"))
    duties = TextBlock(_("Duties"))

    def offer(self) -> None:
        """Offer the occupations that the title may mean, the likeliest first."""
        names = {entry.code: entry.name for entry in occupations() if entry.level == LOWEST_LEVEL}
        typed: list[Any] = [self.occupation_code.data] if self.occupation_code.data in names else []
        found = [one.code for one in suggest(self.title.data or "", limit=2 * MOST_OCCUPATIONS) if one.code in names]
        codes = list(dict.fromkeys([*typed, *found]))[:MOST_OCCUPATIONS]
        self.occupation_code.choices = [(code, f"{names[code]} {code}") for code in codes]

    def draft(self) -> PlaceDraft:
        """What was typed, once it has been read."""
        return PlaceDraft(
            title=self.title.data or "",
            occupation_code=self.occupation_code.data,
            headcount=self.headcount.data or 0,
            wage_min_fen=self.wage_min.data or 0,
            wage_max_fen=self.wage_max.data or 0,
            shift=Shift(self.shift.data),
            has_housing=self.has_housing.data,
            has_meals=self.has_meals.data,
            duties=self.duties.data or "",
        )


class AgreementForm(Form):
    """A cooperation agreement."""

    title = TextLine(_("Title"), is_needed=True)
    partner_division_code = OneOf(_("Partner city"), blank=_("Please choose"))
    partner_name = TextLine(_("Partner"))
    people_a_year = WholeNumber(_("People a year"), is_needed=True)
    starts_on = Day(_("From"), is_needed=True)
    ends_on = Day(_("Until"), is_needed=True)
    contact_name = TextLine(_("Contact"))
    contact_phone = TextLine(_("Phone of the contact"))

    def offer(self) -> None:
        """Put the places to choose from."""
        self.partner_division_code.choices = {"": [("", gettext("Please choose"))], **destinations()}

    def draft(self) -> AgreementDraft:
        """What was typed, once it has been read."""
        return AgreementDraft(
            title=self.title.data or "",
            home_division_code=HOME_CITY,
            partner_division_code=self.partner_division_code.data,
            partner_name=self.partner_name.data or "",
            people_a_year=self.people_a_year.data or 0,
            starts_on=cast("date", self.starts_on.data),
            ends_on=cast("date", self.ends_on.data),
            contact_name=self.contact_name.data or "",
            contact_phone=self.contact_phone.data or "",
        )
