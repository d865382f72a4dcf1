"""From which county people go to which city: drawn, counted, and opened to the people behind every number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, render_template, request

from domain.corridors import Stage, draw_flows
from domain.divisions import is_division_code
from reference.divisions import division
from webapp.access import current_account
from webapp.labels import label
from webapp.parameters import BadParameter, first, member, page_number
from webapp.reads.corridors import CorridorQuestion, corridors_within, find_people, flows_of

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("corridors", __name__)


@blueprint.get("/office/corridors")
def index() -> ResponseReturnValue:
    """The drawing and its table."""
    within, stage = _division(), member(request.args, "stage", Stage) or Stage.AWAY
    corridors = corridors_within(within)
    return render_template(
        "corridors/index.html",
        within=within,
        stage=stage,
        stages=Stage,
        corridors=corridors,
        heads=[label(one) for one in Stage],
        totals={one: sum(corridor.people[one] for corridor in corridors) for one in Stage},
        drawing=draw_flows(flows_of(corridors, stage), north=lambda code: division(code).latitude),
        question=CorridorQuestion,
    )


@blueprint.get("/office/corridors/people")
def people() -> ResponseReturnValue:
    """The people behind a number."""
    question = CorridorQuestion(
        within=_division(),
        stage=member(request.args, "stage", Stage) or Stage.AWAY,
        home=_place("home"),
        destination=_place("destination"),
        page=page_number(request.args),
    )
    return render_template("corridors/people.html", asked=question, found=find_people(question))


def _division() -> str:
    return current_account().division_code or abort(403)


def _place(name: str) -> str | None:
    """A place that exists. Raises BadParameter."""
    code = first(request.args, name)
    if not code:
        return None
    try:
        if is_division_code(code):
            return division(code).code
    except KeyError:
        pass
    raise BadParameter(name)
