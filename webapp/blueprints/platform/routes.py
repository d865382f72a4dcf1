"""Health, readiness and metrics."""

from __future__ import annotations

from secrets import compare_digest
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, current_app, request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy.exc import SQLAlchemyError

from webapp.reads.platform import database_answers

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
    """Figures of this process in Prometheus' text format, for who brings the token of the settings."""
    token = current_app.config["SETTINGS"].metrics_token
    if not token or not compare_digest(request.headers.get("Authorization", ""), f"Bearer {token}"):
        abort(404)
    return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)
