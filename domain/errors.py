"""RuleBroken, the parent of every refusal."""

from __future__ import annotations

from typing import ClassVar


class RuleBroken(Exception):
    """A rule of the product refuses what was asked."""

    field: ClassVar[str] = ""
    """The name of the input at fault, where there is one; the page shows the refusal beside it."""

    def __init__(self, **details: object) -> None:
        super().__init__(", ".join(f"{key}={value!r}" for key, value in details.items()))
        self.details = details
        """What the sentence shown to people needs: figures, names, words."""
