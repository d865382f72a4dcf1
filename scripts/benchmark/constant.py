"""The page beside which the search page is measured: Flask that answers with a constant."""

from __future__ import annotations

from flask import Flask

PAGE = "<!doctype html><title>.</title>" + "." * 1000


def create_app() -> Flask:
    """An application with one page and nothing else."""
    app = Flask(__name__)
    app.add_url_rule("/", "index", lambda: PAGE)
    return app
