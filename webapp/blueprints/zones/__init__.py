"""Brand zones: where each labour brand recruits."""

from webapp.blueprints.zones import desk, ours, pages, ranking, sharing, visits
from webapp.blueprints.zones.routes import blueprint

__all__ = ["blueprint", "desk", "ours", "pages", "ranking", "sharing", "visits"]
