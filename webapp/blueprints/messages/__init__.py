"""What people were told."""

from webapp.blueprints.messages.routes import blueprint

__all__ = ["blueprint"]
