"""The pages of inspections."""

from webapp.blueprints.inspections import lots
from webapp.blueprints.inspections.routes import blueprint

__all__ = ["blueprint", "lots"]
