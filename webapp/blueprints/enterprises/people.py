"""People who agreed to be found, looked for by words, place and level; without any way to call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template, request

from domain.divisions import COUNTIES
from domain.skills import SkillLevel
from search import QuestionInvalid, WorkerQuestion
from webapp.blueprints.enterprises.routes import blueprint, own_enterprise
from webapp.calendar import today
from webapp.parameters import BadParameter, first, known, page_number, whole_number
from webapp.reads.talent_search import FoundPeople, search_people, vacancies_to_fill

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

OFFERED = 5
"""Vacancies that somebody can be invited to without leaving the page."""
NAMES = {"text": "q", "divisions": "division", "skill_level_at_least": "level"}
"""Parameter of the question to that of the address."""


@blueprint.get("/enterprise/people")
def people() -> ResponseReturnValue:
    """Who agreed to be found and answers what was typed; only for a verified enterprise."""
    enterprise = own_enterprise()
    level = whole_number(request.args, "level", least=0, most=max(SkillLevel))
    question = WorkerQuestion(
        enterprise=str(enterprise.id),
        text=first(request.args, "q").strip(),
        divisions=known(request.args, "division", COUNTIES),
        skill_level_at_least=SkillLevel(level) if level else None,
        page=page_number(request.args),
        with_facets=False,
    )
    is_verified = enterprise.verified_at is not None
    try:
        found = search_people(question) if is_verified else FoundPeople()
    except QuestionInvalid as refusal:
        raise BadParameter(NAMES.get(refusal.name, refusal.name)) from refusal
    return render_template(
        "enterprises/people.html",
        question=question,
        found=found,
        is_verified=is_verified,
        counties=COUNTIES,
        levels=[one for one in SkillLevel if one],
        vacancies=vacancies_to_fill(enterprise.id, today=today(), limit=OFFERED),
    )
