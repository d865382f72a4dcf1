"""Corridors of labour export, for officials: from where people go where."""

from webapp.blueprints.corridors.routes import blueprint

__all__ = ["blueprint"]
