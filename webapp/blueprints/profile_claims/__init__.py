"""Taking over the profile that a county has entered."""

from webapp.blueprints.profile_claims.routes import blueprint

__all__ = ["blueprint"]
