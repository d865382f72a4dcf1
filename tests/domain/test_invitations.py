"""Who may be invited, and what becomes of an invitation."""

import pytest

from domain.invitations import (
    AlreadyInvited,
    InvitationAnswered,
    InvitationDeclined,
    InvitationMessageTooLong,
    InvitationState,
    TooManyInvitations,
    WorkerNotFindable,
    check_answer,
    check_inviting,
)


def inviting(**changes):
    facts = {"may_be_found": True, "earlier": (), "open_invitations": 0, "seats_free": 2, "message": ""}
    check_inviting(**(facts | changes))


def test_a_worker_who_may_be_found_may_be_invited():
    inviting()
    inviting(earlier=(InvitationState.EXPIRED, InvitationState.ACCEPTED), open_invitations=19)


def test_who_has_not_agreed_to_be_found_is_left_alone():
    with pytest.raises(WorkerNotFindable):
        inviting(may_be_found=False)


def test_nobody_is_invited_twice_at_once_or_after_a_no():
    with pytest.raises(AlreadyInvited):
        inviting(earlier=(InvitationState.SENT,))
    with pytest.raises(InvitationDeclined):
        inviting(earlier=(InvitationState.DECLINED,))


def test_ten_open_invitations_for_a_seat_are_enough():
    with pytest.raises(TooManyInvitations) as refusal:
        inviting(open_invitations=20)
    assert refusal.value.details == {"most": 20}


def test_an_invitation_is_a_line():
    with pytest.raises(InvitationMessageTooLong):
        inviting(message="来" * 201)


def test_only_an_invitation_that_waits_is_answered():
    check_answer(InvitationState.SENT)
    for state in set(InvitationState) - {InvitationState.SENT}:
        with pytest.raises(InvitationAnswered):
            check_answer(state)
