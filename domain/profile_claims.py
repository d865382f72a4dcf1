"""Claims: somebody takes over the profile that a county has entered, with a code sent to the phone in it."""

from __future__ import annotations

from domain.errors import RuleBroken


class NothingToClaim(RuleBroken):
    """No profile with this phone number waits to be taken over."""


class ClaimUnfit(RuleBroken):
    """The year of birth is not that of the profile: the number may have had another owner."""

    field = "birth_year"
