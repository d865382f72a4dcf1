"""Stories of people: read by everybody, written by brands and offices."""

from webapp.blueprints.stories import desk
from webapp.blueprints.stories.routes import blueprint

__all__ = ["blueprint", "desk"]
