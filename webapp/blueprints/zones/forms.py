"""What officials write over a zone, and what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import FileStorage
from wtforms import FileField

from domain.brands import BrandCategory
from domain.campaigns import Campaign
from domain.zone_ranking import Ranking, RankingRule, Strength
from domain.zones import ZoneKind, ZoneSubject
from webapp.forms import Form, OneOf, TextBlock, TextLine, Tick, names_of
from webapp.labels import label
from webapp.parameters import LARGEST_ID
from webapp.places import counties
from webapp.presentation import place
from webapp.reads.zone_desk import brands_by_name
from webapp.services.zones import ZoneWords
from webapp.typed import whole_number, words_of

if TYPE_CHECKING:
    from typing import IO

    from webapp.models import Zone
    from webapp.reads.zone_desk import WithoutZone


class ZoneForm(Form):
    """A zone written anew."""

    title = TextLine(_("Title"))
    title_en = TextLine(_("English title"))
    lead = TextLine(_("A line under the title"))
    lead_en = TextLine(_("The same line in English"))
    brands = TextBlock(_("Brands of the campaign"))
    is_for_hardship = Tick(_("Only vacancies that welcome people of hardship groups"))

    def words(self) -> ZoneWords:
        """What was typed, once it has been read."""
        return ZoneWords(
            title=self.title.data or "",
            title_en=self.title_en.data or "",
            lead=self.lead.data or "",
            lead_en=self.lead_en.data or "",
        )

    def gathered(self) -> tuple[frozenset[int], bool]:
        """The brands of the campaign, and whether it is for hardship groups. Unknown names stand at their field."""
        names = list(dict.fromkeys(line.strip() for line in (self.brands.data or "").splitlines() if line.strip()))
        known = brands_by_name(names)
        unknown = [name for name in names if name not in known]
        if unknown:
            self.brands.errors = [
                *self.brands.errors,
                gettext("There is no public brand of this name: %(names)s.", names=gettext(", ").join(unknown[:5])),
            ]
        return frozenset(known.values()), bool(self.is_for_hardship.data)


class NewZoneForm(ZoneForm):
    """A zone that is opened: what it is about, and its address."""

    subject = OneOf(_("What it is about"))
    slug = TextLine(_("Address"))

    def offer(self, without: WithoutZone) -> None:
        """Put what has no zone yet."""
        groups = {
            gettext("Campaigns"): [
                (f"campaign:{campaign.value}:{year}", f"{label(campaign)} {year}")
                for campaign, year in without.campaigns
            ],
            gettext("Categories"): [(f"category:{one.value}", str(label(one))) for one in without.categories],
            gettext("Counties"): [(f"county:{code}", place(code)) for code in without.counties],
            gettext("Brands"): [(f"brand:{number}", name) for number, name in without.brands],
        }
        self.subject.choices = {"": [("", gettext("Please choose"))], **{n: g for n, g in groups.items() if g}}

    def words(self) -> ZoneWords:
        """What was typed, with the address."""
        words = super().words()
        return ZoneWords(
            title=words.title,
            title_en=words.title_en,
            lead=words.lead,
            lead_en=words.lead_en,
            slug=(self.slug.data or "").lower(),
        )

    def chosen(self) -> ZoneSubject:
        """What was chosen; only a campaign gathers brands and hardship groups of its own."""
        kind, *values = (self.subject.data or "").split(":")
        brand_ids, is_for_hardship = self.gathered()
        match kind:
            case "campaign":
                return ZoneSubject(
                    kind=ZoneKind.CAMPAIGN,
                    campaign=Campaign(values[0]),
                    year=int(values[1]),
                    brand_ids=brand_ids,
                    is_for_hardship=is_for_hardship,
                )
            case "category":
                return ZoneSubject(kind=ZoneKind.CATEGORY, category=BrandCategory(values[0]))
            case "county":
                return ZoneSubject(kind=ZoneKind.COUNTY, county=values[0])
            case _:
                return ZoneSubject(kind=ZoneKind.BRAND, brand_id=int(values[0]))


class PictureForm(Form):
    """A picture, and what is said of it."""

    file = FileField(_("Picture"))
    alt = TextLine(_("What does it show?"))
    credit = TextLine(_("Who took it"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Whether they are there is the domain's to refuse; the page only says that they are needed.
        self.file.flags.required = self.alt.flags.required = True

    def chosen(self) -> IO[bytes] | None:
        """The file; a form without one has a text in its place."""
        return self.file.data.stream if isinstance(self.file.data, FileStorage) else None

    def words(self) -> dict[str, str]:
        """What was typed of it."""
        return {"alt": self.alt.data or "", "credit": self.credit.data or ""}


class RankingForm(Form):
    """What stands higher in a zone."""

    trades = OneOf(_("The trades of the brand"), names_of(Strength))
    certified = OneOf(_("Enterprises of a certified brand"), names_of(Strength))
    leading = OneOf(_("Leading enterprises of the brand"), names_of(Strength))
    county = OneOf(_("Work in one county"), names_of(Strength))
    county_code = OneOf(_("Which county"), counties, is_needed=False, blank=_("none"))
    certificate = OneOf(_("Vacancies that ask for a certificate"), names_of(Strength))
    hardship = OneOf(_("Vacancies that welcome hardship groups"), names_of(Strength))
    pinned = TextLine(_("Vacancies on top"))

    def ranking(self) -> Ranking | None:
        """What was typed, once it has been read; None where the pinned ones are no numbers, which is said there."""
        numbers = [whole_number(word) for word in words_of((self.pinned.data or "").replace(" ", ","))]
        known = [number for number in numbers if number is not None and 0 < number <= LARGEST_ID]
        if len(known) < len(numbers):
            self.pinned.errors = [*self.pinned.errors, gettext("Please type the numbers of vacancies.")]
            return None
        return Ranking(
            strengths={rule: Strength(self[rule.value].data) for rule in RankingRule},
            county=self.county_code.data or "",
            pinned=tuple(dict.fromkeys(known)),
        )


def ranking_as_it_is(ranking: Ranking) -> dict[str, Any]:
    """The rules as their form shows them."""
    return {
        **{rule.value: ranking.strength(rule).value for rule in RankingRule},
        "county_code": ranking.county,
        "pinned": ", ".join(map(str, ranking.pinned)),
    }


def zone_as_it_is(zone: Zone, brands: list[str]) -> dict[str, Any]:
    """A zone as its form shows it."""
    return {
        "title": zone.title,
        "title_en": zone.title_en,
        "lead": zone.lead,
        "lead_en": zone.lead_en,
        "brands": "\n".join(brands),
        "is_for_hardship": zone.is_for_hardship,
    }
