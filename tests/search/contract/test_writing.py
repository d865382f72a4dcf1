"""Keeping an index equal to what it is told: changes with versions, rebuilds, going back."""

from __future__ import annotations

import pytest

from search import (
    Delete,
    DocumentInvalid,
    IndexMissing,
    NothingToRollBack,
    QuestionInvalid,
    SearchUnavailable,
    ShrinkRefused,
    Upsert,
    VacancyDocument,
    VacancyQuestion,
    checksum,
)
from tests.search.conftest import ids, vacancy, worker


def found(index, text="保安"):
    return ids(index.search(VacancyQuestion(text=text, may_relax=False)))


def test_an_index_that_was_never_built_is_unavailable_not_empty(index):
    assert index.needs_rebuild("vacancies")
    with pytest.raises(IndexMissing):
        index.search(VacancyQuestion())
    with pytest.raises(SearchUnavailable):
        index.count("vacancies")


def test_a_change_is_found_as_soon_as_it_is_written(index):
    written = index.write("vacancies", [Upsert(document=vacancy(1, "保安"), version=1)])

    assert (written.applied, written.outdated) == (1, 0)
    assert found(index) == ["1"]
    assert not index.needs_rebuild("vacancies")


def test_a_document_is_replaced_and_deleted(index):
    index.rebuild("vacancies", [vacancy(1, "保安"), vacancy(2, "保安")])
    index.write("vacancies", [Upsert(document=vacancy(1, "会计"), version=5), Delete(id="2", version=5)])

    assert found(index) == []
    assert found(index, "会计") == ["1"]
    assert index.count("vacancies") == 1
    assert index.exists("vacancies", "1")
    assert not index.exists("vacancies", "2")
    assert index.get("vacancies", "2") is None


def test_an_older_change_does_nothing_also_after_a_delete(index):
    index.write("vacancies", [Upsert(document=vacancy(1, "保安"), version=7), Delete(id="2", version=7)])

    late = [
        Upsert(document=vacancy(1, "会计"), version=6),
        Upsert(document=vacancy(1, "会计"), version=7),
        Upsert(document=vacancy(2, "会计"), version=6),
        Delete(id="1", version=7),
    ]
    written = index.write("vacancies", late)

    assert (written.applied, written.outdated) == (0, 4)
    assert found(index) == ["1"]
    assert index.count("vacancies") == 1


def test_of_two_changes_in_one_write_the_newer_stays(index):
    index.write(
        "vacancies",
        [
            Upsert(document=vacancy(1, "保安"), version=2),
            Upsert(document=vacancy(1, "会计"), version=1),
            Upsert(document=vacancy(2, "保安"), version=1),
            Delete(id="2", version=2),
        ],
    )

    assert found(index) == ["1"]


def test_a_deleted_document_comes_back_with_a_newer_version(index):
    index.write("vacancies", [Upsert(document=vacancy(1, "保安"), version=1), Delete(id="1", version=2)])
    index.write("vacancies", [Upsert(document=vacancy(1, "保安"), version=3)])

    assert found(index) == ["1"]


def test_a_document_comes_back_as_it_was_given(index):
    document = vacancy(1, "保安", skills=("消防",), price=0.25, is_open=False)
    index.rebuild("vacancies", [document])
    index.rebuild("workers", [worker(3, skills=("焊接",))])

    assert index.get("vacancies", "1") == document
    assert index.get("workers", "3") == worker(3, skills=("焊接",))


def test_checksums_say_where_the_index_differs(index):
    kept, changed = vacancy(1, "保安"), vacancy(2, "保安")
    index.rebuild("vacancies", [kept, changed, vacancy(3, "保安")])
    index.write("vacancies", [Delete(id="3", version=1)])

    sums = dict(index.checksums("vacancies"))

    assert sums == {"1": checksum(kept), "2": checksum(changed)}
    assert sums["2"] != checksum(vacancy(2, "保安队长"))


def test_a_rebuild_replaces_everything_and_says_how_far_it_is(index):
    index.rebuild("vacancies", [vacancy(1, "保安")])
    done: list[int] = []

    rebuilt = index.rebuild("vacancies", (vacancy(n, "保安") for n in range(2, 1203)), on_progress=done.append)

    assert (rebuilt.count, rebuilt.before) == (1201, 1)
    assert done == sorted(done)
    assert done[-1] == 1201
    assert index.search(VacancyQuestion(text="保安")).total == 1201
    assert index.get("vacancies", "1") is None


