"""Interview timetables of fairs, for officials."""

from webapp.blueprints.fair_timetables.routes import blueprint

__all__ = ["blueprint"]
