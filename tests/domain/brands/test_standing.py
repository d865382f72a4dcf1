"""Standing: who may move a brand where."""

import pytest

from domain.accounts import Role
from domain.brands import BrandState, BrandTier
from domain.brands.standing import (
    BY_CERTIFICATION,
    CLOCK,
    MOVES,
    NEEDS_REASON,
    BrandMoveRefused,
    BrandReasonMissing,
    BrandReasonTooLong,
    check_move,
    moves_by_hand,
    tier_after,
)

EVERYBODY = (*Role, CLOCK)


@pytest.mark.parametrize("state", list(BrandState))
@pytest.mark.parametrize("to", list(BrandState))
def test_only_the_table_moves_a_brand(state, to):
    for who in EVERYBODY:
        if who in MOVES.get((state, to), ()):
            check_move(state, to, by=who, reason="因为")
        else:
            with pytest.raises(BrandMoveRefused):
                check_move(state, to, by=who, reason="因为")


def test_nothing_leaves_the_library_without_an_official():
    assert all(CLOCK not in who for (_, to), who in MOVES.items() if to is BrandState.EXITED)
    assert all((state, BrandState.EXITED) in MOVES for state in BrandState if state is not BrandState.EXITED)


def test_a_county_never_certifies():
    certified = (BrandState.CITY_CERTIFIED, BrandState.PROVINCIAL)
    assert all(Role.COUNTY_OFFICIAL not in who for (_, to), who in MOVES.items() if to in certified)


def test_what_has_left_may_come_back():
    assert moves_by_hand(BrandState.EXITED, by=Role.COUNTY_OFFICIAL) == (BrandState.NURTURING,)


def test_moves_that_follow_from_an_application_are_not_made_by_hand():
    assert set(MOVES) >= BY_CERTIFICATION
    for state in BrandState:
        for to in moves_by_hand(state, by=Role.CITY_OFFICIAL):
            assert (state, to) not in BY_CERTIFICATION
    assert moves_by_hand(BrandState.SUSPENDED, by=Role.COUNTY_OFFICIAL) == ()


@pytest.mark.parametrize("to", sorted(NEEDS_REASON))
def test_a_move_that_others_will_ask_about_has_its_reason(to):
    source, who = next((step[0], who) for step, who in MOVES.items() if step[1] is to)
    by = min(who)
    with pytest.raises(BrandReasonMissing):
        check_move(source, to, by=by, reason=" ")
    with pytest.raises(BrandReasonTooLong):
        check_move(source, to, by=by, reason="因" * 301)


def test_the_tier_follows_the_state():
    assert tier_after(BrandTier.COUNTY, BrandState.CITY_CERTIFIED) is BrandTier.CITY
    assert tier_after(BrandTier.CITY, BrandState.PROVINCIAL) is BrandTier.PROVINCE
    assert tier_after(BrandTier.CITY, BrandState.EXITED) is BrandTier.COUNTY
    assert tier_after(BrandTier.PROVINCE, BrandState.SUSPENDED) is BrandTier.PROVINCE
