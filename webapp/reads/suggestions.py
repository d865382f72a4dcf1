"""What the search box suggests while somebody types: occupations, places, brands and employers."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from domain.brands import PUBLIC_STATES
from search.suggestions import SuggestionEntry, SuggestionKind, Suggestions, known_entries
from webapp.extensions import db
from webapp.models import Brand, Enterprise, Synonym
from webapp.reads.synonyms import accepted_synonyms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.suggestions import Suggested

BRAND_WEIGHT, EMPLOYER_WEIGHT, ACCEPTED_WEIGHT = 1.0, 0.3, 1.0

_making = Lock()
_made: dict[str, tuple[tuple[Any, ...], Suggestions]] = {}
"""By the address of the database: what it was made of, and what was made."""


def suggest(typed: str, *, limit: int) -> list[Suggested]:
    """The likeliest completions of what was typed."""
    return _suggestions().suggest(typed, limit=limit)


def _suggestions() -> Suggestions:
    """Made once, and again when a brand or an enterprise has come, or officials have decided about a word."""
    database = str(db.engine.url)
    made_of = tuple(
        db.session.execute(
            select(
                select(func.count()).select_from(Brand).where(Brand.state.in_(PUBLIC_STATES)).scalar_subquery(),
                select(func.count(Enterprise.verified_at)).scalar_subquery(),
                select(func.max(Synonym.decided_at)).scalar_subquery(),
            )
        ).one()
    )
    with _making:
        if _made.get(database, ((), None))[0] != made_of:
            _made[database] = made_of, Suggestions((*known_entries(), *_own_entries()))
        return _made[database][1]


def _own_entries() -> Iterator[SuggestionEntry]:
    """The brands that are shown, the employers that are verified, and the words for work that officials accepted."""
    brands = select(Brand.id, Brand.name).where(Brand.state.in_(PUBLIC_STATES)).order_by(Brand.id)
    for number, name in db.session.execute(brands):
        yield SuggestionEntry(name, SuggestionKind.BRAND, str(number), BRAND_WEIGHT)
    employers = (
        select(Enterprise.id, Enterprise.name).where(Enterprise.verified_at.is_not(None)).order_by(Enterprise.id)
    )
    for number, name in db.session.execute(employers):
        yield SuggestionEntry(name, SuggestionKind.EMPLOYER, str(number), EMPLOYER_WEIGHT)
    accepted = accepted_synonyms()
    for word in accepted.words:
        for code in accepted.concept(word).codes[:1]:
            yield SuggestionEntry(word, SuggestionKind.OCCUPATION, code, ACCEPTED_WEIGHT)
