"""What only the Elasticsearch engine does: many writers, aliases, an answer when there is none."""

from __future__ import annotations

import pytest
from elasticsearch import Elasticsearch

from search import (
    Delete,
    IndexMissing,
    RebuildIncomplete,
    SearchUnavailable,
    Upsert,
    VacancyDocument,
    VacancyQuestion,
    open_index,
)
from tests.search.conftest import ids, vacancy


@pytest.fixture
def index(cluster_url):
    with open_index(cluster_url) as opened:
        yield opened


def names(cluster_url):
    address, _, prefix = cluster_url.rpartition("/")
    with Elasticsearch(address) as client:
        return sorted(client.indices.get(index=f"{prefix}-*", expand_wildcards="all"))


def test_without_a_cluster_search_is_unavailable():
    with open_index("http://127.0.0.1:9?retries=0&timeout=1") as index:
        for ask in (
            lambda: index.search(VacancyQuestion()),
            lambda: index.count("vacancies"),
            lambda: index.get("vacancies", "1"),
            lambda: index.needs_rebuild("vacancies"),
            lambda: list(index.checksums("vacancies")),
            lambda: index.write("vacancies", [Delete(id="1", version=1)]),
            lambda: index.rebuild("vacancies", []),
            lambda: index.rollback("vacancies"),
            index.reload,
        ):
            with pytest.raises(SearchUnavailable):
                ask()


def test_two_processes_may_write_and_a_rebuild_by_one_takes_what_the_other_writes(index, cluster_url):
    index.rebuild("vacancies", [vacancy(1, "保安"), vacancy(2, "保安")])

    def read_slowly():
        with open_index(cluster_url) as other:
            yield vacancy(1, "保安")
            other.write("vacancies", [Upsert(document=vacancy(3, "保安"), version=9), Delete(id="2", version=9)])
            yield vacancy(2, "保安")

    index.rebuild("vacancies", read_slowly(), version=5)

    assert sorted(ids(index.search(VacancyQuestion()))) == ["1", "3"]


def test_what_is_written_just_after_another_process_has_rebuilt_is_in_the_new_index(index, cluster_url):
    index.rebuild("vacancies", [vacancy(1, "保安")])
    index.search(VacancyQuestion())
    with open_index(cluster_url) as other:
        other.rebuild("vacancies", [vacancy(1, "保安")])

    index.write("vacancies", [Upsert(document=vacancy(2, "保安"), version=1)])

    assert sorted(ids(index.search(VacancyQuestion()))) == ["1", "2"]


def test_what_is_written_while_a_rebuild_ends_is_in_the_new_index(index, cluster_url, monkeypatch):
    index.rebuild("vacancies", [vacancy(1, "保安")])
    bulk = index.engine._bulk
    rebuilt = []

    def late(name, actions):
        written = bulk(name, actions)
        if not rebuilt:
            rebuilt.append(name)
            with open_index(cluster_url) as other:
                other.rebuild("vacancies", [vacancy(1, "保安")])
        return written

    monkeypatch.setattr(index.engine, "_bulk", late)
    index.write("vacancies", [Upsert(document=vacancy(2, "保安"), version=1)])

    assert sorted(ids(index.search(VacancyQuestion()))) == ["1", "2"]


def test_only_the_index_in_use_and_the_one_before_are_kept(index, cluster_url):
    for number in range(4):
        index.rebuild("vacancies", [vacancy(number, "保安")])
    index.rebuild("workers", [])

    kept = names(cluster_url)

    assert len([name for name in kept if "-vacancies-" in name]) == 2
    assert len([name for name in kept if "-workers-" in name]) == 1


