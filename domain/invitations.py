"""Invitations: the mirror image of an application, sent by an enterprise or by the matching for a fair."""

from __future__ import annotations

from enum import StrEnum

from domain.errors import RuleBroken

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


class InvitationAnswered(RuleBroken):
    """The invitation has been answered, or has expired."""


class AlreadyInvited(RuleBroken):
    """The worker has an open invitation to this vacancy."""


def check_answer(state: InvitationState) -> None:
    """Raises InvitationAnswered unless the invitation waits for an answer."""
    if state is not InvitationState.SENT:
        raise InvitationAnswered(state=state)
