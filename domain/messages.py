"""Messages: what people are told, in which ways, at which hours, and how often a delivery is tried."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

QUIET_FROM, QUIET_UNTIL = time(21, 0), time(8, 0)
"""◇ Nobody's phone rings between these hours, in the city's time, unless the person waits for it."""
PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=12))
"""◇ How long after a failure a delivery is tried again; after the last it is given up."""


class Way(StrEnum):
    """How a message reaches somebody beside the page on which it stands."""

    SMS = "sms"
    MAIL = "mail"


class DeliveryState(StrEnum):
    """Where a delivery stands."""

    QUEUED = "queued"
    SENT = "sent"
    GIVEN_UP = "given_up"


class CodeMatter(StrEnum):
    """What somebody agrees to with a one-time code."""

    PLACE_AWAY = "place_away"
    """A place on a roster of labour export."""
    PROFILE = "profile"
    """To take over the profile that a county has entered."""


class MessageKind(StrEnum):
    """What somebody is told."""

    ONE_TIME_CODE = "one_time_code"
    APPLICATION_MOVED = "application_moved"
    INVITATION_RECEIVED = "invitation_received"
    TICKET_PROMOTED = "ticket_promoted"
    VACANCIES_FOUND = "vacancies_found"
    MAIL_CONFIRMATION = "mail_confirmation"
    PLACE_OFFERED = "place_offered"
    """An agency asks whether somebody wants a place away from home."""
    PLACE_MOVED = "place_moved"
    PLACE_NOTED = "place_noted"
    """What an agency notes on the way; it stands on the page and rings nobody."""
    CHECKS_DUE = "checks_due"
    DEPARTURE_SET = "departure_set"
    COMPANION_ASKED = "companion_asked"
    FAIR_INVITED = "fair_invited"
    FAIR_CANCELLED = "fair_cancelled"
    CERTIFICATE_DECIDED = "certificate_decided"
    PICTURE_TAKEN_DOWN = "picture_taken_down"
    PROFILES_JOINED = "profiles_joined"
    """Or taken apart again."""
    REGISTRATION_MOVED = "registration_moved"
    """Of an enterprise for a fair."""
    CERTIFICATION_MOVED = "certification_moved"
    """Of a brand."""
    CASE_MOVED = "case_moved"
    """Of a certified brand that has something to mend."""
    CERTIFICATE_ENDS = "certificate_ends"
    ZONE_PAGE_DECIDED = "zone_page_decided"
    """What an enterprise proposed for a zone was published, or sent back."""
    ENTRY_RECEIVED = "entry_received"
    """Of an enterprise for a contest; it stands on the page and rings nobody."""
    ENTRY_MOVED = "entry_moved"
    """Its contest goes to the jury, has results, or does not take place."""
    ENTRIES_TO_SCORE = "entries_to_score"
    """A juror has entries to read."""
    FAIR_TOMORROW = "fair_tomorrow"
    INTERVIEWS_PLANNED = "interviews_planned"
    """Of a worker at a fair; of an enterprise how many there are."""
    INTERVIEWS_MOVED = "interviews_moved"


WAYS: Mapping[MessageKind, frozenset[Way]] = {
    MessageKind.ONE_TIME_CODE: frozenset({Way.SMS}),
    MessageKind.APPLICATION_MOVED: frozenset({Way.SMS}),
    MessageKind.INVITATION_RECEIVED: frozenset({Way.SMS}),
    MessageKind.TICKET_PROMOTED: frozenset({Way.SMS}),
    MessageKind.VACANCIES_FOUND: frozenset({Way.SMS, Way.MAIL}),
    MessageKind.MAIL_CONFIRMATION: frozenset({Way.MAIL}),
    MessageKind.PLACE_OFFERED: frozenset({Way.SMS}),
    MessageKind.PLACE_MOVED: frozenset({Way.SMS}),
    MessageKind.PLACE_NOTED: frozenset(),
    MessageKind.CHECKS_DUE: frozenset({Way.SMS}),
    MessageKind.DEPARTURE_SET: frozenset({Way.SMS}),
    MessageKind.COMPANION_ASKED: frozenset({Way.SMS}),
    MessageKind.FAIR_INVITED: frozenset({Way.SMS}),
    MessageKind.FAIR_CANCELLED: frozenset({Way.SMS}),
    MessageKind.CERTIFICATE_DECIDED: frozenset({Way.SMS}),
    MessageKind.PICTURE_TAKEN_DOWN: frozenset(),
    MessageKind.PROFILES_JOINED: frozenset({Way.SMS}),
    MessageKind.REGISTRATION_MOVED: frozenset({Way.SMS}),
    MessageKind.CERTIFICATION_MOVED: frozenset({Way.SMS}),
    MessageKind.CASE_MOVED: frozenset({Way.SMS}),
    MessageKind.CERTIFICATE_ENDS: frozenset({Way.SMS}),
    MessageKind.ZONE_PAGE_DECIDED: frozenset(),
    MessageKind.ENTRY_RECEIVED: frozenset(),
    MessageKind.ENTRY_MOVED: frozenset({Way.SMS}),
    MessageKind.ENTRIES_TO_SCORE: frozenset({Way.SMS}),
    MessageKind.FAIR_TOMORROW: frozenset({Way.SMS}),
    MessageKind.INTERVIEWS_PLANNED: frozenset({Way.SMS}),
    MessageKind.INTERVIEWS_MOVED: frozenset({Way.SMS}),
}
"""Each kind stands on the person's page of messages; these are the ways in which it goes out as well."""

AWAITED = frozenset({MessageKind.INTERVIEWS_MOVED, MessageKind.ONE_TIME_CODE, MessageKind.MAIL_CONFIRMATION})
"""The person waits for these: they go out in quiet hours too."""
SECRET = frozenset({MessageKind.ONE_TIME_CODE, MessageKind.MAIL_CONFIRMATION})
"""These carry a secret: they stand on no page, and what they said is forgotten once they are delivered."""
STOPPABLE = frozenset({MessageKind.VACANCIES_FOUND})
"""These were ordered and may be stopped: whatever goes out says how, and it takes no sign-in."""


def is_quiet(at: datetime, *, zone: ZoneInfo) -> bool:
    """Whether a moment lies in the quiet hours."""
    return not QUIET_UNTIL <= at.astimezone(zone).time() < QUIET_FROM


def earliest_delivery(kind: MessageKind, *, at: datetime, zone: ZoneInfo) -> datetime:
    """When a message that was written at a moment may go out, in UTC: at once, or when the quiet hours end."""
    if kind in AWAITED or not is_quiet(at, zone=zone):
        return at
    here = at.astimezone(zone)
    day = here.date() + timedelta(days=1 if here.time() >= QUIET_FROM else 0)
    return datetime.combine(day, QUIET_UNTIL, zone).astimezone(UTC)


def next_attempt(attempts: int, *, at: datetime) -> datetime | None:
    """When a delivery that has failed so many times is tried again; None where it is given up."""
    return at + PAUSES[attempts - 1] if attempts <= len(PAUSES) else None
