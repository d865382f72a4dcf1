"""Labour export: orders from out of town, agreements behind them, and the states of a worker's place on a roster."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from domain.accounts import Role
from domain.divisions import HOME_CITY, lies_within
from domain.errors import RuleBroken

if TYPE_CHECKING:
    from datetime import date

MOST_PEOPLE_A_YEAR = 1_000_000
LONGEST_TITLE = 60
LONGEST_NUMBER = 30
LONGEST_PROVISIONS = 300
LONGEST_REASON = 300
LONGEST_NAME = 100
HARDSHIP_SHARE = 0.1
"""◇ The share of each vacancy's seats that hardship groups get before others, where so many of them fit (DOMAIN §7)."""


class OrderState(StrEnum):
    """Where an export order stands."""

    OPEN = "open"
    CLOSED = "closed"


class BatchState(StrEnum):
    """Where an agency's group for an order stands."""

    FORMING = "forming"
    DEPARTED = "departed"
    ARRIVED = "arrived"
    CANCELLED = "cancelled"


class RosterState(StrEnum):
    """Where a worker's place on a roster stands (DOMAIN §7)."""

    PROPOSED = "proposed"
    NOTIFIED = "notified"
    AGREED = "agreed"
    CONTRACTED = "contracted"
    DEPARTED = "departed"
    ARRIVED = "arrived"
    RETAINED_1M = "retained_1m"
    RETAINED_3M = "retained_3m"
    RETAINED_6M = "retained_6m"
    RETURNED = "returned"
    DECLINED = "declined"
    REMOVED = "removed"
    NO_SHOW = "no_show"
    LEFT_EARLY = "left_early"


S = RosterState
HOLDS_SEAT = frozenset(
    {S.PROPOSED, S.NOTIFIED, S.AGREED, S.CONTRACTED, S.DEPARTED, S.ARRIVED, S.RETAINED_1M, S.RETAINED_3M, S.RETAINED_6M}
)
"""These hold a seat of the order."""
TOLD = HOLDS_SEAT - {S.PROPOSED}
"""The worker has been told: a later matching leaves the place alone."""

TRANSITIONS: dict[tuple[RosterState, RosterState], Role] = {
    (S.PROPOSED, S.NOTIFIED): Role.AGENCY,
    (S.PROPOSED, S.REMOVED): Role.AGENCY,
    (S.NOTIFIED, S.AGREED): Role.WORKER,
    (S.NOTIFIED, S.DECLINED): Role.WORKER,
    (S.NOTIFIED, S.REMOVED): Role.AGENCY,
    (S.AGREED, S.DECLINED): Role.WORKER,
    (S.AGREED, S.CONTRACTED): Role.AGENCY,
    (S.AGREED, S.REMOVED): Role.AGENCY,
    (S.CONTRACTED, S.DEPARTED): Role.AGENCY,
    (S.CONTRACTED, S.NO_SHOW): Role.AGENCY,
    (S.DEPARTED, S.ARRIVED): Role.AGENCY,
    (S.DEPARTED, S.LEFT_EARLY): Role.AGENCY,
    (S.ARRIVED, S.RETAINED_1M): Role.AGENCY,
    (S.ARRIVED, S.LEFT_EARLY): Role.AGENCY,
    (S.ARRIVED, S.RETURNED): Role.AGENCY,
    (S.RETAINED_1M, S.RETAINED_3M): Role.AGENCY,
    (S.RETAINED_1M, S.LEFT_EARLY): Role.AGENCY,
    (S.RETAINED_1M, S.RETURNED): Role.AGENCY,
    (S.RETAINED_3M, S.RETAINED_6M): Role.AGENCY,
    (S.RETAINED_3M, S.LEFT_EARLY): Role.AGENCY,
    (S.RETAINED_3M, S.RETURNED): Role.AGENCY,
    (S.RETAINED_6M, S.LEFT_EARLY): Role.AGENCY,
    (S.RETAINED_6M, S.RETURNED): Role.AGENCY,
}
"""Each step that exists, and who may take it. Only the worker agrees. What a step asks for stands in roster_steps."""

NEEDS_REASON = frozenset({S.REMOVED})
"""In words of one's own; who did not come or left early has a coded reason (roster_steps)."""


SEATED = frozenset({S.AGREED, S.CONTRACTED, S.DEPARTED, S.ARRIVED, S.RETAINED_1M, S.RETAINED_3M, S.RETAINED_6M})
"""These hold a seat of the vacancy too: the worker has said yes."""
TURNED_AWAY = frozenset({S.DECLINED, S.REMOVED, S.NO_SHOW, S.LEFT_EARLY, S.RETURNED})
"""Whoever left an order like this is not proposed for the same order again."""
SHOWS_PHONE = SEATED | {S.RETURNED, S.NO_SHOW, S.LEFT_EARLY}
"""The agency sees the phone number once the worker has agreed to go."""
AT_WORK = frozenset({S.ARRIVED, S.RETAINED_1M, S.RETAINED_3M, S.RETAINED_6M})
"""The worker is at the place and works there, as far as anybody knows."""
UNDER_WAY = frozenset({S.DEPARTED, S.ARRIVED, S.RETAINED_1M, S.RETAINED_3M, S.RETAINED_6M, S.RETURNED, S.LEFT_EARLY})
"""The worker has set out."""


