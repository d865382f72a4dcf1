"""Labour export: who may move a place on a roster, and which orders and agreements make sense."""

from datetime import date, timedelta
from itertools import product

import pytest

from domain.accounts import Role
from domain.labour_export import (
    HOLDS_SEAT,
    NEEDS_REASON,
    SEATED,
    SHOWS_PHONE,
    TOLD,
    TRANSITIONS,
    TURNED_AWAY,
    AgreementContactTooLong,
    DepartureWindowPast,
    DepartureWindowReversed,
    DestinationAtHome,
    OrderNumberMissing,
    OrderNumberTooLong,
    OrderTitleMissing,
    OrderTitleTooLong,
    PartnerAtHome,
    PartnerNameTooLong,
    PeopleImplausible,
    ProvisionsTooLong,
    RosterReasonMissing,
    RosterReasonTooLong,
    RosterState,
    RosterStepRefused,
    TermReversed,
    check_agreement,
    check_order,
    check_step,
    next_steps,
)

S = RosterState
TODAY = date(2026, 11, 23)
ORDER = {
    "number": "SC-2026-0001",
    "title": "上海养老护理员",
    "division_code": "310115",
    "departs_from": TODAY + timedelta(days=10),
    "departs_until": TODAY + timedelta(days=30),
    "today": TODAY,
}
AGREEMENT = {
    "title": "扬州上海劳务协作协议",
    "partner_division_code": "310115",
    "people_a_year": 300,
    "starts_on": TODAY,
    "ends_on": TODAY + timedelta(days=365),
}


@pytest.mark.parametrize("role", Role)
def test_a_place_moves_only_along_the_table_and_by_the_hand_that_the_table_names(role):
    for state, target in product(S, S):
        if TRANSITIONS.get((state, target)) is role:
            check_step(state, target, role=role, reason="已去其他地方上班")
            assert target in next_steps(state, role)
        else:
            with pytest.raises(RosterStepRefused):
                check_step(state, target, role=role, reason="已去其他地方上班")
            assert target not in next_steps(state, role)


def test_nobody_but_the_worker_says_yes():
    assert {role for (_, target), role in TRANSITIONS.items() if target is S.AGREED} == {Role.WORKER}


@pytest.mark.parametrize("target", sorted(NEEDS_REASON))
def test_nobody_is_taken_off_a_roster_without_being_told_why(target):
    (state, role) = next((source, role) for (source, to), role in TRANSITIONS.items() if to is target)

    with pytest.raises(RosterReasonMissing):
        check_step(state, target, role=role, reason="  ")


def test_a_reason_is_short_enough_to_be_read():
    with pytest.raises(RosterReasonTooLong):
        check_step(S.NOTIFIED, S.DECLINED, role=Role.WORKER, reason="因" * 301)


def test_a_place_that_is_lost_frees_its_seat():
    assert not HOLDS_SEAT & TURNED_AWAY
    assert set(S) == HOLDS_SEAT | TURNED_AWAY


def test_the_phone_number_is_shown_only_after_the_worker_has_agreed():
    before = {S.PROPOSED, S.NOTIFIED, S.DECLINED, S.REMOVED}

    assert set(S) - SHOWS_PHONE == before


def test_a_worker_who_was_told_keeps_the_place_and_one_who_said_yes_holds_a_seat_of_the_vacancy():
    assert S.PROPOSED not in TOLD
    assert S.NOTIFIED in TOLD - SEATED
    assert S.AGREED in SEATED


def test_an_order_that_makes_sense_passes():
    check_order(**ORDER)
    check_order(**ORDER | {"departs_from": TODAY, "departs_until": TODAY, "title": "字" * 60})


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"number": " "}, OrderNumberMissing),
        ({"number": "9" * 31}, OrderNumberTooLong),
        ({"provisions": "包" * 301}, ProvisionsTooLong),
        ({"title": ""}, OrderTitleMissing),
        ({"title": "字" * 61}, OrderTitleTooLong),
        ({"division_code": "321084"}, DestinationAtHome),
        ({"division_code": "321000"}, DestinationAtHome),
        ({"departs_until": TODAY + timedelta(days=9)}, DepartureWindowReversed),
        ({"departs_from": TODAY - timedelta(days=3), "departs_until": TODAY - timedelta(days=1)}, DepartureWindowPast),
    ],
)
def test_an_order_that_makes_no_sense_is_refused_by_name(change, refusal):
    with pytest.raises(refusal):
        check_order(**ORDER | change)


def test_an_agreement_that_makes_sense_passes():
    check_agreement(**AGREEMENT)
    check_agreement(**AGREEMENT | {"people_a_year": 1, "ends_on": TODAY})


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"title": ""}, OrderTitleMissing),
        ({"partner_name": "局" * 101}, PartnerNameTooLong),
        ({"contact_name": "王" * 101}, AgreementContactTooLong),
        ({"partner_division_code": "321023"}, PartnerAtHome),
        ({"people_a_year": 0}, PeopleImplausible),
        ({"people_a_year": 1_000_001}, PeopleImplausible),
        ({"ends_on": TODAY - timedelta(days=1)}, TermReversed),
    ],
)
def test_an_agreement_that_makes_no_sense_is_refused_by_name(change, refusal):
    with pytest.raises(refusal):
        check_agreement(**AGREEMENT | change)
