"""A promise on a network: how far seats keep it, counted edge by edge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from domain.matching.rules import missing

if TYPE_CHECKING:
    from typing import Self

    from numpy.typing import NDArray

    from domain.matching.limits import Quota
    from domain.matching.network import Network


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Promise:
    """A quota, and which edges it is about."""

    quota: Quota
    is_there: NDArray[np.int64]
    """1 for each edge to one of its vacancies."""
    is_promised: NDArray[np.int64]
    """1 for each of those whose worker belongs to the group."""

    @classmethod
    def on(cls, network: Network, quota: Quota) -> Self:
        """The promise of a quota on the edges of a network."""
        is_there = np.isin(network.node, quota.vacancies)
        is_promised = is_there & quota.workers[network.worker]
        return cls(quota=quota, is_there=is_there.astype(np.int64), is_promised=is_promised.astype(np.int64))

    def of_group(self, seats: NDArray[np.int64]) -> int:
        """How many of the group are placed where it was promised."""
        return int(self.is_promised[seats[seats >= 0]].sum())

    def everybody(self, seats: NDArray[np.int64]) -> int:
        """How many people are placed there."""
        return int(self.is_there[seats[seats >= 0]].sum())

    def missing(self, seats: NDArray[np.int64]) -> int:
        """How many more of the group would have to stand where others do; 0 where the promise is kept."""
        return missing(self.quota, self.of_group(seats), self.everybody(seats))
