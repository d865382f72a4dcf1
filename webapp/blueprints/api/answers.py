"""What the interface answers: slim, from what search has stored, so that a list costs no question to the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import url_for

if TYPE_CHECKING:
    from search import Hits, VacancyDocument
    from webapp.models import Vacancy
    from webapp.reads.vacancies import VacancyPage


def of_hits(hits: Hits, *, page: int, size: int, with_facets: bool) -> dict[str, Any]:
    """A page of what search found."""
    place = url_for("api.vacancies")
    answer: dict[str, Any] = {
        "total": hits.total,
        "page": page,
        "pages": -(-hits.total // size),
        "source": "search",
        "items": [_slim(hit.document, hit.distance_km) | {"url": f"{place}/{hit.id}"} for hit in hits.hits],
    }
    if hits.understood:
        answer["understood"] = [
            {"phrase": one.phrase, "parameters": [name for name, _ in one.values]} for one in hits.understood
        ]
    if hits.relaxed:
        answer["relaxed"] = [
            {"kind": one.kind, "parameter": one.parameter, "was": one.was, "now": one.now} for one in hits.relaxed
        ]
    if hits.did_you_mean:
        answer["did_you_mean"] = list(hits.did_you_mean)
    if with_facets:
        answer["facets"] = {
            name: [{"value": one.value, "count": one.count} for one in values] for name, values in hits.facets.items()
        }
    return answer


def of_listing(page: VacancyPage) -> dict[str, Any]:
    """A page from the database alone, which says so: no search engine answers."""
    return {
        "total": page.total,
        "page": page.page,
        "pages": page.pages,
        "source": "database",
        "items": [of_row(found.row) for found in page.found],
    }


def of_row(vacancy: Vacancy) -> dict[str, Any]:
    """One vacancy as the database has it."""
    return {
        "id": vacancy.id,
        "title": vacancy.title,
        "occupation": vacancy.occupation_code,
        "enterprise": {"id": vacancy.enterprise_id, "name": vacancy.enterprise.name},
        "division": vacancy.division_code,
        "wage": _wage(vacancy.wage_min_fen, vacancy.wage_max_fen, vacancy.wage_unit),
        "employment_type": vacancy.employment_type,
        "shift": vacancy.shift,
        "headcount": vacancy.headcount,
        "housing": vacancy.has_housing,
        "meals": vacancy.has_meals,
        "valid_until": vacancy.valid_until.isoformat(),
        "published_at": vacancy.opened_at.isoformat() if vacancy.opened_at else None,
        "url": url_for("api.vacancy", vacancy_id=vacancy.id),
    }


def whole(vacancy: Vacancy, *, is_open: bool) -> dict[str, Any]:
    """One vacancy with all that its page says."""
    return of_row(vacancy) | {
        "is_open": is_open,
        "duties": vacancy.duties,
        "address": vacancy.address,
        "skills": [item.skill for item in vacancy.skills],
        "licences": [item.licence for item in vacancy.licences],
        "insurance": sorted(vacancy.insurance),
        "transport": vacancy.has_transport,
        "point": {"latitude": vacancy.latitude, "longitude": vacancy.longitude},
        "page": url_for("vacancies.show", vacancy_id=vacancy.id, _external=True),
    }


def _slim(document: VacancyDocument, km: float | None) -> dict[str, Any]:
    answer = {
        "id": int(document.id),
        "title": document.title,
        "occupation": document.occupation_code,
        "enterprise": {"id": int(document.enterprise_id or 0), "name": document.enterprise_name},
        "division": document.division_code,
        "wage": _wage(document.wage_min_fen, document.wage_max_fen, document.wage_unit),
        "employment_type": document.employment_type,
        "shift": document.shift,
        "headcount": document.headcount,
        "housing": document.has_housing,
        "meals": document.has_meals,
        "valid_until": document.valid_until.isoformat() if document.valid_until else None,
        "published_at": document.published_at.isoformat() if document.published_at else None,
    }
    if km is not None:
        answer["km"] = round(km, 1)
    return answer


def _wage(low: int | None, high: int | None, unit: str | None) -> dict[str, Any]:
    """In fen, as everywhere."""
    return {"min_fen": low, "max_fen": high, "unit": unit}
