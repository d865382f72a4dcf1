"""The talent database as officials use it: people found, one of them, and the identity number that is theirs."""

from webapp.blueprints.talents.routes import blueprint

__all__ = ["blueprint"]
