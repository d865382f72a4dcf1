"""The pages of reviews and cases."""

from webapp.blueprints.brand_reviews.routes import blueprint

__all__ = ["blueprint"]
