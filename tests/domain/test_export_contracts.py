"""Contracts of people who go away: what makes sense, how several are numbered, when they end."""

from datetime import date, timedelta

import pytest

from domain.export_contracts import (
    ContractDayImplausible,
    ContractMissing,
    ContractNumberTooLong,
    ContractNumberUncountable,
    ContractTermImplausible,
    ContractTerms,
    FeeImplausible,
    check_contract,
    ends_on,
    months_after,
    numbers_from,
)

TODAY = date(2026, 11, 23)
CONTRACT = {"number": "YZ-2026-001", "months": 12, "signed_on": TODAY}


def test_a_contract_that_makes_sense_passes():
    for change in ({}, {"months": 1}, {"months": 60}, {"signed_on": TODAY - timedelta(days=366)}, {"fee_fen": 500_00}):
        check_contract(ContractTerms(**CONTRACT | change), today=TODAY)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"number": " "}, ContractMissing),
        ({"number": "9" * 41}, ContractNumberTooLong),
        ({"months": 0}, ContractTermImplausible),
        ({"months": 61}, ContractTermImplausible),
        ({"signed_on": TODAY + timedelta(days=1)}, ContractDayImplausible),
        ({"signed_on": TODAY - timedelta(days=367)}, ContractDayImplausible),
        ({"fee_fen": -1}, FeeImplausible),
        ({"fee_fen": 100_000_01}, FeeImplausible),
    ],
)
def test_a_contract_that_makes_no_sense_is_refused_by_name(change, refusal):
    with pytest.raises(refusal):
        check_contract(ContractTerms(**CONTRACT | change), today=TODAY)


def test_several_contracts_are_counted_on_from_the_first():
    assert numbers_from("劳务合同", 1) == ("劳务合同",)
    assert numbers_from("YZ-2026-099", 3) == ("YZ-2026-099", "YZ-2026-100", "YZ-2026-101")
    assert numbers_from("2026-009号", 2) == ("2026-009号", "2026-010号")
    assert numbers_from("9", 2) == ("9", "10")


def test_a_number_without_digits_cannot_be_counted_on():
    with pytest.raises(ContractNumberUncountable):
        numbers_from("劳务合同", 2)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 6, 15), 6, date(2026, 12, 15)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_a_shorter_month(day, months, then):
    assert months_after(day, months) == then


def test_a_contract_of_a_year_ends_on_the_eve_of_its_day():
    assert ends_on(date(2026, 3, 1), 12) == date(2027, 2, 28)
