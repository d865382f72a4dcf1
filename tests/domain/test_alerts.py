"""Alerts: who may be told when, and what one message says of all searches of a person."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.alerts import (
    MOST_SEARCHES,
    AlertWay,
    MailUnconfirmed,
    New,
    Part,
    SearchNameMissing,
    SearchNameTooLong,
    TooManySearches,
    check_count,
    check_search_name,
    check_way,
    divide,
    last_morning,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(hour, minute=0):
    return datetime(2026, 11, 27, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(("moment", "day"), [(at(7, 59), 26), (at(8), 27), (at(23), 27), (at(0), 26)])
def test_a_day_of_alerts_begins_in_the_morning(moment, day):
    assert last_morning(moment, zone=SHANGHAI) == date(2026, 11, day)


def test_a_person_keeps_so_many_searches_and_no_more():
    check_count(MOST_SEARCHES - 1)
    with pytest.raises(TooManySearches):
        check_count(MOST_SEARCHES)


def test_a_search_has_a_name_that_fits_a_line():
    check_search_name("高邮厨师 包吃住")
    with pytest.raises(SearchNameMissing):
        check_search_name("  ")
    with pytest.raises(SearchNameTooLong):
        check_search_name("厨" * 41)


def test_mail_needs_an_address_that_was_confirmed():
    check_way(AlertWay.MAIL, has_mail=True)
    check_way(AlertWay.SMS, has_mail=False)
    with pytest.raises(MailUnconfirmed):
        check_way(AlertWay.MAIL, has_mail=False)


def test_what_two_searches_found_is_said_once():
    news = [
        New(search_id=9, vacancy_id=3),
        New(search_id=4, vacancy_id=2),
        New(search_id=9, vacancy_id=2),
        New(search_id=4, vacancy_id=1),
    ]

    assert divide(news) == (Part(search_id=4, vacancy_ids=(2, 1)), Part(search_id=9, vacancy_ids=(3,)))


numbers = st.integers(1, 6)


@given(st.lists(st.builds(New, search_id=numbers, vacancy_id=numbers)))
def test_every_new_vacancy_is_said_exactly_once(news):
    said = [number for part in divide(news) for number in part.vacancy_ids]

    assert sorted(said) == sorted({new.vacancy_id for new in news})
