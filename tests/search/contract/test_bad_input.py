"""Whatever another program hands over, it is answered or refused by a named class, never by an obscure crash."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime

import pytest

from domain.places import Point
from search import (
    Delete,
    DocumentInvalid,
    QuestionInvalid,
    SearchRefused,
    Upsert,
    UrlInvalid,
    VacancyDocument,
    VacancyQuestion,
    WorkerDocument,
    WorkerQuestion,
    open_index,
)
from search.occupations import suggest
from search.suggestions import SuggestionEntry, SuggestionKind, Suggestions

NOTHING = object()
JUNK = (
    None, "", "321084", "\ud800", "\0", "x" * 10_000, b"bytes", True, -1, 7, 2**70, 0.5, float("nan"), float("inf"),
    (), (None,), ("",), ("x" * 300,), (["list"],), ["\ud800"], {}, {"a"}, date(2026, 11, 23), datetime(1, 1, 1),  # noqa: DTZ001
    Point("here", None), NOTHING,
)  # fmt: skip


def answer_or_fault(index, question) -> int | str:
    """How many are found, or the parameter at fault."""
    try:
        return index.search(question).total
    except QuestionInvalid as refusal:
        return refusal.name


@pytest.mark.parametrize("name", [item.name for item in fields(VacancyQuestion)])
def test_a_question_for_vacancies_is_answered_or_refused_by_the_name_of_the_field(index, name):
    index.rebuild("vacancies", [VacancyDocument(id="1", title="保安")])

    for junk in JUNK:
        answer = answer_or_fault(index, VacancyQuestion(**{"text": "保安"} | {name: junk}))
        assert answer in {0, 1, name, "radius_km"}, junk


@pytest.mark.parametrize("name", [item.name for item in fields(WorkerQuestion)])
def test_a_question_for_workers_is_answered_or_refused_by_the_name_of_the_field(index, name):
    index.rebuild("workers", [WorkerDocument(id="1", is_findable=True)])

    for junk in JUNK:
        answer = answer_or_fault(index, WorkerQuestion(**{"enterprise": "1"} | {name: junk}))
        assert answer in {0, 1, name, "enterprise"}, junk


@pytest.mark.parametrize(
    ("name", "kind", "field"),
    [
        *(("vacancies", VacancyDocument, item.name) for item in fields(VacancyDocument)),
        *(("workers", WorkerDocument, item.name) for item in fields(WorkerDocument)),
    ],
)
def test_a_document_is_kept_as_it_is_or_refused(index, name, kind, field):
    sound = {"id": "1", "title": "保安"} if kind is VacancyDocument else {"id": "1"}

    for version, junk in enumerate(JUNK):
        document = kind(**sound | {field: junk})
        try:
            index.write(name, [Upsert(document=document, version=version)])
        except DocumentInvalid:
            continue
        assert index.get(name, document.id).id == document.id


@pytest.mark.parametrize(
    "call",
    [
        lambda index: index.search(None),
        lambda index: index.search(VacancyQuestion(), competition_weight="much"),
        lambda index: index.search(VacancyQuestion(), competition_weight=-1),
        lambda index: index.search(VacancyQuestion(), competition_weight=float("nan")),
        lambda index: index.similar(None),
        lambda index: index.similar("1", limit="all"),
        lambda index: index.get("vacancies", 1),
        lambda index: index.exists("vacancies", None),
        lambda index: index.count(None),
        lambda index: index.count([]),
        lambda index: index.write("vacancies", None),
        lambda index: index.write("vacancies", [None]),
        lambda index: index.write("vacancies", [Upsert(document=None, version=1)]),
        lambda index: index.write("vacancies", [Upsert(document=WorkerDocument(id="1"), version=1)]),
        lambda index: index.write("vacancies", [Delete(id=None, version=1)]),
        lambda index: index.write("vacancies", [Delete(id="1", version="new")]),
        lambda index: index.write("vacancies", [Delete(id="1", version=-1)]),
        lambda index: index.write("vacancies", [Delete(id="1", version=2**63)]),
        lambda index: index.rebuild("vacancies", None),
        lambda index: index.rebuild("vacancies", [{"id": "1", "title": "保安"}]),
        lambda index: index.rebuild("vacancies", [], version=None),
        lambda index: index.rebuild("brands", []),
    ],
)
def test_a_call_that_means_nothing_is_refused_and_changes_nothing(index, call):
    index.rebuild("vacancies", [VacancyDocument(id="1", title="保安")])

    with pytest.raises(SearchRefused):
        call(index)

    assert index.count("vacancies") == 1


def test_nothing_like_a_vacancy_is_wanted_where_none_are(index):
    index.rebuild("vacancies", [VacancyDocument(id=number, title="保安") for number in "12"])

    assert index.similar("1", limit=0) == ()
    assert index.similar("1", limit=-3) == ()
    assert len(index.similar("1", limit=10**9)) == 1


@pytest.mark.parametrize("url", [None, 5, b"embedded:///folder", ""])
def test_what_is_no_address_is_refused(url):
    with pytest.raises(UrlInvalid):
        open_index(url)


def test_a_competition_weight_that_is_none_is_refused_when_the_index_is_opened(folder_url):
    with pytest.raises(QuestionInvalid):
        open_index(folder_url, competition_weight=float("inf"))


@pytest.mark.parametrize("title", [None, 5, b"welder", ["welder"]])
def test_what_is_no_title_has_no_occupation_and_is_refused_by_name(title):
    with pytest.raises(QuestionInvalid) as refusal:
        suggest(title)

    assert refusal.value.name == "title"


@pytest.mark.parametrize("limit", [None, "five", 2.5, True])
def test_what_is_no_number_of_suggestions_is_refused_by_name(limit):
    suggestions = Suggestions([SuggestionEntry("保安", SuggestionKind.OCCUPATION, "4-07-05-01")])

    for ask in (lambda: suggest("保安", limit=limit), lambda: suggestions.suggest("保安", limit=limit)):
        with pytest.raises(QuestionInvalid) as refusal:
            ask()
        assert refusal.value.name == "limit"


@pytest.mark.parametrize("wrong", [{"typed": None}, {"typed": 5}, {"kinds": None}, {"kinds": {"planet"}}])
def test_what_cannot_be_typed_or_suggested_is_refused_by_name(wrong):
    suggestions = Suggestions([SuggestionEntry("保安", SuggestionKind.OCCUPATION, "4-07-05-01")])

    with pytest.raises(QuestionInvalid) as refusal:
        suggestions.suggest(**{"typed": "保安"} | wrong)

    assert refusal.value.name in wrong


def test_a_title_of_ten_thousand_characters_is_coded_by_its_beginning():
    assert suggest("电焊工" + "x" * 10_000)[0].code == "6-18-02-04"
