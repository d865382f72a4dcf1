"""Which pairs of words may be accepted, and which way a decision may go."""

import pytest

from domain import synonyms
from domain.synonyms import MOST_ACCEPTED, Obstacle, SynonymMoveRefused, SynonymState, TooManySynonyms

ACCEPTED, REFUSED, WITHDRAWN = SynonymState


@pytest.mark.parametrize("obstacle", Obstacle)
def test_a_pair_that_search_has_something_against_is_refused_at_its_field(obstacle):
    with pytest.raises(synonyms.REFUSALS[obstacle]) as refusal:
        synonyms.check_pair(obstacle, accepted=0)

    assert refusal.value.field


def test_no_more_are_accepted_than_may_be():
    synonyms.check_pair(None, accepted=MOST_ACCEPTED - 1)
    with pytest.raises(TooManySynonyms):
        synonyms.check_pair(None, accepted=MOST_ACCEPTED)


@pytest.mark.parametrize(
    ("state", "target", "may"),
    [
        (None, ACCEPTED, True),
        (None, REFUSED, True),
        (None, WITHDRAWN, False),
        (ACCEPTED, WITHDRAWN, True),
        (ACCEPTED, REFUSED, False),
        (REFUSED, ACCEPTED, True),
        (WITHDRAWN, ACCEPTED, True),
        (WITHDRAWN, WITHDRAWN, False),
    ],
)
def test_what_was_decided_may_be_decided_otherwise_along_the_table(state, target, may):
    if may:
        synonyms.check_move(state, target)
    else:
        with pytest.raises(SynonymMoveRefused):
            synonyms.check_move(state, target)
