"""What people are told about contests: enterprises of their entries, jurors of what waits to be scored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from domain.messages import MessageKind
from webapp.reads.contests import judges_of
from webapp.services import messages
from webapp.services.fair_messages import accounts_of

if TYPE_CHECKING:
    from domain.contests import ContestState
    from webapp.models import Contest, ContestEntry, ContestJuror


def tell_received(contest: Contest, entry: ContestEntry) -> None:
    """An entry is in, and may be changed until the last day."""
    words = _about(contest, entry) | {"closes_on": contest.closes_on.isoformat()}
    for account in accounts_of(entry.enterprise_id):
        messages.tell(MessageKind.ENTRY_RECEIVED, account=account, words=words)


def tell_entrants(contest: Contest, state: ContestState, *, reason: str = "") -> None:
    """Tell everybody who has entered where the contest stands now, and with results what their place is.

    The contest must be loaded with its entries.
    """
    for entry in contest.entries:
        words = _about(contest, entry) | {
            "state": state.value,
            "reason": reason,
            "place": entry.result.get("place"),
            "has_won": entry.has_won,
        }
        for account in accounts_of(entry.enterprise_id):
            messages.tell(MessageKind.ENTRY_MOVED, account=account, words=words)


def tell_jury(contest: Contest) -> None:
    """Tell jurors how many entries wait for their points, each once. The contest must be loaded with its jury."""
    judges = judges_of(contest)
    for juror in contest.jurors:
        mine = [entry for entry, chosen in judges.items() if juror.id in chosen]
        if mine:
            _tell_juror(contest, juror, len(mine))


def _tell_juror(contest: Contest, juror: ContestJuror, entries: int) -> None:
    words = {"contest_id": contest.id, "contest": contest.title, "contest_en": contest.title_en, "entries": entries}
    key = f"jury {contest.id} {juror.id}"
    messages.tell(MessageKind.ENTRIES_TO_SCORE, account=juror.account, words=words, key=key)


def _about(contest: Contest, entry: ContestEntry) -> dict[str, Any]:
    # No name of a person: whoever takes back that they agreed is named nowhere.
    return {
        "entry_id": entry.id,
        "title": entry.title,
        "contest": contest.title,
        "contest_en": contest.title_en,
    }
