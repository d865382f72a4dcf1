"""How people are spread over vacancies, for the city's officials."""

from webapp.blueprints.congestion.routes import blueprint

__all__ = ["blueprint"]
