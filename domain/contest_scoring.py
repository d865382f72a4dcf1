"""What a jury's points come to: a mean corrected for how strict each juror is, with its interval and its place."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.special import stdtrit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

RULE_VERSION = "contest-scoring-1"
CONFIDENCE = 0.95
DECIMALS = 2
"""To which a score is kept; what is the same to the hundredth of a point shares a place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What one juror gave one entry, criterion by criterion, each from 0 to 100."""

    entry: int
    juror: int
    points: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """What the points of one entry come to."""

    entry: int
    score: float
    low: float | None
    """The interval in which the score lies with 95 % confidence; None where there are too few scores to say."""
    high: float | None
    place: int
    jurors: int
    criteria: tuple[float, ...]
    """The plain mean of each criterion, not corrected."""
    alike: tuple[int, ...] | None
    """The entries whose interval overlaps with this one; None where there is no interval."""

    def kept(self) -> dict[str, Any]:
        """What is stored of it, as JSON can say it."""
        told = asdict(self)
        del told["entry"]
        return told | {"criteria": list(self.criteria), "alike": None if self.alike is None else list(self.alike)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """The entries, the best first, and by how much each juror gave more (or less) than the others."""

    entries: tuple[Rated, ...]
    leniency: dict[int, float]


def total_of(points: Sequence[int], weights: Sequence[int]) -> float:
    """The weighted mean of the criteria."""
    return sum(given * weight for given, weight in zip(points, weights, strict=True)) / sum(weights)


def rate(marks: Sequence[Mark], weights: Sequence[int]) -> Rating:
    """Rate the entries that have marks.

    The model is the two-way additive one without interaction: y_ij = e_i + j_j + error, where y_ij is the weighted mean
    of what juror j gave entry i, e_i the worth of the entry and j_j the leniency of the juror, the leniencies adding up
    to nothing; fitted by least squares to the pairs there are (Searle, Linear Models, 1971, chapter 7; of raters:
    de Gruijter, Applied Psychological Measurement 8, 1984, 213-218). Where everybody has scored everything, e_i is the
    plain mean. Its variance is that of the residuals, by scores - entries - jurors + 1 degrees of freedom, and the
    interval is Student's t. Where no degree is left there is no interval. The entries must be joined by jurors in
    common (`contest_juries.check_joined`), or what lies between the parts is arbitrary.
    """
    entries = sorted({mark.entry for mark in marks})
    jurors = sorted({mark.juror for mark in marks})
    if not entries:
        return Rating(entries=(), leniency={})
    scores, leniency, half = _fit(
        np.array([total_of(mark.points, weights) for mark in marks]),
        np.array([entries.index(mark.entry) for mark in marks]),
        np.array([jurors.index(mark.juror) for mark in marks]),
    )
    kept = [round(float(score), DECIMALS) + 0.0 for score in scores]
    halves = None if half is None else [round(float(one), DECIMALS) for one in half]
    spans = {} if halves is None else {e: (s - h, s + h) for e, s, h in zip(entries, kept, halves, strict=True)}
    rated = []
    for entry, score in zip(entries, kept, strict=True):
        own = [mark for mark in marks if mark.entry == entry]
        span = spans.get(entry)
        rated.append(
            Rated(
                entry=entry,
                score=score,
                low=round(span[0], DECIMALS) if span else None,
                high=round(span[1], DECIMALS) if span else None,
                place=1 + sum(other > score for other in kept),
                jurors=len(own),
                criteria=tuple(
                    round(sum(column) / len(own), DECIMALS)
                    for column in zip(*(mark.points for mark in own), strict=True)
                ),
                alike=_overlapping(entry, spans) if span else None,
            )
        )
    return Rating(
        entries=tuple(sorted(rated, key=lambda one: (one.place, one.entry))),
        leniency={juror: round(float(one), DECIMALS) + 0.0 for juror, one in zip(jurors, leniency, strict=True)},
    )


def winners_of(rating: Rating, *, winners: int) -> frozenset[int]:
    """The entries in the first places; those that share the last of them all win."""
    return frozenset(one.entry for one in rating.entries if one.place <= winners)


def _overlapping(entry: int, spans: dict[int, tuple[float, float]]) -> tuple[int, ...]:
    low, high = spans[entry]
    return tuple(other for other, (least, most) in spans.items() if other != entry and least <= high and low <= most)


def _fit(
    totals: NDArray[np.float64], entry: NDArray[np.int_], juror: NDArray[np.int_]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64] | None]:
    """The worth of each entry, the leniency of each juror, and half the interval of each entry.

    The last juror's leniency is what the others leave to nothing, so the columns are independent where all is joined.
    """
    count, others = entry.max() + 1, juror.max()
    design = np.zeros((len(totals), count + others))
    design[np.arange(len(totals)), entry] = 1
    effect = np.vstack([np.eye(others), -np.ones((1, others))])
    design[:, count:] = effect[juror]
    inverse = np.linalg.pinv(design.T @ design)
    found = inverse @ design.T @ totals
    worth, leniency = found[:count], effect @ found[count:]
    freedom = len(totals) - int(np.linalg.matrix_rank(design))
    if freedom < 1:
        return worth, leniency, None
    variance = float(np.sum((totals - design @ found) ** 2)) / freedom
    deviation = np.sqrt(variance * np.diag(inverse)[:count])
    return worth, leniency, stdtrit(freedom, (1 + CONFIDENCE) / 2) * deviation
