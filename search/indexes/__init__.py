"""What is indexed: for each index its document, its fields, and how one becomes the other."""

from typing import Any

from search.indexes.documents import Index
from search.indexes.vacancies import VACANCIES
from search.indexes.workers import WORKERS

INDEXES: dict[str, Index[Any]] = {index.name: index for index in (VACANCIES, WORKERS)}
"""Every index by its name."""
