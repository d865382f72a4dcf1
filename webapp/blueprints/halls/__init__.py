"""Halls and their booths, for officials."""

from webapp.blueprints.halls.routes import blueprint

__all__ = ["blueprint"]
