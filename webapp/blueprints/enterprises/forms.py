"""What an enterprise says of itself and of a vacancy."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from domain.skills import Licence, SkillLevel
from domain.vacancies import FIVE_INSURANCES, EmploymentType, Insurance, Shift
from domain.wages import Wage, WageUnit
from reference.industries import industries
from webapp.blueprints.occupations.choosing import OccupationChoice
from webapp.forms import (
    Day,
    Form,
    OneCard,
    OneOf,
    Several,
    TextBlock,
    TextLine,
    Tick,
    WholeNumber,
    Yuan,
    names_of,
)
from webapp.labels import label
from webapp.places import destinations, towns
from webapp.presentation import place
from webapp.services.enterprises import EnterpriseWords
from webapp.services.vacancies import USUAL_VALIDITY, VacancyWords
from webapp.typed import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from webapp.models import Brand, Enterprise, Vacancy

LEVELS = [(str(int(level)), label(level)) for level in SkillLevel]

KEPT = "kept"
INSURANCES = {
    "all": frozenset(Insurance),
    "five": FIVE_INSURANCES,
    "injury": frozenset({Insurance.INJURY}),
    "none": frozenset[Insurance](),
}
"""What is insured most often, in one tap; anything else stays as it is."""
INSURANCE_NAMES = {
    "all": _("Five insurances and housing fund"),
    "five": _("Five insurances"),
    "injury": _("Work-injury insurance only"),
    "none": _("Not stated"),
}
BENEFITS = {"has_housing": _("Housing"), "has_meals": _("Meals"), "has_transport": _("Transport to work")}


def industry_names() -> list[tuple[str, str]]:
    """The sections and divisions of industry."""
    return [(entry.code, entry.name) for entry in industries()]


class EnterpriseForm(Form):
    """What an enterprise says of itself."""

    name = TextLine(_("Name on the licence"), is_needed=True)
    division_code = OneOf(_("Where it is"), towns, blank=_("Please choose"))
    address = TextLine(_("Address"))
    industry_code = OneOf(_("Industry"), industry_names, is_needed=False, blank=_("not said"))
    introduction = TextBlock(_("What should people know of you?"))
    contact_name = TextLine(_("Contact"))
    contact_phone = TextLine(_("Phone for questions"))
    commitment = Tick(_("We sign the credit commitment"))

    def words(self) -> EnterpriseWords:
        """What was typed."""
        return EnterpriseWords(
            name=self.name.data or "",
            division_code=self.division_code.data or "",
            address=self.address.data or "",
            industry_code=self.industry_code.data or None,
            introduction=self.introduction.data or "",
            contact_name=self.contact_name.data or "",
            contact_phone=self.contact_phone.data or "",
            signs_commitment=self.commitment.data,
        )


class VacancyForm(Form):
    """A vacancy: what everybody asks first, then the rest."""

    title = TextLine(_("Title"), is_needed=True)
    occupation_code = OneCard(_("Occupation"), is_needed=False)
    headcount = WholeNumber(_("People"), is_needed=True)
    wage_min = Yuan(_("Lowest wage"), is_needed=True)
    wage_max = Yuan(_("Highest wage"))
    wage_unit = OneOf(_("Paid by the"), names_of(WageUnit))
    pieces_per_day = WholeNumber(_("Pieces on an ordinary day"))
    division_code = OneOf(_("Where"))
    address = TextLine(_("Address"))
    benefits = Several(_("What comes with it"), list(BENEFITS.items()))
    insurance = OneCard(_("Insurance"), is_needed=False)
    employment_type = OneOf(_("Kind of employment"), names_of(EmploymentType))
    shift = OneOf(_("Working hours"), names_of(Shift))
    duties = TextBlock(_("What there is to do"))
    skills = TextLine(_("Skills"))
    skill_level = OneOf(_("Skill level"), LEVELS)
    experience_years = WholeNumber(_("Years of experience"))
    licences = Several(_("Licences that the law asks for"), names_of(Licence))
    starts_on = Day(_("First working day"))
    valid_until = Day(_("Advertised until"), is_needed=True)
    pay_day = WholeNumber(_("Day of pay"))
    contact_name = TextLine(_("Contact"))
    contact_phone = TextLine(_("Phone for questions"))
    is_hardship_friendly = Tick(_("Hardship groups welcome"))
    is_hazardous = Tick(_("Hazardous work"))
    brand_id = OneOf(_("Brand"), is_needed=False)
    version = WholeNumber(_("Version"))

    def offer(
        self, *, brands: Sequence[Brand], standing: frozenset[Insurance] | None, elsewhere: str = ""
    ) -> OccupationChoice:
        """Put what may be chosen; `standing` is the insurance and `elsewhere` the place that may stay as they are."""
        choice = OccupationChoice.of(
            self.title.data or "", [self.occupation_code.data] if self.occupation_code.data else [], takes_sure=True
        )
        self.occupation_code.choices = [(one.code, one.name) for one in choice.offered]
        self.occupation_code.data = next(iter(choice.chosen), None)
        self.insurance.choices = [
            *INSURANCE_NAMES.items(),
            *([] if standing is None or standing in INSURANCES.values() else [(KEPT, _names(standing))]),
        ]
        places = {**towns(), gettext("Out of town"): destinations()}
        if elsewhere and not any(elsewhere == code for group in places.values() for code, _name in group):
            places[place(elsewhere)] = [(elsewhere, place(elsewhere))]
        self.division_code.choices = places
        self.brand_id.choices = [("", gettext("by the occupation")), *((str(brand.id), brand.name) for brand in brands)]
        return choice

    def words(self, *, standing: frozenset[Insurance] | None = None) -> VacancyWords:
        """What was typed."""
        chosen = self.insurance.data or "none"
        return VacancyWords(
            title=self.title.data or "",
            occupation_code=self.occupation_code.data or "",
            headcount=cast("int", self.headcount.data),
            wage=self.wage(),
            division_code=self.division_code.data or "",
            valid_until=cast("date", self.valid_until.data),
            duties=self.duties.data or "",
            pay_day=self.pay_day.data,
            employment_type=EmploymentType(self.employment_type.data),
            shift=Shift(self.shift.data),
            address=self.address.data or "",
            **{name: name in (self.benefits.data or ()) for name in BENEFITS},
            insurance=(standing or frozenset()) if chosen == KEPT else INSURANCES[chosen],
            skill_level=SkillLevel(int(self.skill_level.data)),
            experience_years=self.experience_years.data or 0,
            skills=words_of(self.skills.data),
            licences=frozenset(Licence(licence) for licence in self.licences.data or ()),
            is_hazardous=self.is_hazardous.data,
            is_hardship_friendly=self.is_hardship_friendly.data,
            starts_on=self.starts_on.data,
            contact_name=self.contact_name.data or "",
            contact_phone=self.contact_phone.data or "",
            brand_id=int(self.brand_id.data) if self.brand_id.data else None,
        )

    def wage(self) -> Wage:
        """The wage; one amount is both ends."""
        lowest = cast("int", self.wage_min.data)
        return Wage(
            min_fen=lowest,
            max_fen=lowest if self.wage_max.data is None else self.wage_max.data,
            unit=WageUnit(self.wage_unit.data),
            pieces_per_day=self.pieces_per_day.data,
        )


class ReopenForm(Form):
    """Hiring again: for how many more, until when."""

    more = WholeNumber(_("How many more people?"))
    valid_until = Day(_("Advertised until"))


def enterprise_as_it_is(enterprise: Enterprise) -> dict[str, object]:
    """What stands now."""
    return {
        "name": enterprise.name,
        "division_code": enterprise.division_code,
        "address": enterprise.address,
        "industry_code": enterprise.industry_code or "",
        "introduction": enterprise.introduction,
        "contact_name": enterprise.contact_name,
        "contact_phone": enterprise.contact_phone,
        "commitment": enterprise.commitment_signed_at is not None,
    }


def first_vacancy_of(enterprise: Enterprise, *, today: date) -> dict[str, object]:
    """What a first vacancy may be taken to be."""
    return {
        "headcount": 1,
        "wage_unit": WageUnit.MONTH.value,
        "division_code": enterprise.division_code,
        "address": enterprise.address,
        "employment_type": EmploymentType.FULL_TIME.value,
        "shift": Shift.DAY.value,
        "insurance": "five",
        "skill_level": str(int(SkillLevel.NONE)),
        "valid_until": today + USUAL_VALIDITY,
        "contact_name": enterprise.contact_name,
        "contact_phone": enterprise.contact_phone,
    }


def next_vacancy_after(last: Vacancy, *, today: date) -> dict[str, object]:
    """The next vacancy is probably like the last one, but for what it is called and asks."""
    same = vacancy_as_it_is(last)
    kept = (
        "wage_unit division_code address benefits insurance employment_type shift pay_day contact_name contact_phone "
        "is_hardship_friendly skill_level"
    )
    return {name: same[name] for name in kept.split()} | {"headcount": 1, "valid_until": today + USUAL_VALIDITY}


def copy_of(vacancy: Vacancy, *, today: date) -> dict[str, object]:
    """Everything once more, from today on."""
    return vacancy_as_it_is(vacancy) | {
        "valid_until": today + USUAL_VALIDITY,
        "starts_on": vacancy.starts_on if vacancy.starts_on and vacancy.starts_on >= today else None,
        "version": None,
    }


def vacancy_as_it_is(vacancy: Vacancy) -> dict[str, object]:
    """What stands now. Skills and licences must be loaded."""
    insurance = next((key for key, kinds in INSURANCES.items() if kinds == vacancy.insurance), KEPT)
    return {
        "title": vacancy.title,
        "occupation_code": vacancy.occupation_code,
        "headcount": vacancy.headcount,
        "wage_min": vacancy.wage_min_fen,
        "wage_max": vacancy.wage_max_fen,
        "wage_unit": vacancy.wage_unit.value,
        "pieces_per_day": vacancy.pieces_per_day,
        "division_code": vacancy.division_code,
        "address": vacancy.address,
        "benefits": [name for name in BENEFITS if getattr(vacancy, name)],
        "insurance": insurance,
        "employment_type": vacancy.employment_type.value,
        "shift": vacancy.shift.value,
        "duties": vacancy.duties,
        "skills": "、".join(item.skill for item in vacancy.skills),
        "skill_level": str(int(vacancy.skill_level)),
        "experience_years": vacancy.experience_years or None,
        "licences": [item.licence.value for item in vacancy.licences],
        "starts_on": vacancy.starts_on,
        "valid_until": vacancy.valid_until,
        "pay_day": vacancy.pay_day,
        "contact_name": vacancy.contact_name,
        "contact_phone": vacancy.contact_phone,
        "is_hardship_friendly": vacancy.is_hardship_friendly,
        "is_hazardous": vacancy.is_hazardous,
        "brand_id": str(vacancy.brand_id) if vacancy.brand_id else "",
        "version": vacancy.version,
    }


def _names(insurance: frozenset[Insurance]) -> str:
    return str(gettext(", ")).join(str(label(kind)) for kind in Insurance if kind in insurance)
