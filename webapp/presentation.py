"""How values look on a page: filters and globals for the templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import get_locale

from webapp import access, labels, locales
from webapp.calendar import SHANGHAI, today

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask


def init_app(app: Flask) -> None:
    """Give the templates what they may use."""
    app.jinja_env.globals.update(
        LOCALES=locales.LOCALES,
        ROUTES=access.ROUTES,
        get_locale=get_locale,
        label=labels.label,
        today=today,
    )
    app.jinja_env.filters.update(yuan=yuan, shanghai=shanghai)


def yuan(fen: int) -> str:
    """Money in fen as yuan: 6,500 or 25.50, without a needless fraction."""
    whole, rest = divmod(fen, 100)
    return f"{whole:,}.{rest:02d}" if rest else f"{whole:,}"


def shanghai(moment: datetime) -> datetime:
    """A moment as the clock in Shanghai shows it."""
    return moment.astimezone(SHANGHAI)
