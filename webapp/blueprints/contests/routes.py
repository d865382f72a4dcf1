"""Contests for everybody: what is called, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, render_template, request
from flask_login import current_user

from domain.contests import takes_entries
from webapp.access import current_account
from webapp.calendar import today
from webapp.parameters import page_number
from webapp.reads.contests import (
    count_entries,
    entries_of_enterprise,
    find_public_contest,
    public_contests,
    results_of,
)

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Contest

blueprint = Blueprint("contests", __name__)

REFUSED = 422


@blueprint.get("/contests")
def index() -> ResponseReturnValue:
    """What is called, judged and decided."""
    contests, page, pages = public_contests(page=page_number(request.args))
    return render_template("contests/index.html", contests=contests, page=page, pages=pages, is_open=is_open)


@blueprint.get("/contests/<int:contest_id>")
def show(contest_id: int) -> ResponseReturnValue:
    """One contest: its words, and its results once they are published."""
    contest = find_public_contest(contest_id) or abort(404)
    enterprise_id = current_account().enterprise_id if current_user.is_authenticated else None
    return render_template(
        "contests/show.html",
        contest=contest,
        is_open=is_open(contest),
        count=count_entries(contest.id),
        results=results_of(contest),
        mine=entries_of_enterprise(enterprise_id, contest_id=contest.id) if enterprise_id else (),
    )


def is_open(contest: Contest) -> bool:
    """Whether one may enter now."""
    return takes_entries(contest.state, opens_on=contest.opens_on, closes_on=contest.closes_on, today=today())
