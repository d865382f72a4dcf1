"""The calendar of campaigns and fairs."""

from webapp.blueprints.campaigns.routes import blueprint

__all__ = ["blueprint"]
