from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.messages import AWAITED, PAUSES, WAYS, MessageKind, earliest_delivery, next_attempt

SHANGHAI = ZoneInfo("Asia/Shanghai")
KIND = MessageKind.INVITATION_RECEIVED


def at(hour, minute=0, day=27):
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize("moment", [at(8), at(12), at(20, 59)])
def test_in_the_daytime_a_message_goes_out_at_once(moment):
    assert earliest_delivery(KIND, at=moment, zone=SHANGHAI) == moment


@pytest.mark.parametrize(
    ("moment", "morning"), [(at(21), at(8, day=28)), (at(23, 59), at(8, day=28)), (at(0), at(8)), (at(7, 59), at(8))]
)
def test_no_phone_rings_at_night(moment, morning):
    assert earliest_delivery(KIND, at=moment, zone=SHANGHAI) == morning


def test_a_code_that_somebody_waits_for_goes_out_at_any_hour():
    assert earliest_delivery(MessageKind.ONE_TIME_CODE, at=at(23), zone=SHANGHAI) == at(23)


def test_a_delivery_is_tried_again_after_longer_and_longer_pauses_and_then_given_up():
    now = at(9)
    again = [next_attempt(attempts, at=now) for attempts in range(1, len(PAUSES) + 2)]

    assert again[0] == now + timedelta(minutes=1)
    assert again[:-1] == sorted(again[:-1])
    assert again[-1] is None


def test_every_kind_says_in_which_ways_it_goes_out():
    assert WAYS.keys() == set(MessageKind)
    assert set(MessageKind) > AWAITED
