"""The audit trail: who decided what about whom, narrowed as one likes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from webapp.blueprints.audit.words import action_name, noted, subject_name
from webapp.parameters import LARGEST_ID, BadParameter, day, known, page_number, whole_number
from webapp.reads.audit import AuditQuestion, find_entries, known_actions, known_subjects

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("audit", __name__)


@blueprint.get("/office/audit")
def index() -> ResponseReturnValue:
    """The decisions that the address asks for, newest first."""
    actions, subjects = known_actions(), known_subjects()
    since, until = day(request.args, "since"), day(request.args, "until")
    if since and until and until < since:
        raise BadParameter("until")
    question = AuditQuestion(
        action=next(iter(known(request.args, "action", actions)), ""),
        subject_type=next(iter(known(request.args, "subject", subjects)), ""),
        subject_id=whole_number(request.args, "number", least=1, most=LARGEST_ID),
        account_id=whole_number(request.args, "account", least=1, most=LARGEST_ID),
        since=since,
        until=until,
        page=page_number(request.args),
    )
    return render_template(
        "audit/index.html",
        question=question,
        found=find_entries(question),
        actions=[(action, action_name(action)) for action in actions],
        subjects=[(subject, subject_name(subject)) for subject in subjects],
        action_name=action_name,
        subject_name=subject_name,
        noted=noted,
    )
