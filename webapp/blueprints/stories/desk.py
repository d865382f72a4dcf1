"""Stories on the desks of those who write and look at them: enterprises, and the officials of the place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from domain.errors import RuleBroken
from domain.stories import StoryStep
from webapp.access import current_account
from webapp.blueprints.stories.forms import StoryForm, StoryReasonForm, offer_brands
from webapp.blueprints.stories.routes import REFUSED, blueprint
from webapp.calendar import today
from webapp.reads.stories import find_story_for, stories_for
from webapp.services import stories
from webapp.transaction import transaction
from webapp.wording import refusals_flashed

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Story


@blueprint.get("/desk/stories")
def desk() -> ResponseReturnValue:
    """What one's enterprise wrote, or what the office looks after."""
    return render_template("stories/desk.html", stories=stories_for(current_account()))


@blueprint.route("/desk/stories/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Tell a story."""
    form = _offered(StoryForm())
    if form.validate_on_submit():
        try:
            with transaction():
                number = stories.write(form.words(), today=today(), account=current_account()).id
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("Handed in. An official of the place reads it before everybody does."))
            return redirect(url_for("stories.manage", story_id=number))
    return render_template("stories/edit.html", form=form, story=None), REFUSED if form.is_submitted() else 200


@blueprint.route("/desk/stories/<int:story_id>/edit", methods=["GET", "POST"])
def edit(story_id: int) -> ResponseReturnValue:
    """Tell it anew."""
    row = _found(story_id)
    form = _offered(StoryForm(obj=row))
    if form.validate_on_submit():
        try:
            with transaction():
                stories.rewrite(row, form.words(), today=today(), account=current_account())
        except RuleBroken as refusal:
            form.refuse(refusal)
            row = _found(story_id)
        else:
            flash(_("Handed in. An official of the place reads it before everybody does."))
            return redirect(url_for("stories.manage", story_id=story_id))
    return render_template("stories/edit.html", form=form, story=row), REFUSED if form.is_submitted() else 200


@blueprint.get("/desk/stories/<int:story_id>")
def manage(story_id: int) -> ResponseReturnValue:
    """A story as it was written, and what may be done with it."""
    return render_template("stories/manage.html", story=_found(story_id), form=StoryReasonForm(formdata=None))


@blueprint.post("/desk/stories/<int:story_id>/publish")
def publish(story_id: int) -> ResponseReturnValue:
    """Show it to everybody."""
    row = _found(story_id)
    with refusals_flashed(), transaction():
        stories.decide(row, StoryStep.PUBLISH, "", account=current_account())
        flash(_("Published."))
    return redirect(url_for("stories.manage", story_id=story_id))


@blueprint.post("/desk/stories/<int:story_id>/send-back")
def send_back(story_id: int) -> ResponseReturnValue:
    """Give it back to who wrote it, with a reason."""
    row, form = _found(story_id), StoryReasonForm()
    try:
        with transaction():
            stories.decide(row, StoryStep.SEND_BACK, form.reason.data or "", account=current_account())
    except RuleBroken as refusal:
        form.refuse(refusal)
        return render_template("stories/manage.html", story=_found(story_id), form=form), REFUSED
    flash(_("Sent back with your reason."))
    return redirect(url_for("stories.manage", story_id=story_id))


@blueprint.post("/desk/stories/<int:story_id>/withdraw")
def withdraw(story_id: int) -> ResponseReturnValue:
    """Take it away at the word of the person."""
    row = _found(story_id)
    with transaction():
        stories.withdraw(row, account=current_account())
    flash(_("The story is gone; the name and the words are kept nowhere."))
    return redirect(url_for("stories.desk"))


def _offered(form: StoryForm) -> StoryForm:
    offer_brands(form.brand_id)
    return form


def _found(story_id: int) -> Story:
    return find_story_for(story_id, account=current_account()) or abort(404)
