"""Finding: documents, Chinese analysis, queries, and two engines behind one port."""

from search.analysis.synonyms import Synonyms
from search.analysis.understanding import said, wishes_near
from search.finder import SearchIndex, checksum
from search.hits import Hit, Marked
from search.indexes.vacancies import VacancyDocument
from search.indexes.workers import WorkerDocument
from search.opening import open_index
from search.percolator import Percolator
from search.port import (
    CursorInvalid,
    Delete,
    DocumentInvalid,
    FacetValue,
    Hits,
    IndexMissing,
    NothingToRollBack,
    QuestionInvalid,
    RebuildIncomplete,
    Rebuilt,
    Relaxed,
    SearchRefused,
    SearchUnavailable,
    ShrinkRefused,
    TooDeep,
    Upsert,
    UrlInvalid,
    WriterBusy,
    Written,
)
from search.queries.favours import Favour, FavouredBy
from search.queries.vacancies import VacancyQuestion, VacancySort
from search.queries.workers import WorkerQuestion

__all__ = [
    "CursorInvalid",
    "Delete",
    "DocumentInvalid",
    "FacetValue",
    "Favour",
    "FavouredBy",
    "Hit",
    "Hits",
    "IndexMissing",
    "Marked",
    "NothingToRollBack",
    "Percolator",
    "QuestionInvalid",
    "RebuildIncomplete",
    "Rebuilt",
    "Relaxed",
    "SearchIndex",
    "SearchRefused",
    "SearchUnavailable",
    "ShrinkRefused",
    "Synonyms",
    "TooDeep",
    "Upsert",
    "UrlInvalid",
    "VacancyDocument",
    "VacancyQuestion",
    "VacancySort",
    "WorkerDocument",
    "WorkerQuestion",
    "WriterBusy",
    "Written",
    "checksum",
    "open_index",
    "said",
    "wishes_near",
]
