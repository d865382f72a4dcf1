"""What came of fairs."""

from domain.fair_reports import STEPS, FunnelStep, share


def test_the_steps_lead_from_the_invitation_to_the_work():
    assert STEPS[0] is FunnelStep.INVITED
    assert STEPS[-1] is FunnelStep.PLACED


def test_of_nobody_there_is_no_share():
    assert share(1, 4) == 0.25
    assert share(0, 0) is None


def test_where_more_came_to_a_step_than_to_the_one_before_there_is_no_share():
    assert share(5, 4) is None
    assert share(4, 4) == 1
