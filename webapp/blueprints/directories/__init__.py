"""Guidance directories: editions to read and to download, and the next one to publish."""

from webapp.blueprints.directories.routes import blueprint

__all__ = ["blueprint"]
