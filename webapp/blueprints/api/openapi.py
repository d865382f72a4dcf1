"""The description of the interface by OpenAPI 3.1, made of the same tables by which requests are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from webapp.blueprints.api.parameters import OCCUPATIONS, SUGGEST, VACANCIES

if TYPE_CHECKING:
    from webapp.blueprints.api.parameters import Parameter

TEXT: dict[str, Any] = {"type": "string"}
MAYBE_TEXT: dict[str, Any] = {"type": ["string", "null"]}
NUMBER: dict[str, Any] = {"type": "integer"}
FLAG: dict[str, Any] = {"type": "boolean"}


def _object(needed: dict[str, Any], **optional: Any) -> dict[str, Any]:
    return {"type": "object", "properties": needed | optional, "required": list(needed)}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


SCHEMAS: dict[str, Any] = {
    "Wage": _object(
        {"min_fen": {"type": ["integer", "null"]}, "max_fen": {"type": ["integer", "null"]}, "unit": MAYBE_TEXT}
    ),
    "Vacancy": _object(
        {
            "id": NUMBER,
            "title": TEXT,
            "occupation": TEXT,
            "enterprise": _object({"id": NUMBER, "name": TEXT}),
            "division": TEXT,
            "wage": _ref("Wage"),
            "employment_type": MAYBE_TEXT,
            "shift": MAYBE_TEXT,
            "headcount": NUMBER,
            "housing": FLAG,
            "meals": FLAG,
            "valid_until": MAYBE_TEXT,
            "published_at": MAYBE_TEXT,
            "url": TEXT,
        },
        km={"type": "number"},
    ),
    "VacancyPage": _object(
        {
            "total": NUMBER,
            "page": NUMBER,
            "pages": NUMBER,
            "source": {"type": "string", "enum": ["search", "database"]},
            "items": _list(_ref("Vacancy")),
        },
        understood=_list(_object({"phrase": TEXT, "parameters": _list(TEXT)})),
        relaxed=_list(_object({"kind": TEXT, "parameter": TEXT, "was": TEXT, "now": TEXT})),
        did_you_mean=_list(TEXT),
        facets={
            "type": "object",
            "additionalProperties": _list(_object({"value": TEXT, "count": NUMBER})),
        },
    ),
    "WholeVacancy": {
        "allOf": [
            _ref("Vacancy"),
            _object(
                {
                    "is_open": FLAG,
                    "duties": TEXT,
                    "address": TEXT,
                    "skills": _list(TEXT),
                    "licences": _list(TEXT),
                    "insurance": _list(TEXT),
                    "transport": FLAG,
                    "point": _object({"latitude": {"type": "number"}, "longitude": {"type": "number"}}),
                    "page": TEXT,
                }
            ),
        ]
    },
    "Suggestions": _object({"items": _list(_object({"text": TEXT, "kind": TEXT, "id": TEXT, "completed": TEXT}))}),
    "Occupations": _object({"items": _list(_object({"code": TEXT, "name": TEXT, "score": {"type": "number"}}))}),
    "Problem": _object({"type": TEXT, "title": TEXT, "status": NUMBER}, detail=TEXT, parameter=TEXT),
}


def document(*, server: str) -> dict[str, Any]:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Laopin",
            "version": "1",
            "summary": "Vacancies of a city's labour brands",
            "description": (
                "Open to everybody, without a key. Money is in fen, days are ISO 8601. A parameter that is not "
                "described here, or has a value that does not exist, is refused with a 400 that names it."
            ),
        },
        "servers": [{"url": server}],
        "paths": {
            "/vacancies": {"get": _get("searchVacancies", "Search vacancies", VACANCIES, "VacancyPage")},
            "/vacancies/{id}": {
                "get": _get("getVacancy", "One vacancy", (), "WholeVacancy", path={"id": NUMBER | {"minimum": 1}})
            },
            "/suggest": {"get": _get("suggest", "What may be meant while one types", SUGGEST, "Suggestions")},
            "/occupations": {
                "get": _get("suggestOccupations", "The likeliest occupations of a title", OCCUPATIONS, "Occupations")
            },
        },
        "components": {"schemas": SCHEMAS},
    }


def _get(
    name: str, summary: str, parameters: tuple[Parameter, ...], schema: str, *, path: dict[str, Any] | None = None
) -> dict[str, Any]:
    within = [{"name": key, "in": "path", "required": True, "schema": kind} for key, kind in (path or {}).items()]
    asked = [
        {
            "name": one.name,
            "in": "query",
            "required": one.is_needed,
            "description": one.text,
            "schema": one.schema,
        }
        | ({"style": "form", "explode": True} if one.is_repeated else {})
        for one in parameters
    ]
    answers = {
        "200": {
            "description": "The answer",
            "headers": {"ETag": {"schema": TEXT}},
            "content": {"application/json": {"schema": _ref(schema)}},
        },
        "304": {"description": "Nothing has changed since the ETag that was sent"},
    }
    for status, text in {"400": "A parameter is refused by name", "429": "Asked too often: see Retry-After"}.items():
        answers[status] = _problem(text)
    if path:
        answers["404"] = _problem("There is no such vacancy")
    return {"operationId": name, "summary": summary, "parameters": within + asked, "responses": answers}


def _problem(text: str) -> dict[str, Any]:
    return {"description": text, "content": {"application/problem+json": {"schema": _ref("Problem")}}}
