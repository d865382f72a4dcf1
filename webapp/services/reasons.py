"""Keeps why a pair was matched beside the match itself, as domain.fit said at the time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from domain.fit import FitExplanation, Reason

MOST_KEPT = 4
"""◇ Nobody reads a fifth reason."""


def kept_reasons(explanation: FitExplanation, *, most: int = MOST_KEPT) -> list[dict[str, Any]]:
    """The reasons that say most for a pair, as JSON can hold them; webapp.reasons says them again."""
    return [_kept(reason) for reason in explanation.reasons[:most]]


def _kept(reason: Reason) -> dict[str, Any]:
    return {
        "key": reason.key,
        "value": round(reason.value or 0.0, 4),
        "for_worker": reason.words.for_worker,
        "for_enterprise": reason.words.for_enterprise,
        "figures": {name: _plain(value) for name, value in reason.figures.items()},
    }


def _plain(value: Any) -> Any:
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
