"""Labour export: the agency's desk and the worker's own answer."""

from webapp.blueprints.labour_export.routes import blueprint

__all__ = ["blueprint"]
