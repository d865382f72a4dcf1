"""Codes titles with the trained model, which is made once, kept in the build folder, and loaded when first asked."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import numpy as np

from reference.job_titles import job_titles
from reference.occupations import occupations
from reference.tables import DATA
from search import shapes
from search.analysis import lexicon
from search.analysis.text import fold
from search.occupations.likeness import likeness
from search.occupations.model import Model
from search.occupations.titles import core, features, weighed

if TYPE_CHECKING:
    from collections.abc import Callable

BUILD = Path(__file__).parent.parent.parent / "build"
KNOWN_NAME = 0.5
"""What an occupation gains whose name, or a name people give it, the title is."""
LIMIT = 5
LOADED: dict[Path, Model] = {}
"""The model of this process, once it has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """An occupation that a title may mean."""

    code: str
    name: str
    score: float
    """0 to 1; how much speaks for it. 0.5 is fairly sure."""


def suggest(title: str, limit: int = LIMIT) -> list[Suggestion]:
    """The likeliest occupations of a title, likeliest first; none for a title without letters.

    Also groups of occupations, where a title says no more. The first call of a process loads the model, and makes it
    where nobody has (some ten seconds). Raises QuestionInvalid for what is no text, or no number.
    """
    title, limit = shapes.text("title", title), shapes.limit("limit", limit)
    return best(model(), title, limit)


def best(learned: Model, title: str, limit: int) -> list[Suggestion]:
    """The likeliest occupations of a title by a model."""
    scores = scored(learned, title)
    if limit < 1 or not scores.any():
        return []
    order = np.lexsort((np.arange(len(scores)), -scores))[:limit]
    names = _names()
    return [
        Suggestion(
            code=learned.codes[i], name=names[learned.codes[i]], score=round(float(min(max(scores[i], 0), 1)), 4)
        )
        for i in order
    ]


def scored(learned: Model, title: str) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """What speaks for each occupation of a model, in the order of its codes."""
    text = core(title)
    weights = weighed(features(text), learned.rarity)
    scores = likeness(learned.codes, text)
    for name, value in weights.items():
        row = learned.rows[name]
        scores[learned.column[row]] += value * learned.weight[row]
    known = lexicon.concept("".join(fold(text).split())).codes
    for code in known:
        scores[learned.codes.index(code)] += KNOWN_NAME
    return scores


def suggest_if_ready(title: str, limit: int = LIMIT) -> list[Suggestion]:
    """The same, and nothing where the model has not been made: for somebody who waits for a page."""
    learned = _kept()
    return [] if learned is None else best(learned, title, limit)


def model() -> Model:
    """The model of this version of the code and the data, loaded or made."""
    learned = _kept()
    if learned is None:
        learned = LOADED[path()] = build()
    return learned


def _kept() -> Model | None:
    """The model if this process has it or can load it."""
    if path() not in LOADED:
        found = load()
        if found is None:
            return None
        LOADED[path()] = found
    return LOADED[path()]


def load() -> Model | None:
    """The model that was made before, or None where there is none that can be read."""
    try:
        with np.load(path()) as kept:
            names = [str(name) for name in kept["names"]]
            rarity = dict(zip(names, kept["rarity"].tolist(), strict=True))
            rows = {name: number for number, name in enumerate(names)}
            codes = tuple(map(str, kept["codes"]))
            return Model(codes=codes, rarity=rarity, rows=rows, column=kept["column"], weight=kept["weight"])
    except (OSError, ValueError, KeyError, BadZipFile):
        return None


def build(say: Callable[[str], None] = lambda _: None) -> Model:
    """Train the model and keep it, at one stroke, where the folder can be written."""
    from search.occupations.training import train  # scipy is slow to import, and only training needs it

    learned = train(((entry.title, entry.occupation_code) for entry in job_titles()), say=say)
    with suppress(OSError):
        path().parent.mkdir(parents=True, exist_ok=True)
        beside = path().with_suffix(f".{os.getpid()}.npz")
        np.savez(
            beside,
            names=np.array(list(learned.rarity)),
            rarity=np.array(list(learned.rarity.values())),
            codes=np.array(learned.codes),
            column=learned.column,
            weight=learned.weight,
        )
        beside.replace(path())
        for old in path().parent.glob("occupations-*.npz"):
            if old != path():
                old.unlink()
    return learned


@cache
def path() -> Path:
    """Where the model is kept: the name carries a hash of the data and the code that make it."""
    room = Path(__file__).parent
    files = [*room.glob("*.py"), *room.parent.glob("analysis/*.py")]
    files += [DATA / name for name in ("job_titles.csv", "occupations_csco2022.csv", "colloquial_names.txt")]
    digest = blake2b(digest_size=8)
    for file in sorted(files):
        digest.update(file.read_bytes())
    return BUILD / f"occupations-{digest.hexdigest()}.npz"


@cache
def _names() -> dict[str, str]:
    return {entry.code: entry.name for entry in occupations()}
