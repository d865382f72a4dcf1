"""The calendar: for everybody what is public, for officials their proposals and the days of campaigns, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from domain.errors import RuleBroken
from webapp.access import current_account
from webapp.blueprints.campaigns.forms import AnnouncementForm
from webapp.calendar import today
from webapp.parameters import month
from webapp.reads.campaigns import announcements, find_announcement, month_of
from webapp.services import campaigns
from webapp.transaction import transaction

if TYPE_CHECKING:
    from datetime import date

    from flask.typing import ResponseReturnValue

blueprint = Blueprint("campaigns", __name__)


@blueprint.get("/fairs/calendar")
def index() -> ResponseReturnValue:
    """A month of campaigns and public fairs."""
    return render_template("campaigns/index.html", month=month_of(_month()))


@blueprint.get("/office/fairs/calendar")
def desk() -> ResponseReturnValue:
    """The same with the proposals of the official's division; the city enters the days of campaigns here."""
    return _page(_month(), AnnouncementForm(formdata=None))


@blueprint.post("/office/fairs/calendar")
def announce() -> ResponseReturnValue:
    """Enter the days of a campaign."""
    first, form = _month(), AnnouncementForm()
    if form.validate_on_submit():
        try:
            with transaction():
                campaigns.announce(**form.announcement(), account_id=current_account().id)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("Kept. Fairs that are proposed from now on go by it."))
            return redirect(url_for("campaigns.desk", month=first.strftime("%Y-%m")))
    return _page(first, form), 422


@blueprint.post("/office/fairs/calendar/<int:announcement_id>/take-back")
def take_back(announcement_id: int) -> ResponseReturnValue:
    """Forget what was announced."""
    row = find_announcement(announcement_id) or abort(404)
    address = url_for("campaigns.desk", month=row.first_on.strftime("%Y-%m"))
    with transaction():
        campaigns.take_back(row, account_id=current_account().id)
    flash(_("The usual days hold again."))
    return redirect(address)


def _page(first: date, form: AnnouncementForm) -> str:
    division = current_account().division_code or abort(403)
    return render_template(
        "campaigns/desk.html", month=month_of(first, within=division), announced=announcements(first.year), form=form
    )


def _month() -> date:
    return month(request.args, "month") or today().replace(day=1)
