"""Each component rises with what it measures, is neutral where nothing is known, and can be said in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.fit import COMPONENTS, explain_fit
from domain.places import Point, distance_km
from domain.skills import SkillLevel
from domain.vacancies import Shift
from tests.domain.fit.people import (
    COOK,
    CUTTER,
    FITTER,
    GAOYOU,
    TODAY,
    WELDER,
    monthly,
    sentences,
    vacancy,
    values,
    worker,
)

SHANGHAI = {"division_code": "310000", "point": Point(31.2304, 121.4737)}


def said(one, other):
    return sentences(explain_fit(one, other, today=TODAY).reasons)


@pytest.mark.parametrize(
    ("wanted", "offered", "value", "sentence"),
    [
        ((WELDER,), WELDER, 1.0, "Same occupation"),
        ((WELDER,), CUTTER, 0.65, "Closely related occupation"),
        ((WELDER,), FITTER, 0.35, "Related occupation"),
        ((WELDER,), COOK, 0.0, "Another occupation"),
        ((COOK, WELDER), WELDER, 0.95, "Same occupation"),
        ((COOK, FITTER, WELDER), WELDER, 0.9, "Same occupation"),
    ],
)
def test_the_nearer_the_occupation_and_the_dearer_the_better(wanted, offered, value, sentence):
    pair = worker(occupations=wanted), vacancy(occupation_code=offered)

    assert values(*pair)["occupation"] == pytest.approx(value)
    assert said(*pair)["occupation"] == sentence


@pytest.mark.parametrize(
    ("has", "asked", "value"),
    [({"a", "b"}, {"b", "c"}, 0.5), ({"a", "b", "c"}, {"a", "b"}, 1.0), ({"x"}, {"a"}, 0.0)],
)
def test_skills_count_by_the_share_of_those_asked(has, asked, value):
    assert values(worker(skills=frozenset(has)), vacancy(skills=frozenset(asked)))["skills"] == value


def test_skills_are_named():
    why = explain_fit(worker(skills=frozenset({"a", "b"})), vacancy(skills=frozenset({"b", "c"})), today=TODAY)
    reason = next(reason for reason in why.reasons if reason.key == "skills")

    assert reason.words.for_worker % reason.figures == "You have 1 of 2 skills asked"
    assert (reason.figures["skills"], reason.figures["missing"]) == (("b",), ("c",))


def test_more_skills_than_fit_into_one_number_are_counted():
    many = frozenset(f"skill {number}" for number in range(200))

    assert values(worker(skills=frozenset(list(many)[:50])), vacancy(skills=many))["skills"] == 0.25


@pytest.mark.parametrize(
    ("has", "asked", "value"),
    [
        (SkillLevel.LEVEL_4, SkillLevel.LEVEL_4, 1.0),
        (SkillLevel.LEVEL_1, SkillLevel.LEVEL_4, 1.0),
        (SkillLevel.LEVEL_5, SkillLevel.LEVEL_4, 0.7),
        (SkillLevel.APPRENTICE, SkillLevel.CHIEF_TECHNICIAN, 0.0),
    ],
)
def test_a_level_below_the_one_asked_takes_off_and_one_above_adds_nothing(has, asked, value):
    proved = worker(skill_level=has, verified_level=has)
    assert values(proved, vacancy(skill_level=asked))["level"] == pytest.approx(value)
    said = worker(skill_level=has)
    assert values(said, vacancy(skill_level=asked))["level"] == pytest.approx(0.9 * value)


def test_the_better_of_what_is_proved_and_what_is_only_said_counts():
    asked = vacancy(skill_level=SkillLevel.LEVEL_3)
    near = worker(skill_level=SkillLevel.LEVEL_1, verified_level=SkillLevel.LEVEL_3)
    far = worker(skill_level=SkillLevel.LEVEL_3, verified_level=SkillLevel.LEVEL_5)
    alone = worker(verified_level=SkillLevel.LEVEL_4)

    assert values(near, asked)["level"] == pytest.approx(1.0)
    assert values(far, asked)["level"] == pytest.approx(0.9)
    assert values(alone, asked)["level"] == pytest.approx(0.7)


@pytest.mark.parametrize(
    ("pays", "value"),
    [
        (monthly(4_000_00, 5_000_00), 0.4),
        (monthly(4_500_00, 5_500_00), 0.6),
        (monthly(5_000_00, 6_000_00), 0.8),
        (monthly(5_750_00), 0.9),
        (monthly(6_500_00), 1.0),
        (monthly(9_000_00), 1.0),
        (monthly(4_000_00), 0.0),
    ],
)
def test_pay_counts_from_just_enough_to_plenty(pays, value):
    assert values(worker(wage_wanted_fen=5_000_00), vacancy(wage=pays))["wage"] == pytest.approx(value)


def test_pay_is_said_as_one_figure_or_as_a_range():
    asks = worker(wage_wanted_fen=5_000_00)

    assert said(asks, vacancy(wage=monthly(6_500_00)))["wage"] == "Pays 650000, you ask 500000"
    assert said(asks, vacancy(wage=monthly(4_500_00, 6_500_00)))["wage"] == "Pays 450000 to 650000, you ask 500000"


@given(north=st.floats(-60, 60), east=st.floats(-179, 179))
def test_the_distance_is_that_of_the_places(north, east):
    there = Point(north, east)
    why = explain_fit(worker(commute_km=100.0), vacancy(point=there), today=TODAY)
    place = next(reason for reason in why.reasons if reason.key == "place")

    assert place.figures["distance_km"] == pytest.approx(distance_km(GAOYOU, there), rel=1e-6, abs=1e-6)


@pytest.mark.parametrize(("share_of_way", "value"), [(0.0, 1.0), (0.5, 0.65), (1.0, 0.3)])
def test_the_nearer_the_better(share_of_way, value):
    there = Point(GAOYOU.latitude + share_of_way * 10 / 111.195, GAOYOU.longitude)

    assert values(worker(commute_km=10), vacancy(point=there))["place"] == pytest.approx(value, abs=1e-4)


def test_a_chosen_place_out_of_town_is_better_than_any_place():
    anywhere, chosen = (
        worker(goes_out_of_town=True, destinations=places) for places in (frozenset(), frozenset({"310000"}))
    )

    assert values(anywhere, vacancy(**SHANGHAI))["place"] == 0.7
    assert values(chosen, vacancy(**SHANGHAI))["place"] == 1.0
    assert said(anywhere, vacancy(**SHANGHAI))["place"] == "Out of town"
    assert said(chosen, vacancy(**SHANGHAI))["place"] == "In a place that you would like to go to"


def test_housing_at_the_place_makes_up_for_the_way():
    far = vacancy(point=Point(32.4, 119.42), has_housing=True)

    assert values(worker(needs_housing=True), far)["place"] == 0.8
    assert values(worker(needs_housing=True), vacancy(has_housing=True))["place"] == 1.0


def test_hours_count_only_where_some_were_chosen():
    chosen = worker(shifts=frozenset({Shift.DAY, Shift.NIGHT}))

    assert values(chosen, vacancy(shift=Shift.NIGHT))["shift"] == 1.0
    assert values(chosen, vacancy(shift=Shift.TWO_SHIFTS))["shift"] == 0.0
    assert "shift" not in values(worker(), vacancy(shift=Shift.NIGHT))
    assert said(chosen, vacancy(shift=Shift.FLEXIBLE))["shift"] == "Hours that you chose: flexible"


@pytest.mark.parametrize(("has", "asked", "value"), [(0, 3, 0.25), (1, 3, 0.5), (3, 3, 1.0), (9, 3, 1.0)])
def test_years_count_up_to_those_asked(has, asked, value):
    pair = worker(experience_years=has), vacancy(experience_years=asked)

    assert values(*pair)["experience"] == value
    assert said(*pair)["experience"] == f"You have {has} of experience, {asked} are asked"


@pytest.mark.parametrize(
    ("claimed", "proved", "shown", "is_proved"),
    [
        (SkillLevel.LEVEL_4, SkillLevel.LEVEL_4, SkillLevel.LEVEL_4, True),
        (SkillLevel.LEVEL_1, SkillLevel.LEVEL_3, SkillLevel.LEVEL_3, True),
        (SkillLevel.LEVEL_4, SkillLevel.NONE, SkillLevel.LEVEL_4, False),
        (SkillLevel.LEVEL_3, SkillLevel.LEVEL_5, SkillLevel.LEVEL_3, False),
    ],
)
def test_the_level_is_said_and_whether_it_is_proved(claimed, proved, shown, is_proved):
    pair = worker(skill_level=claimed, verified_level=proved), vacancy(skill_level=SkillLevel.LEVEL_3)
    why = explain_fit(*pair, today=TODAY)
    reason = next(reason for reason in why.reasons if reason.key == "level")

    assert reason.figures == {"has_level": shown, "asked_level": SkillLevel.LEVEL_3}
    assert ("not verified" not in reason.words.for_enterprise) is is_proved


@pytest.mark.parametrize(
    ("credit", "sentence"), [(0.9, "The employer keeps its word"), (0.3, "The employer's record has marks against it")]
)
def test_the_employers_record_counts(credit, sentence):
    assert values(worker(), vacancy(enterprise_credit=credit))["credit"] == credit
    assert said(worker(), vacancy(enterprise_credit=credit))["credit"] == sentence


@pytest.mark.parametrize("silent", ["skills", "level", "wage", "shift", "experience"])
def test_what_nobody_has_said_is_left_out(silent):
    assert silent not in values(worker(), vacancy())


def test_a_wish_without_an_offer_and_an_offer_without_a_wish_are_neutral():
    assert "skills" not in values(worker(), vacancy(skills=frozenset({"a"})))
    assert "level" not in values(worker(), vacancy(skill_level=SkillLevel.LEVEL_3))
    assert "wage" not in values(worker(wage_wanted_fen=5_000_00), vacancy(wage=monthly(0)))
    assert "occupation" not in values(worker(occupations=()), vacancy())


def test_the_weights_are_shares():
    assert sum(component.weight for component in COMPONENTS) == pytest.approx(1.0)
    assert len({component.key for component in COMPONENTS}) == len(COMPONENTS)
