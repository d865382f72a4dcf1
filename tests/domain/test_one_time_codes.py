"""One-time codes: hashed, good for a while and for a few tries, and not sent all day long."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.one_time_codes import (
    MOST_A_DAY,
    MOST_ATTEMPTS,
    PAUSE,
    CodeAskedTooSoon,
    CodeExpired,
    CodeMissing,
    CodeSpent,
    CodeWrong,
    SentCode,
    TooManyCodes,
    as_typed,
    check_code,
    check_may_send,
    code_hash,
    code_of,
)

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SECRET = "a secret of the application"


def sent(code="048291", **changes):
    usual = {
        "hash": code_hash(code, salt="salt", secret=SECRET),
        "salt": "salt",
        "expires_at": AT + timedelta(minutes=10),
        "attempts": 0,
        "is_used": False,
    }
    return SentCode(**usual | changes)


def test_a_code_has_six_digits_whatever_was_drawn():
    assert code_of(0) == "000000"
    assert code_of(999_999) == "999999"


@pytest.mark.parametrize("typed", ["048291", " 048 291 ", "０４８２９１", "048-291"])
def test_the_code_is_taken_however_it_is_typed(typed):
    check_code(sent(), typed, at=AT, secret=SECRET)


def test_what_is_no_digit_is_no_part_of_a_code():
    assert as_typed("kein code") == ""
    assert len(as_typed("9" * 400)) < 20


@pytest.mark.parametrize(
    ("changes", "typed", "refusal"),
    [
        ({}, "048292", CodeWrong),
        ({}, "", CodeWrong),
        ({"attempts": MOST_ATTEMPTS - 1}, "048292", CodeSpent),
        ({"attempts": MOST_ATTEMPTS}, "048291", CodeSpent),
        ({"expires_at": AT}, "048291", CodeExpired),
        ({"is_used": True}, "048291", CodeMissing),
    ],
)
def test_a_code_that_does_not_fit_is_refused_by_name(changes, typed, refusal):
    with pytest.raises(refusal):
        check_code(sent(**changes), typed, at=AT, secret=SECRET)


def test_a_wrong_code_says_how_many_tries_are_left():
    with pytest.raises(CodeWrong) as refusal:
        check_code(sent(attempts=2), "111111", at=AT, secret=SECRET)

    assert refusal.value.details == {"left": MOST_ATTEMPTS - 3}


def test_without_the_secret_a_copy_of_the_database_says_nothing():
    assert code_hash("048291", salt="salt", secret=SECRET) != code_hash("048291", salt="salt", secret="another")
    assert code_hash("048291", salt="salt", secret=SECRET) != code_hash("048291", salt="pepper", secret=SECRET)


def test_codes_come_with_pauses_and_not_all_day_long():
    check_may_send([], at=AT)
    check_may_send([AT - PAUSE], at=AT)
    with pytest.raises(CodeAskedTooSoon) as refusal:
        check_may_send([AT - PAUSE + timedelta(seconds=20)], at=AT)
    assert refusal.value.details == {"seconds": 21}
    hours = [AT - timedelta(hours=2 * number + 1) for number in range(MOST_A_DAY)]
    with pytest.raises(TooManyCodes):
        check_may_send(hours, at=AT)
    check_may_send(hours, at=AT + timedelta(days=1))
