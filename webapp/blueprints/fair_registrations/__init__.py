"""Registrations for fairs: the enterprise's side in routes, the officials' in desk."""

from webapp.blueprints.fair_registrations import desk
from webapp.blueprints.fair_registrations.routes import blueprint

__all__ = ["blueprint", "desk"]
