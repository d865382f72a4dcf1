"""The worker's own pages: home, the profile in three short steps, and the identity number."""

from webapp.blueprints.workers import identity
from webapp.blueprints.workers.routes import blueprint

__all__ = ["blueprint", "identity"]
