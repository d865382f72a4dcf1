"""Searches that a worker keeps, and what is new for them."""

from webapp.blueprints.alerts.routes import blueprint

__all__ = ["blueprint"]
