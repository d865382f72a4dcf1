"""Certificates of workers: written by them in routes, verified by officials in desk."""

from webapp.blueprints.skill_certificates import desk
from webapp.blueprints.skill_certificates.routes import blueprint

__all__ = ["blueprint", "desk"]
