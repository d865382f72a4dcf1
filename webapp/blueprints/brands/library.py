"""The library as officials keep it: listed, entered, written anew, and moved from state to state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from domain.brands import BrandState
from domain.brands.dossier import LONGEST_STORY
from domain.brands.names import LONGEST_EXCEPTION, LONGEST_NAME
from domain.brands.standing import moves_by_hand
from domain.errors import RuleBroken
from webapp.access import current_account
from webapp.blueprints.brands.asking import brands_asked, filters_of
from webapp.blueprints.brands.forms import BrandForm, MemberForm, MoveForm, PersonForm, SiteForm, words_as_they_are
from webapp.blueprints.brands.routes import REFUSED, blueprint
from webapp.blueprints.brands.trends import trends_of
from webapp.labels import label
from webapp.reads.brand_dossiers import enterprise_reports, find_brand_within, find_dossier_within, moves_of
from webapp.reads.brands import BrandOrder, BrandQuestion, count_by_state, find_brands
from webapp.services import brands
from webapp.transaction import transaction
from webapp.typed import clean_line
from webapp.wording import explain

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from domain.brands import NameCheck
    from webapp.models import Brand
    from webapp.reads.brand_dossiers import Dossier


@blueprint.get("/office/brands")
def library() -> ResponseReturnValue:
    """The brands of the official's division, wherever they stand."""
    question = brands_asked(request.args, within=own_division())
    found = find_brands(question)
    return render_template(
        "brands/library.html",
        question=question,
        everything=BrandQuestion(within=own_division()),
        found=found,
        filters=filters_of(question, found.facets),
        orders=BrandOrder,
        counts=count_by_state(own_division()),
        own_division=own_division(),
    )


@blueprint.app_template_filter()
def brand_state(word: str) -> Any:
    """The name of a state that the audit trail has as a word."""
    return label(BrandState(word))


@blueprint.route("/office/brands/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Enter a brand that is known without a survey."""
    form = BrandForm()
    choice = form.offer(own_division())
    is_asking = is_asking_only(form)
    if not is_asking and form.validate_on_submit():
        try:
            with transaction():
                brand_id = brands.create(form.words(), account=current_account()).id
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("The brand is in the library. Now its figures, its places and its people."))
            return redirect(url_for("brands.dossier", brand_id=brand_id))
    refused = form.is_submitted() and not is_asking
    return _form_page(form, choice, brand=None), REFUSED if refused else 200


@blueprint.get("/office/brands/name")
def name_check() -> ResponseReturnValue:
    """What a name that is being typed consists of, what it lacks, and what it could be; a part of the form."""
    name, place = clean_line(request.args.get("name")), clean_line(request.args.get("division_code"))
    return render_template("brands/name_check.html", check=checked(name, place))


@blueprint.get("/office/brands/<int:brand_id>")
def dossier(brand_id: int) -> ResponseReturnValue:
    """Everything that the library has of one brand, and what can be done with it."""
    return dossier_page(brand_id)


@blueprint.route("/office/brands/<int:brand_id>/edit", methods=["GET", "POST"])
def edit(brand_id: int) -> ResponseReturnValue:
    """Write a brand anew."""
    brand = own_brand(brand_id)
    form = BrandForm(data=words_as_they_are(brand))
    choice = form.offer(own_division())
    is_asking = is_asking_only(form)
    if not is_asking and form.validate_on_submit():
        try:
            with transaction():
                brands.change(brand, form.words(), account=current_account())
        except RuleBroken as refusal:
            form.refuse(refusal)
            brand = own_brand(brand_id)
        else:
            flash(_("Saved."))
            return redirect(url_for("brands.dossier", brand_id=brand_id))
    refused = form.is_submitted() and not is_asking
    return _form_page(form, choice, brand=brand), REFUSED if refused else 200


@blueprint.post("/office/brands/<int:brand_id>/move")
def move(brand_id: int) -> ResponseReturnValue:
    """Move a brand to another state."""
    brand, account = own_brand(brand_id), current_account()
    form = MoveForm(prefix="move-")
    form.offer(moves_by_hand(brand.state, by=account.role))
    if form.validate_on_submit():
        try:
            with transaction():
                brands.move(
                    brand,
                    BrandState(form.to.data),
                    by=account.role,
                    reason=form.reason.data or "",
                    account_id=account.id,
                )
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("Moved. The reason stands in the course of the brand."))
            return redirect(url_for("brands.dossier", brand_id=brand_id))
    return dossier_page(brand_id, move=form), REFUSED


def is_asking_only(form: BrandForm) -> bool:
    """Whether a button asked for suggestions, or took a proposed name, and nothing is to be kept yet."""
    if "take" in request.form:
        form.name.data = clean_line(request.form["take"])
    return "suggest" in request.form or "take" in request.form


def own_division() -> str:
    """The division of the official who is signed in."""
    return current_account().division_code or abort(403)


def own_brand(brand_id: int) -> Brand:
    """A brand of the official's division."""
    return find_brand_within(brand_id, within=own_division()) or abort(404)


def checked(name: str, division_code: str) -> NameCheck | str | None:
    """A name in its parts, what is wrong with it as a whole, or nothing for no name."""
    if not name:
        return None
    try:
        return brands.check_brand_name(name[: 2 * LONGEST_NAME], division_code=division_code)
    except RuleBroken as refusal:
        return explain(refusal)


def dossier_page(brand_id: int, **forms: Any) -> str:
    """The page of one brand with its small forms; one that was refused is shown as it was typed."""
    found = _found(brand_id)
    moving = MoveForm(formdata=None, prefix="move-")
    moving.offer(moves_by_hand(found.brand.state, by=current_account().role))
    usual = {
        "move": moving,
        "site": SiteForm(formdata=None, prefix="site-"),
        "person": PersonForm(formdata=None, prefix="person-"),
        "member": MemberForm(formdata=None, prefix="member-"),
    }
    return render_template(
        "brands/dossier.html",
        dossier=found,
        trends=trends_of(found.figures, found.brand, within=own_division()),
        reports=enterprise_reports([member.enterprise_id for member in found.members if member.is_leading]),
        moves=moves_of(found.brand.id),
        forms=usual | forms,
        own_division=own_division(),
    )


def _found(brand_id: int) -> Dossier:
    return find_dossier_within(brand_id, within=own_division()) or abort(404)


def _form_page(form: BrandForm, choice: Any, *, brand: Brand | None) -> str:
    return render_template(
        "brands/edit.html",
        form=form,
        choice=choice,
        brand=brand,
        check=checked(form.name.data or "", form.division_code.data or ""),
        longest={"exception": LONGEST_EXCEPTION, "story": LONGEST_STORY},
    )
