"""Tables of vacancies: rows become vacancies or reasons why not; the template, and what was refused, as Excel again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from domain.errors import RuleBroken
from domain.skills import SkillLevel
from domain.spreadsheets import SheetColumnsMissing
from domain.vacancies import EmploymentType, Shift
from domain.wages import Wage, WageUnit
from webapp.blueprints.enterprises.columns import COLUMNS, CellUnread, Column, head_of
from webapp.labels import LABELS
from webapp.places import towns
from webapp.reads.occupations import is_occupation, suggest_occupations
from webapp.services.spreadsheets import write_sheet
from webapp.services.vacancies import USUAL_VALIDITY, VacancyWords
from webapp.wording import explain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from webapp.models import Enterprise
    from webapp.services.spreadsheets import SheetRow

LONGEST_SHOWN = 60
ABOUT_FIELDS = {"occupation_code": "occupation"}
"""Fields of a refusal whose column has another key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong with a row."""

    column: str
    """The head of the column at fault; empty where it is the row as a whole."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    """A row that was read: words to store, or problems."""

    number: int
    cells: dict[str, str]
    """By the key of the column, as they were typed."""
    words: VacancyWords | None
    problems: tuple[Problem, ...]

    @property
    def title(self) -> str:
        """What to call it by."""
        return self.cells.get("title", "")[:LONGEST_SHOWN]


def read_rows(
    rows: Sequence[SheetRow], *, enterprise: Enterprise, today: date, check: Callable[[VacancyWords], None]
) -> list[ReadRow]:
    """The rows beneath the heads, each with its words or its problems. Raises SheetColumnsMissing.

    `check` raises a refusal where a vacancy may not stand as the row words it.
    """
    columns = _columns_of(rows[0].cells)
    missing = [str(column.name) for column in COLUMNS if column.is_needed and column not in columns.values()]
    if missing:
        raise SheetColumnsMissing(columns=_(", ").join(missing))
    found = []
    for number, cells in rows[1:]:
        texts = {column.key: cells[at] for at, column in columns.items() if at < len(cells)}
        words, problems = _read(texts, enterprise=enterprise, today=today)
        if words is not None:
            problems = _refused(words, check)
        found.append(ReadRow(number=number, cells=texts, words=None if problems else words, problems=tuple(problems)))
    return found


def template() -> bytes:
    """An empty table with an example, choices in its columns, and a page that explains them."""
    return write_sheet(
        _("Vacancies"),
        [_head(column) for column in COLUMNS],
        [[column.example for column in COLUMNS]],
        choices={at: _choices(column) for at, column in enumerate(COLUMNS) if column.choices},
        help_name=_("How to fill it in"),
        notes=_notes(),
    )


def refused_table(rows: Sequence[tuple[dict[str, str], str]]) -> bytes:
    """The rows that were refused, with their reasons, to be corrected and sent again."""
    return write_sheet(
        _("Refused"),
        [_("Reason"), *(_head(column) for column in COLUMNS)],
        [[reason, *(cells.get(column.key, "") for column in COLUMNS)] for cells, reason in rows],
        choices={at: _choices(column) for at, column in enumerate(COLUMNS, start=1) if column.choices},
        help_name=_("How to fill it in"),
        notes=_notes(),
    )


def reasons_of(row: ReadRow) -> str:
    """All problems of a row in one line."""
    return " ".join(
        _("%(column)s: %(reason)s", column=problem.column, reason=problem.reason) if problem.column else problem.reason
        for problem in row.problems
    )


def _columns_of(heads: Sequence[str]) -> dict[int, Column]:
    known = {name: column for column in COLUMNS for name in column.names()}
    return {at: known[head_of(head)] for at, head in enumerate(heads) if head_of(head) in known}


def _read(texts: dict[str, str], *, enterprise: Enterprise, today: date) -> tuple[VacancyWords | None, list[Problem]]:
    values: dict[str, Any] = {}
    problems = []
    for column in COLUMNS:
        cell = texts.get(column.key, "")
        if cell.strip():
            try:
                values[column.key] = column.read(cell)
            except CellUnread as unread:
                problems.append(Problem(column=str(column.name), reason=str(unread)))
        elif column.is_needed:
            problems.append(Problem(column=str(column.name), reason=_("Please fill this in.")))
    if problems:
        return None, problems
    occupation = values.pop("occupation", "")
    lowest = values.pop("wage_min")
    wage = Wage(
        min_fen=lowest,
        max_fen=values.pop("wage_max", lowest),
        unit=values.pop("wage_unit", WageUnit.MONTH),
        pieces_per_day=values.pop("pieces_per_day", None),
    )
    usual: dict[str, Any] = {
        "division_code": enterprise.division_code,
        "address": "" if "division_code" in values else enterprise.address,
        "valid_until": today + USUAL_VALIDITY,
        "employment_type": EmploymentType.FULL_TIME,
        "shift": Shift.DAY,
        "skill_level": SkillLevel.NONE,
        "contact_name": enterprise.contact_name,
        "contact_phone": enterprise.contact_phone,
    }
    return VacancyWords(occupation_code=_occupation(occupation, values["title"]), wage=wage, **usual | values), []


def _occupation(named: str, title: str) -> str:
    """The code that was typed, or the likeliest of the name or the title; empty where nothing is likely."""
    if is_occupation(named):
        return named
    found = suggest_occupations(named or title, limit=1)
    return found[0].code if found else ""


def _refused(words: VacancyWords, check: Callable[[VacancyWords], None]) -> list[Problem]:
    try:
        check(words)
    except RuleBroken as refusal:
        key = ABOUT_FIELDS.get(refusal.field, refusal.field)
        column = next((str(column.name) for column in COLUMNS if column.key == key), "")
        return [Problem(column=column, reason=explain(refusal))]
    return []


def _head(column: Column) -> str:
    return f"{column.name}{'*' if column.is_needed else ''}"


def _choices(column: Column) -> list[str]:
    return [str(LABELS[type(one)][one]) if type(one) in LABELS else str(one) for one in column.choices]


def _notes() -> list[str]:
    lines = [_("Columns with a star must be filled in. The first row is an example: replace it."), ""]
    for column in COLUMNS:
        offered = _(", ").join(_choices(column))
        note = " ".join(part for part in (str(column.note), offered) if part)
        if note:
            lines.append(_("%(column)s: %(reason)s", column=_head(column), reason=note))
    lines += ["", _("Places:")]
    lines += [name for group in towns().values() for _code, name in group]
    return lines
