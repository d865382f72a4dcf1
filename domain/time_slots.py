"""Who sits where when: of options that exclude one another those that are worth most together, exactly (HiGHS).

An option is one person at one post from one minute to another. Nobody is in two places, walks are walked, a post has so
many desks. The program says the best choice, or the best that it found in its time with a bound that none exceeds.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

CLOSE_ENOUGH = 1e-6
"""What the solver itself cannot tell apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something that could take place. Of the options of one key at most one does."""

    key: tuple[int, int]
    seeker: int
    post: int
    start: int
    end: int
    worth: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What takes place, what that is worth, and what no choice exceeds."""

    options: tuple[Option, ...]
    worth: float
    bound: float


def choose_options(
    options: Sequence[Option],
    *,
    desks: Mapping[int, int],
    way: Callable[[int, int], int],
    most_each: int,
    first: float = 0.0,
    fixed: Iterable[Option] = (),
    pause: int = 0,
    is_must: bool = False,
    seconds: float = 30.0,
) -> Chosen:
    """Choose the options that are worth most together.

    `first` is added once for everybody who has any; `fixed` takes place whatever is chosen; `pause` are the minutes
    that a desk stays empty after somebody; with `is_must` every key has to take place, or nothing is chosen. Where the
    time ends before anything was found, what fits is taken one by one, dearest first.
    """
    fixed = tuple(fixed)
    left = [option for option in options if not any(_clash(option, one, way) for one in fixed)]
    if not left or (is_must and {option.key for option in left} != {option.key for option in options}):
        return Chosen(options=(), worth=0.0, bound=0.0)
    program = _Program(left, desks=desks, way=way, fixed=fixed, pause=pause)
    program.limit_each(most_each)
    found, bound = program.solve(first=first, is_must=is_must, seconds=seconds)
    if found is None:
        found = () if is_must else _greedily(left, desks=desks, way=way, most_each=most_each, fixed=fixed, pause=pause)
    worth = sum(option.worth for option in found) + first * len({option.seeker for option in found})
    return Chosen(options=found, worth=worth, bound=max(bound, worth) if bound - worth > CLOSE_ENOUGH else worth)


