"""Juries of contests: who may sit on one, whose entries each juror is kept from, and when there are enough."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.accounts import OFFICIALS, Role
from domain.divisions import county_of
from domain.errors import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

FEWEST_JURORS = 3
"""◇ Of an entry, before its points mean anything."""
MOST_POINTS = 100
LONGEST_CONFLICT = 300


class ConflictGround(StrEnum):
    """Why a juror is kept from an entry."""

    SAME_PLACE = "same_place"
    APPLICANT = "applicant"
    DECLARED = "declared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Juror:
    """Somebody of a jury, and the office they belong to."""

    id: int
    account_id: int
    division_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedEntry:
    """An entry as a jury is shared out: where its brand and its applicant are, and who handed it in."""

    id: int
    divisions: tuple[str, ...]
    submitted_by_id: int


class JurorNotOfficial(RuleBroken):
    """Those who may enter a contest do not judge it: a juror is an official who may sign in."""

    field = "account_id"


class JurorAppointed(RuleBroken):
    """Nobody sits on a jury twice."""

    field = "account_id"


class JurorHasScored(RuleBroken):
    """A juror who has given points stays on the jury: the points would go as well."""


class JuryNotAtWork(RuleBroken):
    """Juries are appointed, and points are given, only while a contest runs."""


class TooFewJurors(RuleBroken):
    """Some entries have fewer jurors without a conflict than points need."""


class TooFewScores(RuleBroken):
    """Some entries have fewer scores than a result needs."""


class PanelsApart(RuleBroken):
    """Parts of the entries have no juror in common, so nobody can say which part was judged more strictly."""


class NoEntries(RuleBroken):
    """There is nothing to judge."""


class ConflictReasonMissing(RuleBroken):
    """Nobody says why they cannot judge an entry."""

    field = "reason"


class ConflictReasonTooLong(RuleBroken):
    """A reason is longer than anybody reads."""

    field = "reason"


class PointsOutOfRange(RuleBroken):
    """A criterion is given between 0 and 100 points, and every criterion is given some."""


def check_juror(role: Role, *, may_sign_in: bool) -> None:
    """Raises JurorNotOfficial."""
    if role not in OFFICIALS or not may_sign_in:
        raise JurorNotOfficial


def conflict_of(
    juror: Juror, entry: JudgedEntry, declared: Collection[tuple[int, int]] = frozenset()
) -> ConflictGround | None:
    """Why a juror is kept from an entry; None where nothing stands against it. `declared`: pairs of juror and entry.

    Somebody of the county (or of the city's own office) that keeps the brand or the enterprise does not judge it.
    """
    if juror.account_id == entry.submitted_by_id:
        return ConflictGround.APPLICANT
    if any(county_of(code) == county_of(juror.division_code) for code in entry.divisions):
        return ConflictGround.SAME_PLACE
    return ConflictGround.DECLARED if (juror.id, entry.id) in declared else None


def share_out(
    jurors: Sequence[Juror], entries: Sequence[JudgedEntry], declared: Collection[tuple[int, int]] = frozenset()
) -> dict[int, tuple[int, ...]]:
    """Entry -> the jurors who judge it: all those without a conflict."""
    return {
        entry.id: tuple(juror.id for juror in jurors if conflict_of(juror, entry, declared) is None)
        for entry in entries
    }


def check_ready(judged: Mapping[int, Collection[int]], *, names: Mapping[int, str]) -> None:
    """Whether a jury may begin, by who judges which entry. Raises NoEntries, TooFewJurors or PanelsApart."""
    if not judged:
        raise NoEntries
    lacking = tuple(names[entry] for entry, jurors in judged.items() if len(jurors) < FEWEST_JURORS)
    if lacking:
        raise TooFewJurors(least=FEWEST_JURORS, entries=lacking)
    check_joined(judged)


def check_scored(scored: Mapping[int, Collection[int]], *, names: Mapping[int, str]) -> None:
    """Whether results may be published, by who has scored which entry. Raises TooFewScores or PanelsApart."""
    lacking = tuple(names[entry] for entry, jurors in scored.items() if len(jurors) < FEWEST_JURORS)
    if lacking:
        raise TooFewScores(least=FEWEST_JURORS, entries=lacking)
    check_joined(scored)


def check_joined(judged: Mapping[int, Collection[int]]) -> None:
    """Whether the jurors in common lead from every entry to every other. Raises PanelsApart."""
    parts = panels((entry, juror) for entry, jurors in judged.items() for juror in jurors)
    if len(parts) > 1:
        raise PanelsApart(panels=len(parts))


def panels(pairs: Iterable[tuple[int, int]]) -> list[frozenset[int]]:
    """The parts into which entries fall that no juror in common joins, of pairs of entry and juror."""
    parts: list[tuple[set[int], set[int]]] = []
    for entry, juror in pairs:
        touched = [part for part in parts if entry in part[0] or juror in part[1]]
        joined = ({entry}.union(*(part[0] for part in touched)), {juror}.union(*(part[1] for part in touched)))
        parts = [part for part in parts if part not in touched] + [joined]
    return [frozenset(entries) for entries, _ in parts]


def check_points(points: Sequence[int | None]) -> tuple[int, ...]:
    """The points of an entry, one for each criterion. Raises PointsOutOfRange with the number of the criterion."""
    for number, given in enumerate(points, start=1):
        if given is None or not 0 <= given <= MOST_POINTS:
            raise PointsOutOfRange(number=number, most=MOST_POINTS)
    return tuple(given for given in points if given is not None)


def check_declaration(reason: str) -> None:
    """Raises ConflictReasonMissing or ConflictReasonTooLong."""
    if not reason.strip():
        raise ConflictReasonMissing
    if len(reason) > LONGEST_CONFLICT:
        raise ConflictReasonTooLong(length=len(reason), most=LONGEST_CONFLICT)
