"""The worker's home, and the profile: three short steps, each of which is kept at once and may be changed later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from domain.errors import RuleBroken
from domain.gaps import GapKind
from domain.skill_certificates import CertificateKind
from domain.skills import Licence
from domain.vacancies import Shift
from domain.workers import ConsentPurpose
from webapp.access import current_account
from webapp.blueprints.home.routes import page_of_this_site
from webapp.blueprints.workers.forms import (
    AbilitiesForm,
    ConditionsForm,
    ConsentForm,
    WishesForm,
    abilities_as_they_are,
    conditions_as_they_are,
    consents_as_they_are,
    wishes_as_they_are,
)
from webapp.calendar import today
from webapp.parameters import member
from webapp.reads.candidates import find_vacancies_of_gap
from webapp.reads.identities import find_identity_of
from webapp.reads.profile_claims import claimable_by
from webapp.reads.worker_home import home_of
from webapp.reads.workers import (
    blocked_enterprises,
    common_licences,
    common_skills,
    find_profile_of,
    standing_consents,
)
from webapp.services import identities, invitations, workers
from webapp.services.vault import IdentityVault
from webapp.transaction import transaction
from webapp.wording import refusals_flashed

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Worker

blueprint = Blueprint("workers", __name__)

REFUSED = 422
MOST_OPENED = 60


@blueprint.get("/me")
def index() -> ResponseReturnValue:
    """What to do next, what was asked for, and what fits."""
    worker = find_profile_of(current_account().id)
    if worker is None:
        return redirect(url_for("workers.wishes"))
    weight = current_app.config["SETTINGS"].competition_weight
    return render_template("workers/index.html", home=home_of(worker, today=today(), competition_weight=weight))


@blueprint.get("/me/more/<kind>")
def gap(kind: str) -> ResponseReturnValue:
    """The vacancies that one change of the profile would open."""
    if kind not in set(GapKind):
        abort(404)
    worker = own_profile()
    licence = member(request.args, "licence", Licence)
    found = find_vacancies_of_gap(worker, GapKind(kind), licence, today=today(), limit=MOST_OPENED)
    if found is None:
        flash(_("Nothing more opens with this change today."))
        return redirect(url_for("workers.index"))
    change, opened = found
    return render_template("workers/gap.html", gap=change, opened=opened)


@blueprint.get("/me/profile")
def edit() -> ResponseReturnValue:
    """The whole profile as it stands, with ways to change each part."""
    worker = own_profile()
    return render_template(
        "workers/edit.html",
        worker=worker,
        shifts_named=[shift for shift in Shift if shift in worker.shifts],
        consents=standing_consents(worker),
        blocked=blocked_enterprises(worker.id),
        kinds=CertificateKind,
        masked_identity=identities.masked(
            find_identity_of(worker.id), vault=IdentityVault.of(current_app.config["SETTINGS"])
        ),
    )


@blueprint.route("/me/profile/wishes", methods=["GET", "POST"])
def wishes() -> ResponseReturnValue:
    """The first step; the profile begins to exist with it."""
    account = current_account()
    worker = find_profile_of(account.id)
    form = WishesForm(data=wishes_as_they_are(worker) if worker else {"name": account.name})
    choice = form.offer()
    is_asking = "suggest" in request.form
    if not is_asking and form.validate_on_submit():
        try:
            with transaction():
                kept = workers.write_wishes(account, worker, form.draft(choice), today=today())
                if worker is None:
                    workers.write_consents(kept, form.consents(), hardship=None)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            return _onwards(is_new=worker is None, then="workers.conditions")
    refused = form.is_submitted() and not is_asking
    page = render_template(
        "workers/wishes.html",
        form=form,
        choice=choice,
        is_new=worker is None,
        waits=worker is None and bool(claimable_by(account)),
    )
    return page, REFUSED if refused else 200


@blueprint.route("/me/profile/conditions", methods=["GET", "POST"])
def conditions() -> ResponseReturnValue:
    """The second step: how far, when, and where not."""
    worker = own_profile()
    form = ConditionsForm(data=conditions_as_they_are(worker))
    form.offer()
    if form.validate_on_submit():
        try:
            with transaction():
                workers.write_conditions(worker, form.draft(), today=today())
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            return _onwards(is_new=_is_first_time(), then="workers.abilities")
    page = render_template("workers/conditions.html", form=form, is_new=_is_first_time())
    return page, REFUSED if form.is_submitted() else 200


@blueprint.route("/me/profile/abilities", methods=["GET", "POST"])
def abilities() -> ResponseReturnValue:
    """The third step: what somebody can."""
    worker = own_profile()
    codes = [item.occupation_code for item in worker.occupations]
    skills, licences = common_skills(codes, today=today()), common_licences(codes, today=today())
    form = AbilitiesForm(data=abilities_as_they_are(worker, skills, licences))
    form.offer(skills, licences)
    if form.validate_on_submit():
        try:
            with transaction():
                workers.write_abilities(worker, form.draft())
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            return _onwards(is_new=_is_first_time(), then="workers.index")
    page = render_template("workers/abilities.html", form=form, is_new=_is_first_time())
    return page, REFUSED if form.is_submitted() else 200


@blueprint.route("/me/profile/consents", methods=["GET", "POST"])
def consents() -> ResponseReturnValue:
    """What may be done with the profile, each purpose on its own."""
    worker = own_profile()
    form = ConsentForm(data=consents_as_they_are(worker, standing_consents(worker)))
    if form.validate_on_submit():
        try:
            with transaction():
                workers.write_consents(worker, form.consents(), hardship=form.category())
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("Your choice is kept."))
            return redirect(url_for("workers.edit"))
    page = render_template(
        "workers/consents.html",
        form=form,
        worker=worker,
        keeps_identity=ConsentPurpose.IDENTITY in standing_consents(worker),
    )
    return page, REFUSED if form.is_submitted() else 200


@blueprint.post("/me/looking")
def set_looking() -> ResponseReturnValue:
    """Looking for work, or not for now."""
    worker = own_profile()
    is_looking = request.form.get("looking") == "1"
    with transaction():
        workers.set_looking(worker, is_looking=is_looking)
    flash(_("You look for work again.") if is_looking else _("You are not shown and not matched until you look again."))
    return redirect(url_for("workers.edit"))


@blueprint.post("/me/blocked/<int:enterprise_id>/remove")
def unblock(enterprise_id: int) -> ResponseReturnValue:
    """An enterprise may find the worker again."""
    worker = own_profile()
    with refusals_flashed(), transaction():
        invitations.unblock(worker.id, enterprise_id)
    return redirect(url_for("workers.edit"))


def own_profile() -> Worker:
    """The profile; who has none begins it."""
    worker = find_profile_of(current_account().id)
    return worker or abort(redirect(url_for("workers.wishes")))


def _is_first_time() -> bool:
    """Whether the steps follow each other, as they do after the sign-up."""
    return request.args.get("first") == "1"


def _onwards(*, is_new: bool, then: str) -> ResponseReturnValue:
    """After the sign-up to the next step, or back to where somebody wanted to apply; later back to the profile."""
    wanted = page_of_this_site(request.args.get("next", ""))
    if is_new and wanted:
        flash(_("Your profile stands. You can apply now, and add more later."))
        return redirect(wanted)
    if is_new and then == "workers.index":
        flash(_("Your profile stands. Here is what fits."))
        return redirect(url_for(then))
    if is_new:
        return redirect(url_for(then, first=1))
    flash(_("Your profile is changed."))
    return redirect(url_for("workers.edit"))
