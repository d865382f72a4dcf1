"""An edition of the directory as Excel and as PDF."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from fpdf.fonts import FontFace

from domain.brands import Indicator
from reference.divisions import division
from webapp.blueprints.directories.words import FIELDS, said
from webapp.calendar import SHANGHAI
from webapp.labels import label
from webapp.papers import SANS, SERIF, Paper
from webapp.presentation import figure_alone, industry_name, keeper, unit_of
from webapp.services.spreadsheets import write_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.directories import DirectoryLine
    from webapp.reads.directories import Edition

MARGIN = 12
WIDTHS = (9, 42, 24, 26, 22, 28, 34, 26, 13, 20, 16, 23)
"""Millimetres of the columns; together the width of the paper between its margins."""


def heads() -> list[str]:
    """The heads of the table."""
    money = f"{label(Indicator.OUTPUT_FEN)} ({unit_of(Indicator.OUTPUT_FEN)})"
    return [
        _("No."),
        _("Brand"),
        _("Kept by"),
        _("Category"),
        _("Tier"),
        _("Stands"),
        _("Industry"),
        _("Certificate"),
        _("Year"),
        str(label(Indicator.WORKFORCE)),
        f"{label(Indicator.MARKET_SHARE)} (%)",
        money,
    ]


def cells(place: int, line: DirectoryLine) -> list[Any]:
    """A line as the cells of a row."""
    figures = (
        (Indicator.WORKFORCE, line.workforce),
        (Indicator.MARKET_SHARE, line.market_share),
        (Indicator.OUTPUT_FEN, line.output_fen),
    )
    return [
        place,
        line.name,
        keeper(line.division_code),
        str(label(line.category)),
        str(label(line.tier)),
        str(label(line.state)),
        industry_name(line.industry_code),
        line.certificate,
        line.year or "",
        *("" if value is None else figure_alone(value, indicator) for indicator, value in figures),
    ]


def changes_of(edition: Edition) -> list[str]:
    """What has come, gone and changed, a sentence each."""
    found = edition.found
    lines = [_("New: %(name)s", name=line.name) for line in found.added]
    lines += [_("Left: %(name)s", name=line.name) for line in found.removed]
    for change in found.changed:
        parts = [
            _("%(field)s: %(before)s → %(after)s", field=FIELDS[word], before=before, after=after)
            for word in change.words
            for before, after in ((said(change.before, word), said(change.after, word)),)
        ]
        lines.append(_("%(column)s: %(reason)s", column=change.after.name, reason="; ".join(parts)))
    return lines


def workbook(edition: Edition) -> bytes:
    """The edition as Excel; what has changed stands on a sheet of its own."""
    return write_sheet(
        edition.row.number,
        heads(),
        [cells(place, line) for place, line in enumerate(edition.lines, start=1)],
        help_name=_("Changes"),
        notes=changes_of(edition) if edition.before else [_("This is the first edition.")],
    )


def paper(edition: Edition, *, address: str) -> bytes:
    """The edition as a PDF in A4, landscape, with its number on every page and a QR code that leads to its page."""
    row = edition.row
    sheet = Directory(edition, at=datetime.combine(row.published_on, time(9), SHANGHAI))
    sheet.add_page()
    sheet.use(SERIF, 22)
    title = _("Guidance directory of labour brands, %(place)s", place=division("321000").name)
    sheet.cell(0, 12, title, align="C", new_x="LMARGIN", new_y="NEXT")
    sheet.use(SANS, 11)
    published = _("Edition %(number)s, published on %(day)s", number=row.number, day=row.published_on.isoformat())
    sheet.cell(0, 8, published, align="C", new_x="LMARGIN", new_y="NEXT")
    if row.note:
        sheet.multi_cell(0, 6, row.note, align="C", new_x="LMARGIN", new_y="NEXT")
    sheet.qr_code(address, x=sheet.w - MARGIN - 22, y=MARGIN, side=22)
    sheet.ln(6)
    sheet.rows([heads(), *(cells(place, line) for place, line in enumerate(edition.lines, start=1))])
    if edition.before:
        sheet.ln(6)
        sheet.use(SERIF, 14)
        since = _("Changes since edition %(number)s", number=edition.before.number)
        sheet.cell(0, 9, since, new_x="LMARGIN", new_y="NEXT")
        sheet.use(SANS, 9)
        for sentence in changes_of(edition):
            sheet.multi_cell(0, 5.5, sentence, new_x="LMARGIN", new_y="NEXT")
    return sheet.content()


class Directory(Paper):
    """A paper whose every page says which edition it is of."""

    def __init__(self, edition: Edition, *, at: datetime) -> None:
        super().__init__(title=_("Edition %(number)s", number=edition.row.number), at=at, orientation="landscape")
        self.number = edition.row.number
        self.set_margin(MARGIN)
        self.set_auto_page_break(auto=True, margin=MARGIN + 4)

    def footer(self) -> None:
        """The number of the edition and of the page."""
        self.set_y(-MARGIN)
        self.use(SANS, 8)
        self.cell(0, 6, f"{self.number} · {self.page_no()}", align="C")

    def rows(self, table: Sequence[Sequence[Any]]) -> None:
        """A table whose heads stand on every page."""
        self.use(SANS, 8.5)
        # No bold face is among the fonts: the heads stand out by their ground.
        looks = FontFace(emphasis="", fill_color=(232, 241, 236))
        with self.table(col_widths=WIDTHS, line_height=5, text_align="LEFT", padding=1, headings_style=looks) as drawn:
            for row in table:
                drawn.row([str(cell) for cell in row])
