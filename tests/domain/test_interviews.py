"""Where an interview of a fair stands."""

import pytest

from domain.interviews import INTERVIEW_TRANSITIONS, STANDING, InterviewState, InterviewStepRefused, check_step


@pytest.mark.parametrize("state", InterviewState)
@pytest.mark.parametrize("target", InterviewState)
def test_an_interview_goes_the_ways_of_the_table_only(state, target):
    if target in INTERVIEW_TRANSITIONS[state]:
        assert check_step(state, target) is None
    else:
        with pytest.raises(InterviewStepRefused):
            check_step(state, target)


def test_what_was_held_is_over_and_whoever_was_missed_may_still_come():
    assert INTERVIEW_TRANSITIONS[InterviewState.DONE] == frozenset()
    assert InterviewState.RUNNING in INTERVIEW_TRANSITIONS[InterviewState.MISSED]
    assert InterviewState.MISSED not in STANDING
