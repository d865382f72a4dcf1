"""Subsidies: for whom an agency is paid, once for a person; whom the county calls; who may decide."""

from datetime import date

import pytest

from domain.accounts import Role
from domain.inspections import LotForged
from domain.labour_export import RosterReasonTooLong
from domain.subsidies import (
    RULES,
    STRIKES,
    TRANSITIONS,
    CallOutcome,
    CallsOpen,
    ClaimState,
    ClaimStepRefused,
    Obstacle,
    Placement,
    RefusalReasonMissing,
    SameOfficial,
    SampleNotDrawn,
    TooManyContradicted,
    check_calls,
    check_claim_step,
    draw_sample,
    entitle,
    published_mark,
    rule_of,
    rule_on,
    sample_size,
)

RULE = RULES[0]
SEED = "0f" * 16


def placement(**changes):
    usual = {"entry_id": 1, "identity": "a", "months": 12, "fee_fen": 0, "retained": 3, "has_objection": False}
    return Placement(**usual | changes)


@pytest.mark.parametrize(
    ("changes", "obstacle"),
    [
        ({}, None),
        ({"months": RULE.least_months}, None),
        ({"months": None}, Obstacle.NO_CONTRACT),
        ({"months": RULE.least_months - 1}, Obstacle.CONTRACT_SHORT),
        ({"retained": 1}, Obstacle.NOT_RETAINED),
        ({"fee_fen": 1}, Obstacle.FEE_TAKEN),
        ({"has_objection": True}, Obstacle.OBJECTED),
        ({"identity": "paid"}, Obstacle.CLAIMED_BEFORE),
    ],
)
def test_an_agency_is_paid_for_who_has_a_contract_stayed_and_paid_nothing(changes, obstacle):
    (found,) = entitle([placement(**changes)], rule=RULE, claimed={"paid"})

    assert found.obstacle is obstacle
    assert found.amount_fen == (0 if obstacle else RULE.amount_fen)


def test_a_person_who_was_sent_twice_is_paid_for_once():
    found = entitle([placement(entry_id=1), placement(entry_id=2)], rule=RULE, claimed=())

    assert [one.obstacle for one in found] == [None, Obstacle.CLAIMED_BEFORE]


def test_a_day_has_its_rule():
    assert rule_on(date(2026, 11, 1)).version == "2026-1"
    assert rule_on(date(2020, 1, 1)) is RULES[0]
    assert rule_of("2026-1") is RULES[0]


@pytest.mark.parametrize(("people", "size"), [(0, 0), (2, 2), (3, 3), (30, 3), (31, 4), (500, 50)])
def test_a_tenth_is_called_and_of_few_at_least_three(people, size):
    assert sample_size(people) == size


def test_whoever_knows_the_seed_draws_the_same_people():
    drawn = draw_sample(range(1, 101), seed=SEED, published=published_mark(SEED))

    assert len(drawn) == 10
    assert drawn == draw_sample(list(range(100, 0, -1)), seed=SEED, published=published_mark(SEED))
    with pytest.raises(LotForged):
        draw_sample(range(1, 101), seed="another", published=published_mark(SEED))


def test_only_the_steps_of_the_table_can_be_taken_and_only_by_its_roles():
    for state in ClaimState:
        for target in ClaimState:
            for role in Role:
                if role in TRANSITIONS.get((state, target), ()):
                    check_claim_step(state, target, role=role, reason="因为", by=1, checked_by=2)
                else:
                    with pytest.raises(ClaimStepRefused):
                        check_claim_step(state, target, role=role, reason="因为", by=1, checked_by=2)


@pytest.mark.parametrize(
    ("state", "target", "changes", "refusal"),
    [
        (ClaimState.CHECKED, ClaimState.APPROVED, {"checked_by": 1}, SameOfficial),
        (ClaimState.CHECKED, ClaimState.REFUSED, {"reason": " "}, RefusalReasonMissing),
        (ClaimState.CHECKED, ClaimState.REFUSED, {"reason": "长" * 301}, RosterReasonTooLong),
    ],
)
def test_two_officials_decide_and_a_refusal_has_a_reason(state, target, changes, refusal):
    usual = {"role": Role.CITY_OFFICIAL, "reason": "因为", "by": 1, "checked_by": 2}
    with pytest.raises(refusal):
        check_claim_step(state, target, **usual | changes)


def test_a_claim_passes_when_everybody_who_was_drawn_was_called_and_few_contradict():
    at_work = CallOutcome.AT_WORK

    check_calls([at_work] * 4 + [CallOutcome.PAID_FEE])
    check_calls([CallOutcome.NOT_REACHED] * 3)
    with pytest.raises(SampleNotDrawn):
        check_calls([])
    with pytest.raises(CallsOpen):
        check_calls([at_work, None])
    with pytest.raises(TooManyContradicted):
        check_calls([at_work, CallOutcome.NOT_AT_WORK])


def test_every_answer_but_at_work_strikes():
    assert set(STRIKES) == set(CallOutcome) - {CallOutcome.AT_WORK}
