"""The application: create_app(settings) puts it together. Read this first."""

from __future__ import annotations

from inspect import iscoroutinefunction
from typing import TYPE_CHECKING

from flask import Flask, request, session
from jinja2 import StrictUndefined
from sqlalchemy import event

from webapp import access, cli, errors, findings, locales, metrics, presentation, reasons
from webapp.blueprints import (
    accounts,
    advertisements,
    agencies,
    alerts,
    api,
    applications,
    audit,
    brand_reviews,
    brands,
    campaigns,
    certifications,
    congestion,
    contests,
    corridors,
    directories,
    duplicates,
    enterprises,
    exhibitions,
    export_orders,
    fair_days,
    fair_floors,
    fair_proposals,
    fair_registrations,
    fair_reports,
    fair_tickets,
    fair_timetables,
    fairs,
    halls,
    home,
    inspections,
    invitations,
    labour_export,
    messages,
    occupations,
    officials,
    pictures,
    platform,
    portfolios,
    profile_claims,
    query_log,
    runs,
    skill_certificates,
    standards,
    stories,
    subsidies,
    surveys,
    synonyms,
    talents,
    vacancies,
    verifications,
    worker_imports,
    workers,
    zones,
)
from webapp.extensions import babel, compress, csrf, db, limiter, login_manager
from webapp.parameters import RowNumber
from webapp.reads.accounts import find_signed_in
from webapp.services.vault import IdentityVault
from webapp.settings import Settings

if TYPE_CHECKING:
    from typing import Any

    from flask import Response

BLUEPRINTS = (
    home.blueprint,
    accounts.blueprint,
    occupations.blueprint,
    workers.blueprint,
    applications.blueprint,
    invitations.blueprint,
    alerts.blueprint,
    messages.blueprint,
    enterprises.blueprint,
    subsidies.blueprint,
    corridors.blueprint,
    verifications.blueprint,
    certifications.blueprint,
    brand_reviews.blueprint,
    inspections.blueprint,
    standards.blueprint,
    advertisements.blueprint,
    platform.blueprint,
    vacancies.blueprint,
    zones.blueprint,
    pictures.blueprint,
    brands.blueprint,
    surveys.blueprint,
    directories.blueprint,
    fairs.blueprint,
    exhibitions.blueprint,
    contests.blueprint,
    stories.blueprint,
    campaigns.blueprint,
    agencies.blueprint,
    labour_export.blueprint,
    officials.blueprint,
    talents.blueprint,
    skill_certificates.blueprint,
    portfolios.blueprint,
    worker_imports.blueprint,
    profile_claims.blueprint,
    duplicates.blueprint,
    fair_proposals.blueprint,
    halls.blueprint,
    fair_floors.blueprint,
    fair_registrations.blueprint,
    fair_timetables.blueprint,
    fair_days.blueprint,
    fair_reports.blueprint,
    fair_tickets.blueprint,
    export_orders.blueprint,
    congestion.blueprint,
    query_log.blueprint,
    synonyms.blueprint,
    runs.blueprint,
    audit.blueprint,
    api.blueprint,
)

LONGEST_REQUEST = 8 * 1024 * 1024
SIGNED_IN_DAYS = 30

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def create_app(settings: Settings | None = None) -> Flask:
    """The application, ready to serve or to work for a command or a job."""
    settings = settings or Settings.from_environment()
    IdentityVault.of(settings)  # a key that is none is said at the start, not when the first number comes
    app = Flask(__name__)
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_ENGINES={"default": settings.database_url},
        MAX_CONTENT_LENGTH=LONGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LONGEST_REQUEST,
        PERMANENT_SESSION_LIFETIME=SIGNED_IN_DAYS * 24 * 3600,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.is_https,
        REMEMBER_COOKIE_SECURE=settings.is_https,
        BABEL_DEFAULT_LOCALE=settings.default_locale,
        BABEL_DEFAULT_TIMEZONE=settings.timezone,
        BABEL_TRANSLATION_DIRECTORIES="translations",
        WTF_CSRF_TIME_LIMIT=None,
        COMPRESS_MIMETYPES=["text/html", "text/css", "application/javascript", "application/json", "image/svg+xml"],
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True

    db.init_app(app)
    # The library closes asynchronous sessions in a thread that it begins for every request; nobody opens one here.
    app.teardown_appcontext_funcs = [end for end in app.teardown_appcontext_funcs if not iscoroutinefunction(end)]
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            event.listen(db.engine, "connect", _prepare_sqlite)
    babel.init_app(app, locale_selector=locales.choose_locale)
    login_manager.init_app(app)
    login_manager.user_loader(_load_account)
    csrf.init_app(app)
    compress.init_app(app)
    limiter.init_app(app)
    metrics.init_app(app)
    access.init_app(app)
    presentation.init_app(app)
    reasons.init_app(app)
    findings.init_app(app)
    errors.init_app(app)
    cli.init_app(app)
    app.url_map.converters["int"] = RowNumber
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.after_request(_add_headers)
    return app


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Readers beside one writer, foreign keys that hold, and a writer that waits instead of failing."""
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=15000"):
        connection.execute(f"PRAGMA {pragma}")


def _load_account(account_id: str) -> Any:
    return find_signed_in(int(account_id), session.get(access.SEAL))


def _add_headers(response: Response) -> Response:
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Language", locales.language_tag())
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "private, no-cache")
        response.vary.update(("Cookie", "Accept-Language"))
    return response
