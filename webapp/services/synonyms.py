"""Officials accept a word for something that search knows, refuse it, or take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from domain.synonyms import SynonymGround, SynonymState, check_move, check_pair
from search.analysis.synonyms import obstacle
from search.analysis.text import fold
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Synonym
from webapp.reads import synonyms as reads
from webapp.services import audit

if TYPE_CHECKING:
    from collections.abc import Mapping


def accept(
    word: str, means: str, *, ground: SynonymGround, figures: Mapping[str, Any], account_id: int | None
) -> Synonym:
    """From now on a search for the word finds what it means, and the other way round.

    Raises one of domain.synonyms.REFUSALS, TooManySynonyms or SynonymMoveRefused.
    """
    return _decide(SynonymState.ACCEPTED, word, means, ground=ground, figures=figures, account_id=account_id)


def refuse(
    word: str, means: str, *, ground: SynonymGround, figures: Mapping[str, Any], account_id: int | None
) -> Synonym:
    """The two are not the same, and are not proposed again. Raises SynonymMoveRefused, or as accept does."""
    return _decide(SynonymState.REFUSED, word, means, ground=ground, figures=figures, account_id=account_id)


def withdraw(row: Synonym, *, account_id: int) -> None:
    """Take back what was accepted. Raises SynonymMoveRefused."""
    check_move(row.state, SynonymState.WITHDRAWN)
    _set(row, SynonymState.WITHDRAWN, account_id=account_id)


def accept_again(row: Synonym, *, account_id: int) -> None:
    """Accept what was refused or taken back after all. Raises as accept does."""
    check_move(row.state, SynonymState.ACCEPTED)
    check_pair(obstacle(row.word, row.means), accepted=reads.count_accepted())
    _set(row, SynonymState.ACCEPTED, account_id=account_id)


def _decide(
    state: SynonymState,
    word: str,
    means: str,
    *,
    ground: SynonymGround,
    figures: Mapping[str, Any],
    account_id: int | None,
) -> Synonym:
    word, means = fold(word).strip(), fold(means).strip()
    check_pair(obstacle(word, means), accepted=reads.count_accepted() if state is SynonymState.ACCEPTED else 0)
    row = reads.find_synonym(word, means)
    check_move(row.state if row else None, state)
    if row is None:
        row = Synonym(word=word, means=means)
        db.session.add(row)
    row.ground, row.figures = ground, dict(figures)
    _set(row, state, account_id=account_id)
    return row


def _set(row: Synonym, state: SynonymState, *, account_id: int | None) -> None:
    row.state, row.decided_at, row.decided_by_id = state, now(), account_id
    audit.record(
        f"synonym.{state.value}",
        row,
        account_id=account_id,
        word=row.word,
        means=row.means,
        ground=row.ground.value,
        **row.figures,
    )
