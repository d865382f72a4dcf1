"""Brands: entered in the library, described, given places, people and enterprises, and moved from state to state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from domain.accounts import OutOfScope
from domain.brands import BrandState, BrandTier, Likeness, check_name
from domain.brands.dossier import (
    EnterpriseBelongs,
    EnterpriseUnknown,
    MemberNotApproved,
    NotAskedToBeNamed,
    check_complete,
    check_dossier,
    check_entry,
)
from domain.brands.names import BrandNameTaken, check_name_free, check_registered_name, plain
from domain.brands.standing import BrandMoveRefused, moves_by_hand
from domain.divisions import lies_within
from domain.enterprises import IndustryUnknown, PlaceUnknown
from reference.industries import industries
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import (
    Brand,
    BrandMember,
    BrandOccupation,
    BrandPerson,
    BrandSite,
    Enterprise,
)
from webapp.reads.brand_figures import has_reported
from webapp.reads.brands import is_slug_taken, place_names, taken_names
from webapp.services import audit, brand_standing
from webapp.services.identifiers import free_slug, unified_social_credit_code

if TYPE_CHECKING:
    from domain.brands import BrandCategory, BrandPersonKind, NameCheck, SiteKind
    from domain.brands.names import TakenNames
    from webapp.models import Account

RESERVED = frozenset({"compare", "map", "figures", "new", "import"})
"""Words that stand in addresses beside the brands' own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandWords:
    """Everything that an official writes of a brand."""

    name: str
    category: BrandCategory
    division_code: str
    name_en: str = ""
    name_exception: str = ""
    """Why the name may break the rule."""
    is_meant: bool = False
    """The name is one character off another, and meant so."""
    industry_code: str | None = None
    occupations: tuple[str, ...] = ()
    products: str = ""
    story: str = ""
    story_en: str = ""


def check_words(words: BrandWords, *, within: str, taken: TakenNames) -> NameCheck:
    """Whether a brand may be entered so. `within` is the division of who enters it.

    Raises OutOfScope, PlaceUnknown, IndustryUnknown, or a refusal of the name or of the dossier, at its field.
    """
    checked = check_brand_name(words.name, division_code=words.division_code, exception_reason=words.name_exception)
    check_registered_name(checked)
    check_name_free(checked.name, taken, is_meant=words.is_meant)
    if words.division_code not in place_names():
        raise PlaceUnknown(code=words.division_code)
    if not lies_within(words.division_code, within):
        raise OutOfScope
    if words.industry_code and words.industry_code not in {entry.code for entry in industries()}:
        raise IndustryUnknown(code=words.industry_code)
    check_dossier(
        name_en=words.name_en,
        products=words.products,
        story=words.story,
        story_en=words.story_en,
        occupations=words.occupations,
    )
    return checked


def check_brand_name(name: str, *, division_code: str = "", exception_reason: str = "") -> NameCheck:
    """A name in its parts, with the places of the city known, and proposals for the place where the brand is.

    Raises as check_name does.
    """
    names = place_names()
    own = names.get(division_code, ())
    return check_name(
        name,
        places=[one for known in names.values() for one in known],
        place=own[-1] if own else "",
        exception_reason=exception_reason,
    )


def create(
    words: BrandWords,
    *,
    account: Account,
    state: BrandState = BrandState.NURTURING,
    taken: TakenNames | None = None,
) -> Brand:
    """Enter a brand in the library of its county. Raises as check_words does."""
    checked = check_words(words, within=account.division_code or "", taken=taken or taken_names())
    brand = Brand(
        slug=_free_slug(words.name_en or checked.name),
        tier=BrandTier.COUNTY,
        state=state,
        created_at=now(),
        occupations=[],
    )
    _write(brand, words, checked)
    db.session.add(brand)
    _flush_name(brand)
    audit.record("brand.create", brand, account_id=account.id, name=brand.name, division=brand.division_code)
    return brand


def change(brand: Brand, words: BrandWords, *, account: Account) -> None:
    """Write a brand anew; `brand.occupations` must be loaded. Raises as check_words does."""
    checked = check_words(words, within=account.division_code or "", taken=taken_names(except_id=brand.id))
    was = brand.name
    is_renamed = checked.name != was
    is_elsewhere = words.category is not brand.category
    _write(brand, words, checked)
    _flush_name(brand)
    if is_renamed or is_elsewhere:
        brand_standing.tell_search_of(brand)
    audit.record("brand.change", brand, account_id=account.id, name=brand.name, was=was if is_renamed else "")


def move(brand: Brand, to: BrandState, *, by: str, reason: str, account_id: int) -> None:
    """Move a brand by hand: only a step that follows from no application and no review. `by` is a role.

    Raises BrandMoveRefused, BrandReasonMissing, BrandReasonTooLong or BrandIncomplete.
    """
    if to not in moves_by_hand(brand.state, by=by):
        raise BrandMoveRefused(state=brand.state, to=to)
    check_complete(
        to,
        products=brand.products,
        story=brand.story,
        occupations=[item.occupation_code for item in brand.occupations],
        has_figures=has_reported(brand.id),
    )
    brand_standing.move(brand, to, by=by, account_id=account_id, reason=reason.strip())


def add_site(brand: Brand, kind: SiteKind, *, name: str, note: str, account_id: int) -> BrandSite:
    """Note a park, a base, a studio or a workshop of a brand. Raises as check_entry does."""
    check_entry(name=name, note=note)
    site = BrandSite(brand_id=brand.id, kind=kind, name=name.strip(), note=note.strip())
    db.session.add(site)
    audit.record("brand.add_site", brand, account_id=account_id, title=site.name)
    return site


