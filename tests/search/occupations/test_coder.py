"""Occupation coding: the obvious title has the obvious code, and no string breaks it."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from reference.job_titles import job_titles
from search.occupations import __main__ as command
from search.occupations import coder, suggest, training
from search.occupations.agreement import cross_validate
from search.occupations.titles import core


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("电焊工", "6-18-02-04"),
        ("電焊工", "6-18-02-04"),
        ("急招电焊工 月薪8000 包吃住", "6-18-02-04"),
        ("高邮保洁阿姨", "4-09-08-01"),
        ("保姆", "4-10-01-06"),
        ("玉雕师傅", "6-09-03-01"),
        ("中餐厨师长", "4-03-02-01"),
        ("修脚师", "4-10-03-05"),
        ("会计", "2-06-03-00"),
        ("小区保安", "4-07-05-01"),
        ("外卖骑手", "4-10-08-01"),
    ],
)
def test_an_obvious_title_has_its_code_first(title, code):
    assert suggest(title)[0].code == code


def test_suggestions_come_best_first_with_names_and_scores():
    found = suggest("养老院护工", limit=10)

    assert len(found) == 10
    assert [suggestion.score for suggestion in found] == sorted((s.score for s in found), reverse=True)
    assert all(0 <= suggestion.score <= 1 and suggestion.name for suggestion in found)
    assert (found[0].code, found[0].name) == ("4-10-01-05", "养老护理员")
    assert len(suggest("保安")) == 5


@pytest.mark.parametrize("title", ["", "  ", "！！！", "😀", "\0", "\ud800"])
def test_a_title_without_letters_has_no_code(title):
    assert suggest(title) == []


def test_nothing_is_suggested_where_nothing_is_wanted():
    assert suggest("保安", limit=0) == []


@given(st.text(max_size=400))
def test_no_title_breaks_it_and_the_answer_is_always_the_same(title):
    assert suggest(title) == suggest(title)


def test_a_very_long_title_is_read_at_its_beginning():
    assert suggest("电焊工" + " 电焊工" * 5000)[0].code == "6-18-02-04"


@pytest.mark.parametrize(
    ("title", "left"), [("高邮电焊工包住", " 电焊工 "), ("包吃住", "包吃住"), ("月薪8000", "月薪8000")]
)
def test_wages_benefits_and_places_say_nothing_of_the_trade(title, left):
    assert core(title) == left


def test_it_agrees_with_titles_that_it_has_not_seen():
    titles = [(entry.title, entry.occupation_code) for entry in job_titles()]

    found = cross_validate(titles, run=1)

    assert found.first >= 0.56
    assert found.among_ten >= 0.89


def test_the_model_is_kept_and_one_that_cannot_be_read_is_made_again(tmp_path, monkeypatch):
    learned = coder.model()
    monkeypatch.setattr(coder, "BUILD", tmp_path / "build")
    monkeypatch.setattr(training, "train", lambda titles, say: learned)
    coder.path.cache_clear()
    try:
        runner = CliRunner()
        (tmp_path / "build").mkdir()
        (tmp_path / "build" / "occupations-old.npz").write_text("of another version")
        assert "Kept in" in runner.invoke(command.main).output
        assert [file.name for file in (tmp_path / "build").iterdir()] == [coder.path().name]
        assert "Already there" in runner.invoke(command.main).output
        monkeypatch.setattr(coder, "LOADED", {})
        assert coder.suggest("电焊工", 3) == coder.best(learned, "电焊工", 3)
        coder.path().write_text("broken")
        assert "Kept in" in runner.invoke(command.main).output
    finally:
        coder.path.cache_clear()


def test_a_folder_that_cannot_be_written_does_not_matter(tmp_path, monkeypatch):
    learned = coder.model()
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr(coder, "BUILD", tmp_path / "file" / "build")
    monkeypatch.setattr(training, "train", lambda titles, say: learned)
    coder.path.cache_clear()
    try:
        assert coder.load() is None
        assert coder.build() is learned
        assert coder.suggest_if_ready("电焊工") == []
        assert coder.model() is learned
        assert coder.suggest_if_ready("电焊工") == coder.suggest("电焊工")
    finally:
        coder.path.cache_clear()


def test_the_check_says_how_often_it_agrees(monkeypatch):
    monkeypatch.setattr(command, "cross_validate", lambda titles: cross_validate(titles[:40], run=1))

    said = CliRunner().invoke(command.main, ["--check"]).output

    assert "among ten" in said
