"""What a message says, and where the page is that it is about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flask import current_app

if TYPE_CHECKING:
    from collections.abc import Mapping

    Words = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a message says, and the page that it is about."""

    subject: str
    text: str
    endpoint: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The page that it is about, beneath the address of the site; empty where there is none."""
        return path_of(self.endpoint, self.values) if self.endpoint else ""


def path_of(endpoint: str, values: Mapping[str, Any]) -> str:
    """The address of a page beneath that of the site; messages are composed outside of any request, too."""
    return str(current_app.url_map.bind("").build(endpoint, values))
