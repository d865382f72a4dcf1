"""People from an Excel table, entered by their county with a consent for each."""

from webapp.blueprints.worker_imports.routes import blueprint

__all__ = ["blueprint"]
