"""The addresses of what scripts/assets built: a name without a hash becomes the file that carries it."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from flask import request, url_for

if TYPE_CHECKING:
    from flask import Flask, Response

DIST = "dist"
YEAR_SECONDS = 365 * 24 * 3600

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Manifest:
    """Which file stands for which name; read again when a build has written it anew."""

    path: Path
    read_at: float | None = None
    files: dict[str, str] = field(default_factory=dict)

    def file(self, name: str) -> str:
        """The file for a name. Without a build the name itself: the page works, without its looks."""
        written_at = self.path.stat().st_mtime if self.path.exists() else 0.0
        if written_at != self.read_at:
            self.read_at = written_at
            self.files = json.loads(self.path.read_text(encoding="utf-8")) if written_at else {}
            if not self.files:
                log.error("There is no %s: run scripts/assets, pages have no looks without it.", self.path)
        return self.files.get(name, name)


def init_app(app: Flask) -> None:
    """Give the templates asset(name), and let browsers keep what carries a hash."""
    manifest = Manifest(Path(app.static_folder or "static") / DIST / "manifest.json")

    def asset(name: str) -> str:
        return url_for("static", filename=f"{DIST}/{manifest.file(name)}")

    app.jinja_env.globals["asset"] = asset
    app.after_request(_let_browsers_keep)


def _let_browsers_keep(response: Response) -> Response:
    """What carries a hash never changes. Everything else is asked for again."""
    filename = (request.view_args or {}).get("filename", "")
    if request.endpoint == "static" and str(filename).startswith(f"{DIST}/") and response.status_code == 200:  # noqa: PLR2004
        response.headers["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable"
    return response
