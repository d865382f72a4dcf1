"""The words that officials have accepted, what may be accepted next, and the index that searches by them."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock
from typing import TYPE_CHECKING

from flask import current_app
from sqlalchemy import func, select

from domain.query_log import CountedText, LikelyOccupation, SynonymProposal, propose_synonyms
from domain.synonyms import SynonymState
from search import Synonyms
from search.analysis.synonyms import obstacle
from search.occupations import suggest_if_ready
from webapp.calendar import SHANGHAI
from webapp.engine import search_index
from webapp.extensions import db
from webapp.models import QueryDay, Synonym
from webapp.reads.query_log import MINED_WEEKS, WEEK, counted_texts, rewordings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from search import SearchIndex

LOOK_EVERY = 2.0
"""Seconds after which a process looks again which words are accepted."""
KEY = "laopin_synonyms"
_looking = Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class SynonymDesk:
    """What an official decides about, and what has been decided."""

    proposals: Sequence[SynonymProposal]
    decided: Mapping[SynonymState, Sequence[Synonym]]
    """With who decided, the latest first."""
    searched: Mapping[str, CountedText]
    """What became of searches for the words in the last weeks, where many had them."""
    since: Mapping[int, CountedText]
    """The same by the number of an accepted pair, since it was decided."""


def searching() -> SearchIndex:
    """The index, with the words that are accepted now, or were two seconds ago. Raises SearchUnavailable."""
    index = search_index()
    looked = current_app.extensions.setdefault(KEY, {})
    with _looking:
        if time.monotonic() - looked.get(id(index), -LOOK_EVERY) >= LOOK_EVERY:
            accepted = accepted_synonyms()
            if accepted != index.synonyms:
                index.synonyms = accepted
            looked.clear()
            looked[id(index)] = time.monotonic()
    return index


def look_again() -> None:
    """Let this process see at once what was decided; others see it within two seconds."""
    current_app.extensions.pop(KEY, None)


def accepted_synonyms() -> Synonyms:
    """The accepted words, as search takes them."""
    accepted = select(Synonym.word, Synonym.means).where(Synonym.state == SynonymState.ACCEPTED)
    return Synonyms.of((word, means) for word, means in db.session.execute(accepted))


def count_accepted() -> int:
    """How many pairs are accepted."""
    asked = select(func.count()).select_from(Synonym).where(Synonym.state == SynonymState.ACCEPTED)
    return db.session.scalar(asked) or 0


def find_synonym(word: str, means: str) -> Synonym | None:
    """The decision about a pair, or None where nobody has decided."""
    return db.session.scalar(select(Synonym).where(Synonym.word == word, Synonym.means == means))


def get_synonym(synonym_id: int) -> Synonym | None:
    """A pair that was decided about, or None."""
    return db.session.get(Synonym, synonym_id)


def synonym_desk(*, today: date) -> SynonymDesk:
    """What may be accepted, and what was decided."""
    since = today - timedelta(days=MINED_WEEKS * WEEK - 1)
    texts = counted_texts(since=since, until=today)
    rows = db.session.scalars(select(Synonym).order_by(Synonym.decided_at.desc(), Synonym.id.desc())).all()
    known = {(row.word, row.means) for row in rows}
    helped = {row.word for row in rows if row.state is SynonymState.ACCEPTED}
    proposals = propose_synonyms(
        [one for one in texts if one.text not in helped],
        rewordings(since=since, until=today),
        likely=_likely,
        is_free=lambda word, means: (word, means) not in known and obstacle(word, means) is None,
    )
    return SynonymDesk(
        proposals=proposals,
        decided={state: [row for row in rows if row.state is state] for state in SynonymState},
        searched={one.text: one for one in texts},
        since=_since([row for row in rows if row.state is SynonymState.ACCEPTED]),
    )


def _since(rows: Sequence[Synonym]) -> dict[int, CountedText]:
    """What became of searches for accepted words since they were accepted, where many had them."""
    asked = select(QueryDay).where(QueryDay.text.in_({row.word for row in rows})).order_by(QueryDay.day)
    days = db.session.scalars(asked).all() if rows else ()
    found = {}
    for row in rows:
        after = [day for day in days if day.text == row.word and day.day > row.decided_at.astimezone(SHANGHAI).date()]
        counted = CountedText(
            text=row.word,
            times=sum(day.times for day in after),
            days=len(after),
            empty=sum(day.empty for day in after),
            opened=sum(day.opened for day in after),
        )
        if counted.is_shown:
            found[row.id] = counted
    return found


def find_proposal(word: str, means: str, *, today: date) -> SynonymProposal | None:
    """What the log proposes for a pair, as long as it does."""
    proposals = synonym_desk(today=today).proposals
    return next((one for one in proposals if (one.word, one.means) == (word, means)), None)


def _likely(text: str) -> LikelyOccupation | None:
    """What the occupation coder takes a text for; nothing where it takes it for a whole group."""
    found = suggest_if_ready(text, limit=1)
    if not found or found[0].code.endswith("-00"):
        return None
    return LikelyOccupation(name=found[0].name, score=found[0].score)
