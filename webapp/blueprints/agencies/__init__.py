"""The desk of an agency."""

from webapp.blueprints.agencies import profile
from webapp.blueprints.agencies.routes import blueprint

__all__ = ["blueprint", "profile"]
