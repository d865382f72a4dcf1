"""Whether what the platform stands on answers."""

from __future__ import annotations

from sqlalchemy import text

from webapp.extensions import db


def database_answers() -> None:
    """Raises SQLAlchemyError while the database does not answer."""
    db.session.execute(text("SELECT 1"))
