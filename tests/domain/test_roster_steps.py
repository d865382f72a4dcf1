"""What each step of a place away asks for: a reason that belongs to it, a day that can be, an end of the contract."""

from datetime import date, timedelta

import pytest

from domain.labour_export import RosterReasonTooLong, RosterState
from domain.messages import MessageKind
from domain.roster_steps import (
    AGAINST_EMPLOYER,
    REASONS,
    TELLS_WORKER,
    ReturnBeforeEnd,
    StepDayImplausible,
    StepReason,
    StepReasonMissing,
    StepReasonUnfit,
    StepReasonUntold,
    check_day,
    check_reason,
    check_return,
)

S, R = RosterState, StepReason
TODAY = date(2026, 11, 23)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.mark.parametrize("target", REASONS)
def test_who_did_not_come_or_left_early_has_a_reason_of_the_list(target):
    for why in REASONS[target]:
        check_reason(target, why=why, reason="说明")
    with pytest.raises(StepReasonMissing):
        check_reason(target, why=None, reason="说明")


def test_a_reason_belongs_to_its_step():
    with pytest.raises(StepReasonUnfit):
        check_reason(S.NO_SHOW, why=R.WAGE_NOT_AS_AGREED, reason="")
    with pytest.raises(StepReasonUnfit):
        check_reason(S.ARRIVED, why=R.FAMILY, reason="")


def test_another_reason_is_said_in_words_that_somebody_reads():
    with pytest.raises(StepReasonUntold):
        check_reason(S.LEFT_EARLY, why=R.OTHER, reason=" ")
    with pytest.raises(RosterReasonTooLong):
        check_reason(S.LEFT_EARLY, why=R.OTHER, reason="因" * 301)
    check_reason(S.ARRIVED, why=None, reason="")


def test_what_speaks_against_an_employer_is_a_reason_to_leave_and_none_not_to_come():
    assert set(REASONS[S.LEFT_EARLY]) > AGAINST_EMPLOYER
    assert not AGAINST_EMPLOYER & set(REASONS[S.NO_SHOW])


def test_a_step_happens_between_the_one_before_it_and_today():
    check_day(TODAY, not_before=TODAY, today=TODAY)
    check_day(YESTERDAY, not_before=None, today=TODAY)
    for day, before in ((TODAY + timedelta(days=1), None), (YESTERDAY, TODAY)):
        with pytest.raises(StepDayImplausible):
            check_day(day, not_before=before, today=TODAY)


def test_who_comes_home_before_the_end_of_the_contract_has_left_early():
    check_return(ends_on=TODAY, happened_on=TODAY)
    check_return(ends_on=None, happened_on=TODAY)
    with pytest.raises(ReturnBeforeEnd):
        check_return(ends_on=TODAY, happened_on=YESTERDAY)


def test_a_worker_hears_of_every_step_that_an_agency_takes():
    by_worker = {S.PROPOSED, S.AGREED, S.DECLINED}

    assert set(TELLS_WORKER) == set(S) - by_worker
    assert TELLS_WORKER[S.LEFT_EARLY] is MessageKind.PLACE_MOVED, "what can be contradicted rings"
