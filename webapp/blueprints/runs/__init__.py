"""What the clock did, is doing, and was asked to do."""

from webapp.blueprints.runs.routes import blueprint

__all__ = ["blueprint"]
