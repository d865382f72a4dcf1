"""The day of a fair: the board and the walk-ins of officials in board, the booths of enterprises in routes."""

from webapp.blueprints.fair_days import board
from webapp.blueprints.fair_days.routes import blueprint

__all__ = ["blueprint", "board"]