def test_of_two_documents_of_one_id_the_later_is_kept(index):
    assert index.rebuild("vacancies", [vacancy(1, "保安"), vacancy(1, "会计")]).count == 1
    assert found(index, "会计") == ["1"]


def test_a_rebuild_with_nothing_is_an_empty_index(index):
    index.rebuild("vacancies", [])

    assert index.count("vacancies") == 0
    assert index.search(VacancyQuestion()).total == 0


def test_a_rebuild_that_would_lose_most_documents_is_refused(index):
    index.rebuild("vacancies", [vacancy(number, "保安") for number in range(200)])

    with pytest.raises(ShrinkRefused):
        index.rebuild("vacancies", [vacancy(1, "保安")])

    assert index.count("vacancies") == 200
    assert index.rebuild("vacancies", [vacancy(1, "保安")], may_shrink=True).count == 1


def test_a_rebuild_that_breaks_off_leaves_the_old_index(index):
    index.rebuild("vacancies", [vacancy(1, "保安")])

    def breaking():
        yield vacancy(2, "保安")
        raise OSError("the database went away")

    with pytest.raises(OSError, match="went away"):
        index.rebuild("vacancies", breaking())

    assert found(index) == ["1"]
    assert index.rebuild("vacancies", [vacancy(3, "保安")]).count == 1


def test_what_is_written_during_a_rebuild_is_in_the_new_index(index):
    index.rebuild("vacancies", [vacancy(1, "保安"), vacancy(2, "保安")])

    def read_slowly():
        yield vacancy(1, "保安")
        index.write("vacancies", [Upsert(document=vacancy(1, "会计"), version=9), Delete(id="2", version=9)])
        assert found(index, "会计") == ["1"]
        index.write("vacancies", [Upsert(document=vacancy(3, "保安"), version=9)])
        yield vacancy(2, "保安")

    rebuilt = index.rebuild("vacancies", read_slowly(), version=5)

    assert rebuilt.count == 2
    assert found(index, "会计") == ["1"]
    assert found(index) == ["3"]


def test_a_rebuild_may_be_taken_back(index):
    index.rebuild("vacancies", [vacancy(1, "保安")])
    with pytest.raises(NothingToRollBack):
        index.rollback("vacancies")
    index.rebuild("vacancies", [vacancy(2, "保安")])

    index.write("workers", [Upsert(document=worker(1), version=1)])
    index.rollback("vacancies")

    assert found(index) == ["1"]
    index.write("vacancies", [Upsert(document=vacancy(3, "保安"), version=1)])
    assert sorted(found(index)) == ["1", "3"]


@pytest.mark.parametrize(
    "fields",
    [
        {"id": ""},
        {"id": "x" * 201},
        {"id": 7},
        {"division_code": "Gaoyou"},
        {"occupation_code": "welder"},
        {"latitude": 91.0, "longitude": 0.0},
        {"latitude": float("nan"), "longitude": 0.0},
        {"wage_unit": "fortnight", "wage_min_fen": 1},
    ],
)
def test_a_document_that_cannot_be_is_refused(index, fields):
    with pytest.raises(DocumentInvalid):
        index.rebuild("vacancies", [VacancyDocument(**{"id": "1", "title": "保安"} | fields)])


@pytest.mark.parametrize("fields", [{"division_code": "Gaoyou"}, {"occupation_codes": ("welder",)}])
def test_a_profile_that_cannot_be_is_refused(index, fields):
    with pytest.raises(DocumentInvalid):
        index.rebuild("workers", [worker(1, **fields)])


def test_odd_texts_are_kept_and_found(index):
    index.rebuild("vacancies", [vacancy(1, "保安\0\ud800 <b>" + "长" * 5000), vacancy(2, "")])

    assert found(index) == ["1"]
    assert index.count("vacancies") == 2


def test_an_index_that_does_not_exist_is_refused_by_name(index):
    with pytest.raises(QuestionInvalid):
        index.count("brands")
