"""Officials decide which words mean the same."""

from webapp.blueprints.synonyms.routes import blueprint

__all__ = ["blueprint"]
