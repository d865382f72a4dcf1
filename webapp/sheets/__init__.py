"""Tables that people send as Excel: their columns, their rows read and reported on, templates, and what was refused."""

from webapp.sheets.answers import carried, excel_file, refused_rows
from webapp.sheets.columns import (
    SKILL_LEVELS,
    CellUnread,
    Column,
    in_both_languages,
    read_day,
    read_large_money,
    read_member,
    read_members,
    read_money,
    read_number,
    read_occupations,
    read_place,
    read_share,
    read_text,
    read_yes,
)
from webapp.sheets.tables import Problem, ReadRow, Table, reasons_of

__all__ = [
    "SKILL_LEVELS",
    "CellUnread",
    "Column",
    "Problem",
    "ReadRow",
    "Table",
    "carried",
    "excel_file",
    "in_both_languages",
    "read_day",
    "read_large_money",
    "read_member",
    "read_members",
    "read_money",
    "read_number",
    "read_occupations",
    "read_place",
    "read_share",
    "read_text",
    "read_yes",
    "reasons_of",
    "refused_rows",
]
