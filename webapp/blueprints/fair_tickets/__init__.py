"""Tickets of a fair: the worker's, with its QR code, and the door that takes them."""

from webapp.blueprints.fair_tickets.routes import blueprint

__all__ = ["blueprint"]
