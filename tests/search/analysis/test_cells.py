"""Cells cover circles: none that is wholly within lies outside, and none that touches is forgotten."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.places import Point, distance_km
from search.analysis.cells import cells_in_circle, cells_of

latitudes = st.floats(-60, 60)
"""Nobody works where the meridians meet."""
longitudes = st.floats(-180, 180)


@settings(deadline=None)
@given(latitudes, longitudes, st.floats(0.1, 300), st.floats(-1.2, 1.2), st.floats(-1.2, 1.2))
def test_a_point_near_a_circle_is_covered_as_it_lies(latitude, longitude, radius, north, east):
    centre = Point(latitude, longitude)
    reach = radius / 111
    point = Point(min(max(latitude + north * reach, -90.0), 90.0), min(max(longitude + east * reach, -180.0), 180.0))
    inner, rim = cells_in_circle(centre, radius)
    own = set(cells_of(point))

    if own & set(inner):
        assert distance_km(centre, point) <= radius
    if distance_km(centre, point) <= radius:
        assert own & set(inner + rim)
