"""What the query log is told of searches on pages and by programs: nothing of who asks, only what, and what came of it.

Which search a page was opened from stands in the address that browsers send along (Referer). So no number has to be
handed from page to page by which somebody could be followed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from flask import request, url_for

from domain.query_log import (
    FactKind,
    QueryAct,
    QueryEngine,
    QuerySource,
    kept_text,
    may_be_noted,
    note_act,
    note_in_zone,
    note_search,
)
from domain.zones import LONGEST_SLUG
from search import VacancyQuestion, said
from webapp.calendar import today
from webapp.notebook import take_note
from webapp.reads.zones import has_zone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from search import Relaxed

NO_FILTERS = frozenset(
    {"text", "zone", "county", "industry", "favours", "radius_km", "page", "size", "after", "with_facets", "sort"}
)
"""Fields of a question that are no filter; a place comes with its radius."""
PROGRAMS = ("bot", "spider", "crawl")
"""What those call themselves who read the web for search engines."""
_NOTHING = VacancyQuestion()


def note_answer(
    question: VacancyQuestion, *, engine: str, total: int, relaxed: Iterable[Relaxed], source: QuerySource
) -> None:
    """Note a search that was answered; a page that only lists everything is none, and a later page is none again."""
    filters = _filters(question)
    if question.page > 1 or not (question.text or filters) or not _is_read_by_somebody():
        return
    take_note(
        note_search(
            day=today(),
            text=_noted(question.text),
            before=None if source is QuerySource.API else came_from(),
            source=source,
            engine=QueryEngine(engine),
            total=total,
            filters=filters,
            relaxed=[one.parameter if one.kind == "filter" else one.kind for one in relaxed],
            zone=question.zone,
        )
    )


def note_opened() -> str:
    """Note that a hit was opened, where it was opened from a search; the text of that search, or what one is told."""
    text = came_from()
    if text is None:
        return _noted(request.args.get("asked", ""))
    if text and _is_read_by_somebody():
        take_note(note_act(QueryAct.OPENED, day=today(), text=text))
    return text


def note_applied(text: str) -> None:
    """Note that somebody applied who had searched for a text; nothing where there was none."""
    asked = _noted(text)
    if asked:
        take_note(note_act(QueryAct.APPLIED, day=today(), text=asked))


def note_visit(slug: str, *, is_by_card: bool) -> None:
    """Note that somebody came to a zone; who only searches in it, or turns a page, came already."""
    if _zone_before() != slug and _is_read_by_somebody():
        kinds = (FactKind.ZONE_VISIT, FactKind.ZONE_CARD) if is_by_card else (FactKind.ZONE_VISIT,)
        take_note(note_in_zone(*kinds, day=today(), slug=slug))


def note_opened_in_zone() -> str:
    """Note that a vacancy was opened from a zone; the zone that it was opened from, or that one is told."""
    slug = _zone_before()
    if not slug:
        return request.args.get("from_zone", "")[:LONGEST_SLUG]
    if _is_read_by_somebody() and has_zone(slug):
        take_note(note_in_zone(FactKind.ZONE_OPENED, day=today(), slug=slug))
    return slug


def note_applied_in_zone(slug: str) -> None:
    """Note that somebody applied who had opened the vacancy from a zone; nothing where there is no such zone."""
    if slug and has_zone(slug):
        take_note(note_in_zone(FactKind.ZONE_APPLIED, day=today(), slug=slug))


def came_from() -> str | None:
    """The text of the search from whose page this one was opened, or None where it was opened from elsewhere."""
    parts = urlsplit(request.headers.get("Referer", ""))
    is_search = parts.path == url_for("vacancies.index") or parts.path.startswith(f"{url_for('zones.index')}/")
    if parts.netloc != request.host or not is_search:
        return None
    texts = parse_qs(parts.query).get("q", [""])
    return _noted(texts[0])


def _zone_before() -> str:
    """The zone on whose page, or on a page of a part of it, was clicked; nothing elsewhere."""
    parts = urlsplit(request.headers.get("Referer", ""))
    under = f"{url_for('zones.index')}/"
    return parts.path.removeprefix(under).split("/")[0] if parts.netloc == request.host and under in parts.path else ""


def _noted(typed: str) -> str:
    """What is noted of a text that somebody typed: its words about work, in one form, or nothing."""
    return kept_text(said(typed)) if may_be_noted(typed) else ""


def _filters(question: VacancyQuestion) -> list[str]:
    """The names of the filters of a question."""
    return [
        name
        for name in VacancyQuestion.__dataclass_fields__
        if name not in NO_FILTERS and getattr(question, name) != getattr(_NOTHING, name)
    ]


def _is_read_by_somebody() -> bool:
    """Whether the page is read: not fetched ahead, not only asked whether it is there, not by an avowed program."""
    is_program = any(word in request.user_agent.string.lower() for word in PROGRAMS)
    return request.method != "HEAD" and "prefetch" not in request.headers.get("Sec-Purpose", "") and not is_program
