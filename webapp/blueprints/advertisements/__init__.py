"""Advertisements in review: officials read what was found and decide."""

from webapp.blueprints.advertisements.routes import blueprint

__all__ = ["blueprint"]
