"""A picture at an address that carries its fingerprint: a browser asks for it once."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

from flask import Blueprint, abort, send_file

from webapp.reads.pictures import find_content

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("pictures", __name__)

YEAR_SECONDS = 365 * 24 * 3600
_FINGERPRINT = re.compile("[0-9a-f]{32}")


@blueprint.get("/pictures/<fingerprint>.jpg")
def show(fingerprint: str) -> ResponseReturnValue:
    """The picture itself."""
    content = find_content(fingerprint) if _FINGERPRINT.fullmatch(fingerprint) else None
    answer = send_file(BytesIO(content or abort(404)), mimetype="image/jpeg", etag=fingerprint, max_age=YEAR_SECONDS)
    answer.headers["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable"
    return answer
