"""For those who keep the machine: is it alive, is it ready, how is it doing."""

from webapp.blueprints.platform.routes import blueprint

__all__ = ["blueprint"]
