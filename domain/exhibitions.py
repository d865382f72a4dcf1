"""Exhibitions: what officials announce, and who may still register to come."""

from __future__ import annotations

from datetime import date, timedelta

from domain.errors import RuleBroken

LONGEST_TITLE = 60
LONGEST_TITLE_EN = 120
LONGEST_VENUE = 80
LONGEST_ABOUT = 2000
LONGEST_RUN = timedelta(days=60)
"""◇ From the first day to the last."""
MOST_PLACES = 100_000
LARGEST_PARTY = 10
"""◇ People who come on one registration; a larger group calls the office."""


class ExhibitionTitleMissing(RuleBroken):
    """An exhibition has no title."""

    field = "title"


class ExhibitionTitleTooLong(RuleBroken):
    """A title does not fit into a line."""

    field = "title"


class ExhibitionEnglishTitleTooLong(RuleBroken):
    """The English title does not fit into a line."""

    field = "title_en"


class ExhibitionVenueMissing(RuleBroken):
    """Nobody would know where to go."""

    field = "venue"


class ExhibitionVenueTooLong(RuleBroken):
    """The place is longer than a line."""

    field = "venue"


class ExhibitionAboutTooLong(RuleBroken):
    """What there is to see is told too long."""

    field = "about"


class ExhibitionDaysImplausible(RuleBroken):
    """An exhibition ends before it begins, has ended already, or never ends."""

    field = "ends_on"


class ExhibitionPlacesImplausible(RuleBroken):
    """There is no place, there are too many, or fewer than people have registered for."""

    field = "places"


class ExhibitionOver(RuleBroken):
    """Nobody registers for what is over, or gives such a registration back."""


class ExhibitionFull(RuleBroken):
    """Fewer places are left than were asked for."""

    field = "people"


class PartyImplausible(RuleBroken):
    """A registration is for at least one person, and for no more than a party."""

    field = "people"


class AlreadyRegistered(RuleBroken):
    """This account has registered already."""


def check_announcement(*, title: str, title_en: str, venue: str, about: str) -> None:
    """Whether the words of an exhibition can be shown. Raises a refusal at the field at fault."""
    if not title.strip():
        raise ExhibitionTitleMissing
    if len(title) > LONGEST_TITLE:
        raise ExhibitionTitleTooLong(length=len(title), most=LONGEST_TITLE)
    if len(title_en) > LONGEST_TITLE_EN:
        raise ExhibitionEnglishTitleTooLong(length=len(title_en), most=LONGEST_TITLE_EN)
    if not venue.strip():
        raise ExhibitionVenueMissing
    if len(venue) > LONGEST_VENUE:
        raise ExhibitionVenueTooLong(length=len(venue), most=LONGEST_VENUE)
    if len(about) > LONGEST_ABOUT:
        raise ExhibitionAboutTooLong(length=len(about), most=LONGEST_ABOUT)


def check_term(*, begins_on: date, ends_on: date, places: int | None, taken: int, today: date) -> None:
    """Whether the days and the places are possible. Raises ExhibitionDaysImplausible or ExhibitionPlacesImplausible."""
    if not max(begins_on, today) <= ends_on <= begins_on + LONGEST_RUN:
        raise ExhibitionDaysImplausible(days=LONGEST_RUN.days)
    if places is None or not max(taken, 1) <= places <= MOST_PLACES:
        raise ExhibitionPlacesImplausible(least=max(taken, 1), most=MOST_PLACES)


def check_party(people: int | None) -> int:
    """How many come on a registration. Raises PartyImplausible."""
    if people is None or not 1 <= people <= LARGEST_PARTY:
        raise PartyImplausible(most=LARGEST_PARTY)
    return people


def check_takes_visitors(*, ends_on: date, today: date) -> None:
    """Whether one may still register, or give a registration back: to the last day. Raises ExhibitionOver."""
    if today > ends_on:
        raise ExhibitionOver
