"""The agency's desk: everybody of its batches on one page, narrowed, chosen, and moved on together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from flask import abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from domain.errors import RuleBroken
from domain.labour_export import RosterState
from webapp.access import current_account
from webapp.blueprints.labour_export.forms import NoteForm, StepForm, empty_form, kept_form, signing_secret
from webapp.blueprints.labour_export.reports import MOST_NAMES, reasons_of
from webapp.blueprints.labour_export.steps import AT_ONCE, BULK, CODE, BulkStep
from webapp.calendar import today
from webapp.parameters import LARGEST_ID, BadParameter, flag, known, member, page_number, whole_number
from webapp.reads.places_away import find_place_of_agency
from webapp.reads.roster_desk import (
    PAGE_SIZES,
    DeskQuestion,
    Only,
    Order,
    batches_to_choose,
    ids_of,
    read_people,
    work_to_choose,
)
from webapp.services import roster_desk
from webapp.transaction import transaction
from webapp.typed import clean_line
from webapp.wording import explain, refusals_flashed

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Blueprint
    from flask.typing import ResponseReturnValue

    from webapp.reads.roster_desk import People
    from webapp.services.rosters import StepReport

ONLY: dict[Only, Any] = {
    Only.CHECK_DUE: lazy_gettext("to be checked now"),
    Only.NO_SEAT: lazy_gettext("without a seat"),
    Only.NO_ACCOUNT: lazy_gettext("without an account"),
    Only.OBJECTED: lazy_gettext("with an objection"),
}
IN_ORDER: dict[Order, Any] = {
    Order.FIT: lazy_gettext("best fit first"),
    Order.NAME: lazy_gettext("by their names"),
    Order.TOWN: lazy_gettext("by town"),
    Order.CHANGED: lazy_gettext("last changed first"),
}
QUICK = {
    state: [step for step in BULK.values() if state in step.sources and step.asks in AT_ONCE] for state in RosterState
}
"""What the row of a person offers as a button."""
REFUSED = 422
LONGEST_TEXT = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenStep:
    """Something that can be done with people of the list."""

    step: BulkStep
    form: StepForm | None
    people: int
    is_refused: bool


def add_to(blueprint: Blueprint) -> None:
    """Put the desk beside the pages of batches."""
    blueprint.add_url_rule("/agency/people", "desk", desk)
    blueprint.add_url_rule("/agency/people/steps", "desk_steps", desk_steps, methods=["GET", "POST"])
    blueprint.add_url_rule("/agency/places/<int:entry_id>/note", "write_note", write_note, methods=["POST"])


def desk() -> ResponseReturnValue:
    """The people of a question."""
    return _page(_question())


def desk_steps() -> ResponseReturnValue:
    """Move on those who were chosen, or everybody of the list; the page that comes says who could not and why."""
    if request.method == "GET":
        return redirect(f"{url_for('labour_export.desk')}?{urlencode(list(request.args.items(multi=True)))}")
    question = _question()
    target, ids = _step(), _chosen(question)
    form = None if target == CODE else StepForm(prefix=f"{target}-")
    if not ids:
        return _page(question, words=_("Please choose somebody first."), form=form), REFUSED
    if form is not None and not form.validate():
        return _page(question, form=form, chosen=ids), REFUSED
    try:
        with transaction():
            report = _take(question, target, ids, form)
            reasons, refused = reasons_of(report), [entry.id for entry, _refusal in report.refused]
    except RuleBroken as refusal:
        if form is not None:
            form.refuse(refusal)
        return _page(question, words="" if form else explain(refusal), form=form, chosen=ids), REFUSED
    return _page(question, done=len(report.done), reasons=reasons, chosen=refused)


def write_note(entry_id: int) -> ResponseReturnValue:
    """Keep the agency's own note."""
    entry = find_place_of_agency(entry_id, agency_id=_agency_id()) or abort(404)
    with refusals_flashed(), transaction():
        roster_desk.write_note(entry, NoteForm().note.data or "")
    return redirect(url_for("labour_export.place", entry_id=entry_id))


