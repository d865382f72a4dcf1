"""Arrays from outside: of the right kind and in range, or refused by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from domain.matching.errors import NotAnArrayOf

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


def as_integers(values: ArrayLike, name: str) -> NDArray[np.int64]:
    """One dimension of whole numbers. Raises NotAnArrayOf."""
    return _whole(values, name).astype(np.int64, copy=False)


def as_numbers(values: ArrayLike, name: str, out_of_range: type[Exception]) -> NDArray[np.int32]:
    """One dimension of numbers that count from 0. Raises NotAnArrayOf or the refusal given."""
    array = _whole(values, name)
    if array.size and (array.min() < 0 or array.max() >= np.iinfo(np.int32).max):
        raise out_of_range(f"{name} has the number {array.min() if array.min() < 0 else array.max()}")
    return array.astype(np.int32, copy=False)


def _whole(values: ArrayLike, name: str) -> NDArray[np.integer]:
    array = np.asarray(values)
    if array.ndim != 1 or (array.size and array.dtype.kind not in "iu"):
        raise NotAnArrayOf(f"{name} must be one dimension of whole numbers, not {array.dtype} of shape {array.shape}")
    if array.dtype.kind == "u" and array.size and array.max() > np.iinfo(np.int64).max:
        raise NotAnArrayOf(f"{name} has a number beyond 64 bits")
    return array


def as_floats(values: ArrayLike, name: str) -> NDArray[np.float64]:
    """One dimension of real numbers. Raises NotAnArrayOf."""
    array = np.asarray(values)
    if array.ndim != 1 or array.dtype.kind not in "fiu":
        raise NotAnArrayOf(f"{name} must be one dimension of numbers, not {array.dtype} of shape {array.shape}")
    return array.astype(np.float64, copy=False)


def as_flags(values: ArrayLike, name: str) -> NDArray[np.bool_]:
    """One dimension of flags. Raises NotAnArrayOf."""
    array = np.asarray(values)
    if array.ndim != 1 or (array.size and array.dtype.kind != "b"):
        raise NotAnArrayOf(f"{name} must be one dimension of flags, not {array.dtype} of shape {array.shape}")
    return array.astype(np.bool_, copy=False)


def fill(value: object, **fields: object) -> None:
    """Set the checked fields of a frozen value that is being made."""
    for name, content in fields.items():
        object.__setattr__(value, name, content)
