"""The enterprise's desk: its own page, its vacancies, who fits them, and tables from Excel."""

from webapp.blueprints.enterprises import candidates, importing, people, posting
from webapp.blueprints.enterprises.routes import blueprint

__all__ = ["blueprint", "candidates", "importing", "people", "posting"]
