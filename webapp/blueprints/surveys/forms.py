"""What people report of a product, and what officials make of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from flask_babel import lazy_gettext as _

from domain.brands import BrandCategory
from domain.divisions import HOME_CITY, lies_within
from domain.surveys import INTO_LIBRARY, ReporterKind, SurveyOutcome
from webapp.blueprints.brands.forms import industry_choices
from webapp.forms import Day, Form, OneCard, OneOf, TextBlock, TextLine, Tick, WholeNumber, names_of
from webapp.places import counties, towns
from webapp.presentation import keeper
from webapp.services.brands import BrandWords
from webapp.services.surveys import ReportWords

if TYPE_CHECKING:
    from datetime import date

ENDS = (SurveyOutcome.BRAND_TO_BE, SurveyOutcome.TO_NURTURE, SurveyOutcome.NOT_A_BRAND)
"""What an official may decide."""


class RoundForm(Form):
    """A round of a survey."""

    title = TextLine(_("Title of the survey"), is_needed=True)
    division_code = OneOf(_("Where"))
    opens_on = Day(_("First day"), is_needed=True)
    closes_on = Day(_("Last day"), is_needed=True)

    def offer(self, within: str) -> None:
        """Put the divisions that an official may ask in."""
        kept = [(HOME_CITY, keeper(HOME_CITY)), *counties()]
        self.division_code.choices = [pair for pair in kept if within in {HOME_CITY, pair[0]}]

    def days(self) -> tuple[date, date]:
        """From when until when."""
        return cast("date", self.opens_on.data), cast("date", self.closes_on.data)


class TermForm(Form):
    """Another last day."""

    closes_on = Day(_("Last day"), is_needed=True)


class ReportForm(Form):
    """A product that somebody knows."""

    product = TextLine(_("Product or service"), is_needed=True)
    division_code = OneOf(_("Where are most of its people from?"))
    workforce = WholeNumber(_("About how many people live by it?"))
    features = TextBlock(_("What is special about it?"))
    reporter_kind = OneCard(_("Who are you?"), names_of(ReporterKind))
    reporter = TextLine(_("Name of your organisation, or your own"), is_needed=True)
    reporter_phone = TextLine(_("Phone for questions"))

    def offer(self, division_code: str) -> None:
        """Put the places of the round."""
        self.division_code.choices = {
            county: [pair for pair in places if lies_within(pair[0], division_code)]
            for county, places in towns().items()
            if any(lies_within(code, division_code) for code, _name in places)
        }

    def words(self) -> ReportWords:
        """What was typed."""
        return ReportWords(
            product=self.product.data or "",
            division_code=self.division_code.data or "",
            features=self.features.data or "",
            workforce=self.workforce.data,
            reporter_kind=ReporterKind(self.reporter_kind.data),
            reporter=self.reporter.data or "",
            reporter_phone=self.reporter_phone.data or "",
        )


class DecisionForm(Form):
    """What becomes of a product; the name and the category are for what goes into the library."""

    outcome = OneCard(_("What becomes of it"), names_of(ENDS))
    name = TextLine(_("Name of the brand"))
    name_exception = TextLine(_("Why it may stand as it is"))
    is_meant = Tick(_("The name is meant so, although another is one character off."))
    category = OneCard(_("Category"), names_of(BrandCategory), is_needed=False)
    industry_code = OneOf(_("Industry"), industry_choices, is_needed=False)
    reason = TextBlock(_("Reason"))

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """What goes into the library has a category."""
        is_right = bool(super().validate(*args, **kwargs))
        if self.outcome.data in INTO_LIBRARY and not self.category.data:
            self.category.errors = [_("Please choose one.")]
            return False
        return is_right

    def brand_words(self, *, division_code: str, products: str, story: str) -> BrandWords | None:
        """The brand that it becomes; None where it becomes none."""
        if self.outcome.data not in INTO_LIBRARY:
            return None
        return BrandWords(
            name=self.name.data or "",
            name_exception=self.name_exception.data or "",
            is_meant=self.is_meant.data,
            category=BrandCategory(self.category.data),
            division_code=division_code,
            industry_code=self.industry_code.data or None,
            products=products,
            story=story,
        )
