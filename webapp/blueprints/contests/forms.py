"""What the city says of a contest, what an enterprise enters, and what jurors give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from flask_babel import lazy_gettext as _

from domain.brands import BrandPersonKind
from domain.contests import MOST_CRITERIA, ContestKind
from webapp.forms import Day, Form, Needed, OneCard, OneOf, TextBlock, TextLine, Tick, WholeNumber, names_of
from webapp.parameters import LARGEST_ID
from webapp.services.contest_entries import EntryWords
from webapp.services.contests import ContestWords

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from domain.contests import Criterion
    from webapp.models import Contest

LINES = range(1, MOST_CRITERIA + 1)


class ContestForm(Form):
    """A contest; its criteria are lines of a name and a weight."""

    kind = OneCard(_("What is looked for"), names_of(ContestKind))
    title = TextLine(_("Title"), is_needed=True)
    title_en = TextLine(_("Title in English"))
    about = TextBlock(_("What it is about, and what the winners get"))
    opens_on = Day(_("First day for entries"), is_needed=True)
    closes_on = Day(_("Last day for entries"), is_needed=True)
    winners = WholeNumber(_("How many win"), is_needed=True)

    @classmethod
    def of(cls, contest: Contest | None) -> ContestForm:
        """The form with what stands in a draft."""
        if contest is None:
            return cls(data={"kind": ContestKind.BRANDS})
        told = {
            f"{word}{line}": value
            for line, criterion in enumerate(contest.criteria_told, start=1)
            for word, value in (("name", criterion.name), ("weight", criterion.weight))
        }
        return cls(obj=contest, data=told)

    def lines(self) -> list[tuple[Any, Any]]:
        """The fields of the criteria, a name and its weight at a time."""
        return [(self[f"name{line}"], self[f"weight{line}"]) for line in LINES]

    def words(self) -> ContestWords:
        """What was typed."""
        return ContestWords(
            kind=ContestKind(self.kind.data),
            title=self.title.data or "",
            title_en=self.title_en.data or "",
            about=self.about.data or "",
            opens_on=cast("date", self.opens_on.data),
            closes_on=cast("date", self.closes_on.data),
            winners=self.winners.data,
            criteria=[(name.data or "", weight.data) for name, weight in self.lines()],
        )


for _line in LINES:
    setattr(ContestForm, f"name{_line}", TextLine(_("Criterion %(number)s", number=_line), is_needed=_line == 1))
    setattr(
        ContestForm,
        f"weight{_line}",
        WholeNumber(_("Weight of criterion %(number)s", number=_line), is_needed=_line == 1),
    )


class EntryForm(Form):
    """An entry; who it is about only where people are looked for."""

    brand_id = OneOf(_("Brand"))
    person_name = TextLine(_("Name of the person"))
    person_kind = OneOf(_("What the person is to the brand"), names_of(BrandPersonKind), is_needed=False)
    title = TextLine(_("Title"), is_needed=True)
    story = TextBlock(_("What the jury should know"), validators=[Needed()])
    agrees = Tick(_("The person has read this entry and agrees that it is judged and that the result is published."))

    def ask_for_person(self) -> None:
        """Mark what has to be said where people are looked for."""
        self.person_name.flags.required = self.person_kind.flags.required = True

    def words(self) -> EntryWords:
        """What was typed."""
        return EntryWords(
            brand_id=int(self.brand_id.data),
            title=self.title.data or "",
            story=self.story.data or "",
            person_name=self.person_name.data or "",
            person_kind=BrandPersonKind(self.person_kind.data) if self.person_kind.data else None,
            agrees=bool(self.agrees.data),
        )


class StepForm(Form):
    """Why a contest is withdrawn, or a juror cannot judge."""

    reason = TextLine(_("Reason"), is_needed=True)


class JurorForm(Form):
    """Who is put on a jury."""

    account_id = OneOf(_("Official"))

    def offer(self, accounts: Iterable[tuple[int, str]]) -> None:
        """Put the officials who are not on it yet."""
        self.account_id.choices = [("", _("Please choose")), *((str(number), name) for number, name in accounts)]

    def number(self) -> int:
        """Whom was chosen."""
        return min(int(self.account_id.data), LARGEST_ID)


class PointsForm(Form):
    """Points for one entry; a contest has its own fields."""

    @property
    def points(self) -> list[Any]:
        """The fields, in the order of the criteria."""
        return [field for field in self if field.name.startswith("points")]


def points_form(criteria: Sequence[Criterion], given: Sequence[int]) -> PointsForm:
    """The form of a contest, with what was given before."""
    fields = {f"points{line}": WholeNumber(one.name, is_needed=True) for line, one in enumerate(criteria, start=1)}
    kind = cast("type[PointsForm]", type("PointsFormOfContest", (PointsForm,), fields))
    return kind(data={f"points{line}": points for line, points in enumerate(given, start=1)})
