"""Health, readiness and metrics."""

from __future__ import annotations

from secrets import compare_digest
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, current_app, request
from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy.exc import SQLAlchemyError

from webapp.metrics import exposition
from webapp.reads.indexing import count_waiting
from webapp.reads.platform import database_answers, last_successes

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("platform", __name__)


@blueprint.get("/healthz")
def healthz() -> ResponseReturnValue:
    """The process is alive."""
    return {"alive": True}


@blueprint.get("/readyz")
def readyz() -> ResponseReturnValue:
    """The process can serve: 503 while the database does not answer."""
    try:
        database_answers()
    except SQLAlchemyError:
        return {"ready": False, "missing": "database"}, 503
    return {"ready": True}


@blueprint.get("/metrics")
def metrics() -> ResponseReturnValue:
    """Figures in Prometheus' text format, for who brings the token of the settings."""
    token = current_app.config["SETTINGS"].metrics_token
    brought = request.headers.get("Authorization", "").encode()
    if not token or not compare_digest(brought, f"Bearer {token}".encode()):
        abort(404)
    figures = exposition(outbox_waiting=count_waiting(), last_success=last_successes())
    return Response(figures, content_type=CONTENT_TYPE_LATEST)
