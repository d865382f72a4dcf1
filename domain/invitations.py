"""Invitations: the mirror image of an application, sent by an enterprise or by the matching for a fair."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from domain.errors import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Collection

MOST_FOR_A_FAIR = 3
"""◇ Suggestions a worker gets for one fair (DOMAIN §4)."""

DAYS_TO_ANSWER = 14
"""◇ An invitation that nobody has answered by then has expired."""


class InvitationState(StrEnum):
    """Where an invitation stands."""

    PREPARED = "prepared"
    """Assigned for a fair that is not published yet; the worker does not see it."""
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"


MOST_FOR_A_SEAT = 10
"""◇ Open invitations of an enterprise for each free seat: who invites everybody invites nobody."""
LONGEST_MESSAGE = 200


class WorkerNotFindable(RuleBroken):
    """The worker has not agreed to be found, looks for nothing now, or does not want to hear from this enterprise."""


class InvitationDeclined(RuleBroken):
    """The worker has declined an invitation to this vacancy."""


class TooManyInvitations(RuleBroken):
    """A vacancy has as many open invitations as its free seats allow."""


class InvitationMessageTooLong(RuleBroken):
    """A message is longer than its line."""

    field = "message"


class InvitationAnswered(RuleBroken):
    """The invitation has been answered, or has expired."""


class AlreadyInvited(RuleBroken):
    """The worker has an open invitation to this vacancy."""


def check_answer(state: InvitationState) -> None:
    """Raises InvitationAnswered unless the invitation waits for an answer."""
    if state is not InvitationState.SENT:
        raise InvitationAnswered(state=state)


def check_inviting(
    *, may_be_found: bool, earlier: Collection[InvitationState], open_invitations: int, seats_free: int, message: str
) -> None:
    """Whether an enterprise may invite a worker; `earlier` are the states of invitations of the worker to the vacancy.

    Raises WorkerNotFindable, AlreadyInvited, InvitationDeclined, TooManyInvitations or InvitationMessageTooLong.
    """
    if not may_be_found:
        raise WorkerNotFindable
    if InvitationState.SENT in earlier:
        raise AlreadyInvited
    if InvitationState.DECLINED in earlier:
        raise InvitationDeclined
    if open_invitations >= MOST_FOR_A_SEAT * seats_free:
        raise TooManyInvitations(most=MOST_FOR_A_SEAT * seats_free)
    if len(message) > LONGEST_MESSAGE:
        raise InvitationMessageTooLong(length=len(message), most=LONGEST_MESSAGE)
