"""The service subsidy of labour export: claimed by agencies, called back, checked, approved and paid."""

from webapp.blueprints.subsidies.routes import blueprint

__all__ = ["blueprint"]
