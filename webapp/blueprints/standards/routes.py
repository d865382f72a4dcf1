"""Standards: the versions, a new one handed in, its effect on every brand, and its adoption from a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import FileField

from domain.accounts import Role
from domain.brands import BrandCategory
from domain.brands.effects import Effect, changed_conditions
from domain.brands.standards import LARGEST_BYTES
from domain.errors import RuleBroken
from reference.certification import TRIAL_2022, trial_standard_text
from webapp.access import current_account
from webapp.calendar import today
from webapp.downloads import keep_as
from webapp.forms import Day, Form
from webapp.parameters import member, page_number
from webapp.reads.standard_effects import preview
from webapp.reads.standards import find_standard, load_standards, standard_lines
from webapp.services import standards
from webapp.transaction import transaction
from webapp.wording import refusals_flashed

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import StandardVersion
    from webapp.reads.standards import StandardLine

blueprint = Blueprint("standards", __name__)

REFUSED = 422


class StandardForm(Form):
    """The file of a standard."""

    standard = FileField(lazy_gettext("File (YAML)"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Without a file there is nothing to read."""
        super().__init__(*args, **kwargs)
        self.standard.flags.required = True


class AdoptionForm(Form):
    """From when a standard holds."""

    valid_from = Day(lazy_gettext("Holds from"), is_needed=True)


@blueprint.get("/office/certifications/standards")
def index() -> ResponseReturnValue:
    """Every version, and what the one of today asks."""
    return _index(StandardForm(formdata=None))


@blueprint.post("/office/certifications/standards")
def draft() -> ResponseReturnValue:
    """Hand a new version in; it decides nothing yet."""
    form = StandardForm()
    file = request.files.get("standard")
    if form.validate_on_submit():
        try:
            with transaction():
                content = file.stream.read(LARGEST_BYTES + 1) if file else b""
                number = standards.draft(content, account_id=current_account().id).id
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("Read without a slip. It is a draft: look at its effect, then adopt it or drop it."))
            return redirect(url_for("standards.show", standard_id=number))
    return _index(form), REFUSED


@blueprint.get("/office/certifications/standards/<int:standard_id>")
def show(standard_id: int) -> ResponseReturnValue:
    """A version, what it asks otherwise, and what it would do to every brand."""
    line = _line(standard_id)
    day = max(line.valid_from, today())
    return _page(line, AdoptionForm(formdata=None, valid_from=day))


@blueprint.post("/office/certifications/standards/<int:standard_id>/adopt")
def adopt(standard_id: int) -> ResponseReturnValue:
    """Let decisions be made by it from a day on."""
    line, form = _line(standard_id), AdoptionForm()
    if form.validate_on_submit() and form.valid_from.data is not None:
        try:
            with transaction():
                standards.adopt(
                    _row(line), valid_from=form.valid_from.data, today=today(), account_id=current_account().id
                )
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("Adopted. From that day on decisions name this version."))
            return redirect(url_for("standards.index"))
    return _page(_line(standard_id), form), REFUSED


@blueprint.post("/office/certifications/standards/<int:standard_id>/drop")
def drop(standard_id: int) -> ResponseReturnValue:
    """Take a draft away."""
    line = _line(standard_id)
    with refusals_flashed(), transaction():
        standards.drop(_row(line), account_id=current_account().id)
        flash(_("The draft is dropped."))
    return redirect(url_for("standards.index"))


@blueprint.get("/office/certifications/standards/<int:standard_id>/file")
def file(standard_id: int) -> ResponseReturnValue:
    """The file of a version, as it was handed in."""
    line = _line(standard_id)
    return _file(_row(line).content, f"{line.standard.version}.yaml")


@blueprint.get("/office/certifications/standards/trial/file")
def trial_file() -> ResponseReturnValue:
    """The file of the version that comes with the product: what a new one is made from."""
    return _file(trial_standard_text(), TRIAL_2022)


def _index(form: StandardForm) -> str:
    return render_template(
        "standards/index.html",
        lines=standard_lines(today=today()),
        categories=BrandCategory,
        form=form,
        may_change=current_account().role is Role.CITY_OFFICIAL,
    )


def _page(line: StandardLine, form: AdoptionForm) -> str:
    effect = member(request.args, "effect", Effect)
    page = page_number(request.args)
    account = current_account()
    division = account.division_code or abort(403)
    return render_template(
        "standards/show.html",
        line=line,
        form=form,
        changes=changed_conditions(load_standards(today=today()).current, line.standard),
        found=preview(line.standard, division_code=division, today=today(), effect=effect, page=page),
        effect=effect,
        effects=Effect,
        may_change=account.role is Role.CITY_OFFICIAL,
    )


def _line(standard_id: int) -> StandardLine:
    return find_standard(standard_id, today=today()) or abort(404)


def _row(line: StandardLine) -> StandardVersion:
    return line.row or abort(404)


def _file(text: str, name: str) -> Response:
    return keep_as(Response(text, mimetype="application/yaml"), name)
