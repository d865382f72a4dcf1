"""The pages of certification standards."""

from webapp.blueprints.standards.routes import blueprint

__all__ = ["blueprint"]
