"""What the query log is told of searches on pages and by programs: nothing of who asks, only what, and what came of it.

Which search a page was opened from stands in the address that browsers send along (Referer). So no number has to be
handed from page to page by which somebody could be followed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from flask import request, url_for

from domain.query_log import QueryAct, QueryEngine, QuerySource, kept_text, may_be_noted, note_act, note_search
from search import VacancyQuestion, said
from webapp.calendar import today
from webapp.notebook import take_note

if TYPE_CHECKING:
    from collections.abc import Iterable

    from search import Relaxed

NO_FILTERS = frozenset(
    {"text", "zone", "county", "industry", "favours", "radius_km", "page", "size", "after", "with_facets", "sort"}
)
"""Fields of a question that are no filter; a place comes with its radius."""
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


def came_from() -> str | None:
    """The text of the search from whose page this one was opened, or None where it was opened from elsewhere."""
    parts = urlsplit(request.headers.get("Referer", ""))
    is_search = parts.path == url_for("vacancies.index") or parts.path.startswith(f"{url_for('zones.index')}/")
    if parts.netloc != request.host or not is_search:
        return None
    texts = parse_qs(parts.query).get("q", [""])
    return _noted(texts[0])


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
    """Whether the page is read, and not fetched ahead or only asked whether it is there."""
    return request.method != "HEAD" and "prefetch" not in request.headers.get("Sec-Purpose", "")
