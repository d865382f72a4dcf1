"""Who may: the current account, and one table that says for every route who may use it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import abort, redirect, request, url_for
from flask_login import current_user

from domain.accounts import OFFICIALS, Role

if TYPE_CHECKING:
    from flask import Flask
    from flask.typing import ResponseReturnValue

    from webapp.models import Account

VISITOR: Final = "visitor"
"""Somebody who has not signed in."""

Who = frozenset[str]

EVERYBODY: Who = frozenset({VISITOR, *Role})
SIGNED_IN: Who = frozenset(Role)
WORKER: Who = frozenset({Role.WORKER})
ENTERPRISE: Who = frozenset({Role.ENTERPRISE})
AGENCY: Who = frozenset({Role.AGENCY})
OFFICIAL: Who = frozenset(OFFICIALS)
KEEPER: Who = frozenset({Role.CITY_OFFICIAL, Role.ADMINISTRATOR})
"""Those who keep the machine: they see what the clock did and ask it to do it again."""

ROUTES: dict[str, Who] = {
    "static": EVERYBODY,
    "home.index": EVERYBODY,
    "home.set_locale": EVERYBODY,
    "vacancies.index": EVERYBODY,
    "vacancies.show": EVERYBODY,
    "vacancies.suggestions": EVERYBODY,
    "zones.index": EVERYBODY,
    "zones.show": EVERYBODY,
    "fairs.index": EVERYBODY,
    "fairs.show": EVERYBODY,
    "fairs.calendar": EVERYBODY,
    "platform.healthz": EVERYBODY,
    "platform.readyz": EVERYBODY,
    "platform.metrics": EVERYBODY,
}
"""Endpoint -> who may. A route that is not here is refused, and a test walks every route with every role."""


def init_app(app: Flask) -> None:
    """Refuse, before anything else happens, whoever may not."""
    app.before_request(refuse_others)


def refuse_others() -> ResponseReturnValue | None:
    """404 where there is no such route; sign-in for a visitor who would need it; 403 for the rest."""
    if request.endpoint is None:
        return None
    may = ROUTES.get(request.endpoint, frozenset())
    who = current_user.role if current_user.is_authenticated else VISITOR
    if who in may:
        return None
    if who == VISITOR and may:
        wanted = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("accounts.sign_in", next=wanted))
    return abort(403)


def current_account() -> Account:
    """The account that is signed in. Only for routes that a visitor may not use."""
    account: Account = current_user._get_current_object()  # noqa: SLF001  Flask-Login has no public way to it
    return account


def worker_account_id() -> int | None:
    """The account of the worker who is signed in; None for a visitor and for everybody else."""
    is_worker = current_user.is_authenticated and current_user.role is Role.WORKER
    return int(current_user.id) if is_worker else None
