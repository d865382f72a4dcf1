"""Officials and their fairs: from the proposal of the night to the day itself."""

from webapp.blueprints.fair_proposals.routes import blueprint

__all__ = ["blueprint"]