def drop_site(brand: Brand, site_id: int, *, account_id: int) -> None:
    """Take a place off a brand; one that is gone already stays gone."""
    site = db.session.scalar(select(BrandSite).where(BrandSite.id == site_id, BrandSite.brand_id == brand.id))
    if site is not None:
        audit.record("brand.drop_site", brand, account_id=account_id, title=site.name)
        db.session.delete(site)


def add_person(
    brand: Brand, kind: BrandPersonKind, *, name: str, note: str, agrees: bool, account_id: int
) -> BrandPerson:
    """Name somebody who stands for a brand and has agreed to it. Raises NotAskedToBeNamed or as check_entry does."""
    check_entry(name=name, note=note)
    if not agrees:
        raise NotAskedToBeNamed
    person = BrandPerson(brand_id=brand.id, kind=kind, name=name.strip(), note=note.strip())
    db.session.add(person)
    audit.record("brand.add_person", brand, account_id=account_id, name=person.name)
    return person


def drop_person(brand: Brand, person_id: int, *, account_id: int) -> None:
    """Name somebody no longer."""
    person = db.session.scalar(select(BrandPerson).where(BrandPerson.id == person_id, BrandPerson.brand_id == brand.id))
    if person is not None:
        audit.record("brand.drop_person", brand, account_id=account_id, name=person.name)
        db.session.delete(person)


def add_member(brand: Brand, uscc: str, *, is_leading: bool, account_id: int) -> BrandMember:
    """Enter an enterprise of the brand by its code. Raises a refusal of the code, EnterpriseUnknown, EnterpriseBelongs.

    One that has asked is approved by it. `brand.members` must be loaded.
    """
    code = unified_social_credit_code(uscc)
    enterprise = db.session.scalar(select(Enterprise).where(Enterprise.uscc == code))
    if enterprise is None:
        raise EnterpriseUnknown(code=code)
    member = next((one for one in brand.members if one.enterprise_id == enterprise.id), None)
    if member is not None and member.approved_at:
        raise EnterpriseBelongs
    if member is None:
        member = BrandMember(enterprise_id=enterprise.id, requested_at=now())
        brand.members.append(member)
    member.approved_at, member.is_leading = now(), is_leading
    audit.record("brand.add_member", brand, account_id=account_id, name=enterprise.name)
    return member


def ask_to_join(brand: Brand, enterprise: Enterprise, *, account_id: int) -> BrandMember:
    """An enterprise asks to belong; an official of the brand's county decides. Raises EnterpriseBelongs."""
    if any(one.enterprise_id == enterprise.id for one in brand.members):
        raise EnterpriseBelongs
    member = BrandMember(enterprise_id=enterprise.id, requested_at=now(), approved_at=None, is_leading=False)
    brand.members.append(member)
    audit.record("brand.ask_to_join", brand, account_id=account_id, name=enterprise.name)
    return member


def approve_member(brand: Brand, enterprise_id: int, *, account_id: int) -> None:
    """Agree that an enterprise belongs; one that has withdrawn meanwhile stays out."""
    member = _member(brand, enterprise_id)
    if member is not None and member.approved_at is None:
        member.approved_at = now()
        audit.record("brand.add_member", brand, account_id=account_id, name=member.enterprise.name)


def mark_leading(brand: Brand, enterprise_id: int, *, is_leading: bool, account_id: int) -> None:
    """Say whether an enterprise leads in a brand. Raises MemberNotApproved."""
    member = _member(brand, enterprise_id)
    if member is None or member.approved_at is None:
        raise MemberNotApproved
    member.is_leading = is_leading
    action = "brand.mark_leading" if is_leading else "brand.unmark_leading"
    audit.record(action, brand, account_id=account_id, name=member.enterprise.name)


def drop_member(brand: Brand, enterprise_id: int, *, account_id: int) -> None:
    """An enterprise does not belong, or no longer; its vacancies stay where they were posted."""
    member = _member(brand, enterprise_id)
    if member is not None:
        audit.record("brand.drop_member", brand, account_id=account_id, name=member.enterprise.name)
        brand.members.remove(member)


def _member(brand: Brand, enterprise_id: int) -> BrandMember | None:
    return next((one for one in brand.members if one.enterprise_id == enterprise_id), None)


def _write(brand: Brand, words: BrandWords, checked: NameCheck) -> None:
    brand.name = checked.name
    brand.name_en = words.name_en.strip()
    brand.name_exception = "" if checked.is_complete else checked.exception_reason
    brand.category = words.category
    brand.division_code = words.division_code
    brand.industry_code = words.industry_code or None
    brand.products = words.products.strip()
    brand.story = words.story.strip()
    brand.story_en = words.story_en.strip()
    standing = {item.occupation_code: item for item in brand.occupations}
    brand.occupations = [standing.get(code) or BrandOccupation(occupation_code=code) for code in words.occupations]


def _flush_name(brand: Brand) -> None:
    """Two officials may enter the same name at the same moment; the second is told so."""
    name = brand.name
    try:
        db.session.flush()
    except IntegrityError as error:
        raise BrandNameTaken(name=name, likeness=Likeness.SAME) from error


def _free_slug(name: str) -> str:
    return free_slug(plain(name), otherwise="brand", is_taken=lambda slug: slug in RESERVED or is_slug_taken(slug))
