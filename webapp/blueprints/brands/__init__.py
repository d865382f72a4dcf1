"""The library of brands: for the public to read and compare, for officials to keep."""

from webapp.blueprints.brands import building, importing, library, reporting
from webapp.blueprints.brands.routes import blueprint

__all__ = ["blueprint", "building", "importing", "library", "reporting"]
