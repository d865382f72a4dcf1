"""Exhibitions: announced by officials, visited by everybody."""

from webapp.blueprints.exhibitions import desk
from webapp.blueprints.exhibitions.routes import blueprint

__all__ = ["blueprint", "desk"]
