"""Applications: the worker's side in routes, the enterprise's in desk."""

from webapp.blueprints.applications import desk
from webapp.blueprints.applications.routes import blueprint

__all__ = ["blueprint", "desk"]
