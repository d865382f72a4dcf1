"""Fills the code tables from the reference files: divisions, occupations, industries."""

from __future__ import annotations

from sqlalchemy import func, insert, select

from reference.divisions import divisions
from reference.industries import industries
from reference.occupations import occupations
from webapp.extensions import db
from webapp.models import Division, Industry, Occupation


def fill_code_tables() -> None:
    """Add what the reference files know and the tables lack; what stands there already stays."""
    _fill(
        Division,
        [
            {
                "code": entry.code,
                "name": entry.name,
                "short_name": entry.short_name,
                "level": entry.level,
                "parent_code": entry.parent_code or None,
                "latitude": entry.latitude,
                "longitude": entry.longitude,
                "is_approximate": entry.point_source == "approximate",
            }
            for entry in divisions()
        ],
    )
    _fill(
        Occupation,
        [
            {
                "code": entry.code,
                "level": entry.level,
                "name": entry.name,
                "definition": entry.definition,
                "tasks": entry.tasks,
                "aliases": list(entry.aliases),
                "is_green": entry.is_green,
                "is_digital": entry.is_digital,
            }
            for entry in occupations()
        ],
    )
    _fill(
        Industry,
        [
            {
                "code": entry.code,
                "name": entry.name,
                "level": entry.level,
                "parent_code": entry.parent_code or None,
            }
            for entry in industries()
        ],
    )


def are_filled() -> bool:
    """Whether the code tables hold anything."""
    return bool(db.session.scalar(select(func.count()).select_from(Division)))


def _fill(table: type[Division | Occupation | Industry], rows: list[dict[str, object]]) -> None:
    standing = set(db.session.scalars(select(table.code)))
    missing = [row for row in rows if row["code"] not in standing]
    if missing:
        db.session.execute(insert(table), missing)
