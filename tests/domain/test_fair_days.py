"""What is said after an interview."""

import pytest

from domain.applications import TRANSITIONS, ApplicationState
from domain.fair_days import BEFORE_INTERVIEW, OUTCOMES, OutcomeImpossible, check_outcome


@pytest.mark.parametrize("target", ApplicationState)
def test_an_interview_ends_with_an_offer_or_a_refusal_or_without_a_word(target):
    if target in OUTCOMES:
        assert check_outcome(target) is None
        assert (ApplicationState.INTERVIEW, target) in TRANSITIONS
    else:
        with pytest.raises(OutcomeImpossible):
            check_outcome(target)


def test_from_everything_before_it_leads_a_step_to_the_interview():
    assert all((state, ApplicationState.INTERVIEW) in TRANSITIONS for state in BEFORE_INTERVIEW)
