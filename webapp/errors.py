"""What a page says when something goes wrong: for each status a title, a sentence, and a way on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from flask import current_app, render_template, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from webapp import locales
from webapp.navigation import may

if TYPE_CHECKING:
    from flask import Flask
    from flask.typing import ResponseReturnValue

API = "/api/"
"""Below this programs ask, and are answered as programs."""
BROKEN = 500
UNKNOWN = 400

WORDS: dict[int, tuple[Any, Any]] = {
    400: (
        _("This address does not work"),
        _("Something in it is not as it should be. Begin again from the search."),
    ),
    403: (
        _("This page is for others"),
        _("Your account may not see it. If you think it should, ask who gave you the account."),
    ),
    404: (
        _("There is no such page"),
        _("Perhaps the address has a slip in it, or the page has gone. What you look for may still be here."),
    ),
    405: (
        _("This address does not work"),
        _("It cannot be opened like this. Go back and use the button on the page."),
    ),
    413: (
        _("That is too large"),
        _("What you sent is larger than eight megabytes. Go back and send something smaller."),
    ),
    429: (
        _("Too many attempts"),
        _("For your safety there is a pause now. Please try again in a minute."),
    ),
    500: (
        _("Something broke on our side"),
        _("It is not your fault, and it has been noted. Please try again in a minute."),
    ),
    503: (
        _("We are away for a moment"),
        _("The site is being looked after. Please try again in a minute."),
    ),
}


def init_app(app: Flask) -> None:
    """Answer every error with a page."""
    app.register_error_handler(HTTPException, show_error)


def show_error(error: HTTPException) -> ResponseReturnValue:
    """Say what went wrong in the reader's language, and what to do now."""
    if error.response is not None:
        return error.response
    code = error.code or BROKEN
    if code >= BROKEN:
        # Perhaps the database is what broke. render_template would ask it who is signed in; the bare template does not.
        locales.forget_account()
        title, text = WORDS.get(code, WORDS[BROKEN])
        page = current_app.jinja_env.get_template("errors/broken.html")
        return page.render(title=title, text=text), code
    title, text = WORDS.get(code, WORDS[UNKNOWN])
    parameter = getattr(error, "parameter", None)
    if request.path.startswith(API):
        return _problem(error, str(title), parameter)
    if parameter:
        text = gettext("The address asks for something that does not exist: the value of “%(name)s”.", name=parameter)
    elif isinstance(error, CSRFError):
        title = gettext("The page was open for too long")
        text = gettext("Go back, load the page again and send it once more. What you typed is still there.")
    return render_template("errors/error.html", title=title, text=text, ways=_ways_on(parameter)), code


def _problem(error: HTTPException, title: str, parameter: str | None) -> ResponseReturnValue:
    """What went wrong, for a program (RFC 9457)."""
    detail = gettext("The value of the parameter “%(name)s” does not exist.", name=parameter) if parameter else ""
    said = {"type": "about:blank", "title": title, "status": error.code, "detail": detail, "parameter": parameter}
    body = json.dumps({name: value for name, value in said.items() if value}, ensure_ascii=False)
    headers = {"Content-Type": "application/problem+json", "Access-Control-Allow-Origin": "*"}
    return body, error.code or BROKEN, headers


def _ways_on(parameter: str | None) -> list[tuple[str, str]]:
    """Where somebody may want to go from here."""
    ways = [(gettext("To the front page"), url_for("home.index"))]
    if may("vacancies.index"):
        ways.append((gettext("Search vacancies"), url_for("vacancies.index")))
    if parameter:
        ways.insert(0, (gettext("This page without its filters"), request.path))
    return ways
