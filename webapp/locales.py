"""Languages: Chinese first, English complete."""

from __future__ import annotations

from functools import cache

from babel import Locale
from flask import current_app, g, has_request_context, request
from flask_babel import get_locale
from flask_login import current_user

LOCALES = {"zh_CN": "简体中文", "en": "English"}
COOKIE = "locale"
COOKIE_SECONDS = 365 * 24 * 3600


def choose() -> str:
    """The language of this answer: what was chosen, else what the browser prefers, else Chinese."""
    if not has_request_context():
        return _default()
    if "language" in g:
        return str(g.language)
    chosen = request.cookies.get(COOKIE) or (current_user.locale if current_user.is_authenticated else None)
    return chosen if chosen in LOCALES else choose_for_visitor()


def choose_locale() -> Locale:
    """The language of this answer as Babel knows it: parsed once, because that takes longer than the choice."""
    return _parsed(choose())


def forget_account() -> None:
    """From here on this answer does not ask who is signed in: perhaps the database is what broke."""
    g.language = choose_for_visitor()


def choose_for_visitor() -> str:
    """The language of somebody of whom only the request is known."""
    chosen = request.cookies.get(COOKIE)
    if chosen in LOCALES:
        return chosen
    preferred = request.accept_languages.best_match(["zh-CN", "zh", "en"])
    return {"zh-CN": "zh_CN", "zh": "zh_CN", "en": "en"}.get(preferred or "", _default())


def language_tag() -> str:
    """The language of this answer as HTML and HTTP name it."""
    return "en" if str(get_locale()) == "en" else "zh-CN"


@cache
def _parsed(name: str) -> Locale:
    return Locale.parse(name)


def _default() -> str:
    default: str = current_app.config["SETTINGS"].default_locale
    return default
