"""The table of people: its columns, and what the cells of a row say as a person to be entered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from domain.accounts import PhoneInvalid
from domain.identities import IdentityBirthYearDiffers
from domain.skill_certificates import CertificateKind, CertificateWords
from domain.skills import SkillLevel
from domain.worker_imports import BirthYearUnsaid, ProofOfConsent
from domain.workers import ConsentPurpose, Education
from webapp import typed
from webapp.places import towns
from webapp.services.identifiers import identity_number, mobile_phone
from webapp.services.worker_imports import EnteredPerson
from webapp.services.workers import Abilities, Wishes
from webapp.sheets import (
    SKILL_LEVELS,
    CellUnread,
    Column,
    Table,
    read_day,
    read_member,
    read_money,
    read_number,
    read_occupations,
    read_place,
    read_text,
    read_yes,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

LEVELS = {
    **SKILL_LEVELS,
    "特级技师": SkillLevel.SPECIAL_TECHNICIAN,
    "首席技师": SkillLevel.CHIEF_TECHNICIAN,
    "学徒工": SkillLevel.APPRENTICE,
}
YES_OR_NO = (_("yes"), _("no"))


def _phone(cell: str) -> str:
    try:
        return mobile_phone(cell)
    except PhoneInvalid as refusal:
        raise CellUnread(gettext("This is not a mobile number with 11 digits.")) from refusal


TABLE = Table(
    name=lambda: gettext("People to enter"),
    titled_by="name",
    about={"occupations": "occupations", "agrees_identity": "identity", "number": "certificate_number"},
    places=lambda: [name for group in towns().values() for _code, name in group],
    columns=(
        Column(key="name", name=_("Name"), read=typed.clean_line, is_needed=True, example="李桂芳"),
        Column(key="phone", name=_("Mobile number"), read=_phone, is_needed=True, example="19900000000"),
        Column(
            key="identity",
            name=_("Identity number"),
            read=typed.clean_line,
            note=_("Only where the person has signed for it. It is stored encrypted."),
        ),
        Column(
            key="birth_year",
            name=_("Year of birth"),
            read=read_number,
            example="1981",
            note=_("Left empty, it is taken from the identity number."),
        ),
        Column(key="division_code", name=_("Lives in"), read=read_place, is_needed=True, example="高邮三垛镇"),
        Column(
            key="occupations",
            name=_("Looks for work as"),
            read=read_occupations,
            is_needed=True,
            example="中式烹调师",
            note=_("Up to three, the dearest first, parted by commas."),
        ),
        Column(key="wage_wanted", name=_("Lowest wage a month"), read=read_money, example="5000", note=_("In yuan.")),
        Column(
            key="skill_level",
            name=_("Skill level"),
            read=read_member(SkillLevel, LEVELS),
            example="四级",
            choices=tuple(SkillLevel),
        ),
        Column(key="experience_years", name=_("Years in this work"), read=read_number, example="12"),
        Column(key="skills", name=_("Skills"), read=typed.words_of, example="炒锅、切配", note=_("Parted by commas.")),
        Column(key="education", name=_("Schooling"), read=read_member(Education), choices=tuple(Education)),
        Column(key="experience", name=_("What they have done so far"), read=read_text),
        Column(key="certificate_name", name=_("Name of the certificate"), read=typed.clean_line, example="中式烹调师"),
        Column(key="certificate_number", name=_("Number of the certificate"), read=typed.clean_line),
        Column(key="issuer", name=_("Who issued it"), read=typed.clean_line),
        Column(key="issued_on", name=_("Issued on"), read=read_day),
        Column(
            key="findable",
            name=_("Enterprises may find the profile"),
            read=read_yes,
            is_needed=True,
            example="是",
            choices=YES_OR_NO,
        ),
        Column(
            key="matching",
            name=_("May be matched with vacancies, fairs and labour export"),
            read=read_yes,
            is_needed=True,
            example="是",
            choices=YES_OR_NO,
        ),
        Column(
            key="consent_reference",
            name=_("Reference of the consent"),
            read=typed.clean_line,
            is_needed=True,
            example="邮人社授〔2026〕0001",
            note=_("Where the paper or the recording can be found. Without a consent nobody is entered."),
        ),
        Column(key="consent_on", name=_("Agreed on"), read=read_day, is_needed=True, example="2026-11-02"),
        Column(
            key="consent_how",
            name=_("How they agreed"),
            read=read_member(ProofOfConsent),
            is_needed=True,
            example="纸质签字",
            choices=tuple(ProofOfConsent),
        ),
    ),
)


def words_of(*, today: date) -> Callable[[dict[str, Any]], EnteredPerson]:
    """Makes a person of what the cells of a row say."""

    def words(values: dict[str, Any]) -> EnteredPerson:
        identity, year = "", values.get("birth_year")
        if values.get("identity"):
            identity, birthday = identity_number(values["identity"], today=today)
            if year not in (None, birthday.year):
                raise IdentityBirthYearDiffers(year=birthday.year)
            year = birthday.year
        if year is None:
            raise BirthYearUnsaid
        agreed = {ConsentPurpose.FINDABLE: values["findable"], ConsentPurpose.MATCHING: values["matching"]}
        return EnteredPerson(
            phone=values["phone"],
            wishes=Wishes(
                name=values["name"],
                birth_year=year,
                occupations=values["occupations"],
                division_code=values["division_code"],
                wage_wanted_fen=values.get("wage_wanted", 0),
            ),
            abilities=Abilities(
                skills=values.get("skills", ()),
                skill_level=values.get("skill_level", SkillLevel.NONE),
                education=values.get("education"),
                experience_years=values.get("experience_years", 0),
                experience=values.get("experience", ""),
            ),
            certificate=_certificate(values),
            identity=identity,
            agrees=frozenset(purpose for purpose, has_agreed in agreed.items() if has_agreed),
            consent_reference=values["consent_reference"],
            consent_on=values["consent_on"],
            consent_how=values["consent_how"],
        )

    return words


def _certificate(values: dict[str, Any]) -> CertificateWords | None:
    """The certificate of a row; one without a level is another kind of certificate."""
    if not values.get("certificate_name"):
        return None
    level = values.get("skill_level", SkillLevel.NONE)
    return CertificateWords(
        kind=CertificateKind.OTHER if level is SkillLevel.NONE else CertificateKind.SKILL_LEVEL,
        name=values["certificate_name"],
        level=level,
        number=values.get("certificate_number", ""),
        issuer=values.get("issuer", ""),
        issued_on=values.get("issued_on"),
    )
