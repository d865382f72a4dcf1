"""Vacancies: searching them and reading one."""

from webapp.blueprints.vacancies.routes import blueprint

__all__ = ["blueprint"]
