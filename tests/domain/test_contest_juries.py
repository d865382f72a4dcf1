"""Juries: nobody judges what is theirs, enough judge each entry, and the entries can be compared."""

import pytest

from domain.accounts import Role
from domain.contest_juries import (
    LONGEST_CONFLICT,
    ConflictGround,
    ConflictReasonMissing,
    ConflictReasonTooLong,
    JudgedEntry,
    Juror,
    JurorNotOfficial,
    NoEntries,
    PanelsApart,
    PointsOutOfRange,
    TooFewJurors,
    TooFewScores,
    check_declaration,
    check_juror,
    check_points,
    check_ready,
    check_scored,
    conflict_of,
    panels,
    share_out,
)

GAOYOU, SANDUO, BAOYING, YANGZHOU = "321084", "321084108", "321023", "321000"


def juror(number, division=YANGZHOU):
    return Juror(id=number, account_id=100 + number, division_code=division)


def entry(number, *divisions, by=900):
    return JudgedEntry(id=number, divisions=divisions or (GAOYOU, GAOYOU), submitted_by_id=by)


@pytest.mark.parametrize(
    ("who", "what", "ground"),
    [
        (juror(1), entry(1), None),
        (juror(1, GAOYOU), entry(1, SANDUO, BAOYING), ConflictGround.SAME_PLACE),
        (juror(1, GAOYOU), entry(1, BAOYING, SANDUO), ConflictGround.SAME_PLACE),
        (juror(1), entry(1, YANGZHOU, GAOYOU), ConflictGround.SAME_PLACE),
        (juror(1, BAOYING), entry(1), None),
        (juror(1), entry(1, by=101), ConflictGround.APPLICANT),
        (juror(7), entry(8), ConflictGround.DECLARED),
        (juror(8), entry(7), None),
    ],
)
def test_a_juror_is_kept_from_their_place_their_own_and_what_they_declared(who, what, ground):
    assert conflict_of(who, what, {(7, 8)}) is ground


def test_an_entry_is_judged_by_all_who_have_no_conflict():
    jurors = [juror(1), juror(2, GAOYOU), juror(3, BAOYING)]

    shared = share_out(jurors, [entry(1), entry(2, BAOYING, BAOYING)], {(1, 2)})

    assert shared == {1: (1, 3), 2: (2,)}


def test_only_officials_who_may_sign_in_are_jurors():
    check_juror(Role.COUNTY_OFFICIAL, may_sign_in=True)
    for role, may_sign_in in ((Role.ENTERPRISE, True), (Role.CITY_OFFICIAL, False)):
        with pytest.raises(JurorNotOfficial):
            check_juror(role, may_sign_in=may_sign_in)


def test_a_jury_begins_once_every_entry_has_three_jurors_and_says_which_lack_them():
    names = {1: "高邮厨师", 2: "宝应月嫂", 3: "扬州修脚师"}
    check_ready({1: (1, 2, 3), 2: (1, 2, 4)}, names=names)

    with pytest.raises(TooFewJurors) as refused:
        check_ready({1: (1, 2, 3), 2: (1, 2), 3: ()}, names=names)
    assert refused.value.details["entries"] == ("宝应月嫂", "扬州修脚师")
    with pytest.raises(NoEntries):
        check_ready({}, names={})


def test_entries_without_a_juror_in_common_are_not_compared():
    apart = {1: (1, 2, 3), 2: (4, 5, 6), 3: (6, 7, 8)}
    names = {1: "甲", 2: "乙", 3: "丙"}

    assert panels((one, who) for one, jurors in apart.items() for who in jurors) == [{1}, {2, 3}]
    with pytest.raises(PanelsApart) as refused:
        check_ready(apart, names=names)
    assert refused.value.details["panels"] == 2
    with pytest.raises(PanelsApart):
        check_scored(apart, names=names)
    check_ready(apart | {1: (1, 2, 8)}, names=names)


def test_results_wait_until_every_entry_has_three_scores():
    names = {1: "甲", 2: "乙"}
    check_scored({1: {1, 2, 3}, 2: {1, 2, 3}}, names=names)
    with pytest.raises(TooFewScores) as refused:
        check_scored({1: {1, 2, 3}, 2: {1, 2}}, names=names)
    assert refused.value.details["entries"] == ("乙",)


@pytest.mark.parametrize(("points", "number"), [([None, 50], 1), ([0, 101], 2), ([-1, 100], 1)])
def test_points_lie_between_0_and_100_for_every_criterion(points, number):
    assert check_points([0, 100]) == (0, 100)
    with pytest.raises(PointsOutOfRange) as refused:
        check_points(points)
    assert refused.value.details["number"] == number


def test_a_conflict_is_declared_with_a_reason():
    check_declaration("亲属在该企业任职")
    with pytest.raises(ConflictReasonMissing):
        check_declaration(" ")
    with pytest.raises(ConflictReasonTooLong):
        check_declaration("因" * (LONGEST_CONFLICT + 1))
