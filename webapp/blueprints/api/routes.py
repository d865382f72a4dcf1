"""Version 1 of the interface: vacancies, suggestions, occupations, and their description."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, current_app, jsonify, render_template, request, url_for

from domain.query_log import QuerySource
from domain.vacancies import VacancyState
from search import QuestionInvalid, SearchUnavailable
from search.occupations import suggest as suggest_occupations
from webapp.blueprints.api import answers, openapi
from webapp.blueprints.api.parameters import (
    LARGEST_SIZE,
    MOST_SUGGESTED,
    OCCUPATIONS,
    SUGGEST,
    USUAL_SIZE,
    VACANCIES,
    check_names,
)
from webapp.blueprints.vacancies.asking import NAMES, read_question
from webapp.blueprints.vacancies.noting import note_answer
from webapp.calendar import today
from webapp.extensions import limiter
from webapp.parameters import BadParameter, flag, whole_number
from webapp.reads.suggestions import suggest as suggest_words
from webapp.reads.synonyms import searching
from webapp.reads.vacancies import find_public_vacancy, list_vacancies
from webapp.reads.zone_ranking import favours_of
from webapp.reads.zones import find_zone

if TYPE_CHECKING:
    from flask import Response
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("api", __name__)

FRESH_SECONDS = 30
"""How long an answer may be kept by whoever asked."""
DESCRIPTION_SECONDS = 3600


def asked_allowed() -> str:
    """How often an address may ask, for the limiter."""
    limit: str = current_app.config["SETTINGS"].api_limit
    return limit


@blueprint.after_request
def let_others_read(response: Response) -> Response:
    """What everybody may read, the pages of others may read, too."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@blueprint.get("/api/v1/vacancies")
@limiter.limit(asked_allowed)
def vacancies() -> ResponseReturnValue:
    """Search; from the database alone, and saying so, while no engine answers."""
    check_names(request.args, VACANCIES)
    slug = request.args.get("zone", "").strip()
    zone = find_zone(slug) if slug else None
    if slug and zone is None:
        raise BadParameter("zone")
    asked = read_question(request.args, zone=slug, favours=favours_of(zone) if zone else ())
    if asked.is_place_unknown:
        raise BadParameter("place")
    with_facets = flag(request.args, "facets")
    size = whole_number(request.args, "size", least=1, most=LARGEST_SIZE, default=USUAL_SIZE) or USUAL_SIZE
    question = replace(asked.question, size=size, with_facets=with_facets)
    try:
        index = searching()
        hits = index.search(question)
    except QuestionInvalid as refusal:
        raise BadParameter(NAMES.get(refusal.name, refusal.name)) from refusal
    except SearchUnavailable:
        page = list_vacancies(question, today=today())
        note_answer(question, engine=page.engine, total=page.total, relaxed=(), source=QuerySource.API)
        return _answer(answers.of_listing(page), seconds=0)
    note_answer(question, engine=index.engine.kind, total=hits.total, relaxed=hits.relaxed, source=QuerySource.API)
    return _answer(answers.of_hits(hits, page=question.page, size=size, with_facets=with_facets))


@blueprint.get("/api/v1/vacancies/<int:vacancy_id>")
@limiter.limit(asked_allowed)
def vacancy(vacancy_id: int) -> ResponseReturnValue:
    """One vacancy; a closed one says so."""
    check_names(request.args, ())
    found = find_public_vacancy(vacancy_id) or abort(404)
    return _answer(answers.whole(found, is_open=found.state is VacancyState.OPEN and found.valid_until >= today()))


@blueprint.get("/api/v1/suggest")
@limiter.limit(asked_allowed)
def suggest() -> ResponseReturnValue:
    """What may be meant by what was typed so far."""
    check_names(request.args, SUGGEST)
    limit = whole_number(request.args, "limit", least=1, most=MOST_SUGGESTED, default=8) or 8
    found = suggest_words(request.args["q"], limit=limit)
    items = [{"text": one.text, "kind": one.kind, "id": one.id, "completed": one.completed} for one in found]
    return _answer({"items": items})


@blueprint.get("/api/v1/occupations")
@limiter.limit(asked_allowed)
def occupations() -> ResponseReturnValue:
    """The likeliest occupations of a title."""
    check_names(request.args, OCCUPATIONS)
    limit = whole_number(request.args, "limit", least=1, most=MOST_SUGGESTED, default=5) or 5
    found = suggest_occupations(request.args["title"], limit=limit)
    return _answer({"items": [{"code": one.code, "name": one.name, "score": round(one.score, 4)} for one in found]})


@blueprint.get("/api/v1/openapi.json")
def description() -> ResponseReturnValue:
    """The description for programs."""
    server = url_for("api.vacancies", _external=True).removesuffix("/vacancies")
    return _answer(openapi.document(server=server), seconds=DESCRIPTION_SECONDS)


@blueprint.get("/api")
def show() -> ResponseReturnValue:
    """The description for people."""
    parts = [
        ("/api/v1/vacancies", VACANCIES),
        ("/api/v1/suggest", SUGGEST),
        ("/api/v1/occupations", OCCUPATIONS),
    ]
    return render_template("api/show.html", parts=parts, limit=asked_allowed())


def _answer(content: dict[str, Any], *, seconds: int = FRESH_SECONDS) -> Response:
    """The content with its ETag; nothing of it where the one who asks has it already."""
    response = jsonify(content)
    response.add_etag()
    response.cache_control.public = True
    response.cache_control.max_age = seconds
    response.make_conditional(request)
    return response
