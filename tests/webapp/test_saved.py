"""Equal questions have one normal form, however their addresses are written, and it asks the same."""

from dataclasses import replace
from urllib.parse import parse_qsl

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from reference.divisions import divisions
from search.analysis.understanding import understand
from tests.webapp.test_asking import PAIRS, refused
from webapp.blueprints.alerts.words import described
from webapp.blueprints.vacancies.asking import read_question
from webapp.blueprints.vacancies.saved import address_of, check_parameters, parameters_of, question_of
from webapp.parameters import BadParameter
from webapp.reads.zone_reach import WHOLE, ZonePart


def normal(pairs, zone="", part=WHOLE):
    return parameters_of(read_question(MultiDict(pairs), zone=zone, part=part))


def without_order(question):
    """What a question asks for, whatever the order of its hits and of its own words."""
    fields = {"sort": "relevance", "page": 1, "text": "", "near": None, "favours": ()}
    several = ("divisions", "occupations", "wage_units", "employment_types", "shifts", "insurance")
    return replace(question, **fields, **{name: tuple(sorted(getattr(question, name))) for name in several})


@settings(deadline=None)  # the first question reads the dictionaries
@given(PAIRS, st.sampled_from(["", "yangzhou-chefs"]))
def test_the_normal_form_asks_the_same_and_is_its_own_normal_form(pairs, zone):
    assume(refused(pairs) is None)
    asked = read_question(MultiDict(pairs), zone=zone)
    parameters = parameters_of(asked)

    again = question_of(parameters)

    assert without_order(again) == without_order(asked.question)
    assert understand(again.text).units == understand(asked.question.text).units
    assert (again.near is None) == (asked.question.near is None)
    assert parameters_of(read_question(MultiDict(parse_qsl(parameters)), zone=zone)) == parameters


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([("q", "电焊工 高邮")], [("q", "  電焊工　高郵 "), ("sort", "newest"), ("page", "3")]),
        ([("q", "CNC")], [("q", "cnc"), ("radius", "20")]),
        (
            [("shift", "day"), ("shift", "night"), ("wage", "6000")],
            [("wage", "06000"), ("shift", "night"), ("shift", "day")],
        ),
        ([("place", "高邮"), ("radius", "10")], [("place", "Gaoyou"), ("housing", "0")]),
        ([("at", "32.80012,119.40049")], [("at", "32.8,119.4")]),
    ],
)
def test_two_ways_to_ask_the_same_are_one(one, other):
    assert normal(one) == normal(other) != ""


def test_a_search_without_words_and_filters_has_nothing_to_keep_but_one_in_a_zone_has():
    assert normal([("sort", "newest"), ("page", "2"), ("radius", "20")]) == ""
    assert normal([], zone="yangzhou-chefs") == "zone=yangzhou-chefs"


def test_the_page_of_a_kept_search_asks_what_is_kept(app):
    with app.test_request_context():
        assert address_of(normal([("q", "厨师"), ("meals", "1")])) == "/vacancies?q=%E5%8E%A8%E5%B8%88&meals=1"
        assert address_of(normal([("q", "厨师")], zone="chefs")) == "/zones/chefs?q=%E5%8E%A8%E5%B8%88"
        assert address_of(normal([], zone="chefs")) == "/zones/chefs"


@pytest.mark.parametrize(
    ("part", "page"),
    [
        (ZonePart(county="321084"), "/zones/chefs/places/321084"),
        (ZonePart(industry="H"), "/zones/chefs/industries/H"),
        (ZonePart(county="321084", industry="H"), "/zones/chefs/places/321084/industries/H"),
    ],
)
def test_a_search_kept_in_a_part_of_a_zone_goes_on_asking_for_that_part_only(app, part, page):
    parameters = normal([("meals", "1")], zone="chefs", part=part)
    again = question_of(parameters)

    assert (again.zone, again.county, again.industry) == ("chefs", part.county, part.industry)
    with app.test_request_context():
        assert address_of(parameters) == f"{page}?meals=1"
        assert len(described([parameters])[parameters]) == 1 + bool(part.county) + bool(part.industry)


@pytest.mark.parametrize(
    "parameters",
    [
        "zone=chefs&county=999999",
        "zone=chefs&industry=9",
        "division=999999",
        "place=Atlantis&radius=10",
        "shift=never",
        "wage=much",
    ],
)
def test_what_has_left_its_list_is_no_question_any_more(parameters):
    assert question_of(parameters) is None


def test_a_question_that_search_would_refuse_is_refused_by_name():
    known = "&".join(f"division={entry.code}" for entry in divisions()[:300])

    assert question_of(known).divisions
    with pytest.raises(BadParameter) as refusal:
        check_parameters(known)
    assert refusal.value.parameter == "division"
