"""Registrations: an enterprise comes to a fair, with which vacancies and at what kind of booth, and who decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.enterprises import NotVerified
from domain.errors import RuleBroken
from domain.fairs import FairState

if TYPE_CHECKING:
    from datetime import date

RULE_VERSION = "fair-registrations-1"
CLOSES_BEFORE = timedelta(days=3)
"""◇ Booths are built and the timetable is made: nobody registers later than this before the day."""
MOST_VACANCIES = 20
"""◇ What a booth can show and two people can answer for."""
MOST_STAFF = 10
MOST_BOOTHS = 200
LONGEST_NOTE = 200
LONGEST_REASON = 300


class RegistrationState(StrEnum):
    """Where the registration of an enterprise stands."""

    INVITED = "invited"
    """The fair was published with a booth for it; it has not said yet that it comes."""
    REQUESTED = "requested"
    WAITING = "waiting"
    """It may come, and every booth is taken: the first who waits has the first that becomes free."""
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ATTENDED = "attended"
    ABSENT = "absent"


class Party(StrEnum):
    """Who takes a step."""

    ENTERPRISE = "enterprise"
    OFFICE = "office"
    BOOTH = "booth"
    """A booth has become free."""


class BoothSize(StrEnum):
    """How much room a booth needs."""

    SINGLE = "single"
    DOUBLE = "double"


METRES = {BoothSize.SINGLE: 3, BoothSize.DOUBLE: 6}
"""◇ The front of a booth; all are two metres deep."""

S, P = RegistrationState, Party
TRANSITIONS: dict[tuple[RegistrationState, RegistrationState], Party] = {
    (S.INVITED, S.APPROVED): P.ENTERPRISE,
    (S.INVITED, S.WITHDRAWN): P.ENTERPRISE,
    (S.INVITED, S.REFUSED): P.OFFICE,
    (S.INVITED, S.ATTENDED): P.OFFICE,
    (S.INVITED, S.ABSENT): P.OFFICE,
    (S.REQUESTED, S.APPROVED): P.OFFICE,
    (S.REQUESTED, S.WAITING): P.OFFICE,
    (S.REQUESTED, S.REFUSED): P.OFFICE,
    (S.REQUESTED, S.WITHDRAWN): P.ENTERPRISE,
    (S.WAITING, S.APPROVED): P.BOOTH,
    (S.WAITING, S.REFUSED): P.OFFICE,
    (S.WAITING, S.WITHDRAWN): P.ENTERPRISE,
    (S.APPROVED, S.WITHDRAWN): P.ENTERPRISE,
    (S.APPROVED, S.REFUSED): P.OFFICE,
    (S.APPROVED, S.ATTENDED): P.OFFICE,
    (S.APPROVED, S.ABSENT): P.OFFICE,
    (S.ATTENDED, S.ABSENT): P.OFFICE,
    (S.ABSENT, S.ATTENDED): P.OFFICE,
    (S.REFUSED, S.REQUESTED): P.ENTERPRISE,
    (S.WITHDRAWN, S.REQUESTED): P.ENTERPRISE,
}
"""Each step that exists, and whose it is. Who was refused may mend what was wrong and ask again."""

HOLDS_BOOTH = frozenset({S.INVITED, S.APPROVED, S.ATTENDED, S.ABSENT})
OPEN = frozenset({S.INVITED, S.REQUESTED, S.WAITING, S.APPROVED})
"""What the enterprise may still change or withdraw."""
ATTENDANCE = frozenset({S.ATTENDED, S.ABSENT})
"""What is noted on the day of the fair and after it."""
LIES_AHEAD = frozenset({FairState.PROPOSED, FairState.PUBLISHED})
TOOK_PLACE = frozenset({FairState.PUBLISHED, FairState.HELD})


class RegistrationStepRefused(RuleBroken):
    """A registration cannot go from its state to that one, or not by this party."""


class RegistrationClosed(RuleBroken):
    """The fair takes no registrations: it is not announced, or its window has not begun or is over."""


class RegistrationReasonMissing(RuleBroken):
    """An enterprise is refused without being told why."""

    field = "reason"


class RegistrationReasonTooLong(RuleBroken):
    """A reason is longer than people read."""

    field = "reason"


class VacanciesMissing(RuleBroken):
    """An enterprise comes without a vacancy: workers would ask in vain."""

    field = "vacancies"


class TooManyVacanciesShown(RuleBroken):
    """A booth would show more vacancies than anybody reads."""

    field = "vacancies"


class VacancyNotShowable(RuleBroken):
    """A vacancy is not the enterprise's own, or does not hire."""

    field = "vacancies"