def _take(question: DeskQuestion, target: str, ids: list[int], form: StepForm | None) -> StepReport:
    account_id = current_account().id
    if form is None:
        return roster_desk.send_codes(question.agency_id, ids, secret=signing_secret(), account_id=account_id)
    return roster_desk.take_steps(
        question.agency_id, ids, RosterState(target), form.details(), account_id=account_id, today=question.today
    )


def _agency_id() -> int:
    return current_account().agency_id or abort(404)


def _question() -> DeskQuestion:
    """What the address asks for. Raises BadParameter."""
    sizes = tuple(str(size) for size in PAGE_SIZES)
    size = known(request.args, "size", sizes)
    return DeskQuestion(
        agency_id=_agency_id(),
        today=today(),
        batch_id=whole_number(request.args, "batch", least=1, most=LARGEST_ID),
        vacancy_id=whole_number(request.args, "work", least=1, most=LARGEST_ID),
        state=member(request.args, "state", RosterState),
        text=clean_line(request.args.get("q", ""))[:LONGEST_TEXT],
        only=member(request.args, "only", Only),
        order=member(request.args, "order", Order) or Order.FIT,
        size=int(size[0]) if size else PAGE_SIZES[-1],
        page=page_number(request.args),
    )


def _step() -> str:
    """The step of the button that was used: for one person (target:number), or for the chosen. Raises BadParameter."""
    word = request.form.get("quick", "").partition(":")[0] or request.form.get("target", "")
    if word not in BULK:
        raise BadParameter("target")
    return word


def _chosen(question: DeskQuestion) -> list[int]:
    """The places that were ticked, the one whose button was used, or all of the list. Raises BadParameter."""
    quick = request.form.get("quick", "").partition(":")[2]
    if not quick and flag(request.form, "everybody"):
        return ids_of(question)
    numbers = [quick] if quick else [text for text in request.form.getlist("entry") if text]
    if not all(text.isascii() and text.isdigit() and 0 < int(text[:12]) <= LARGEST_ID for text in numbers):
        raise BadParameter("entry")
    return [int(text) for text in numbers]


def _page(
    question: DeskQuestion,
    *,
    words: str = "",
    form: StepForm | None = None,
    done: int | None = None,
    reasons: dict[str, list[str]] | None = None,
    chosen: list[int] | None = None,
) -> str:
    people = read_people(question)
    return render_template(
        "labour_export/people.html",
        question=question,
        people=people,
        states=RosterState,
        only={one: ONLY[one] for one in Only},
        orders={one: IN_ORDER[one] for one in Order},
        sizes=PAGE_SIZES,
        batches=batches_to_choose(question.agency_id),
        work=work_to_choose(question.agency_id, question.batch_id),
        steps=_steps(question, people, form, kept_form if words or form else empty_form),
        quick=QUICK,
        desk_page=desk_page,
        steps_at=_address("labour_export.desk_steps"),
        words=words,
        refused=form is not None,
        done=done,
        reasons=reasons or {},
        most_names=MOST_NAMES,
        chosen=set(chosen or ()),
    )


def desk_page(**changes: object) -> str:
    """The address of the desk with some of its parameters changed, from wherever it is drawn."""
    return _address("labour_export.desk", **changes)


def _address(endpoint: str, **changes: object) -> str:
    query = {name: text for name, text in request.args.items() if text} | changes
    pairs = [(name, str(value)) for name, value in query.items() if value is not None]
    return url_for(endpoint) + (f"?{urlencode(pairs)}" if pairs else "")


def _steps(
    question: DeskQuestion, people: People, refused: StepForm | None, other: Callable[[RosterState], StepForm]
) -> list[OpenStep]:
    """What can be done with people of the list, each with its form and with how many; a refused form stays."""
    counts = people.counts if question.state is None else {question.state: people.total}
    found = []
    for step in BULK.values():
        number = sum(count for state, count in counts.items() if state in step.sources)
        is_refused = refused is not None and refused._prefix == f"{step.word}-"  # noqa: SLF001  its only name
        if number or is_refused:
            form = refused if is_refused else other(RosterState(step.word)) if step.word != CODE else None
            found.append(OpenStep(step=step, form=form, people=number, is_refused=is_refused))
    return found
