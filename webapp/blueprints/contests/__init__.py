"""Contests: called by the city, entered by enterprises, judged by officials, read by everybody."""

from webapp.blueprints.contests import desk, entering, judging
from webapp.blueprints.contests.routes import blueprint

__all__ = ["blueprint", "desk", "entering", "judging"]
