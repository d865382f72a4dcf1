"""The city's front page."""

from webapp.blueprints.home.routes import blueprint

__all__ = ["blueprint"]
