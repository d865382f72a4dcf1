"""What the counts of a run are called on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping

COUNTS: dict[str, Any] = {
    "vacancies": _("Vacancies ended"),
    "invitations": _("Invitations ended"),
    "proposed": _("Fairs proposed"),
    "renewed": _("Proposals renewed"),
    "withdrawn": _("Proposals withdrawn"),
    "held": _("Fairs held"),
    "invited": _("People to invite"),
    "suggestions": _("Invitations prepared"),
    "not_worth": _("Themes not worth a fair"),
    "workers": _("Workers considered"),
    "vacancies_open": _("Open vacancies considered"),
    "unplaced": _("Without a place"),
    "placed": _("People matched with a place"),
    "kept": _("Places that people know of and keep"),
    "seats": _("Seats of the agencies"),
    "orders": _("Open orders"),
    "score": _("Total score"),
    "bound": _("No plan can exceed"),
    "gap": _("Gap to the bound"),
    "hardship": _("Of them from hardship groups"),
    "hardship_possible": _("Share of hardship groups that is possible"),
    "new": _("New on a roster"),
    "gone": _("Taken off a roster"),
    "edges": _("Pairs that fit"),
    "priced": _("Vacancies with a price"),
    "repriced": _("Prices changed"),
    "due": _("People to be checked"),
    "late": _("Checks that are late"),
    "agencies": _("Agencies reminded"),
    "told": _("People told"),
    "timetables": _("Timetables"),
    "reminded": _("People reminded"),
    "moved": _("Interviews moved"),
    "dropped": _("Interviews dropped"),
    "missed": _("People not waited for"),
    "sent": _("Messages delivered"),
    "failed": _("Deliveries that failed"),
    "reviewed": _("Brands reviewed"),
    "passed": _("Of them meet the standard"),
    "fell": _("Of them below the standard"),
    "cases": _("Cases opened"),
    "brands_reminded": _("Brands reminded"),
    "suspended": _("Certificates suspended"),
    "ended": _("Brands whose certificate has ended"),
    "warned": _("Told that a certificate ends"),
    "swept": _("Files swept"),
    "opened": _("Vacancies that opened"),
    "questions": _("Kept searches asked"),
    "unreadable": _("Kept searches that mean nothing any more"),
    "matches": _("Answers found"),
    "seconds": _("Seconds"),
    "indexed": _("Documents written"),
    "removed": _("Documents removed"),
    "repaired": _("Documents repaired"),
    "rebuilt": _("Documents built anew"),
    "changed": _("Documents brought up to date"),
    "compared": _("Documents compared"),
    "searches": _("Searches counted"),
    "forgotten": _("Counts forgotten"),
}
"""A count that has no name here is shown by its key."""


PARTS: dict[str, Any] = {
    "TooFewEnterprises": _("too few enterprises"),
    "TooFewExpected": _("too few placements to hope for"),
    "NoDayLeft": _("no free Saturday"),
}
"""What themes were not worth a fair for, by the name of the refusal."""


def counted(counts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The counts as pairs of a name and a figure; counts within a count come as their own pairs.

    A list is a table, and has a page of its own.
    """
    pairs: list[tuple[str, str]] = []
    for key, value in counts.items():
        name = str(COUNTS.get(key, key))
        if isinstance(value, dict):
            parts = [(str(PARTS.get(part) or gettext(part)), one) for part, one in value.items()]
            pairs.extend((f"{name}: {part}", _figure(one)) for part, one in parts)
        elif value is not None and not isinstance(value, list):
            pairs.append((name, _figure(value)))
    return pairs


def _figure(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:,.4f}".rstrip("0").rstrip(".")
    return f"{value:,}" if isinstance(value, int) else str(value)
