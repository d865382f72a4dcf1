"""Surveys: everybody reports products, officials open rounds and decide."""

from webapp.blueprints.surveys import desk
from webapp.blueprints.surveys.routes import blueprint

__all__ = ["blueprint", "desk"]
