"""The pages of certification."""

from webapp.blueprints.certifications import applying, certificates, reviewing
from webapp.blueprints.certifications.routes import blueprint

__all__ = ["applying", "blueprint", "certificates", "reviewing"]
