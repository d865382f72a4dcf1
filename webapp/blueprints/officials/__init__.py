"""The desk of county and city officials."""

from webapp.blueprints.officials.routes import blueprint

__all__ = ["blueprint"]
