"""What is kept of a search, what is shown of the log, and which synonyms it proposes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.query_log import (
    COUNTERS,
    LEAST_DAYS,
    LEAST_TIMES,
    LONGEST_TEXT,
    MOST_PROPOSED,
    CountedText,
    FactKind,
    LikelyOccupation,
    QueryAct,
    QueryEngine,
    QuerySource,
    Rewording,
    kept_text,
    likelihood_ratio,
    may_be_noted,
    note_act,
    note_in_zone,
    note_search,
    propose_synonyms,
)
from domain.synonyms import SynonymGround

DAY = date(2026, 11, 23)


def search(text, *, before=None, source=QuerySource.PAGE, total=3, **also):
    return note_search(
        day=DAY, text=text, before=before, source=source, engine=QueryEngine.EMBEDDED, total=total, **also
    )


def counted(text, times=100, *, empty=0, days=9, opened=0):
    return CountedText(text=text, times=times, days=days, empty=empty, opened=opened)


def reworded(before, after, times):
    return Rewording(before=before, after=after, times=times)


BUSY = [reworded("会计", "厨师", 40), reworded("保安", "厨师", 40), reworded("司机", "普工", 10)]
"""What people type after each other without a reason; most of them look for a cook."""
KNOWN = [counted("普工"), counted("厨师", 900), counted("营业员")]


def propose(texts, rewordings=(), likely=lambda _: None, is_free=lambda *_: True):
    found = propose_synonyms([*texts, *KNOWN], [*BUSY, *rewordings], likely=likely, is_free=is_free)
    return [(one.word, one.means, one.ground) for one in found]


@pytest.mark.parametrize("text", ["电焊工", "cad绘图", "8小时", "月薪8000", ""])
def test_words_about_work_are_kept(text):
    assert kept_text(text) == text


@pytest.mark.parametrize(
    "text", ["13912345678", "陈小华139 1234 5678", "12345", "32108419810203456x", "abcdefghijklmnop", "字" * 31]
)
def test_what_may_say_who_somebody_is_is_not_kept(text):
    assert kept_text(text) == ""


@pytest.mark.parametrize("typed", ["厨师 13912345678", "a@b.cn", "WWW.example.cn", "https://example.cn"])
def test_of_what_holds_a_number_or_an_address_nothing_is_noted(typed):
    assert not may_be_noted(typed)
    assert may_be_noted("电焊工 月薪10000 @高邮")


@given(st.text(max_size=80))
def test_no_kept_text_holds_a_number_that_could_be_somebodys(text):
    kept = kept_text(text)

    assert len(kept) <= LONGEST_TEXT
    assert kept in {text, ""}


def test_of_a_search_is_noted_what_it_was_and_what_came_of_it_and_nothing_of_who_asked():
    note = search("厨师", source=QuerySource.ZONE, zone="yangzhou-chefs", filters=["housing"])

    assert (note.day, note.text, note.before, note.counters) == (DAY, "厨师", "", ("times", "by_page"))
    assert dict(note.facts) == {
        FactKind.SOURCE: "zone",
        FactKind.OUTCOME: "found",
        FactKind.ENGINE: "embedded",
        FactKind.ZONE: "yangzhou-chefs",
        FactKind.FILTER: "housing",
    }


def test_a_search_that_found_nothing_as_it_was_asked_is_counted_as_empty():
    nothing, rescued = search("颠勺", total=0), search("颠勺 包住", relaxed=["has_housing"])

    assert nothing.counters == rescued.counters == ("times", "by_page", "empty")
    assert (FactKind.OUTCOME, "nothing") in nothing.facts
    assert {(FactKind.OUTCOME, "rescued"), (FactKind.RELAXED, "has_housing")} <= set(rescued.facts)


def test_what_a_program_asks_is_counted_apart():
    assert search("厨师", source=QuerySource.API).counters == ("times",)


def test_who_only_filters_does_not_search_again():
    note = search("厨师", before="厨师", filters=["housing"], total=0)

    assert (note.counters, note.before) == ((), "")
    assert note.facts == ((FactKind.FILTER, "housing"),)


def test_each_choice_of_filters_without_words_is_a_search():
    assert "times" in search("", before="", filters=["housing"]).counters


def test_another_text_after_a_search_is_noted_with_the_one_before():
    assert search("普工", before="打螺丝").before == "打螺丝"


def test_a_text_that_may_name_somebody_is_counted_without_its_words():
    note = search("陈小华13912345678", before="13912345678")

    assert (note.text, note.before, note.counters) == ("", "", ("times", "by_page"))
    assert note_act(QueryAct.OPENED, day=DAY, text="13912345678").text == ""


@pytest.mark.parametrize("act", QueryAct)
def test_an_act_is_counted_for_the_text_that_led_to_it(act):
    note = note_act(act, day=DAY, text="厨师")

    assert note.counters == (act.value,)
    assert note.facts == ((FactKind.ACT, act.value),)
    assert set(note.counters) <= set(COUNTERS)


def test_a_text_is_shown_only_when_many_searches_on_several_days_had_it():
    assert counted("打螺丝", LEAST_TIMES, days=LEAST_DAYS).is_shown
    assert not counted("打螺丝", LEAST_TIMES - 1, days=LEAST_DAYS).is_shown
    assert not counted("打螺丝", LEAST_TIMES, days=LEAST_DAYS - 1).is_shown


def test_the_share_that_found_nothing_is_none_of_nothing():
    assert counted("打螺丝", 20, empty=5).empty_share == 0.25
    assert counted("打螺丝", 0).empty_share == 0


def test_a_word_that_finds_nothing_is_proposed_for_what_people_type_next():
    texts = [counted("打螺丝", 60, empty=60)]

    assert propose(texts, [reworded("打螺丝", "普工", 20), reworded("打螺丝", "厨师", 6)]) == [
        ("打螺丝", "普工", SynonymGround.REWORDED)
    ]


def test_what_everybody_types_anyway_is_no_reason():
    assert propose([counted("打螺丝", 60, empty=60)], [reworded("打螺丝", "厨师", 20)]) == []


def test_a_word_that_mostly_finds_something_needs_none():
    assert propose([counted("打螺丝", 60, empty=20)], [reworded("打螺丝", "普工", 20)]) == []


def test_nothing_is_proposed_for_a_text_that_finds_nothing_either():
    texts = [counted("打螺丝", 60, empty=60), counted("拧螺丝", 60, empty=60)]

    assert propose(texts, [reworded("打螺丝", "拧螺丝", 30)]) == []


def test_a_rare_word_is_not_proposed_and_not_told():
    assert propose([counted("陈小华", 9, empty=9)], [reworded("陈小华", "普工", 9)]) == []
    assert propose([counted("打螺丝", 60, empty=60)], [reworded("打螺丝", "陈小华", 30)]) == []
    assert propose([counted("打螺丝", 60, empty=60)], [reworded("打螺丝", "普工", 4)]) == []


def test_a_word_that_nobody_reworded_is_proposed_for_the_occupation_that_it_seems_to_be():
    def likely(text):
        return {
            "颠勺": LikelyOccupation(name="中式烹调师", score=0.6),
            "跑堂": LikelyOccupation(name="餐厅服务员", score=0.2),
        }.get(text)

    texts = [counted("颠勺", empty=90), counted("跑堂", empty=95), counted("吹糖人", empty=100)]

    assert propose(texts, likely=likely) == [("颠勺", "中式烹调师", SynonymGround.LIKELY)]


def test_what_was_decided_is_not_proposed_again():
    texts = [counted("打螺丝", 60, empty=60)]
    rewordings = [reworded("打螺丝", "普工", 20), reworded("打螺丝", "营业员", 18)]

    def is_free(_word, means):
        return means != "普工"

    assert propose(texts, rewordings, is_free=is_free) == [("打螺丝", "营业员", SynonymGround.REWORDED)]
    assert (
        propose(
            texts,
            likely=lambda _: LikelyOccupation(name="普工", score=0.9),
            is_free=is_free,
        )
        == []
    )


def test_the_words_that_help_most_come_first_and_not_too_many():
    texts = [counted(f"词{number}", 50 + number, empty=50 + number) for number in range(MOST_PROPOSED + 5)]

    found = propose(texts, likely=lambda _: LikelyOccupation(name="普工", score=0.9))

    assert len(found) == MOST_PROPOSED
    assert found[0][0] == f"词{MOST_PROPOSED + 4}"


def test_the_ratio_grows_with_the_surprise_and_is_nothing_below_chance():
    assert likelihood_ratio(1, 10, 10, 100) == 0
    assert likelihood_ratio(0, 10, 10, 100) == 0
    assert 0 < likelihood_ratio(2, 10, 10, 100) < likelihood_ratio(8, 10, 10, 100)
    assert likelihood_ratio(10, 10, 10, 100) == pytest.approx(65.02, abs=0.01)


def test_what_is_done_in_a_zone_is_noted_with_the_zone_and_nothing_else():
    note = note_in_zone(FactKind.ZONE_VISIT, FactKind.ZONE_CARD, day=DAY, slug="chefs")

    assert (note.text, note.before, note.counters) == ("", "", ())
    assert note.facts == ((FactKind.ZONE_VISIT, "chefs"), (FactKind.ZONE_CARD, "chefs"))
