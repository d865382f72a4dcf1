"""Profiles that may be one person, as officials decide about them."""

from webapp.blueprints.duplicates.routes import blueprint

__all__ = ["blueprint"]
