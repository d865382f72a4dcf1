"""Whatever stands in an address is a question, or is refused by the name of its parameter."""

from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

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


@given(PAIRS)
def test_an_address_is_a_question_that_search_understands_or_is_refused_by_name(pairs):
    assert refused(pairs) in {None, *dict(pairs)}


def test_an_empty_address_asks_for_everything():
    assert read_question(MultiDict()).question == VacancyQuestion()


def test_a_value_that_is_given_twice_counts_once():
    assert read_question(MultiDict([("shift", "day"), ("shift", "day")])).question.shifts == (Shift.DAY,)


def test_the_nearest_first_needs_a_place_and_is_forgotten_without_one():
    assert read_question(MultiDict([("sort", "nearest")])).question.sort == "relevance"
    assert read_question(MultiDict([("sort", "nearest"), ("place", "高邮")])).question.sort == "nearest"
