"""What any engine must offer, what a search answers, and the ways in which it may refuse."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from search.analysis.understanding import Understood
    from search.clauses import Plan
    from search.hits import Hit

Progress: TypeAlias = "Callable[[int], None]"
"""Told how many documents are done so far."""


class SearchRefused(Exception):
    """Search cannot do what was asked; the details say why."""

    parameter: ClassVar[str] = ""

    def __init__(self, **details: object) -> None:
        said = ", ".join(f"{key}={value!r}" for key, value in details.items())
        super().__init__(f"{(type(self).__doc__ or '').splitlines()[0]} {said}".strip())
        self.details = details


class QuestionInvalid(SearchRefused):
    """A parameter of the question has a value that means nothing."""

    @property
    def name(self) -> str:
        """The parameter at fault."""
        return str(self.details.get("parameter", ""))


class TooDeep(QuestionInvalid):
    """The page lies deeper than anybody reads; narrow the question, or follow the cursor."""


class CursorInvalid(QuestionInvalid):
    """The cursor is not one that this question has handed out."""


class DocumentInvalid(SearchRefused):
    """A document cannot be indexed as it is."""


class UrlInvalid(SearchRefused):
    """The address is neither embedded:///folder nor http(s)://host."""


class WriterBusy(SearchRefused):
    """Another process is writing this index: the embedded engine has one writer, the clock."""


class ShrinkRefused(SearchRefused):
    """The new index would have far fewer documents than the old one; say may_shrink=True if that is right."""


class RebuildIncomplete(SearchRefused):
    """The new index does not have the documents that were given; the old one stays."""


class NothingToRollBack(SearchRefused):
    """No earlier index is kept."""


class SearchUnavailable(Exception):
    """The engine does not answer, or has no index yet. Pages say so and list from the database."""


class IndexMissing(SearchUnavailable):
    """The index has not been built, or was built for another version of the code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upsert:
    """A document is as given, from this version on."""

    document: Any
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Delete:
    """There is no such document, from this version on."""

    id: str
    version: int


Change: TypeAlias = Upsert | Delete


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What became of changes."""

    applied: int
    outdated: int
    """Older than what the index has; nothing was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """What became of a rebuild."""

    count: int
    before: int
    """Documents of the index that it replaces."""
    name: str
    """The versioned name of the new index."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """A value that the results could be narrowed to, and how many would be left."""

    value: str
    count: int
    is_chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxed:
    """What was given up because the question as asked finds nothing."""

    kind: str
    """corrected, duties, radius, filter or occupation."""
    parameter: str = ""
    was: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """A page of what was found."""

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, tuple[FacetValue, ...]] = field(default_factory=dict)
    next_after: str = ""
    """The cursor of the next page; empty on the last one."""
    understood: tuple[Understood, ...] = ()
    """Phrases of the text that became filters, each with the text without it."""
    relaxed: tuple[Relaxed, ...] = ()
    """What had to be given up to find anything; empty where nothing had to."""
    did_you_mean: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What an engine found for a plan, before it is dressed for people."""

    rows: tuple[FoundRow, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow:
    """One document: its score, what it was ordered by, and itself as it was stored."""

    score: float
    sort: tuple[float, ...]
    stored: str


class Engine(Protocol):
    """What runs plans and keeps documents. Everything above it is the same for all engines."""

    kind: ClassVar[str]
    """embedded or elastic."""

    def run(self, plan: Plan) -> Found:
        """Find what the plan asks for. Raises SearchUnavailable."""
        ...

    def stored(self, name: str, document_id: str) -> str | None:
        """The document of an id as it was stored, or None."""
        ...

    def write(self, name: str, changes: Iterable[Change]) -> Written:
        """Apply changes; one that is older than what the index has does nothing. Visible when this returns."""
        ...

    def rebuild(
        self, name: str, documents: Iterable[Any], *, version: int, on_progress: Progress | None, may_shrink: bool
    ) -> Rebuilt:
        """Fill a new index beside the old one, compare, and put it in its place at one stroke."""
        ...

    def rollback(self, name: str) -> str:
        """Put the index that was last replaced back in its place; its name."""
        ...

    def needs_rebuild(self, name: str) -> bool:
        """Whether there is no index, or one of another mapping."""
        ...

    def count(self, name: str) -> int:
        """How many documents the index has."""
        ...

    def checksums(self, name: str) -> Iterator[tuple[str, str]]:
        """Id and checksum of every document."""
        ...

    def reload(self) -> None:
        """See what has been written until now."""
        ...

    def close(self) -> None:
        """Let go of the writer and of the folder or the connections."""
        ...
