"""Which words mean the same: what the log proposes, what an official adds, and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from domain.errors import RuleBroken
from domain.synonyms import SynonymGround, SynonymMoveRefused, SynonymState
from webapp.access import current_account
from webapp.blueprints.synonyms.forms import SynonymForm
from webapp.calendar import today
from webapp.reads.synonyms import find_proposal, get_synonym, look_again, synonym_desk
from webapp.services import synonyms
from webapp.transaction import transaction
from webapp.typed import clean_line
from webapp.wording import refusals_flashed

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Synonym

blueprint = Blueprint("synonyms", __name__)

REFUSED = 422
ANSWERS = {"accept": synonyms.accept, "refuse": synonyms.refuse}


@blueprint.get("/office/searches/words")
def index() -> ResponseReturnValue:
    """What is proposed, and what was decided."""
    return _page(SynonymForm())


@blueprint.post("/office/searches/words")
def create() -> ResponseReturnValue:
    """Accept a pair that an official has written."""
    form = SynonymForm()
    if not form.validate_on_submit():
        return _page(form), REFUSED
    try:
        with transaction():
            synonyms.accept(
                form.word.data,
                form.means.data,
                ground=SynonymGround.BY_HAND,
                figures={},
                account_id=current_account().id,
            )
    except RuleBroken as refusal:
        form.refuse(refusal)
        return _page(form), REFUSED
    return _decided(_("Accepted. Search goes by it from now on."))


@blueprint.post("/office/searches/words/decide")
def decide() -> ResponseReturnValue:
    """Accept or refuse what the log proposes, on the figures that it has now."""
    answer = ANSWERS.get(request.form.get("answer", "")) or abort(400)
    word, means = clean_line(request.form.get("word")), clean_line(request.form.get("means"))
    with refusals_flashed(), transaction():
        proposal = find_proposal(word, means, today=today())
        if proposal is None:
            raise SynonymMoveRefused
        figures = {"searches": proposal.searches, "times": proposal.times, "score": round(proposal.score, 4)}
        row = answer(word, means, ground=proposal.ground, figures=figures, account_id=current_account().id)
        is_accepted = row.state is SynonymState.ACCEPTED
        flash(_("Accepted. Search goes by it from now on.") if is_accepted else _("Refused. It is not proposed again."))
    return _decided()


@blueprint.post("/office/searches/words/<int:synonym_id>/withdraw")
def withdraw(synonym_id: int) -> ResponseReturnValue:
    """Search goes by it no longer."""
    with refusals_flashed(), transaction():
        synonyms.withdraw(_synonym(synonym_id), account_id=current_account().id)
        flash(_("Withdrawn. Search goes by it no longer."))
    return _decided()


@blueprint.post("/office/searches/words/<int:synonym_id>/accept")
def accept(synonym_id: int) -> ResponseReturnValue:
    """Accept after all what was refused or withdrawn."""
    with refusals_flashed(), transaction():
        synonyms.accept_again(_synonym(synonym_id), account_id=current_account().id)
        flash(_("Accepted. Search goes by it from now on."))
    return _decided()


def _page(form: SynonymForm) -> str:
    return render_template("synonyms/index.html", desk=synonym_desk(today=today()), form=form)


def _decided(said: str = "") -> ResponseReturnValue:
    look_again()
    if said:
        flash(said)
    return redirect(url_for("synonyms.index"))


def _synonym(synonym_id: int) -> Synonym:
    return get_synonym(synonym_id) or abort(404)
