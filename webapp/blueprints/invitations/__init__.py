"""Invitations: an enterprise asks, a worker answers."""

from webapp.blueprints.invitations.routes import blueprint

__all__ = ["blueprint"]
