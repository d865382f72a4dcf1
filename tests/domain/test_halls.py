"""Halls: laid out in rows, with the way between spots."""

import pytest

from domain.fair_registrations import BoothSize
from domain.halls import (
    HallAddressTooLong,
    HallNameMissing,
    HallNameTooLong,
    RowsImplausible,
    RowTooLong,
    TooManyRooms,
    check_hall,
    lay_out,
    walk,
)

DOUBLE = BoothSize.DOUBLE


def test_a_hall_is_laid_out_in_rows_back_from_the_entrance():
    hall = lay_out(rows=3, booths=4, rooms=2)

    assert [one.number for one in hall.booths] == [f"{area}{number:02d}" for area in "ABC" for number in (1, 2, 3, 4)]
    assert [one.number for one in hall.rooms] == ["R1", "R2"]
    depth = {one.number: one.y for one in hall.spots}
    assert depth["A01"] > depth["B01"] > depth["C01"] > depth["R1"]
    assert all(one.x + one.width <= hall.width and one.y + one.depth <= hall.depth for one in hall.spots)
    sizes = [one.size for one in hall.booths if one.area == "A"]
    assert sizes == [DOUBLE, BoothSize.SINGLE, BoothSize.SINGLE, DOUBLE]


@pytest.mark.parametrize(("rows", "booths", "rooms"), [(1, 1, 0), (2, 3, 5), (8, 12, 0)])
def test_no_two_spots_of_a_hall_overlap(rows, booths, rooms):
    hall = lay_out(rows=rows, booths=booths, rooms=rooms)

    def overlap(one, other):
        return (
            one.x < other.x + other.width
            and other.x < one.x + one.width
            and one.y < other.y + other.depth
            and other.y < one.y + one.depth
        )

    assert not any(overlap(one, other) for n, one in enumerate(hall.spots) for other in hall.spots[n + 1 :])
    assert len(hall.booths) == rows * booths


def test_one_walks_along_the_aisles():
    hall = lay_out(rows=2, booths=3, rooms=0)
    spots = {one.number: one for one in hall.spots}

    assert walk(spots["A02"], spots["B02"]) == 50
    assert walk(spots["A01"], spots["B02"]) == 45 + 50


def hall(**changes):
    return {"name": "一楼大厅", "address": "", "rows": 4, "booths": 8, "rooms": 2} | changes


def test_a_hall_as_they_are_is_taken():
    assert check_hall(**hall()) is None


@pytest.mark.parametrize(
    ("refusal", "changes"),
    [
        (HallNameMissing, {"name": " "}),
        (HallNameTooLong, {"name": "长" * 61}),
        (HallAddressTooLong, {"address": "长" * 101}),
        (RowsImplausible, {"rows": 0}),
        (RowsImplausible, {"rows": 13}),
        (RowTooLong, {"booths": 0}),
        (RowTooLong, {"booths": 21}),
        (TooManyRooms, {"rooms": -1}),
        (TooManyRooms, {"rooms": 11}),
    ],
)
def test_a_hall_that_cannot_be_is_refused(refusal, changes):
    with pytest.raises(refusal):
        check_hall(**hall(**changes))
