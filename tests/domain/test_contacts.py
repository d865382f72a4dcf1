"""Contacts: nobody can call a masked number, and mail goes to addresses that somebody has confirmed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.contacts import (
    ASKED_AGAIN_AFTER,
    CONFIRMED_WITHIN,
    MOST_ASKED_A_DAY,
    MailAskedTooOften,
    MailInvalid,
    MailLinkOld,
    check_asking,
    check_confirming,
    mail_address,
    mask_name,
    mask_phone,
)

AT = datetime(2026, 11, 27, 4, tzinfo=UTC)


@pytest.mark.parametrize(("phone", "masked"), [("13812345678", "138******78"), ("12345", "*****"), ("", "")])
def test_the_middle_of_a_number_is_hidden(phone, masked):
    assert mask_phone(phone) == masked


@given(st.text("0123456789", min_size=11, max_size=11))
def test_a_masked_number_cannot_be_called(phone):
    assert len(mask_phone(phone)) == len(phone)
    assert mask_phone(phone).count("*") == 6


def test_of_a_name_the_first_character_is_shown():
    assert mask_name("王小明") == "王**"
    assert mask_name("") == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("wang@example.com", "wang@example.com"),
        ("  Wang.Fang+jobs@Example.COM.cn ", "Wang.Fang+jobs@example.com.cn"),
        ("123456789@qq.com", "123456789@qq.com"),
    ],
)
def test_a_mail_address_is_kept_as_mail_reads_it(typed, kept):
    assert mail_address(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            "wang",
            "wang@",
            "@example.com",
            "wang@localhost",
            "wang@@example.com",
            "王@example.com",
            "a b@example.com",
        ),
        *("wang@example.com, fang@example.com", "wang@-example.com", ".wang@example.com", "wang@example.c"),
        *("wang@example.com\nBcc: all@example.com", "a" * 65 + "@example.com", "a@" + "b." * 130 + "com"),
    ],
)
def test_what_no_mail_can_be_sent_to_is_refused(typed):
    with pytest.raises(MailInvalid):
        mail_address(typed)


def test_nobodys_mailbox_is_filled_through_us():
    check_asking(asked_at=None, asked_today=0, at=AT)
    check_asking(asked_at=AT - ASKED_AGAIN_AFTER, asked_today=MOST_ASKED_A_DAY - 1, at=AT)
    with pytest.raises(MailAskedTooOften):
        check_asking(asked_at=AT - ASKED_AGAIN_AFTER + timedelta(seconds=1), asked_today=1, at=AT)
    with pytest.raises(MailAskedTooOften):
        check_asking(asked_at=None, asked_today=MOST_ASKED_A_DAY, at=AT)


def test_a_link_confirms_the_address_that_was_asked_for_last_for_some_days():
    check_confirming(asked="a@example.com", confirmed="a@example.com", asked_at=AT - CONFIRMED_WITHIN, at=AT)
    for asked, asked_at in (
        ("b@example.com", AT),
        (None, None),
        ("a@example.com", None),
        ("a@example.com", AT - CONFIRMED_WITHIN - timedelta(seconds=1)),
    ):
        with pytest.raises(MailLinkOld):
            check_confirming(asked=asked, confirmed="a@example.com", asked_at=asked_at, at=AT)
