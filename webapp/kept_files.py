"""Files that people sent, as they are shown again: somebody else's file is looked at, and does nothing."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from flask import abort, current_app, request, send_file

from domain.evidence import EvidenceType
from webapp.services.evidence import EvidenceStore, Upload

if TYPE_CHECKING:
    from flask import Response

SEALED = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def evidence_store() -> EvidenceStore:
    """Where files lie, by the settings."""
    return EvidenceStore.of(current_app.config["SETTINGS"])


def uploaded(name: str) -> Upload | None:
    """The file of a field of the form, not yet read; None where none was chosen."""
    file = request.files.get(name)
    return Upload(name=file.filename, stream=file.stream) if file and file.filename else None


def show_kept(fingerprint: str, kind: EvidenceType, name: str, *, cache: str = "private, no-store") -> Response:
    """A file that was kept: a picture in its place, a paper to be saved; 404 where it is gone."""
    try:
        content = evidence_store().path_of(fingerprint).read_bytes()
    except FileNotFoundError:
        abort(404)
    answer = send_file(
        BytesIO(content),
        mimetype=kind.value,
        download_name=name,
        as_attachment=kind is EvidenceType.PDF,
        conditional=False,
        etag=False,
    )
    answer.headers.update(SEALED | {"Cache-Control": cache})
    return answer
