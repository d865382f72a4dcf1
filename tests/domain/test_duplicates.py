"""Two profiles that may be one person: the evidence, and what may be made of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.applications import ApplicationState
from domain.duplicates import (
    MOVES,
    TICKET_WORTH,
    UNDO_WITHIN,
    BothOnRosters,
    PairDecided,
    PairGround,
    PairReasonMissing,
    PairReasonTooLong,
    PairState,
    Person,
    UndoImpossible,
    UndoTooLate,
    check_merge,
    check_move,
    check_two_people,
    check_undo,
    grounds_of,
    is_further,
    state_after_looking,
)
from domain.fair_tickets import TicketState

LI = Person(name="李桂芳", phone="13900001111", birth_year=1981)
IDENTITY, PHONE = frozenset({PairGround.SAME_IDENTITY}), frozenset({PairGround.SAME_PHONE_NAME_YEAR})
NOTHING = frozenset()
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def test_the_same_number_is_the_same_person_whatever_the_rest_says():
    other = Person(name="李桂芬", phone="13900002222", birth_year=1982, blind_index="a")

    assert grounds_of(replace(LI, blind_index="a"), other) == IDENTITY


def test_two_numbers_are_two_people_whatever_the_rest_says():
    assert grounds_of(replace(LI, blind_index="a"), replace(LI, blind_index="b")) == NOTHING


@pytest.mark.parametrize(
    ("other", "grounds"),
    [
        (LI, PHONE),
        (replace(LI, blind_index="a"), PHONE),
        (replace(LI, name="王桂芳"), NOTHING),
        (replace(LI, phone="13900002222"), NOTHING),
        (replace(LI, birth_year=1982), NOTHING),
    ],
)
def test_without_two_numbers_phone_name_and_year_count_together(other, grounds):
    assert grounds_of(LI, other) == grounds


@pytest.mark.parametrize(
    ("state", "before", "found", "after"),
    [
        (None, NOTHING, PHONE, PairState.OPEN),
        (None, NOTHING, NOTHING, None),
        (PairState.OPEN, PHONE, IDENTITY, PairState.OPEN),
        (PairState.OPEN, PHONE, NOTHING, None),
        (PairState.TWO_PEOPLE, PHONE, PHONE, PairState.TWO_PEOPLE),
        (PairState.TWO_PEOPLE, PHONE, NOTHING, PairState.TWO_PEOPLE),
        (PairState.TWO_PEOPLE, PHONE, IDENTITY, PairState.OPEN),
        (PairState.MERGED, PHONE, NOTHING, PairState.MERGED),
    ],
)
def test_what_an_official_decided_stands_unless_there_is_new_evidence(state, before, found, after):
    assert state_after_looking(state, before=before, found=found) is after


@pytest.mark.parametrize("state", PairState)
@pytest.mark.parametrize("target", PairState)
def test_a_pair_goes_where_the_table_says(state, target):
    if target in MOVES[state]:
        check_move(state, target)
    else:
        with pytest.raises(PairDecided):
            check_move(state, target)


def test_two_people_are_two_with_a_reason():
    check_two_people(PairState.OPEN, "双胞胎")
    with pytest.raises(PairReasonMissing):
        check_two_people(PairState.OPEN, " ")
    with pytest.raises(PairReasonTooLong):
        check_two_people(PairState.OPEN, "长" * 201)
    with pytest.raises(PairDecided):
        check_two_people(PairState.MERGED, "双胞胎")


def test_one_person_cannot_travel_twice():
    check_merge(PairState.OPEN, both_travel=False)
    with pytest.raises(BothOnRosters):
        check_merge(PairState.OPEN, both_travel=True)


def test_what_was_decided_is_undone_within_thirty_days():
    at_last = NOW + UNDO_WITHIN
    check_undo(PairState.MERGED, decided_at=NOW, at=at_last, kept_is_gone=False)
    check_undo(PairState.TWO_PEOPLE, decided_at=NOW, at=at_last + timedelta(days=999), kept_is_gone=False)
    with pytest.raises(UndoTooLate):
        check_undo(PairState.MERGED, decided_at=NOW, at=at_last + timedelta(seconds=1), kept_is_gone=False)
    with pytest.raises(UndoImpossible):
        check_undo(PairState.MERGED, decided_at=NOW, at=NOW, kept_is_gone=True)
    with pytest.raises(PairDecided):
        check_undo(PairState.OPEN, decided_at=NOW, at=NOW, kept_is_gone=False)


def test_of_two_applications_the_one_that_has_come_further_goes_on():
    assert is_further(ApplicationState.OFFERED, ApplicationState.VIEWED)
    assert not is_further(ApplicationState.SUBMITTED, ApplicationState.SUBMITTED)


def test_every_ticket_has_its_worth():
    assert set(TICKET_WORTH) == set(TicketState)
