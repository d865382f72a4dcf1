"""The programming interface: what other programs may ask, without a key, and how it is described to them."""

from webapp.blueprints.api.routes import blueprint

__all__ = ["blueprint"]
