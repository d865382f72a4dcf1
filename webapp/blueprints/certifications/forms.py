"""What brands and officials write about an application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _
from wtforms import FileField

from domain.brands.standards import Kind
from webapp.findings import condition_text
from webapp.forms import Form, Several, TextBlock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.brands import Condition


class EvidenceForm(Form):
    """A file and what it shows."""

    file = FileField(_("File"))
    conditions = Several(_("What does it show?"), is_needed=True)

    def offer(self, conditions: Iterable[Condition]) -> None:
        """Offer the conditions that figures alone do not decide, as the standard numbers and words them."""
        self.file.flags.required = True
        asked = [one for one in conditions if one.kind is not Kind.NUMERIC]
        self.conditions.choices = [(one.id, f"{one.id} {condition_text(one.text)}") for one in asked]


class ReasonForm(Form):
    """Why somebody does what others will ask about."""

    reason = TextBlock(_("Reason"))
