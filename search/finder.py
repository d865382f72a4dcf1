"""The port that other rooms use: questions in, hits out, whatever the engine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self
from zoneinfo import ZoneInfo

from search import shapes, tuning
from search.analysis.synonyms import NONE
from search.analysis.understanding import Understanding
from search.indexes import INDEXES
from search.indexes.documents import check_id, read
from search.indexes.documents import checksum as checksum_of
from search.indexes.documents import stored as stored_form
from search.indexes.vacancies import VACANCIES, VacancyDocument
from search.port import Delete, DocumentInvalid, Hits, QuestionInvalid, Upsert
from search.queries import vacancies, workers
from search.queries.cursors import make_cursor
from search.queries.similar import similar_plan
from search.queries.vacancies import VacancyQuestion, vacancy_plan
from search.queries.workers import WorkerQuestion, worker_plan
from search.rescue import attempts
from search.results import corrections, facets, hit, reachable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

    from search.clauses import Plan
    from search.hits import Hit
    from search.indexes.workers import WorkerDocument
    from search.port import Change, Engine, Progress, Rebuilt, Written

ZONE = ZoneInfo("Asia/Shanghai")
LATEST = 2**63 - 1
"""Engines keep a version in 64 bits."""


def _now() -> datetime:
    return datetime.now(ZONE)


class SearchIndex:
    """Finds vacancies and workers, and keeps their indexes equal to what it is told."""

    def __init__(
        self,
        engine: Engine,
        *,
        competition_weight: float = tuning.COMPETITION_WEIGHT,
        now: Callable[[], datetime] = _now,
    ) -> None:
        self.engine = engine
        self.competition_weight = _weight(competition_weight)
        self.synonyms = NONE
        """The words that were accepted as meaning the same; whoever opens the index puts others in their place."""
        self._now = now

    def search(self, question: VacancyQuestion | WorkerQuestion, *, competition_weight: float | None = None) -> Hits:
        """The page that answers a question.

        Raises QuestionInvalid (TooDeep, CursorInvalid), which names the parameter, or SearchUnavailable. The
        competition weight is λ: how much of a vacancy's price is taken off its score, which is about 1 for a good find.
        """
        weight = self.competition_weight if competition_weight is None else _weight(competition_weight)
        if isinstance(question, WorkerQuestion):
            asked = workers.check(question)
            plan, understanding = worker_plan(asked, now=self._now(), synonyms=self.synonyms)
            return self._page(plan, understanding, asked)
        if not isinstance(question, VacancyQuestion):
            raise QuestionInvalid(parameter="question", value=type(question).__name__)
        sought = vacancies.check(question)
        plan, understanding = vacancy_plan(sought, now=self._now(), competition_weight=weight, synonyms=self.synonyms)
        found = self._page(plan, understanding, sought)
        if found.total == 0 and sought.may_relax and sought.page == 1 and not sought.after:
            return self._rescued(found, sought, understanding, weight)
        return found

    def similar(self, vacancy_id: str, *, limit: int = tuning.SIMILAR) -> tuple[Hit, ...]:
        """Open vacancies like this one, the likest first; none where the index does not have it."""
        document = self.get(VACANCIES.name, vacancy_id)
        wanted = min(shapes.limit("limit", limit), tuning.LARGEST_PAGE)
        if document is None or not wanted:
            return ()
        plan = similar_plan(document, limit=wanted, now=self._now(), competition_weight=self.competition_weight)
        rows = self.engine.run(plan).rows
        return tuple(hit(row, VACANCIES, Understanding(), near=None) for row in rows)

    def get(self, name: str, document_id: str) -> Any:
        """The document of an id, or None; also one that is not open."""
        text = self.engine.stored(_known(name), shapes.text("document_id", document_id))
        return None if text is None else read(INDEXES[name], text)

    def exists(self, name: str, document_id: str) -> bool:
        """Whether the index has a document of this id."""
        return self.engine.stored(_known(name), shapes.text("document_id", document_id)) is not None

    def count(self, name: str) -> int:
        """How many documents the index has, open or not."""
        return self.engine.count(_known(name))

    def checksums(self, name: str) -> Iterator[tuple[str, str]]:
        """Id and checksum of every document, to be compared with `checksum` of what the database has."""
        return self.engine.checksums(_known(name))

    def write(self, name: str, changes: Iterable[Change]) -> Written:
        """Apply changes (Upsert, Delete) in order; they are found when this returns.

        A change that is not newer than what the index has does nothing. Makes the index if there is none. Raises
        WriterBusy, DocumentInvalid or SearchUnavailable.
        """
        return self.engine.write(_known(name), _sound_changes(name, changes))

    def rebuild(
        self,
        name: str,
        documents: Iterable[VacancyDocument | WorkerDocument],
        *,
        version: int = 0,
        on_progress: Progress | None = None,
        may_shrink: bool = False,
    ) -> Rebuilt:
        """Fill a new index with these documents and put it in the place of the old one at one stroke.

        Searches and writes go on meanwhile. `version` is that of the moment at which the documents were read. Raises
        WriterBusy, DocumentInvalid, RebuildIncomplete, or ShrinkRefused where far fewer documents come than there were.
        """
        return self.engine.rebuild(
            _known(name),
            _sound_documents(name, documents),
            version=_version(version),
            on_progress=on_progress,
            may_shrink=may_shrink,
        )

    def rollback(self, name: str) -> str:
        """Put the index that the last rebuild replaced back in its place. Raises NothingToRollBack."""
        return self.engine.rollback(_known(name))

    def needs_rebuild(self, name: str) -> bool:
        """Whether there is no index yet, or one that another version of the code has made."""
        return self.engine.needs_rebuild(_known(name))

    def reload(self) -> None:
        """See at once what another process has written; otherwise it takes a second."""
        self.engine.reload()

    def close(self) -> None:
        """Let another process write."""
        self.engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _page(self, plan: Plan, understanding: Understanding, question: VacancyQuestion | WorkerQuestion) -> Hits:
        found = self.engine.run(replace(plan, size=plan.size + 1))
        rows, more = found.rows[: plan.size], found.rows[plan.size :]
        counts = dict(found.facets)
        if "skill_level" in counts:
            counts["skill_level"] = reachable(counts["skill_level"])
        return Hits(
            hits=tuple(hit(row, INDEXES[plan.index], understanding, near=plan.near) for row in rows),
            total=found.total,
            facets=facets(counts, _chosen(question)),
            next_after=make_cursor(plan.order, rows[-1].sort) if more else "",
            understood=understanding.understood,
        )

    def _rescued(
        self, found: Hits, question: VacancyQuestion, understanding: Understanding, competition_weight: float
    ) -> Hits:
        """The first attempt that finds something, with what it gave up; else the empty page."""
        other = corrections(understanding)
        for attempt in attempts(question, understanding):
            plan, read_as = vacancy_plan(
                attempt.question,
                now=self._now(),
                competition_weight=competition_weight,
                with_long_texts=attempt.with_long_texts,
                synonyms=self.synonyms,
            )
            page = self._page(plan, read_as, attempt.question)
            if page.total:
                return replace(page, relaxed=attempt.relaxed, did_you_mean=other, next_after="")
        return replace(found, did_you_mean=other)


def checksum(document: VacancyDocument | WorkerDocument) -> str:
    """What `SearchIndex.checksums` says of an equal document."""
    return checksum_of(stored_form(document))


def _sound_documents(name: str, documents: Any) -> Iterator[Any]:
    """The documents one by one. Raises DocumentInvalid at the first that this index cannot have."""
    if not isinstance(documents, Iterable):
        raise DocumentInvalid(documents=documents)
    for document in documents:
        yield _sound(name, document)


def _sound_changes(name: str, changes: Any) -> Iterator[Change]:
    """The changes one by one. Raises DocumentInvalid at the first that means nothing."""
    if not isinstance(changes, Iterable):
        raise DocumentInvalid(changes=changes)
    for change in changes:
        if isinstance(change, Upsert):
            _sound(name, change.document)
        elif isinstance(change, Delete) and isinstance(change.id, str):
            check_id(change.id)
        else:
            raise DocumentInvalid(change=str(change)[:80])
        _version(change.version)
        yield change


def _sound(name: str, document: Any) -> Any:
    if not isinstance(document, INDEXES[name].document):
        raise DocumentInvalid(document=str(document)[:80], index=name)
    field = shapes.misfit(document)
    if field:
        raise DocumentInvalid(id=document.id, field=field, value=str(getattr(document, field))[:80])
    check_id(document.id)
    return document


def _version(version: Any) -> int:
    if not isinstance(version, int) or not 0 <= version <= LATEST:
        raise DocumentInvalid(version=version)
    return version


def _weight(given: Any) -> float:
    if not isinstance(given, (int, float)) or not 0 <= given <= tuning.HEAVIEST_COMPETITION:
        raise QuestionInvalid(parameter="competition_weight", value=given)
    return float(given)


def _known(name: Any) -> str:
    if not isinstance(name, str) or name not in INDEXES:
        raise QuestionInvalid(parameter="name", value=name, known=sorted(INDEXES))
    return name


def _chosen(question: VacancyQuestion | WorkerQuestion) -> dict[str, frozenset[str]]:
    """The values of each facet that the question has chosen."""
    if isinstance(question, WorkerQuestion):
        return {"first_occupation": frozenset(question.occupations)}
    benefits = {item.value for item in question.insurance}
    flags = {
        "housing": "has_housing",
        "meals": "has_meals",
        "transport": "has_transport",
        "hardship": "is_hardship_friendly",
    }
    benefits |= {code for code, parameter in flags.items() if getattr(question, parameter)}
    wage, level = question.monthly_wage_min_fen, question.skill_level_at_most
    return {
        "county": frozenset(code for code in question.divisions if len(code) == 6 and not code.endswith("00")),  # noqa: PLR2004
        "occupation_major": frozenset(code for code in question.occupations if code.endswith("-00-00-00")),
        "occupation_middle": frozenset(
            code for code in question.occupations if code.endswith("-00-00") and not code.endswith("-00-00-00")
        ),
        "employment_type": frozenset(item.value for item in question.employment_types),
        "shift": frozenset(item.value for item in question.shifts),
        "wage_unit": frozenset(item.value for item in question.wage_units),
        "wage": frozenset() if wage is None else frozenset({str(wage)}),
        "skill_level": frozenset() if level is None else frozenset({str(int(level))}),
        "benefits": frozenset(benefits),
    }
