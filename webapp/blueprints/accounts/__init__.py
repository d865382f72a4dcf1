"""Accounts: signing up, in and out, mail addresses, and keeping accounts."""

from webapp.blueprints.accounts import keeping, mail
from webapp.blueprints.accounts.routes import blueprint

__all__ = ["blueprint", "keeping", "mail"]
