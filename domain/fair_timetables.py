"""Interview timetables of a fair: who speaks to whom when, without clashes; made anew when the day runs late.

Times are minutes after midnight. Everybody is in one place at a time, the way between two booths is walked, breaks are
kept. A timetable is the best one (mixed integer program, HiGHS), or says how far it can be from the best.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from domain.errors import RuleBroken
from domain.time_slots import Option, choose_options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

RULE_VERSION = "fair-timetables-1"
SLOTS = (10, 15, 20, 30)
"""◇ Minutes from one interview to the next at a booth."""
PAUSE = 3
"""◇ Minutes of them in which the one goes and the next sits down."""
FIND = 1
"""◇ Minutes to find another booth, beside the way."""
PACE = 400
"""◇ Decimetres a minute in a crowded hall."""
WAY_UNKNOWN = 2
"""◇ Minutes to another booth where no floor plan says how far it is."""
MOST_EACH = 3
"""◇ Interviews of one person at a fair, as many as invitations."""
FIRST = 0.5
"""◇ The first interview of a person counts so much more: rather two people with one than one with two."""
WISHED = 0.5
"""◇ A pair of which both have said yes counts so much more than one that only fits."""
STANDS = 0.3
"""◇ What people were told counts so much more than something else that is as good."""
ARRIVES = 5
"""◇ Minutes from the hour of a ticket to the first interview: the door, the cloakroom, the way."""
SECONDS = 30.0
"""A search that takes longer is broken off, with its gap."""


class SlotImplausible(RuleBroken):
    """Interviews would be shorter or longer than those of a fair."""

    field = "slot_minutes"


class BreakReversed(RuleBroken):
    """A break would end before it begins."""

    field = "break_until"


class BreakOutside(RuleBroken):
    """A break would lie outside of the opening hours."""

    field = "break_from"


class NobodyToPlan(RuleBroken):
    """Nobody who has a ticket fits a vacancy of the fair."""


class FairUnderWay(RuleBroken):
    """Interviews have begun: from then on they are moved, not planned from the beginning."""


class TimetableMissing(RuleBroken):
    """The fair has no timetable yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """When interviews are held."""

    opens: int
    closes: int
    slot: int
    """Minutes from one interview to the next."""
    breaks: tuple[tuple[int, int], ...] = ()

    @property
    def length(self) -> int:
        """Minutes of an interview."""
        return self.slot - PAUSE

    @property
    def starts(self) -> tuple[int, ...]:
        """When interviews begin: one after the other, and anew after each break."""
        found, at = [], self.opens
        while at + self.slot <= self.closes:
            hit = next((last for first, last in self.breaks if first < at + self.slot and at < last), None)
            if hit is None:
                found.append(at)
                at += self.slot
            else:
                at = hit
        return tuple(found)

    def is_free(self, start: int, end: int) -> bool:
        """Whether an interview lies within the hours and in no break."""
        inside = self.opens <= start and end <= self.closes
        return inside and not any(first < end and start < last for first, last in self.breaks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Where interviews are held: a booth."""

    id: int
    desks: int = 1
    """So many at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeker:
    """Somebody who comes."""

    id: int
    from_minute: int = 0
    """Nobody speaks to them before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Somebody who fits a vacancy of a booth."""

    seeker: int
    post: int
    vacancy: int
    fit: float
    is_wished: bool = False
    """Both have said yes."""

    @property
    def worth(self) -> float:
        """What their interview counts, beside being somebody's first."""
        return self.fit + (WISHED if self.is_wished else 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """An interview in a timetable."""

    seeker: int
    post: int
    vacancy: int
    starts: int
    ends: int
    fit: float = 0.0
    desk: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """Interviews, and how good they are together."""

    meetings: tuple[Meeting, ...]
    worth: float
    bound: float
    """No timetable is worth more."""

    @property
    def gap(self) -> float:
        """How much more the best one can be worth."""
        return max(self.bound - self.worth, 0.0)


def minutes_to_walk(decimetres: float) -> int:
    """Minutes between two booths that lie so far apart."""
    return FIND + ceil(decimetres / PACE)


def usual_break(*, opens: int, closes: int, slot: int) -> tuple[int, int] | None:
    """Where a fair is longer than two and a half hours, a quarter of an hour in the middle of it, between two slots."""
    if closes - opens <= LONG:
        return None
    first = opens + (closes - opens) // 2 // slot * slot
    return first, first + BREAK


LONG, BREAK = 150, 15


def check_day(day: Day) -> None:
    """Raises SlotImplausible, BreakReversed or BreakOutside."""
    if day.slot not in SLOTS:
        raise SlotImplausible(minutes=SLOTS)
    for first, last in day.breaks:
        if last <= first:
            raise BreakReversed
        if not (day.opens <= first and last <= day.closes):
            raise BreakOutside


def plan_timetable(
    day: Day,
    posts: Iterable[Post],
    seekers: Iterable[Seeker],
    pairs: Iterable[Pair],
    *,
    way: Callable[[int, int], int],
    standing: Mapping[tuple[int, int], int] | None = None,
    seconds: float = SECONDS,
) -> Timetable:
    """The timetable that is worth most, and among those of the same interviews one in which people wait least.

    `standing` has the start of interviews that people were told of, by seeker and post: they are kept where that
    costs nothing better. Of several pairs of one seeker and one post the one that is worth most counts.
    """
    rooms = {post.id: post for post in posts}
    comes = {seeker.id: seeker for seeker in seekers}
    known = _best_pairs(pairs, comes, rooms)
    told = standing or {}
    options = [
        Option(
            key=(pair.seeker, pair.post),
            seeker=pair.seeker,
            post=pair.post,
            start=start,
            end=start + day.length,
            worth=pair.worth + (STANDS if told.get((pair.seeker, pair.post)) == start else 0.0),
        )
        for pair in known.values()
        for start in day.starts
        if start >= comes[pair.seeker].from_minute
    ]
    desks = {post.id: post.desks for post in rooms.values()}
    best = choose_options(options, desks=desks, way=way, most_each=MOST_EACH, first=FIRST, seconds=seconds)
    chosen = {option.key: option for option in best.options}
    waits = [
        Option(
            key=option.key,
            seeker=option.seeker,
            post=option.post,
            start=option.start,
            end=option.end,
            worth=-option.start,
        )
        for option in options
        if option.key in chosen and (option.key not in told or option.start == chosen[option.key].start)
    ]
    tight = choose_options(waits, desks=desks, way=way, most_each=MOST_EACH, is_must=True, seconds=seconds)
    # Where the time ended before the waiting was less, the first timetable stands.
    final = tight.options or best.options
    meetings = [
        Meeting(
            seeker=option.seeker,
            post=option.post,
            vacancy=known[option.seeker, option.post].vacancy,
            starts=option.start,
            ends=option.end,
            fit=known[option.seeker, option.post].fit,
        )
        for option in final
    ]
    return Timetable(meetings=with_desks(meetings), worth=best.worth, bound=best.bound)


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """Somebody who sits at a booth now, and until when at the latest guess."""

    seeker: int
    post: int
    until: int


def violations(
    day: Day,
    posts: Iterable[Post],
    meetings: Sequence[Meeting],
    *,
    way: Callable[[int, int], int],
    running: Sequence[Running] = (),
    not_before: Mapping[int, int] | None = None,
) -> tuple[str, ...]:
    """Labels of what a timetable breaks, pair by pair; written without a glance at how timetables are made."""
    desks = {post.id: post.desks for post in posts}
    late = not_before or {}
    found = {label for meeting in meetings for label in _broken_alone(meeting, day, desks, late)}
    for number, one in enumerate(meetings):
        found |= {label for other in meetings[number + 1 :] for label in _broken_together(one, other, way)}
    for sits in running:
        for meeting in meetings:
            if meeting.seeker == sits.seeker and meeting.starts < sits.until + way(sits.post, meeting.post):
                found.add(HURRIED)
    return tuple(sorted(found))


HURRIED = "Somebody would have to be in two places, or to run"


def _broken_alone(meeting: Meeting, day: Day, desks: Mapping[int, int], late: Mapping[int, int]) -> Iterable[str]:
    if not 0 <= meeting.desk < desks.get(meeting.post, 0):
        yield "An interview is held at a desk that the booth has not"
    if not day.is_free(meeting.starts, meeting.ends):
        yield "An interview lies outside of the hours or in a break"
    if meeting.starts < late.get(meeting.seeker, 0):
        yield "An interview begins before somebody is there"


def _broken_together(one: Meeting, other: Meeting, way: Callable[[int, int], int]) -> Iterable[str]:
    # The later of the two begins so long after the earlier has ended.
    gap = (other.starts - one.ends) if other.starts >= one.starts else (one.starts - other.ends)
    if one.seeker == other.seeker:
        if one.post == other.post:
            yield "Somebody is at a booth twice"
        elif gap < way(one.post, other.post):
            yield HURRIED
    elif one.post == other.post and one.desk == other.desk and gap < 0:
        yield "Two people sit at one desk"


def _best_pairs(
    pairs: Iterable[Pair], seekers: Mapping[int, Seeker], posts: Mapping[int, Post]
) -> dict[tuple[int, int], Pair]:
    best: dict[tuple[int, int], Pair] = {}
    for pair in sorted(pairs, key=lambda pair: (-pair.worth, pair.vacancy)):
        if pair.seeker in seekers and pair.post in posts:
            best.setdefault((pair.seeker, pair.post), pair)
    return dict(sorted(best.items()))


def with_desks(meetings: Sequence[Meeting], running: Sequence[Running] = ()) -> tuple[Meeting, ...]:
    """The same interviews with a desk each: the first that is free, by start, then by seeker."""
    free_from: dict[int, dict[int, int]] = defaultdict(dict)
    for one in running:
        taken = free_from[one.post]
        taken[len(taken)] = one.until
    found = []
    for meeting in sorted(meetings, key=lambda meeting: (meeting.starts, meeting.seeker, meeting.post)):
        taken = free_from[meeting.post]
        desk = next(number for number in range(len(taken) + 1) if taken.get(number, 0) <= meeting.starts)
        taken[desk] = meeting.ends
        found.append(
            Meeting(
                seeker=meeting.seeker,
                post=meeting.post,
                vacancy=meeting.vacancy,
                starts=meeting.starts,
                ends=meeting.ends,
                fit=meeting.fit,
                desk=desk,
            )
        )
    return tuple(found)
