"""Verifications: officials look at enterprises and agencies before these may act."""

from webapp.blueprints.verifications.routes import blueprint

__all__ = ["blueprint"]
