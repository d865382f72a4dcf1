"""Contacts: nobody can call a masked number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.contacts import mask_name, mask_phone


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
