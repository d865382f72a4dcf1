"""Messages: everybody reads their own, opens what one is about, and says that all are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, redirect, render_template, request, url_for

from webapp.access import current_account
from webapp.letters import say
from webapp.parameters import page_number
from webapp.reads.messages import find_message_of, messages_of
from webapp.services import messages
from webapp.transaction import transaction

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("messages", __name__)


@blueprint.get("/messages")
def index() -> ResponseReturnValue:
    """What whoever is signed in was told, the newest first."""
    page = page_number(request.args)
    found = messages_of(current_account().id, page=page)
    return render_template("messages/index.html", found=found, told=[(one, say(one)) for one in found.messages])


@blueprint.post("/messages/<int:message_id>")
def open_one(message_id: int) -> ResponseReturnValue:
    """Go to what a message is about; it counts as read."""
    message = find_message_of(message_id, account_id=current_account().id) or abort(404)
    path = say(message).path or url_for("messages.index")
    with transaction():
        messages.read(message)
    return redirect(path)


@blueprint.post("/messages/read")
def read_all() -> ResponseReturnValue:
    """All are read."""
    with transaction():
        messages.read_all(current_account().id)
    return redirect(url_for("messages.index"))
