"""Zones: opened for a brand, a category, a campaign or a county, described, shown and hidden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from domain.accounts import OutOfScope
from domain.divisions import lies_within
from domain.vacancies import VacancyState
from domain.zones import (
    ZoneKind,
    ZoneSlugTaken,
    ZoneStands,
    ZoneSubjectUnknown,
    check_slug,
    check_subject,
    check_words,
    keeper_of_zone,
)
from webapp.extensions import db
from webapp.models import Brand, Vacancy, Zone, ZoneBrand
from webapp.models.outbox import VACANCIES, tell_search_where
from webapp.reads.brands import is_slug_taken
from webapp.reads.zone_reach import in_zone
from webapp.services import audit
from webapp.services.identifiers import free_slug

if TYPE_CHECKING:
    from domain.zones import ZoneSubject


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneWords:
    """What an official writes over a zone."""

    title: str
    title_en: str = ""
    lead: str = ""
    lead_en: str = ""
    slug: str = ""
    """Empty: made from the title."""


def open_zone(subject: ZoneSubject, words: ZoneWords, *, within: str, account_id: int) -> Zone:
    """Open a zone that the public does not see yet. `within` is the division of the official.

    Raises OutOfScope, ZoneStands, ZoneSlugTaken, or a refusal of check_subject, check_words or check_slug.
    """
    check_subject(subject)
    _check_keeper(subject, within=within)
    _check_words(words)
    own = _own_slug(subject)
    named = words.title_en or words.title
    slug = words.slug or own or free_slug(named, otherwise="zone", is_taken=is_slug_taken)
    check_slug(slug)
    if slug != own and is_slug_taken(slug):
        raise ZoneSlugTaken
    zone = Zone(
        slug=slug,
        kind=subject.kind,
        brand_id=subject.brand_id,
        category=subject.category,
        county_code=subject.county,
        campaign=subject.campaign,
        year=subject.year,
        is_published=False,
        brands=[],
    )
    _write(zone, words)
    _gather(zone, subject)
    db.session.add(zone)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise ZoneStands from error
    audit.record("zone.open", zone, account_id=account_id, title=zone.title, number=zone.slug)
    return zone


def change(zone: Zone, subject: ZoneSubject, words: ZoneWords, *, account_id: int) -> None:
    """Write a zone anew, and for a campaign say anew what it gathers; its address stays.

    Raises a refusal of check_subject or check_words.
    """
    check_subject(subject)
    _check_words(words)
    _tell(zone)
    _write(zone, words)
    _gather(zone, subject)
    db.session.flush()
    _tell(zone)
    audit.record("zone.change", zone, account_id=account_id, title=zone.title)


def show(zone: Zone, *, is_shown: bool, account_id: int) -> None:
    """Let the public see a zone, or no longer; search learns which vacancies it shows."""
    if zone.is_published is is_shown:
        return
    zone.is_published = is_shown
    db.session.flush()
    _tell_vacancies(zone)
    audit.record("zone.show" if is_shown else "zone.hide", zone, account_id=account_id, title=zone.title)


def _check_keeper(subject: ZoneSubject, *, within: str) -> None:
    home = None
    if subject.kind is ZoneKind.BRAND:
        home = db.session.scalar(select(Brand.division_code).where(Brand.id == subject.brand_id))
        if home is None:
            raise ZoneSubjectUnknown
    if not lies_within(keeper_of_zone(subject, brand_division=home), within):
        raise OutOfScope


def _check_words(words: ZoneWords) -> None:
    check_words(title=words.title, lead=words.lead, title_en=words.title_en, lead_en=words.lead_en)


def _own_slug(subject: ZoneSubject) -> str:
    """The zone of a brand has the address of the brand, if no other zone has it; else nothing."""
    if subject.brand_id is None:
        return ""
    own = db.session.scalar(select(Brand.slug).where(Brand.id == subject.brand_id)) or ""
    return "" if db.session.scalar(select(Zone.id).where(Zone.slug == own)) else own


def _write(zone: Zone, words: ZoneWords) -> None:
    zone.title, zone.title_en = words.title.strip(), words.title_en.strip()
    zone.lead, zone.lead_en = words.lead.strip(), words.lead_en.strip()


def _gather(zone: Zone, subject: ZoneSubject) -> None:
    zone.is_for_hardship = subject.is_for_hardship
    standing = {item.brand_id: item for item in zone.brands}
    zone.brands = [standing.get(number) or ZoneBrand(brand_id=number) for number in sorted(subject.brand_ids)]


def _tell(zone: Zone) -> None:
    """What a campaign gathers now is found in its zone, and what it gathered before is not."""
    if zone.is_published and zone.kind == ZoneKind.CAMPAIGN:
        _tell_vacancies(zone)


def _tell_vacancies(zone: Zone) -> None:
    shown = select(Vacancy.id).where(Vacancy.state == VacancyState.OPEN, in_zone(zone))
    tell_search_where(db.session, VACANCIES, shown)
