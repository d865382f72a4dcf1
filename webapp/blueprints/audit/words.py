"""What decisions, rows and figures of the audit trail are called on its page."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

ACTIONS: dict[str, Any] = {
    "fair.change": _("Changed a fair"),
    "fair.drop_enterprise": _("Took an enterprise out of a fair"),
    "fair.drop_vacancy": _("Took a vacancy out of a fair"),
    "fair.add_vacancy": _("Added a vacancy to a fair"),
    "fair.publish": _("Published a fair"),
    "fair.cancel": _("Cancelled a fair"),
    "fair.propose": _("Proposed fairs"),
    "fair.withdraw": _("Withdrew a proposal"),
    "export_order.open": _("Opened an export order"),
    "export_order.add_place": _("Added work to an export order"),
    "export_order.close": _("Closed an export order"),
    "agreement.create": _("Entered an agreement"),
    "batch.open": _("Took seats of an order"),
    "batch.change": _("Changed a batch"),
    "batch.cancel": _("Gave the seats of a batch back"),
    "roster.match": _("Matched rosters"),
    "roster.declined": _("Declined a place"),
    "roster.removed": _("Took a worker off a roster"),
    "roster.no_show": _("Noted that a worker did not come"),
    "roster.left_early": _("Noted that a worker left early"),
    "roster.returned": _("Noted that a worker came home"),
}
"""An action that has no name here is shown as it is written."""

SUBJECTS: dict[str, Any] = {
    "account": _("Account"),
    "agency": _("Agency"),
    "application": _("Application"),
    "batch": _("Batch"),
    "brand": _("Brand"),
    "brand_member": _("Member of a brand"),
    "cooperation_agreement": _("Agreement"),
    "enterprise": _("Enterprise"),
    "export_order": _("Export order"),
    "fair": _("Fair"),
    "invitation": _("Invitation"),
    "job_run": _("Job run"),
    "roster_entry": _("Place on a roster"),
    "vacancy": _("Vacancy"),
    "worker": _("Worker"),
}


def action_name(action: str) -> Any:
    """What somebody did."""
    return ACTIONS.get(action, action)


def subject_name(subject_type: str) -> Any:
    """What it was done to."""
    return SUBJECTS.get(subject_type, subject_type)
