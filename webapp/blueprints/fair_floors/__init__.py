"""The floor plan of a fair, for officials."""

from webapp.blueprints.fair_floors.routes import blueprint

__all__ = ["blueprint"]
