"""What everybody may see of an inspection: that its lot was fair, by drawing it again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import abort, render_template, request

from domain.errors import RuleBroken
from domain.inspections import draw
from webapp.blueprints.inspections.routes import blueprint
from webapp.parameters import LARGEST_ID, page_number, whole_number
from webapp.reads.inspections import find_inspection, public_inspections, tickets_of
from webapp.typed import clean_line
from webapp.wording import explain

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Inspection

MOST_NUMBERS = 20_000
LONGEST_SEED = 200
_NUMBER = re.compile(r"[0-9]{1,10}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Redraw:
    """What somebody has drawn again, from what they typed."""

    seed: str
    size: int
    numbers: str
    drawn: tuple[int, ...] = ()
    refused: str = ""


@blueprint.get("/inspections")
def published() -> ResponseReturnValue:
    """Every campaign."""
    page = page_number(request.args)
    return render_template("inspections/published.html", inspections=public_inspections(page=page))


@blueprint.get("/inspections/<int:inspection_id>")
def lot(inspection_id: int) -> ResponseReturnValue:
    """The lot of one campaign; whoever types it again draws the same brands."""
    inspection = find_inspection(inspection_id) or abort(404)
    asked = _redrawn(inspection) if inspection.drawn_at else None
    return render_template(
        "inspections/lot.html",
        inspection=inspection,
        tickets=tickets_of(inspection),
        redraw=asked,
        has_asked="seed" in request.args,
        drawn=tuple(visit.brand_id for visit in inspection.visits),
    )


def _redrawn(inspection: Inspection) -> Redraw:
    if "seed" not in request.args:
        numbers = " ".join(map(str, inspection.population))
        return Redraw(seed=inspection.seed, size=inspection.sample_size, numbers=numbers)
    seed = clean_line(request.args.get("seed"))[:LONGEST_SEED]
    size = whole_number(request.args, "size", least=0, most=LARGEST_ID, default=0) or 0
    found = _NUMBER.findall(request.args.get("numbers", ""))[:MOST_NUMBERS]
    numbers = " ".join(found)
    try:
        drawn = draw([int(number) for number in found], size, seed=seed, published=inspection.fingerprint)
    except RuleBroken as refusal:
        return Redraw(seed=seed, size=size, numbers=numbers, refused=explain(refusal))
    return Redraw(seed=seed, size=size, numbers=numbers, drawn=drawn)
