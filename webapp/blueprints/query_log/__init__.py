"""What people search for, for officials."""

from webapp.blueprints.query_log.routes import blueprint

__all__ = ["blueprint"]
