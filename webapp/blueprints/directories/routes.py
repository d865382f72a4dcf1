"""The directory: its editions for everybody, as page, Excel and PDF; for the city the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from domain.directories import LONGEST_NOTE, DirectoryEmpty, DirectoryUnchanged, check_edition, difference
from domain.errors import RuleBroken
from webapp.access import current_account
from webapp.blueprints.directories.files import paper, workbook
from webapp.blueprints.directories.words import FIELDS, said
from webapp.calendar import today
from webapp.downloads import keep_as
from webapp.forms import Form, TextBlock
from webapp.parameters import member
from webapp.reads.directories import (
    DirectoryPart,
    DirectoryQuestion,
    edition_of,
    editions,
    find_edition,
    latest_edition,
    library_lines,
    lines_of,
    next_sequence,
)
from webapp.services import directories
from webapp.sheets import excel_file
from webapp.transaction import transaction
from webapp.wording import explain

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.reads.directories import Edition

blueprint = Blueprint("directories", __name__)
blueprint.add_app_template_filter(said, "said_in_directory")

REFUSED = 422


class EditionForm(Form):
    """What stands at the head of an edition."""

    note = TextBlock(lazy_gettext("Note at the head of the edition"))


@blueprint.get("/directory")
def index() -> ResponseReturnValue:
    """The latest edition, and all others."""
    latest = latest_edition()
    return _page(edition_of(latest) if latest else None)


@blueprint.get("/directory/<number>")
def show(number: str) -> ResponseReturnValue:
    """One edition."""
    return _page(_edition(number))


@blueprint.get("/directory/<number>/excel")
def excel(number: str) -> ResponseReturnValue:
    """One edition as Excel."""
    return excel_file(workbook(_edition(number)), f"directory-{number}.xlsx")


@blueprint.get("/directory/<number>/pdf")
def pdf(number: str) -> ResponseReturnValue:
    """One edition as a PDF."""
    edition = _edition(number)
    content = paper(edition, address=url_for("directories.show", number=number, _external=True))
    return keep_as(Response(content, mimetype="application/pdf"), f"directory-{number}.pdf")


@blueprint.get("/office/brands/directory")
def draft() -> ResponseReturnValue:
    """The library as the next edition would show it, and what it would change."""
    return _draft_page(EditionForm(formdata=None))


@blueprint.post("/office/brands/directory")
def publish() -> ResponseReturnValue:
    """Publish the next edition."""
    form = EditionForm()
    if form.validate_on_submit():
        try:
            with transaction():
                note = form.note.data or ""
                number = directories.publish(note=note, today=today(), account_id=current_account().id).number
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("Edition %(number)s is published.", number=number))
            return redirect(url_for("directories.show", number=number))
    return _draft_page(form), REFUSED


def _edition(number: str) -> Edition:
    return find_edition(number) or abort(404)


def _page(edition: Edition | None) -> str:
    part = member(request.args, "part", DirectoryPart) or DirectoryPart.ALL
    return render_template(
        "directories/show.html",
        edition=edition,
        part=part,
        parts=DirectoryPart,
        question=DirectoryQuestion(number=edition.row.number) if edition else None,
        others=editions(),
        fields=FIELDS,
    )


def _draft_page(form: EditionForm) -> str:
    latest = latest_edition()
    lines = library_lines(today=today())
    found = difference(lines_of(latest), lines)
    why_not = ""
    try:
        check_edition(found, lines=len(lines), note="")
    except (DirectoryEmpty, DirectoryUnchanged) as refusal:
        why_not = explain(refusal)
    return render_template(
        "directories/draft.html",
        form=form,
        found=found,
        lines=lines,
        latest=latest,
        others=editions(),
        why_not=why_not,
        year=today().year,
        sequence=next_sequence(today().year),
        fields=FIELDS,
        longest_note=LONGEST_NOTE,
    )
