"""Corridors: who counts where, and bands that are as wide as the people are many."""

import pytest

from domain.corridors import LEAST_HEIGHT, MOST_EACH, ROOM, STATES, THINNEST, Flow, Stage, draw_flows
from domain.labour_export import RosterState

NORTH = {"a": 2.0, "b": 1.0, "x": 9.0, "y": 1.0}.__getitem__


def flow(home, destination, people):
    return Flow(home=home, destination=destination, people=people)


def test_every_stage_has_its_states_and_the_asked_are_in_none():
    assert STATES.keys() == set(Stage)
    assert not any(RosterState.NOTIFIED in states for states in STATES.values())


def test_bands_are_as_wide_as_people_are_many_and_fill_their_places():
    drawing = draw_flows([flow("a", "x", 30), flow("a", "y", 10), flow("b", "y", 60)], north=NORTH)

    widths = {(band.flow.home, band.flow.destination): band.width for band in drawing.bands}
    assert widths == {("a", "x"): ROOM * 0.3, ("a", "y"): ROOM * 0.1, ("b", "y"): ROOM * 0.6}
    a, b = drawing.homes
    assert (a.people, b.people) == (40, 60)
    first, second, _third = drawing.bands
    assert first.left - first.width / 2 == pytest.approx(a.top)
    assert second.left + second.width / 2 == pytest.approx(a.top + a.height)
    assert drawing.height == pytest.approx(b.top + b.height)


def test_places_stand_from_north_to_south_on_both_sides():
    drawing = draw_flows([flow("b", "y", 1), flow("a", "x", 1)], north=NORTH)

    assert [mark.code for mark in drawing.homes] == ["a", "b"]
    assert [mark.code for mark in drawing.destinations] == ["x", "y"]


def test_a_place_with_one_person_among_thousands_can_be_read_and_its_band_seen():
    drawing = draw_flows([flow("a", "x", 9999), flow("b", "y", 1)], north=NORTH)

    assert drawing.homes[1].height == LEAST_HEIGHT
    assert drawing.bands[1].width == THINNEST


def test_few_people_are_thin_bands():
    assert draw_flows([flow("a", "x", 2)], north=NORTH).bands[0].width == 2 * MOST_EACH


def test_nobody_is_no_drawing():
    assert draw_flows([flow("a", "x", 0)], north=NORTH).bands == ()
