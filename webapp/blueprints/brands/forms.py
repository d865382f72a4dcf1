"""What officials write about brands: names and words, places and people, figures of a year."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from domain.brands import BrandCategory, BrandPersonKind, BrandState, Indicator, SiteKind
from domain.brands.figures import SHARES
from domain.divisions import HOME_CITY
from reference.industries import industries
from webapp.blueprints.occupations.choosing import OccupationChoice
from webapp.forms import (
    Form,
    LargeYuan,
    OneCard,
    OneOf,
    Several,
    Share,
    TextBlock,
    TextLine,
    Tick,
    WholeNumber,
    Yuan,
    names_of,
)
from webapp.labels import label
from webapp.places import counties
from webapp.presentation import keeper
from webapp.services.brand_figures import EnterpriseFigures
from webapp.services.brands import BrandWords

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wtforms import Field

    from domain.errors import RuleBroken
    from webapp.models import Brand, EnterpriseReport

WAGES = frozenset({Indicator.MEAN_MONTHLY_WAGE_FEN, Indicator.INDUSTRY_MEAN_MONTHLY_WAGE_FEN})
MONEY = frozenset({Indicator.ANNUAL_LABOUR_INCOME_FEN, Indicator.OUTPUT_FEN})


def industry_choices() -> dict[str, list[tuple[str, str]]]:
    """The divisions of industry under their sections."""
    sections = {entry.code: entry.name for entry in industries() if entry.level == "section"}
    found: dict[str, list[tuple[str, str]]] = {"": [("", gettext("not said"))]}
    for entry in industries():
        if entry.level != "section":
            found.setdefault(sections[entry.parent_code], []).append((entry.code, entry.name))
    return found


class BrandForm(Form):
    """A brand, new or written anew."""

    name = TextLine(_("Name of the brand"))
    name_exception = TextLine(_("Why it may stand as it is"))
    is_meant = Tick(_("The name is meant so, although another is one character off."))
    name_en = TextLine(_("English name"))
    category = OneCard(_("Category"), names_of(BrandCategory))
    division_code = OneOf(_("Where it is kept"))
    industry_code = OneOf(_("Industry"), industry_choices, is_needed=False)
    occupation_text = TextLine(_("What its people do"))
    occupations = Several(_("Occupations"))
    products = TextLine(_("Products and services"))
    story = TextBlock(_("Story"))
    story_en = TextBlock(_("Story in English"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Whether it is there is the domain's to refuse; the page only says that it is needed.
        self.name.flags.required = True

    def offer(self, within: str) -> OccupationChoice:
        """Put the places of the official's division, and the occupations that the words may mean."""
        kept = [(HOME_CITY, keeper(HOME_CITY)), *counties()]
        self.division_code.choices = [pair for pair in kept if within in {HOME_CITY, pair[0]}]
        choice = OccupationChoice.of(self.occupation_text.data or "", self.occupations.data or ())
        self.occupations.choices = [(one.code, one.name) for one in choice.offered]
        self.occupations.data = list(choice.chosen)
        return choice

    def words(self) -> BrandWords:
        """What was typed, once it has been read."""
        return BrandWords(
            name=self.name.data or "",
            name_en=self.name_en.data or "",
            name_exception=self.name_exception.data or "",
            is_meant=self.is_meant.data,
            category=BrandCategory(self.category.data),
            division_code=self.division_code.data or "",
            industry_code=self.industry_code.data or None,
            occupations=tuple(self.occupations.data or ()),
            products=self.products.data or "",
            story=self.story.data or "",
            story_en=self.story_en.data or "",
        )


def words_as_they_are(brand: Brand) -> dict[str, Any]:
    """A brand as its form shows it. A name that is one off another was meant so."""
    return {
        "name": brand.name,
        "name_en": brand.name_en,
        "name_exception": brand.name_exception,
        "is_meant": True,
        "category": brand.category.value,
        "division_code": brand.division_code,
        "industry_code": brand.industry_code or "",
        "occupations": [item.occupation_code for item in brand.occupations],
        "products": brand.products,
        "story": brand.story,
        "story_en": brand.story_en,
    }


class MoveForm(Form):
    """Another state for a brand, with the reason."""

    to = OneCard(_("Move it to"))
    reason = TextBlock(_("Reason"))

    def offer(self, states: Iterable[BrandState]) -> None:
        """Put the states that may be next."""
        self.to.choices = names_of(states)


class SiteForm(Form):
    """A place that a brand has built."""

    kind = OneOf(_("Kind"), names_of(SiteKind))
    name = TextLine(_("Name of the place"), is_needed=True)
    note = TextLine(_("Where, and what for"))


