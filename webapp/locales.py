"""Languages: Chinese first, English complete."""

from __future__ import annotations

from flask import current_app, has_request_context, request
from flask_login import current_user

LOCALES = {"zh_CN": "简体中文", "en": "English"}
COOKIE = "locale"
COOKIE_SECONDS = 365 * 24 * 3600


def choose() -> str:
    """The language of this answer: what was chosen, else what the browser prefers, else Chinese."""
    default: str = current_app.config["SETTINGS"].default_locale
    if not has_request_context():
        return default
    chosen = request.cookies.get(COOKIE) or (current_user.locale if current_user.is_authenticated else None)
    if chosen in LOCALES:
        return chosen
    preferred = request.accept_languages.best_match(["zh-CN", "zh", "en"])
    return {"zh-CN": "zh_CN", "zh": "zh_CN", "en": "en"}.get(preferred or "", default)
