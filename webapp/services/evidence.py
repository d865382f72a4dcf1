"""Evidence files: checked by their bytes, scanned, kept beneath their fingerprint and outside of what is served."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select, union

from domain.certifications import WITH_THE_BRAND
from domain.evidence import (
    LARGEST_BYTES,
    MOST_FILES,
    ConditionsMissing,
    EvidenceFixed,
    EvidenceInfected,
    EvidenceUnscanned,
    TooManyFiles,
    check_evidence,
    shown_name,
)
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Certificate, EvidenceFile, PortfolioPicture
from webapp.services.certifications import forget_attestations, lock

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import IO, Self

    from domain.brands import Standard
    from domain.evidence import EvidenceType
    from webapp.models import Certification
    from webapp.settings import Settings

SCANNER_SECONDS = 30
CLEAN, INFECTED = 0, 1
"""What a scanner ends with, by the custom of all that are in use."""
KEPT_SECONDS = 24 * 3600
"""How long a file stays that no row names: perhaps its row is about to be committed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceStore:
    """Where the files lie, and who looks at them first."""

    folder: Path
    scanner: str
    """A command that is given the path of a file; empty where there is none."""

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """As the settings say."""
        return cls(folder=Path(settings.evidence_folder), scanner=settings.evidence_scanner)

    def path_of(self, fingerprint: str) -> Path:
        """Where a file lies, or would."""
        return self.folder / fingerprint[:2] / fingerprint

    def keep(self, content: bytes) -> tuple[str, bool]:
        """Keep a file, whole or not at all; its fingerprint, and whether a scanner has looked at it.

        Raises EvidenceInfected or EvidenceUnscanned.
        """
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        fingerprint = sha256(content).hexdigest()
        handle, name = tempfile.mkstemp(dir=self.folder, prefix="new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if self.scanner:
                self._scan(name)
            path = self.path_of(fingerprint)
            path.parent.mkdir(exist_ok=True, mode=0o700)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
        return fingerprint, bool(self.scanner)

    def sweep(self, named: Collection[str]) -> int:
        """Take away the files that no row names any more, and say how many."""
        removed = 0
        for path in self.folder.rglob("*") if self.folder.exists() else ():
            if path.is_file() and path.name not in named and time.time() - path.stat().st_mtime > KEPT_SECONDS:
                path.unlink(missing_ok=True)
                removed += 1
        return removed

    def _scan(self, name: str) -> None:
        try:
            ended = subprocess.run(  # noqa: S603  the command is the operator's
                [*shlex.split(self.scanner), name], capture_output=True, timeout=SCANNER_SECONDS, check=False
            )
        except (OSError, ValueError, subprocess.TimeoutExpired) as error:
            raise EvidenceUnscanned from error
        if ended.returncode == INFECTED:
            raise EvidenceInfected
        if ended.returncode != CLEAN:
            raise EvidenceUnscanned


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that somebody sends, not yet read."""

    name: str
    stream: IO[bytes] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A file that somebody sent, checked and kept."""

    name: str
    kind: EvidenceType
    n_bytes: int
    sha256: str
    is_scanned: bool


def read_upload(upload: Upload) -> bytes:
    """What somebody sends, and no more of it than may be kept."""
    return upload.stream.read(LARGEST_BYTES + 1) if upload.stream else b""


def keep_upload(upload: Upload, *, store: EvidenceStore) -> KeptFile:
    """Check and keep what somebody sends. Raises a refusal of check_evidence or of the scanner."""
    content = read_upload(upload)
    kind = check_evidence(upload.name, content)
    fingerprint, is_scanned = store.keep(content)
    return KeptFile(
        name=shown_name(upload.name), kind=kind, n_bytes=len(content), sha256=fingerprint, is_scanned=is_scanned
    )


def add_file(
    certification: Certification,
    file: IO[bytes] | None,
    name: str,
    conditions: Collection[str],
    *,
    standard: Standard,
    store: EvidenceStore,
    account_id: int,
) -> EvidenceFile:
    """Bring a file that shows some conditions; officials look at these again. No more is read than may be kept.

    Raises EvidenceFixed, ConditionsMissing, TooManyFiles, or a refusal of check_evidence or of the scanner.
    """
    lock(certification)
    if certification.state not in WITH_THE_BRAND:
        raise EvidenceFixed
    asked = [condition.id for condition in standard.conditions(certification.category) if condition.id in conditions]
    if not asked:
        raise ConditionsMissing
    kept = db.session.scalar(
        select(func.count()).select_from(EvidenceFile).where(EvidenceFile.certification_id == certification.id)
    )
    if (kept or 0) >= MOST_FILES:
        raise TooManyFiles(most=MOST_FILES)
    kept_file = keep_upload(Upload(name=name, stream=file), store=store)
    row = EvidenceFile(
        certification_id=certification.id,
        conditions=asked,
        name=kept_file.name,
        kind=kept_file.kind,
        n_bytes=kept_file.n_bytes,
        sha256=kept_file.sha256,
        is_scanned=kept_file.is_scanned,
        uploaded_by_id=account_id,
        uploaded_at=now(),
    )
    db.session.add(row)
    forget_attestations(certification, asked)
    return row


def remove_file(certification: Certification, file_id: int) -> None:
    """Take a file back, as long as the application is with the brand. Raises EvidenceFixed."""
    lock(certification)
    if certification.state not in WITH_THE_BRAND:
        raise EvidenceFixed
    row = next((file for file in certification.files if file.id == file_id), None)
    if row is not None:
        certification.files.remove(row)
        forget_attestations(certification, row.conditions)


def sweep(store: EvidenceStore) -> int:
    """Take away the files that no row names any more, and say how many."""
    named = union(
        *(select(column) for column in (EvidenceFile.sha256, Certificate.file_sha256)),
        *(select(column) for column in (PortfolioPicture.large_sha256, PortfolioPicture.small_sha256)),
    )
    return store.sweep(set(db.session.scalars(named)))
