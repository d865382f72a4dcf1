"""What the coder has learned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned: for each feature its rarity, and the occupations it speaks for or against, with weights."""

    codes: tuple[str, ...]
    rarity: dict[str, float]
    rows: dict[str, int]
    column: NDArray[np.int16]
    """(features, KEPT): numbers of occupations."""
    weight: NDArray[np.float32]
    """(features, KEPT)."""
