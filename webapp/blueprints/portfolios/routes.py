"""Pictures of work: shown by the worker, looked at by those who may, taken down by an official."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.exceptions import RequestEntityTooLarge
from wtforms import FileField

from domain.errors import RuleBroken
from domain.evidence import LARGEST_BYTES, EvidenceTooLarge, EvidenceType
from domain.portfolios import LONGEST_CAPTION, MOST_PICTURES, PictureSize
from webapp.access import current_account
from webapp.blueprints.talents.routes import own_division
from webapp.blueprints.workers.routes import own_profile
from webapp.errors import show_error
from webapp.forms import Form, TextLine
from webapp.kept_files import evidence_store, show_kept, uploaded
from webapp.navigation import may
from webapp.reads.portfolios import find_picture_for, find_picture_within
from webapp.services import portfolios
from webapp.services.evidence import Upload
from webapp.transaction import transaction
from webapp.typed import clean_line
from webapp.wording import explain

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("portfolios", __name__)

REFUSED, TOO_LARGE = 422, 413
CACHE = "private, max-age=3600"
"""What was drawn once never changes; whether somebody may see it is asked again within the hour."""


class PictureForm(Form):
    """A picture and its words."""

    file = FileField(lazy_gettext("Picture"))
    caption = TextLine(lazy_gettext("What does it show?"), is_needed=True)


@blueprint.route("/me/portfolio", methods=["GET", "POST"])
def mine() -> ResponseReturnValue:
    """The own pictures, and one more."""
    worker, form = own_profile(), PictureForm()
    if form.validate_on_submit():
        try:
            with transaction():
                portfolios.add(
                    worker,
                    uploaded("file") or Upload(name=""),
                    caption=form.caption.data or "",
                    store=evidence_store(),
                )
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("The picture is shown."))
            return redirect(url_for("portfolios.mine"))
    return _page(form), REFUSED if form.is_submitted() else 200


@blueprint.post("/me/portfolio/<int:picture_id>/first")
def show_first(picture_id: int) -> ResponseReturnValue:
    """The best comes first."""
    worker = own_profile()
    with transaction():
        if not portfolios.show_first(worker, picture_id):
            abort(404)
    return redirect(url_for("portfolios.mine"))


@blueprint.post("/me/portfolio/<int:picture_id>/remove")
def remove(picture_id: int) -> ResponseReturnValue:
    """A picture less."""
    worker = own_profile()
    with transaction():
        if not portfolios.remove(worker, picture_id):
            abort(404)
    flash(_("The picture is gone."))
    return redirect(url_for("portfolios.mine"))


@blueprint.get("/portfolio/<int:picture_id>/<size>")
def picture(picture_id: int, size: str) -> ResponseReturnValue:
    """One picture, for those who may see it."""
    if size not in set(PictureSize):
        abort(404)
    found = find_picture_for(picture_id, account=current_account()) or abort(404)
    fingerprint = found.large_sha256 if size == PictureSize.LARGE else found.small_sha256
    return show_kept(fingerprint, EvidenceType.JPEG, f"{picture_id}.jpg", cache=CACHE)


@blueprint.post("/office/portfolio/<int:picture_id>/take-down")
def take_down(picture_id: int) -> ResponseReturnValue:
    """A picture that does not belong there."""
    found, worker = find_picture_within(picture_id, within=own_division()) or abort(404)
    try:
        with transaction():
            portfolios.take_down(
                worker, found, reason=clean_line(request.form.get("reason")), account_id=current_account().id
            )
            flash(_("Taken down. The worker is told why."))
    except RuleBroken as refusal:
        flash(explain(refusal), "error")
    return redirect(url_for("talents.show", worker_id=worker.id, _anchor="portfolio"))


@blueprint.errorhandler(RequestEntityTooLarge)
def refuse_too_large(error: RequestEntityTooLarge) -> ResponseReturnValue:
    """More was sent than a picture may have: said at the field, before it is read."""
    if request.endpoint != "portfolios.mine" or not may("portfolios.mine"):
        return show_error(error)
    form = PictureForm(formdata=None)
    form.refuse(EvidenceTooLarge(megabytes=LARGEST_BYTES // 1024 // 1024))
    return _page(form), TOO_LARGE


def _page(form: PictureForm) -> str:
    return render_template(
        "portfolios/mine.html",
        form=form,
        pictures=own_profile().pictures,
        most=MOST_PICTURES,
        longest_caption=LONGEST_CAPTION,
    )
