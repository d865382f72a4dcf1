"""The front page, and the choice of language."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _

from webapp import locales
from webapp.calendar import today
from webapp.reads.home import front_page

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("home", __name__)

EXAMPLES = (
    ("厨师 包吃住", _("cook, housing and meals")),
    ("高邮 电焊工 8000", _("welder in Gaoyou, from 8,000")),
    ("养老护理员 白班", _("carer, day shift")),
)
"""Searches that show what the box understands, and what they ask for."""


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """The city's brands at work."""
    return render_template("home/index.html", front=front_page(today=today()), examples=EXAMPLES)


@blueprint.post("/locale")
def set_locale() -> ResponseReturnValue:
    """Remember a language, and stay on the page."""
    locale = request.form.get("locale", "")
    if locale not in locales.LOCALES:
        abort(400)
    response = redirect(page_of_this_site(request.form.get("next", "")) or url_for("home.index"))
    response.set_cookie(locales.COOKIE, locale, max_age=locales.COOKIE_SECONDS, httponly=True, samesite="Lax")
    return response


def page_of_this_site(address: str) -> str:
    """The address if it is a path of this site, else nothing: nobody is sent elsewhere by a crafted link."""
    parts = urlsplit(address)
    leads_away = parts.scheme or parts.netloc or not address.startswith("/") or address.startswith(("//", "/\\"))
    return "" if leads_away else address
