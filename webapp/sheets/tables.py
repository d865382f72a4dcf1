"""Tables with a row for each thing: rows become words to store or reasons why not; and tables to fill in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from flask_babel import gettext as _

from domain.errors import RuleBroken
from domain.spreadsheets import SheetColumnsMissing
from webapp.labels import LABELS
from webapp.services.spreadsheets import write_sheet
from webapp.sheets.columns import CellUnread, head_of
from webapp.wording import explain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from webapp.services.spreadsheets import SheetRow
    from webapp.sheets.columns import Column

LONGEST_SHOWN = 60
LONGEST_LIST = 255
"""Letters of a list of choices that Excel takes."""

W = TypeVar("W")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong with a row."""

    column: str
    """The head of the column at fault; empty where it is the row as a whole."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow(Generic[W]):
    """A row that was read: words to store, or problems."""

    number: int
    cells: dict[str, str]
    """By the key of the column, as they were typed."""
    title: str
    """What to call it by."""
    words: W | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What a table may say: its columns in the order of the template, and how its sheets are called."""

    name: Callable[[], str]
    columns: tuple[Column, ...]
    titled_by: str
    """The key of the column by which a row is called."""
    about: Mapping[str, str] = field(default_factory=dict)
    """Fields of a refusal whose column has another key."""
    places: Callable[[], Sequence[str]] = tuple
    """Names of places that the page of explanations lists."""

    def read(
        self,
        rows: Sequence[SheetRow],
        *,
        words_of: Callable[[dict[str, Any]], W],
        check: Callable[[W], None],
    ) -> list[ReadRow[W]]:
        """The rows beneath the heads, each with its words or its problems. Raises SheetColumnsMissing.

        `words_of` makes words of the cells that were read, by key; `check` raises a refusal where they may not stand.
        Either may say that a cell cannot be what it says.
        """
        columns = self._columns_of(rows[0].cells)
        missing = [str(column.name) for column in self.columns if column.is_needed and column not in columns.values()]
        if missing:
            raise SheetColumnsMissing(columns=_(", ").join(missing))
        found = []
        for number, cells in rows[1:]:
            texts = {column.key: cells[at] for at, column in columns.items() if at < len(cells)}
            answer = self._read(texts, words_of, check)
            title = texts.get(self.titled_by, "")[:LONGEST_SHOWN]
            found.append(ReadRow(number=number, cells=texts, title=title, words=answer[0], problems=tuple(answer[1])))
        return found

    def template(self) -> bytes:
        """An empty table with an example, choices in its columns, and a page that explains them."""
        return write_sheet(
            self.name(),
            [_head(column) for column in self.columns],
            [[column.example for column in self.columns]],
            choices=_lists(self.columns),
            help_name=_("How to fill it in"),
            notes=self._notes(),
        )

    def filled(self, rows: Sequence[Mapping[str, object]]) -> bytes:
        """What stands, by the keys of the columns, to be changed and sent again."""
        return write_sheet(
            self.name(),
            [_head(column) for column in self.columns],
            [[row.get(column.key, "") for column in self.columns] for row in rows],
            choices=_lists(self.columns),
            help_name=_("How to fill it in"),
            notes=self._notes(is_example=False),
        )

    def refuse(self, row: ReadRow[W], refusal: RuleBroken) -> ReadRow[W]:
        """The row with the reason why it could not be done after it was read."""
        return replace(row, words=None, problems=(Problem(column=self._at_fault(refusal), reason=explain(refusal)),))

    def refused(self, rows: Sequence[tuple[dict[str, str], str]]) -> bytes:
        """The rows that were refused, with their reasons, to be corrected and sent again."""
        return write_sheet(
            _("Refused"),
            [_("Reason"), *(_head(column) for column in self.columns)],
            [[reason, *(cells.get(column.key, "") for column in self.columns)] for cells, reason in rows],
            choices=_lists(self.columns, start=1),
            help_name=_("How to fill it in"),
            notes=self._notes(),
        )

    def _columns_of(self, heads: Sequence[str]) -> dict[int, Column]:
        known = {name: column for column in self.columns for name in column.names()}
        return {at: known[head_of(head)] for at, head in enumerate(heads) if head_of(head) in known}

    def _read(
        self, texts: dict[str, str], words_of: Callable[[dict[str, Any]], W], check: Callable[[W], None]
    ) -> tuple[W | None, list[Problem]]:
        values: dict[str, Any] = {}
        problems = []
        for column in self.columns:
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
        try:
            words = words_of(values)
            check(words)
        except RuleBroken as refusal:
            return None, [Problem(column=self._at_fault(refusal), reason=explain(refusal))]
        except CellUnread as unread:
            return None, [Problem(column=unread.column, reason=str(unread))]
        return words, []

    def _at_fault(self, refusal: RuleBroken) -> str:
        named = str(refusal.details.get("indicator", refusal.field))
        key = self.about.get(named, named)
        return next((str(column.name) for column in self.columns if column.key == key), "")

    def _notes(self, *, is_example: bool = True) -> list[str]:
        lines = [
            _("Columns with a star must be filled in. The first row is an example: replace it.")
            if is_example
            else _("Columns with a star must be filled in."),
            "",
        ]
        for column in self.columns:
            offered = _(", ").join(_choices(column))
            note = " ".join(part for part in (str(column.note), offered) if part)
            if note:
                lines.append(_("%(column)s: %(reason)s", column=_head(column), reason=note))
        places = self.places()
        return [*lines, *(["", _("Places:"), *places] if places else [])]


def reasons_of(row: ReadRow[Any]) -> str:
    """All problems of a row in one line."""
    return " ".join(
        _("%(column)s: %(reason)s", column=problem.column, reason=problem.reason) if problem.column else problem.reason
        for problem in row.problems
    )


def _head(column: Column) -> str:
    return f"{column.name}{'*' if column.is_needed else ''}"


def _lists(columns: Sequence[Column], start: int = 0) -> dict[int, Sequence[str]]:
    """The choices of columns by their place, where Excel can hold them."""
    found: dict[int, Sequence[str]] = {
        at: _choices(column) for at, column in enumerate(columns, start=start) if column.choices
    }
    return {at: words for at, words in found.items() if len(",".join(words)) <= LONGEST_LIST}


def _choices(column: Column) -> list[str]:
    return [str(LABELS[type(one)][one]) if type(one) in LABELS else str(one) for one in column.choices]
