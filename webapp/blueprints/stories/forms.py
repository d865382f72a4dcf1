"""What is typed when a story is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask_babel import lazy_gettext as _

from domain.brands import BrandPersonKind
from webapp.access import current_account
from webapp.forms import Day, Form, Needed, OneOf, TextBlock, TextLine, names_of
from webapp.presentation import brand_name
from webapp.reads.stories import brands_to_write_of
from webapp.services.stories import StoryWords

if TYPE_CHECKING:
    from datetime import date


def offer_brands(field: OneOf) -> None:
    """Put the brands that the account acts for, by the numbers of their rows."""
    field.choices = [(str(brand.id), brand_name(brand)) for brand in brands_to_write_of(current_account())]
    if field.data is not None:
        field.data = str(field.data)


class StoryForm(Form):
    """A story, and how the person agreed to it."""

    brand_id = OneOf(_("Brand"))
    person_name = TextLine(_("Name of the person"), is_needed=True)
    person_kind = OneOf(_("What the person is to the brand"), names_of(BrandPersonKind))
    title = TextLine(_("Title"), is_needed=True)
    text = TextBlock(_("The story"), validators=[Needed()])
    consent_proof = TextLine(_("How the person agreed to be told of"), is_needed=True)
    consent_on = Day(_("On which day"), is_needed=True)

    def words(self) -> StoryWords:
        """What was typed."""
        return StoryWords(
            brand_id=int(self.brand_id.data),
            person_name=self.person_name.data or "",
            person_kind=BrandPersonKind(self.person_kind.data),
            title=self.title.data or "",
            text=self.text.data or "",
            consent_proof=self.consent_proof.data or "",
            consent_on=cast("date", self.consent_on.data),
        )


class StoryReasonForm(Form):
    """Why a story goes back."""

    reason = TextLine(_("Reason"), is_needed=True)
