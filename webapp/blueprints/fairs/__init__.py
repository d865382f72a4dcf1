"""Special recruitment fairs."""

from webapp.blueprints.fairs.routes import blueprint

__all__ = ["blueprint"]