class _Program:
    """The mixed integer program: a column for each option and for each person, a row for each thing that excludes."""

    def __init__(
        self,
        options: Sequence[Option],
        *,
        desks: Mapping[int, int],
        way: Callable[[int, int], int],
        fixed: Sequence[Option],
        pause: int,
    ) -> None:
        self.options = options
        self.seekers = sorted({option.seeker for option in options})
        self.rows: list[list[int]] = []
        self.most: list[int] = []
        self.of_seeker: dict[int, list[int]] = defaultdict(list)
        of_post: dict[int, list[int]] = defaultdict(list)
        of_key: dict[tuple[int, int], list[int]] = defaultdict(list)
        for column, option in enumerate(options):
            self.of_seeker[option.seeker].append(column)
            of_post[option.post].append(column)
            of_key[option.key].append(column)
        self.of_key = list(of_key.values())
        for columns in self.of_key:
            self._at_most(1, columns)
        for post, columns in of_post.items():
            for moment in sorted({options[column].start for column in columns}):
                taken = sum(one.post == post and one.start <= moment < one.end + pause for one in fixed)
                there = [c for c in columns if options[c].start <= moment < options[c].end + pause]
                self._at_most(desks.get(post, 0) - taken, there)
        for columns in self.of_seeker.values():
            self._be_in_one_place(columns, way)

    def _be_in_one_place(self, columns: Sequence[int], way: Callable[[int, int], int]) -> None:
        options = self.options
        for moment in sorted({options[column].start for column in columns}):
            self._at_most(1, [c for c in columns if options[c].start <= moment < options[c].end])
        posts = sorted({options[column].post for column in columns})
        for column in columns:
            one = options[column]
            for post in posts:
                if post != one.post:
                    soon = range(one.end, one.end + way(one.post, post))
                    hasty = [c for c in columns if options[c].post == post and options[c].start in soon]
                    self._at_most(1, [column, *hasty] if hasty else [])

    def limit_each(self, most: int) -> None:
        """Nobody takes part in more."""
        for columns in self.of_seeker.values():
            self._at_most(most, columns)

    def _at_most(self, most: int, columns: Sequence[int]) -> None:
        if len(columns) > most:
            self.rows.append(list(columns))
            self.most.append(max(most, 0))

    def solve(self, *, first: float, is_must: bool, seconds: float) -> tuple[tuple[Option, ...] | None, float]:
        """The best choice, or None where the time ended before there was one; and what no choice exceeds."""
        n_options, n_people = len(self.options), len(self.seekers)
        entries = [(row, column, 1.0) for row, columns in enumerate(self.rows) for column in columns]
        upper = [float(most) for most in self.most]
        lower = [-np.inf] * len(upper)
        for number, seeker in enumerate(self.seekers):
            # Somebody is met for the first time only where an option of theirs takes place.
            row = len(upper)
            entries += [(row, column, -1.0) for column in self.of_seeker[seeker]]
            entries.append((row, n_options + number, 1.0))
            upper.append(0.0)
            lower.append(-np.inf)
        for columns in self.of_key if is_must else ():
            row = len(upper)
            entries += [(row, column, 1.0) for column in columns]
            upper.append(1.0)
            lower.append(1.0)
        at_row, at_column, value = (np.array(part) for part in zip(*entries, strict=True))
        matrix = csr_array((value, (at_row, at_column)), shape=(len(upper), n_options + n_people))
        worth = np.array([*(option.worth for option in self.options), *([first] * n_people)])
        answer = milp(
            -worth,
            integrality=np.array([1] * n_options + [0] * n_people),
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(matrix, lower, upper),
            options={"time_limit": seconds, "mip_rel_gap": 0.0},
        )
        bound = -answer.mip_dual_bound if answer.mip_dual_bound is not None else np.inf
        bound = min(float(bound), self._most_conceivable(first))
        if answer.x is None:
            return None, bound
        chosen = np.flatnonzero(answer.x[:n_options] > 0.5)  # noqa: PLR2004  a whole number, as the solver rounds it
        return tuple(self.options[column] for column in chosen.tolist()), bound

    def _most_conceivable(self, first: float) -> float:
        """What everything together would be worth if nothing excluded anything but its own key."""
        best = [max(self.options[column].worth for column in columns) for columns in self.of_key]
        return sum(max(worth, 0.0) for worth in best) + first * len(self.seekers)


def _greedily(
    options: Sequence[Option],
    *,
    desks: Mapping[int, int],
    way: Callable[[int, int], int],
    most_each: int,
    fixed: Sequence[Option],
    pause: int,
) -> tuple[Option, ...]:
    """What fits beside what is dearer."""
    found: list[Option] = []
    for option in sorted(options, key=lambda option: (-option.worth, option.start, option.key)):
        others = [*fixed, *found]
        theirs = [one for one in found if one.seeker == option.seeker]
        if len(theirs) >= most_each or any(one.key == option.key for one in theirs):
            continue
        if any(_clash(option, one, way) for one in others):
            continue
        beside = [one for one in others if one.post == option.post and _overlap(one, option, pause)]
        # At no moment may more sit there than there are desks; everybody beside counts, which is careful.
        if len(beside) < desks.get(option.post, 0):
            found.append(option)
    return tuple(found)


def _clash(one: Option, other: Option, way: Callable[[int, int], int]) -> bool:
    """Whether one person would have to be in two places, or to run."""
    if one.seeker != other.seeker:
        return False
    first, second = (one, other) if one.start <= other.start else (other, one)
    walk = 0 if one.post == other.post else way(first.post, second.post)
    return second.start < first.end + walk


def _overlap(one: Option, other: Option, pause: int) -> bool:
    return one.start < other.end + pause and other.start < one.end + pause
