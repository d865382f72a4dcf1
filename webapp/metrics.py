"""Figures for whoever watches the machine, in Prometheus' words: how long pages take, and how the clock keeps up."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from flask import g, request
from prometheus_client import REGISTRY, CollectorRegistry, Gauge, Histogram, generate_latest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from flask import Flask, Response

REQUESTS = Histogram(
    "laopin_request_seconds",
    "Seconds that this process took to answer, by endpoint, method and status.",
    ("endpoint", "method", "status"),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0),
)


def init_app(app: Flask) -> None:
    """Time every request."""
    app.before_request(_begin)
    app.after_request(_end)


def exposition(*, outbox_waiting: int, last_success: Mapping[str, datetime]) -> bytes:
    """The figures of this process, and those of the database, which are the same whichever process is asked."""
    registry = CollectorRegistry()
    waiting = Gauge("laopin_outbox_waiting", "Changes that search must still learn.", registry=registry)
    waiting.set(outbox_waiting)
    succeeded = Gauge(
        "laopin_job_last_success_timestamp_seconds", "When a job last succeeded.", ("job",), registry=registry
    )
    for job, moment in last_success.items():
        succeeded.labels(job).set(moment.timestamp())
    return generate_latest(REGISTRY) + generate_latest(registry)


def _begin() -> None:
    g.began = perf_counter()


def _end(response: Response) -> Response:
    began = g.pop("began", None)
    if began is not None:
        status = str(response.status_code)
        REQUESTS.labels(request.endpoint or "none", request.method, status).observe(perf_counter() - began)
    return response
