"""People of the own division: a list, and one of them with the identity number behind a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, current_app, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from domain.errors import RuleBroken
from domain.identities import LONGEST_REASON
from domain.skills import SkillLevel
from domain.talents import AgeBand
from webapp.access import current_account
from webapp.blueprints.talents.asking import places_within, talents_asked
from webapp.calendar import start_of, today
from webapp.reads.duplicates import open_pairs_of
from webapp.reads.identities import find_identity_of
from webapp.reads.talent_statistics import MOST_BRANDS, count_by
from webapp.reads.talents import TalentQuestion, find_brand_of, find_talent_within, find_talents
from webapp.reads.workers import standing_consents
from webapp.services import identities
from webapp.services.vault import IdentityVault
from webapp.transaction import transaction
from webapp.typed import clean_line
from webapp.wording import explain, refusals_flashed

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Worker

blueprint = Blueprint("talents", __name__)

REFUSED = 422


@blueprint.get("/office/talents")
def index() -> ResponseReturnValue:
    """People of the division, narrowed as one likes."""
    question = talents_asked(request.args, within=own_division())
    return render_template(
        "talents/index.html",
        question=question,
        brand=find_brand_of(question),
        found=find_talents(question),
        places=places_within(question.within),
        bands=AgeBand,
        levels=SkillLevel,
    )


@blueprint.get("/office/talents/statistics")
def statistics() -> ResponseReturnValue:
    """The same people in numbers; each opens the list of those whom it counts."""
    asked = talents_asked(request.args, within=own_division())
    question = TalentQuestion(within=asked.within, division=asked.division, brand_id=asked.brand_id, year=asked.year)
    return render_template(
        "talents/statistics.html",
        question=question,
        brand=find_brand_of(question),
        counts=count_by(question),
        places=places_within(question.within),
        bands=AgeBand,
        most_brands=MOST_BRANDS,
    )


@blueprint.get("/office/talents/<int:worker_id>")
def show(worker_id: int) -> ResponseReturnValue:
    """One of them, with everything that officials may see."""
    return _page(_worker(worker_id))


@blueprint.post("/office/talents/<int:worker_id>/identity")
def view_identity(worker_id: int) -> ResponseReturnValue:
    """The whole identity number, once, for whoever says why; the trail keeps who it was."""
    reason = clean_line(request.form.get("reason"))
    try:
        with transaction():
            number = identities.view(
                _worker(worker_id),
                reason=reason,
                since=start_of(today()),
                vault=vault(),
                account_id=current_account().id,
            )
    except RuleBroken as refusal:
        return _page(_worker(worker_id), refused=explain(refusal), reason=reason), REFUSED
    answer = make_response(_page(_worker(worker_id), number=number))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.post("/office/talents/<int:worker_id>/identity/confirm")
def confirm_identity(worker_id: int) -> ResponseReturnValue:
    """The card was seen, and it is theirs."""
    with refusals_flashed(), transaction():
        identities.confirm(_worker(worker_id), account_id=current_account().id)
        flash(_("The identity is confirmed."))
    return redirect(url_for("talents.show", worker_id=worker_id))


def own_division() -> str:
    """How far the official's word reaches."""
    return current_account().division_code or abort(403)


def vault() -> IdentityVault:
    """The keys of the settings."""
    return IdentityVault.of(current_app.config["SETTINGS"])


def _page(worker: Worker, *, number: str = "", refused: str = "", reason: str = "") -> str:
    identity = find_identity_of(worker.id)
    return render_template(
        "talents/show.html",
        worker=worker,
        consents=standing_consents(worker),
        identity=identity,
        pairs=open_pairs_of(worker.id),
        masked=identities.masked(identity, vault=vault()),
        number=number,
        refused=refused,
        reason=reason,
        longest_reason=LONGEST_REASON,
    )


def _worker(worker_id: int) -> Worker:
    return find_talent_within(worker_id, within=own_division()) or abort(404)
