"""Accounts: signing up, in and out, and keeping accounts."""

from webapp.blueprints.accounts import keeping
from webapp.blueprints.accounts.routes import blueprint

__all__ = ["blueprint", "keeping"]
