"""Whatever stands in an address is a question, or is refused by the name of its parameter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from domain.places import Point
from domain.vacancies import Shift
from search import QuestionInvalid, VacancyQuestion
from search.queries.vacancies import check
from webapp.blueprints.vacancies.asking import NAMES, read_question
from webapp.parameters import BadParameter

PARAMETERS = sorted({*NAMES.values(), "page", "sort", "place", "insurance", "enterprise"})
SENSIBLE = [
    "",
    "1",
    "0",
    "321084",
    "4-03-02-01",
    "day",
    "month",
    "gig",
    "pension",
    "nearest",
    "高邮",
    "32.8,119.4",
    "500",
]
PAIRS = st.lists(st.tuples(st.sampled_from(PARAMETERS), st.sampled_from(SENSIBLE) | st.text()), max_size=12)


def refused(pairs):
    """The parameter by whose name an address is refused, or None where it is a question that search understands."""
    try:
        check(read_question(MultiDict(pairs)).question)
    except BadParameter as refusal:
        return refusal.parameter
    except QuestionInvalid as refusal:
        return NAMES.get(refusal.name, refusal.name)
    return None


@pytest.fixture(scope="module", autouse=True)
def dictionaries():
    """Read them once: the first question of a process takes longer than the others."""
    read_question(MultiDict({"q": "焊工"}))


@given(PAIRS)
def test_an_address_is_a_question_that_search_understands_or_is_refused_by_name(pairs):
    assert refused(pairs) in {None, *dict(pairs)}


def test_an_empty_address_asks_for_everything():
    assert read_question(MultiDict()).question == VacancyQuestion()


def test_a_value_that_is_given_twice_counts_once():
    assert read_question(MultiDict([("shift", "day"), ("shift", "day")])).question.shifts == (Shift.DAY,)


def test_what_is_near_is_near_home_unless_another_place_is_named():
    home = Point(32.8, 119.6)

    def near(**pairs):
        return read_question(MultiDict(pairs), home=home).question.near

    assert near(q="离家近的保安") == near(sort="nearest") == home
    assert near(q="保安") is None
    assert near(q="离家近的保安", at="32.1,119.1") == Point(32.1, 119.1)
    assert read_question(MultiDict({"q": "离家近的保安"}), home=home).question.radius_km is None


def test_the_nearest_first_needs_a_place_and_is_forgotten_without_one():
    assert read_question(MultiDict([("sort", "nearest")])).question.sort == "relevance"
    assert read_question(MultiDict([("sort", "nearest"), ("place", "高邮")])).question.sort == "nearest"