class StaffImplausible(RuleBroken):
    """Nobody would stand at the booth, or more people than it holds."""

    field = "staff"


class NoteTooLong(RuleBroken):
    """A note is longer than its line."""

    field = "note"


class WindowReversed(RuleBroken):
    """Registration would close before it opens."""

    field = "closes_on"


class WindowTooLate(RuleBroken):
    """Registration would go on until the booths stand."""

    field = "closes_on"


class BoothLimitImplausible(RuleBroken):
    """A fair would have no booth, or more than any hall of the city."""

    field = "booth_limit"


class BoothLimitBelowTaken(RuleBroken):
    """More enterprises have a booth already than there would be booths."""

    field = "booth_limit"


class BoothLimitAboveHall(RuleBroken):
    """There would be more booths than the hall of the fair has."""

    field = "booth_limit"


class NotTheDayYet(RuleBroken):
    """Who came is noted from the day of the fair on."""


class EnterpriseRegistered(RuleBroken):
    """An enterprise that has registered itself is refused with a reason, not taken out of the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """From when to when enterprises register for a fair, both included."""

    opens_on: date
    closes_on: date

    def contains(self, day: date) -> bool:
        """Whether enterprises register on a day."""
        return self.opens_on <= day <= self.closes_on


def usual_window(*, today: date, held_on: date) -> Window | None:
    """From today until three days before the fair; None where no day is left."""
    closes_on = held_on - CLOSES_BEFORE
    return Window(opens_on=today, closes_on=closes_on) if closes_on >= today else None


def check_window(window: Window, *, held_on: date) -> None:
    """Raises WindowReversed or WindowTooLate."""
    if window.closes_on < window.opens_on:
        raise WindowReversed
    if window.closes_on >= held_on:
        raise WindowTooLate(held_on=held_on)


def check_booth_limit(limit: int, *, taken: int, in_hall: int | None = None) -> None:
    """Raises BoothLimitImplausible, BoothLimitBelowTaken or BoothLimitAboveHall."""
    if not 1 <= limit <= MOST_BOOTHS:
        raise BoothLimitImplausible(most=MOST_BOOTHS)
    if limit < taken:
        raise BoothLimitBelowTaken(taken=taken)
    if in_hall is not None and limit > in_hall:
        raise BoothLimitAboveHall(booths=in_hall)


def check_open(*, state: FairState, window: Window | None, today: date) -> None:
    """Whether enterprises register for a fair on a day. Raises RegistrationClosed."""
    if state not in LIES_AHEAD or window is None or not window.contains(today):
        raise RegistrationClosed


def check_wishes(*, is_verified: bool, vacancies: int, staff: int, note: str) -> None:
    """Whether somebody can be at a booth and has something to show.

    Raises NotVerified, VacanciesMissing, TooManyVacanciesShown, StaffImplausible or NoteTooLong.
    """
    if not is_verified:
        raise NotVerified
    if not vacancies:
        raise VacanciesMissing
    if vacancies > MOST_VACANCIES:
        raise TooManyVacanciesShown(count=vacancies, most=MOST_VACANCIES)
    if not 1 <= staff <= MOST_STAFF:
        raise StaffImplausible(most=MOST_STAFF)
    if len(note) > LONGEST_NOTE:
        raise NoteTooLong(length=len(note), most=LONGEST_NOTE)


def place(*, taken: int, limit: int) -> RegistrationState:
    """What an enterprise gets that may come: a booth, or a place among those who wait for one."""
    return S.APPROVED if taken < limit else S.WAITING


def check_step(
    state: RegistrationState,
    target: RegistrationState,
    *,
    party: Party,
    fair_state: FairState,
    held_on: date,
    today: date,
    reason: str = "",
) -> None:
    """Whether a party may take a step on a day: who comes is settled before the fair, who came from its day on.

    Raises RegistrationStepRefused, NotTheDayYet, RegistrationReasonMissing or RegistrationReasonTooLong.
    """
    is_after = target in ATTENDANCE
    if TRANSITIONS.get((state, target)) is not party or fair_state not in (TOOK_PLACE if is_after else LIES_AHEAD):
        raise RegistrationStepRefused(state=state, target=target)
    if is_after and today < held_on:
        raise NotTheDayYet(held_on=held_on)
    if not is_after and today >= held_on:
        raise RegistrationStepRefused(state=state, target=target)
    if target is S.REFUSED and not reason.strip():
        raise RegistrationReasonMissing
    if len(reason) > LONGEST_REASON:
        raise RegistrationReasonTooLong(length=len(reason), most=LONGEST_REASON)