def test_a_rebuild_that_broke_off_without_a_word_is_no_longer_written_to(index, cluster_url):
    index.rebuild("vacancies", [vacancy(1, "保安")])
    abandoned = index.engine._create("vacancies", building=True)

    index.rebuild("vacancies", [vacancy(2, "保安")])
    index.write("vacancies", [Upsert(document=vacancy(3, "保安"), version=1)])

    assert abandoned not in names(cluster_url)
    assert sorted(ids(index.search(VacancyQuestion()))) == ["2", "3"]


def test_an_index_whose_making_was_taken_although_the_answer_was_lost_is_used(index, cluster_url, monkeypatch):
    monkeypatch.setattr("search.elastic.engine.time.time_ns", lambda: 1)
    made = index.engine._create("vacancies", building=False)

    assert index.engine._create("vacancies", building=False) == made
    assert names(cluster_url) == [made]


def test_an_index_that_cannot_be_made_is_said(index, monkeypatch):
    monkeypatch.setattr(index.engine, "_versioned", lambda _: "NOT,a,name")

    with pytest.raises(SearchUnavailable):
        index.rebuild("vacancies", [])


def test_an_index_of_another_version_of_the_code_is_missing(index, cluster_url):
    index.rebuild("vacancies", [vacancy(1, "保安")])
    address, _, prefix = cluster_url.rpartition("/")
    with Elasticsearch(address) as client:
        client.indices.create(index=f"{prefix}-vacancies-0000000000-1")
        client.indices.update_aliases(
            actions=[
                {"remove": {"index": "*", "alias": f"{prefix}-vacancies"}},
                {"add": {"index": f"{prefix}-vacancies-0000000000-1", "alias": f"{prefix}-vacancies"}},
            ]
        )
    index.reload()

    assert index.needs_rebuild("vacancies")
    with pytest.raises(IndexMissing):
        index.search(VacancyQuestion())


def test_an_index_that_was_deleted_behind_our_back_is_unavailable(index, cluster_url):
    index.rebuild("vacancies", [vacancy(1, "保安")])
    index.search(VacancyQuestion())
    address = cluster_url.rpartition("/")[0]
    with Elasticsearch(address) as client:
        for name in names(cluster_url):
            client.indices.delete(index=name)

    with pytest.raises(SearchUnavailable):
        index.search(VacancyQuestion())


def test_a_document_that_the_cluster_cannot_take_is_an_error_not_a_loss(index, monkeypatch):
    index.rebuild("vacancies", [vacancy(1, "保安")])
    monkeypatch.setattr("search.elastic.translate.source", lambda *_: {"a column that no mapping has": 1})

    with pytest.raises(SearchUnavailable, match="refused a document"):
        index.write("vacancies", [Upsert(document=vacancy(2, "保安"), version=1)])

    monkeypatch.undo()

    assert ids(index.search(VacancyQuestion())) == ["1"]


def test_a_rebuild_that_lost_documents_is_refused(index, monkeypatch):
    index.rebuild("vacancies", [vacancy(1, "保安")])

    def forgetful(name: str, document: VacancyDocument, version: int, *, kind: str):
        return {"_op_type": "delete", "_id": document.id}

    monkeypatch.setattr("search.elastic.engine._upsert", forgetful)
    with pytest.raises(RebuildIncomplete):
        index.rebuild("vacancies", [vacancy(2, "保安"), vacancy(3, "保安")])

    assert ids(index.search(VacancyQuestion())) == ["1"]


def test_all_documents_are_listed_page_by_page(index, monkeypatch):
    monkeypatch.setattr("search.elastic.engine.LISTED", 3)
    index.rebuild("vacancies", [vacancy(number, "保安") for number in range(8)])

    assert sorted(name for name, _ in index.checksums("vacancies")) == [str(number) for number in range(8)]


def test_progress_is_told_while_a_rebuild_goes_on(index, monkeypatch):
    monkeypatch.setattr("search.elastic.engine.CHUNK", 2)
    done: list[int] = []

    index.rebuild("vacancies", [vacancy(number, "保安") for number in range(5)], on_progress=done.append)

    assert done == [2, 4, 5]
