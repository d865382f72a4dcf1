"""Finding: documents, Chinese analysis, queries, and two engines behind one port."""

from search.indexes.vacancies import VacancyDocument
from search.indexes.workers import WorkerDocument
from search.queries.vacancies import VacancyQuestion, VacancySort

__all__ = ["VacancyDocument", "VacancyQuestion", "VacancySort", "WorkerDocument"]
