"""What came of fairs, for officials."""

from webapp.blueprints.fair_reports.routes import blueprint

__all__ = ["blueprint"]
