"""Occupations: suggested from what people type."""

from webapp.blueprints.occupations.routes import blueprint

__all__ = ["blueprint"]
