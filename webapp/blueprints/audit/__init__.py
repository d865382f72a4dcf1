"""The audit trail, for those who look after the city."""

from webapp.blueprints.audit.routes import blueprint

__all__ = ["blueprint"]
