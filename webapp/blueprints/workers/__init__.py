"""The worker's own pages: home, and the profile in three short steps."""

from webapp.blueprints.workers.routes import blueprint

__all__ = ["blueprint"]
