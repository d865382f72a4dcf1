"""The enterprise's desk: its own page, its vacancies, who fits them, and tables from Excel."""

from webapp.blueprints.enterprises import candidates, importing, posting
from webapp.blueprints.enterprises.routes import blueprint

__all__ = ["blueprint", "candidates", "importing", "posting"]
