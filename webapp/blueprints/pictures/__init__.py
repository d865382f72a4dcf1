"""Pictures of public pages."""

from webapp.blueprints.pictures.routes import blueprint

__all__ = ["blueprint"]
