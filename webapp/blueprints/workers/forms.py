"""The three steps of a profile, certificates, and consents."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask_babel import lazy_gettext as _

from domain.skills import Licence, SkillLevel
from domain.vacancies import Shift
from domain.workers import ConsentPurpose, Education, HardshipCategory
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
from webapp.services.workers import COMMUTE_KM, Abilities, Conditions, Wishes
from webapp.typed import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from webapp.models import Worker

LEVELS = [(str(int(level)), label(level)) for level in SkillLevel]
NO_CHOICE = _("Please choose")


class WishesForm(Form):
    """The first step: what work, where from, for how much."""

    occupation_text = TextLine(_("What work do you look for?"))
    occupations = Several(_("Kinds of work"))
    division_code = OneOf(_("Where do you live?"), towns, blank=NO_CHOICE)
    birth_year = WholeNumber(_("Year of birth"), is_needed=True)
    wage_wanted = Yuan(_("At least how much a month?"))
    name = TextLine(_("Your name"), is_needed=True)
    findable = Tick(_("Enterprises may find my profile"))
    matching = Tick(_("Match me with vacancies, fairs and labour export"))

    def offer(self) -> OccupationChoice:
        """What the typed words may mean, beside what is chosen."""
        choice = OccupationChoice.of(self.occupation_text.data or "", self.occupations.data or ())
        self.occupations.choices = [(one.code, one.name) for one in choice.offered]
        self.occupations.data = list(choice.chosen)
        return choice

    def draft(self, choice: OccupationChoice) -> Wishes:
        """What was typed; where nothing is ticked, what the words surely mean."""
        return Wishes(
            name=self.name.data or "",
            birth_year=cast("int", self.birth_year.data),
            occupations=tuple(self.occupations.data or choice.sure),
            division_code=self.division_code.data or "",
            wage_wanted_fen=self.wage_wanted.data or 0,
        )

    def consents(self) -> set[ConsentPurpose]:
        """What was ticked, and the terms that were agreed to at sign-up."""
        ticked = {ConsentPurpose.FINDABLE: self.findable.data, ConsentPurpose.MATCHING: self.matching.data}
        return {ConsentPurpose.TERMS, *(purpose for purpose, is_ticked in ticked.items() if is_ticked)}


class ConditionsForm(Form):
    """The second step: how far, when, and with which comforts."""

    commute_km = WholeNumber(_("How far would you travel each day?"), is_needed=True)
    shifts = Several(_("When would you work?"), names_of(Shift), is_needed=True)
    needs_housing = Tick(_("I need housing at the work"))
    goes_out_of_town = Tick(_("I would go out of town"))
    destinations = Several(_("Where to? Nothing ticked means anywhere"))
    refused_destinations = Several(_("Where not?"))
    available_from = Day(_("From which day?"))

    def offer(self) -> None:
        """Put the places."""
        self.destinations.choices = destinations()
        self.refused_destinations.choices = destinations()

    def draft(self) -> Conditions:
        """What was typed."""
        return Conditions(
            commute_km=float(self.commute_km.data or 0),
            shifts=frozenset(Shift(shift) for shift in self.shifts.data or ()),
            needs_housing=self.needs_housing.data,
            goes_out_of_town=self.goes_out_of_town.data,
            destinations=frozenset(self.destinations.data or ()),
            refused_destinations=frozenset(self.refused_destinations.data or ()),
            available_from=self.available_from.data,
        )


class AbilitiesForm(Form):
    """The third step: what somebody can."""

    common_skills = Several(_("Employers ask for"))
    skills = TextLine(_("What else can you do?"))
    skill_level = OneOf(_("Skill level"), LEVELS)
    common_licences = Several(_("Which of these do you hold? The law asks for them here"))
    licences = Several(_("Other licences that you hold"))
    experience_years = WholeNumber(_("Years in this work"))
    education = OneOf(_("Schooling"), names_of(Education), is_needed=False, blank=_("not said"))
    headline = TextLine(_("About you in one line"))
    experience = TextBlock(_("What have you done so far?"))

    def offer(self, skills: Iterable[str], licences: Sequence[Licence]) -> None:
        """Put the skills and the licences that employers ask for before all others."""
        self.common_skills.choices = [(skill, skill) for skill in skills]
        self.common_licences.choices = names_of(licences)
        self.licences.choices = names_of(licence for licence in Licence if licence not in licences)

    def draft(self) -> Abilities:
        """What was ticked and typed."""
        skills = dict.fromkeys([*(self.common_skills.data or ()), *words_of(self.skills.data)])
        return Abilities(
            skills=tuple(skills),
            skill_level=SkillLevel(int(self.skill_level.data)),
            licences=frozenset(map(Licence, [*(self.common_licences.data or ()), *(self.licences.data or ())])),
            education=Education(self.education.data) if self.education.data else None,
            experience_years=self.experience_years.data or 0,
            experience=self.experience.data or "",
            headline=self.headline.data or "",
        )


class ConsentForm(Form):
    """Each purpose on its own; and the one thing that is kept only with a consent of its own."""

    findable = Tick(_("Enterprises may find my profile"))
    matching = Tick(_("Match me with vacancies, fairs and labour export"))
    agrees_sensitive = Tick(_("Keep my hardship category, for officials and matching only"))
    hardship = OneCard(
        _("Do you belong to one of these groups?"),
        [("", _("No, or I do not want to say")), *names_of(HardshipCategory)],
        is_needed=False,
    )

    def category(self) -> HardshipCategory | None:
        """The group that was named."""
        return HardshipCategory(self.hardship.data) if self.hardship.data else None

    def consents(self) -> set[ConsentPurpose]:
        """What was ticked."""
        ticked = {
            ConsentPurpose.FINDABLE: self.findable.data,
            ConsentPurpose.MATCHING: self.matching.data,
            ConsentPurpose.SENSITIVE: self.agrees_sensitive.data,
        }
        return {ConsentPurpose.TERMS, *(purpose for purpose, is_ticked in ticked.items() if is_ticked)}


def wishes_as_they_are(worker: Worker) -> dict[str, object]:
    """The first step as the profile has it."""
    return {
        "occupations": [item.occupation_code for item in worker.occupations],
        "division_code": worker.division_code,
        "birth_year": worker.birth_year,
        "wage_wanted": worker.wage_wanted_fen or None,
        "name": worker.name,
    }


def conditions_as_they_are(worker: Worker) -> dict[str, object]:
    """The second step as the profile has it."""
    return {
        "commute_km": round(worker.commute_km or COMMUTE_KM),
        "shifts": sorted(worker.shifts),
        "needs_housing": worker.needs_housing,
        "goes_out_of_town": worker.goes_out_of_town,
        "destinations": [item.division_code for item in worker.destinations if not item.is_refused],
        "refused_destinations": [item.division_code for item in worker.destinations if item.is_refused],
        "available_from": worker.available_from,
    }


def abilities_as_they_are(worker: Worker, skills: Sequence[str], licences: Sequence[Licence]) -> dict[str, object]:
    """The third step as the profile has it; what employers ask for is ticked, the rest typed."""
    own = [item.skill for item in worker.skills]
    held = [item.licence for item in worker.certificates if item.licence]
    return {
        "common_skills": [skill for skill in own if skill in skills],
        "skills": "、".join(skill for skill in own if skill not in skills),
        "skill_level": str(int(worker.skill_level)),
        "common_licences": [licence.value for licence in held if licence in licences],
        "licences": [licence.value for licence in held if licence not in licences],
        "experience_years": worker.experience_years or None,
        "education": worker.education.value if worker.education else "",
        "headline": worker.headline,
        "experience": worker.experience,
    }


def consents_as_they_are(worker: Worker, standing: frozenset[ConsentPurpose]) -> dict[str, object]:
    """What stands now."""
    return {
        "findable": ConsentPurpose.FINDABLE in standing,
        "matching": ConsentPurpose.MATCHING in standing,
        "agrees_sensitive": ConsentPurpose.SENSITIVE in standing,
        "hardship": worker.hardship.value if worker.hardship else "",
    }
