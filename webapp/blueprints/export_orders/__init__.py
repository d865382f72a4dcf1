"""Export orders and cooperation agreements, for the officials of the city."""

from webapp.blueprints.export_orders.routes import blueprint

__all__ = ["blueprint"]