class PersonForm(Form):
    """Somebody who stands for a brand."""

    kind = OneOf(_("Who it is"), names_of(BrandPersonKind))
    name = TextLine(_("Name"), is_needed=True)
    note = TextLine(_("Known for"))
    agrees = Tick(_("This person has agreed to be named on the public page."))


class MemberForm(Form):
    """An enterprise of a brand."""

    uscc = TextLine(_("Unified social credit code"), is_needed=True)
    is_leading = Tick(_("It is a leading enterprise"))


def figure_field(indicator: Indicator, name: Any = None, *, is_needed: bool = False) -> Field:
    """A field that reads a figure in the unit in which people say it."""
    kind = WholeNumber
    if indicator in SHARES:
        kind = Share
    elif indicator in WAGES:
        kind = Yuan
    elif indicator in MONEY:
        kind = LargeYuan
    return kind(label(indicator) if name is None else name, is_needed=is_needed)


class YearForm(Form):
    """The figures of a year; a field for each indicator is set below."""

    year = WholeNumber(_("Year"), is_needed=True)
    source = TextLine(_("Where the figures come from"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source.flags.required = True

    def figures(self) -> dict[Indicator, Decimal]:
        """What was typed; what was left empty is not reported."""
        typed = {indicator: self._fields[indicator.value].data for indicator in Indicator}
        return {indicator: Decimal(value) for indicator, value in typed.items() if value is not None}

    def refuse(self, refusal: RuleBroken, *, at: str | None = None) -> None:
        """A refusal of the figures names the indicator at fault."""
        indicator = refusal.details.get("indicator")
        super().refuse(refusal, at=at or (str(indicator) if indicator else None))


for _indicator in Indicator:
    setattr(YearForm, _indicator.value, figure_field(_indicator))


class CorrectionForm(Form):
    """Another value for one figure, with its source and the reason."""

    source = TextLine(_("Where the figure comes from"))
    reason = TextBlock(_("Why it changes"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source.flags.required = self.reason.flags.required = True

    def figure(self) -> Decimal:
        """What was typed."""
        return Decimal(self["value"].data)

    def refuse(self, refusal: RuleBroken, *, at: str | None = None) -> None:
        """Whatever is wrong with the figures of the year, this one made it so."""
        super().refuse(refusal, at=at or ("value" if "indicator" in refusal.details else None))


def correction_of(indicator: Indicator) -> type[CorrectionForm]:
    """The form of one indicator, which is typed in its own unit."""
    value = figure_field(indicator, _("New figure"), is_needed=True)
    return type(f"CorrectionOf{indicator.name.title()}", (CorrectionForm,), {"value": value})


CORRECTIONS = {indicator: correction_of(indicator) for indicator in Indicator}


class EnterpriseReportForm(Form):
    """What a leading enterprise reports of a year."""

    year = WholeNumber(_("Year"), is_needed=True)
    fixed_assets_fen = LargeYuan(_("Fixed assets"), is_needed=True)
    annual_sales_fen = LargeYuan(_("Sales in the year"), is_needed=True)
    assets_fen = LargeYuan(_("All assets"), is_needed=True)
    debts_fen = LargeYuan(_("All debts"), is_needed=True)
    source = TextLine(_("Where the figures come from"))
    reason = TextBlock(_("Why they change"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source.flags.required = True

    def figures(self) -> EnterpriseFigures:
        """What was typed."""
        return EnterpriseFigures(
            fixed_assets_fen=self.fixed_assets_fen.data or 0,
            annual_sales_fen=self.annual_sales_fen.data or 0,
            assets_fen=self.assets_fen.data or 0,
            debts_fen=self.debts_fen.data or 0,
        )

    def refuse(self, refusal: RuleBroken, *, at: str | None = None) -> None:
        """A refusal of the figures names the one at fault."""
        indicator = refusal.details.get("indicator")
        super().refuse(refusal, at=at or (str(indicator) if indicator else None))


def enterprise_report_as_it_is(reports: Sequence[EnterpriseReport], year: int) -> dict[str, Any]:
    """The report of a year that stands, to begin with; the year alone where there is none."""
    for report in reports:
        if report.year == year and report.replaced_at is None:
            return {
                "year": year,
                "fixed_assets_fen": report.fixed_assets_fen,
                "annual_sales_fen": report.annual_sales_fen,
                "assets_fen": report.assets_fen,
                "debts_fen": report.debts_fen,
                "source": report.source,
            }
    return {"year": year}
