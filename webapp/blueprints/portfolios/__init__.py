"""Portfolios: pictures of what people have made."""

from webapp.blueprints.portfolios.routes import blueprint

__all__ = ["blueprint"]
