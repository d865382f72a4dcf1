"""The occupations that a wish or a title may mean, as cards to choose, renewed while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from webapp.blueprints.occupations.choosing import OccupationChoice, note
from webapp.typed import clean_line

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("occupations", __name__)
blueprint.add_app_template_filter(note, "occupation_note")


@blueprint.get("/occupations/wishes")
def wishes() -> ResponseReturnValue:
    """Several may be chosen: what a worker wants."""
    choice = OccupationChoice.of(clean_line(request.args.get("occupation_text")), request.args.getlist("occupations"))
    return render_template("occupations/choices.html", choice=choice, name="occupations", is_single=False)


@blueprint.get("/occupations/of-a-title")
def of_a_title() -> ResponseReturnValue:
    """One is chosen: what a vacancy is. The likeliest is chosen in advance where there is little doubt."""
    choice = OccupationChoice.of(
        clean_line(request.args.get("title")), request.args.getlist("occupation_code")[:1], takes_sure=True
    )
    return render_template("occupations/choices.html", choice=choice, name="occupation_code", is_single=True)
