"""What came of fairs."""

from domain.fair_reports import STEPS, FunnelStep, share


def test_the_steps_lead_from_the_invitation_to_the_work():
    assert STEPS[0] is FunnelStep.INVITED
    assert STEPS[-1] is FunnelStep.PLACED


def test_of_nobody_there_is_no_share():
    assert share(1, 4) == 0.25
    assert share(0, 0) is None
