"""Stories of people for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, render_template, request

from webapp.parameters import first, page_number
from webapp.reads.stories import find_published_story, published_stories

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("stories", __name__)

REFUSED = 422


@blueprint.get("/stories")
def index() -> ResponseReturnValue:
    """The stories, of all brands or of one."""
    stories, page, pages = published_stories(brand_slug=first(request.args, "brand"), page=page_number(request.args))
    return render_template("stories/index.html", stories=stories, page=page, pages=pages)


@blueprint.get("/stories/<int:story_id>")
def show(story_id: int) -> ResponseReturnValue:
    """One story."""
    return render_template("stories/show.html", story=find_published_story(story_id) or abort(404))
