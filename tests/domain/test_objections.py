"""Objections of workers: short enough to be read, settled once and in words, and against public money until then."""

import pytest

from domain.objections import (
    FindingMissing,
    FindingTooLong,
    ObjectionOutcome,
    ObjectionSettled,
    ObjectionTextTooLong,
    check_objection,
    check_settlement,
    stands_against,
)


def test_an_objection_needs_no_words_and_has_room_for_some():
    check_objection("")
    check_objection("收" * 500)
    with pytest.raises(ObjectionTextTooLong):
        check_objection("收" * 501)


def test_an_official_says_once_and_in_words_what_was_found():
    check_settlement(None, "已退还")
    for outcome, finding, refusal in (
        (ObjectionOutcome.UPHELD, "已退还", ObjectionSettled),
        (None, " ", FindingMissing),
        (None, "查" * 301, FindingTooLong),
    ):
        with pytest.raises(refusal):
            check_settlement(outcome, finding)


def test_only_an_objection_without_ground_does_not_keep_public_money_back():
    assert stands_against(None)
    assert stands_against(ObjectionOutcome.UPHELD)
    assert not stands_against(ObjectionOutcome.UNFOUNDED)
