"""Distances between towns of the city."""

import pytest

from domain.places import Point, distance_km

SANDUO = Point(32.8192, 119.6598)
GAOYOU = Point(32.7893, 119.4418)
SHANGHAI = Point(31.2222, 121.4581)


def test_sanduo_lies_twenty_kilometres_from_gaoyou():
    assert distance_km(SANDUO, GAOYOU) == pytest.approx(20.6, abs=0.3)


def test_it_is_as_far_back_as_there():
    assert distance_km(SANDUO, SHANGHAI) == distance_km(SHANGHAI, SANDUO) == pytest.approx(246, abs=3)


def test_nothing_is_far_from_itself():
    assert distance_km(SANDUO, SANDUO) == 0
