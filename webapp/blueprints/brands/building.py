"""What a brand has built and who belongs to it: places, people, enterprises; small forms on the page of the brand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from domain.brands import BrandPersonKind, SiteKind
from domain.errors import RuleBroken
from webapp.access import current_account
from webapp.blueprints.brands.forms import MemberForm, PersonForm, SiteForm
from webapp.blueprints.brands.library import dossier_page, own_brand
from webapp.blueprints.brands.routes import REFUSED, blueprint
from webapp.services import brands
from webapp.transaction import transaction
from webapp.wording import refusals_flashed

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


@blueprint.post("/office/brands/<int:brand_id>/sites")
def add_site(brand_id: int) -> ResponseReturnValue:
    """Note a park, a base, a studio or a workshop."""
    brand, form = own_brand(brand_id), SiteForm(prefix="site-")
    if form.validate_on_submit():
        try:
            with transaction():
                brands.add_site(
                    brand,
                    SiteKind(form.kind.data),
                    name=form.name.data or "",
                    note=form.note.data or "",
                    account_id=current_account().id,
                )
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            return _back(brand_id, "sites")
    return dossier_page(brand_id, site=form), REFUSED


@blueprint.post("/office/brands/<int:brand_id>/sites/<int:site_id>/drop")
def drop_site(brand_id: int, site_id: int) -> ResponseReturnValue:
    """Take a place off."""
    with transaction():
        brands.drop_site(own_brand(brand_id), site_id, account_id=current_account().id)
    return _back(brand_id, "sites")


@blueprint.post("/office/brands/<int:brand_id>/people")
def add_person(brand_id: int) -> ResponseReturnValue:
    """Name a founder, an inheritor or a leader."""
    brand, form = own_brand(brand_id), PersonForm(prefix="person-")
    if form.validate_on_submit():
        try:
            with transaction():
                brands.add_person(
                    brand,
                    BrandPersonKind(form.kind.data),
                    name=form.name.data or "",
                    note=form.note.data or "",
                    agrees=form.agrees.data,
                    account_id=current_account().id,
                )
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            return _back(brand_id, "people")
    return dossier_page(brand_id, person=form), REFUSED


@blueprint.post("/office/brands/<int:brand_id>/people/<int:person_id>/drop")
def drop_person(brand_id: int, person_id: int) -> ResponseReturnValue:
    """Name somebody no longer."""
    with transaction():
        brands.drop_person(own_brand(brand_id), person_id, account_id=current_account().id)
    return _back(brand_id, "people")


@blueprint.post("/office/brands/<int:brand_id>/enterprises")
def add_member(brand_id: int) -> ResponseReturnValue:
    """Enter an enterprise by its code."""
    brand, form = own_brand(brand_id), MemberForm(prefix="member-")
    if form.validate_on_submit():
        try:
            with transaction():
                brands.add_member(
                    brand, form.uscc.data or "", is_leading=form.is_leading.data, account_id=current_account().id
                )
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            return _back(brand_id, "enterprises")
    return dossier_page(brand_id, member=form), REFUSED


@blueprint.post("/office/brands/<int:brand_id>/enterprises/<int:enterprise_id>/approve")
def approve_member(brand_id: int, enterprise_id: int) -> ResponseReturnValue:
    """Agree that an enterprise belongs."""
    with transaction():
        brands.approve_member(own_brand(brand_id), enterprise_id, account_id=current_account().id)
        flash(_("It belongs to the brand now."))
    return _back(brand_id, "enterprises")


@blueprint.post("/office/brands/<int:brand_id>/enterprises/<int:enterprise_id>/lead")
def mark_leading(brand_id: int, enterprise_id: int) -> ResponseReturnValue:
    """It is a leading enterprise of the brand."""
    with refusals_flashed(), transaction():
        brands.mark_leading(own_brand(brand_id), enterprise_id, is_leading=True, account_id=current_account().id)
    return _back(brand_id, "enterprises")


@blueprint.post("/office/brands/<int:brand_id>/enterprises/<int:enterprise_id>/follow")
def unmark_leading(brand_id: int, enterprise_id: int) -> ResponseReturnValue:
    """It leads no longer."""
    with refusals_flashed(), transaction():
        brands.mark_leading(own_brand(brand_id), enterprise_id, is_leading=False, account_id=current_account().id)
    return _back(brand_id, "enterprises")


@blueprint.post("/office/brands/<int:brand_id>/enterprises/<int:enterprise_id>/drop")
def drop_member(brand_id: int, enterprise_id: int) -> ResponseReturnValue:
    """It does not belong, or no longer."""
    with transaction():
        brands.drop_member(own_brand(brand_id), enterprise_id, account_id=current_account().id)
    return _back(brand_id, "enterprises")


def _back(brand_id: int, part: str) -> ResponseReturnValue:
    return redirect(url_for("brands.dossier", brand_id=brand_id, _anchor=part))
