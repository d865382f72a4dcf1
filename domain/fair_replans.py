"""A fair that runs late: the rest of its interviews planned anew, with the least disturbance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.fair_timetables import PAUSE, Day, Meeting, Post, Running, with_desks
from domain.time_slots import Option, choose_options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

GRID = 5
"""On the day interviews are moved by steps of five minutes."""
MOVED, DROPPED = 30, 1_000
"""◇ To move an interview costs so much beside a point a minute; not to hold it at all more than any moving."""
MOST_EARLIER, MOST_LATER = 30, 120
"""◇ On the day an interview is held at most so many minutes from when it stood."""
SECONDS = 5.0
"""People wait: a search that takes longer is broken off, with its gap."""
GRACE = 5
"""◇ An interview that begins a few minutes late is not late."""
OVERTIME = 30
"""◇ On a day that runs late interviews are held up to so many minutes after the doors have closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replan:
    """The rest of a day, planned anew."""

    meetings: tuple[Meeting, ...]
    moved: Mapping[tuple[int, int], int]
    """By seeker and post the start that it had."""
    dropped: tuple[Meeting, ...]
    """For these there is no time any more."""
    cost: float
    bound: float
    """No plan disturbs less."""


def replan_timetable(
    day: Day,
    posts: Iterable[Post],
    meetings: Sequence[Meeting],
    *,
    now: int,
    way: Callable[[int, int], int],
    running: Sequence[Running] = (),
    not_before: Mapping[int, int] | None = None,
    here: Iterable[int] = (),
    seconds: float = SECONDS,
) -> Replan:
    """Move as few interviews as little as possible so that the rest of the day works again.

    `not_before` says when somebody who is late can be there at the earliest; who is `here` may be called earlier, all
    others only later. `meetings` are those that have not begun.
    """
    late, present = dict(not_before or {}), frozenset(here)
    options = []
    for meeting in meetings:
        for start in _starts_around(
            meeting, day, now, not_before=late.get(meeting.seeker, 0), may_be_earlier=meeting.seeker in present
        ):
            moved = MOVED + abs(start - meeting.starts) * (2 if start < meeting.starts else 1)
            worth = DROPPED + meeting.fit - (moved if start != meeting.starts else 0)
            options.append(
                Option(
                    key=(meeting.seeker, meeting.post),
                    seeker=meeting.seeker,
                    post=meeting.post,
                    start=start,
                    end=start + day.length,
                    worth=worth,
                )
            )
    busy = [
        Option(
            key=(one.seeker, one.post),
            seeker=one.seeker,
            post=one.post,
            start=now - GRACE,
            end=max(one.until, now + 1),
            worth=0,
        )
        for one in running
    ]
    best = choose_options(
        options,
        desks={post.id: post.desks for post in posts},
        way=way,
        most_each=len(options) + 1,
        first=0.0,
        fixed=busy,
        pause=PAUSE,
        seconds=seconds,
    )
    held = {option.key: option for option in best.options}
    by_key = {(meeting.seeker, meeting.post): meeting for meeting in meetings}
    kept = [
        Meeting(
            seeker=option.seeker,
            post=option.post,
            vacancy=by_key[key].vacancy,
            starts=option.start,
            ends=option.end,
            fit=by_key[key].fit,
        )
        for key, option in held.items()
    ]
    return Replan(
        meetings=with_desks(kept, running),
        moved={key: by_key[key].starts for key, option in held.items() if option.start != by_key[key].starts},
        dropped=tuple(meeting for key, meeting in by_key.items() if key not in held),
        cost=_cost(by_key.values(), best.worth),
        bound=_cost(by_key.values(), best.bound),
    )


def _starts_around(meeting: Meeting, day: Day, now: int, *, not_before: int, may_be_earlier: bool) -> list[int]:
    """When an interview could be held: as it stood, though it may begin a little late, or on the grid around it."""
    earliest = max(now, not_before)
    first = max(earliest, meeting.starts - MOST_EARLIER if may_be_earlier else meeting.starts)
    last = meeting.starts + MOST_LATER
    steps = range(-(-first // GRID) * GRID, last + 1, GRID)
    stands = meeting.starts >= max(now - GRACE, not_before)
    starts = {*steps, *([meeting.starts] if stands else [])}
    return sorted(start for start in starts if day.is_free(start, start + day.length))


def _cost(meetings: Iterable[Meeting], worth: float) -> float:
    """What a plan costs beside leaving everything as it stood."""
    return sum(DROPPED + meeting.fit for meeting in meetings) - worth