class RosterStepRefused(RuleBroken):
    """A place on a roster cannot go from its state to that one, or not by this role."""


class RosterReasonMissing(RuleBroken):
    """A worker is taken off a roster without a reason."""

    field = "reason"


class RosterReasonTooLong(RuleBroken):
    """A reason is longer than anybody reads."""

    field = "reason"


class OrderNotOpen(RuleBroken):
    """The export order is closed."""


class OrderTitleMissing(RuleBroken):
    """An export order has no title."""

    field = "title"


class OrderTitleTooLong(RuleBroken):
    """The title of an order is longer than a line on a phone can bear."""

    field = "title"


class OrderNumberMissing(RuleBroken):
    """An export order has no number by which papers refer to it."""

    field = "number"


class OrderNumberTooLong(RuleBroken):
    """The number of an order is longer than any that papers carry."""

    field = "number"


class ProvisionsTooLong(RuleBroken):
    """What is agreed is longer than anybody reads on a phone."""

    field = "provisions"


class OrderNumberTaken(RuleBroken):
    """Another export order has this number."""

    field = "number"


class DestinationAtHome(RuleBroken):
    """Labour export leads out of the city."""

    field = "division_code"


class DepartureWindowReversed(RuleBroken):
    """The last day of departure lies before the first."""

    field = "departs_until"


class DepartureWindowPast(RuleBroken):
    """The last day of departure has passed."""

    field = "departs_until"


class TermReversed(RuleBroken):
    """An agreement would end before it begins."""

    field = "ends_on"


class PeopleImplausible(RuleBroken):
    """An agreement is about nobody, or about more people than a city has."""

    field = "people_a_year"


class PartnerNameTooLong(RuleBroken):
    """The name of a partner is longer than any authority's."""

    field = "partner_name"


class AgreementContactTooLong(RuleBroken):
    """The name of the person to ask is longer than anybody's."""

    field = "contact_name"


class PartnerAtHome(RuleBroken):
    """A cooperation agreement is made with another city."""

    field = "partner_division_code"


def check_step(state: RosterState, target: RosterState, *, role: Role, reason: str = "") -> None:
    """Whether a role may take the step. Raises RosterStepRefused, RosterReasonMissing or RosterReasonTooLong."""
    if TRANSITIONS.get((state, target)) is not role:
        raise RosterStepRefused(state=state, target=target, role=role)
    if target in NEEDS_REASON and not reason.strip():
        raise RosterReasonMissing(target=target)
    if len(reason) > LONGEST_REASON:
        raise RosterReasonTooLong(length=len(reason), most=LONGEST_REASON)


def next_steps(state: RosterState, role: Role) -> tuple[RosterState, ...]:
    """The states to which a role may move a place, in the order of the table."""
    return tuple(target for (source, target), may in TRANSITIONS.items() if source is state and may is role)


def check_order(
    *,
    number: str,
    title: str,
    division_code: str,
    departs_from: date,
    departs_until: date,
    today: date,
    provisions: str = "",
) -> None:
    """Refuse an export order that makes no sense; the refusal names the field.

    Raises OrderNumberMissing, OrderNumberTooLong, OrderTitleMissing, OrderTitleTooLong, ProvisionsTooLong,
    DestinationAtHome, DepartureWindowReversed or DepartureWindowPast.
    """
    if not number.strip():
        raise OrderNumberMissing
    if len(number) > LONGEST_NUMBER:
        raise OrderNumberTooLong(most=LONGEST_NUMBER)
    _check_title(title)
    if len(provisions) > LONGEST_PROVISIONS:
        raise ProvisionsTooLong(length=len(provisions), most=LONGEST_PROVISIONS)
    if lies_within(division_code, HOME_CITY):
        raise DestinationAtHome(division=division_code)
    if departs_until < departs_from:
        raise DepartureWindowReversed(departs_from=departs_from, departs_until=departs_until)
    if departs_until < today:
        raise DepartureWindowPast(departs_until=departs_until)


def check_agreement(
    *,
    title: str,
    partner_division_code: str,
    people_a_year: int,
    starts_on: date,
    ends_on: date,
    partner_name: str = "",
    contact_name: str = "",
) -> None:
    """Refuse a cooperation agreement that makes no sense.

    Raises OrderTitleMissing, OrderTitleTooLong, PartnerNameTooLong, AgreementContactTooLong, PartnerAtHome,
    PeopleImplausible or TermReversed.
    """
    _check_title(title)
    if len(partner_name) > LONGEST_NAME:
        raise PartnerNameTooLong(most=LONGEST_NAME)
    if len(contact_name) > LONGEST_NAME:
        raise AgreementContactTooLong(most=LONGEST_NAME)
    if lies_within(partner_division_code, HOME_CITY):
        raise PartnerAtHome(division=partner_division_code)
    if not 1 <= people_a_year <= MOST_PEOPLE_A_YEAR:
        raise PeopleImplausible(people=people_a_year, most=MOST_PEOPLE_A_YEAR)
    if ends_on < starts_on:
        raise TermReversed(starts_on=starts_on, ends_on=ends_on)


def _check_title(title: str) -> None:
    if not title.strip():
        raise OrderTitleMissing
    if len(title) > LONGEST_TITLE:
        raise OrderTitleTooLong(length=len(title), most=LONGEST_TITLE)
