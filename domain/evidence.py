"""Evidence: which files may be shown for a condition. A file is what its bytes say, not what its name says."""

from __future__ import annotations

from enum import StrEnum

from domain.errors import RuleBroken

LARGEST_BYTES = 7 * 1024 * 1024
"""◇ A request may have eight megabytes, and carries more than the file."""
MOST_FILES = 60
"""◇ Of one application."""
LONGEST_NAME = 120


class EvidenceType(StrEnum):
    """What is taken: papers and pictures."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"


EXTENSIONS = {
    "pdf": EvidenceType.PDF,
    "png": EvidenceType.PNG,
    "jpg": EvidenceType.JPEG,
    "jpeg": EvidenceType.JPEG,
}


class EvidenceMissing(RuleBroken):
    """No file was chosen, or an empty one."""

    field = "file"


class EvidenceTooLarge(RuleBroken):
    """A file has more bytes than a paper or a picture needs."""

    field = "file"


class EvidenceTypeRefused(RuleBroken):
    """A file is neither a PDF nor a PNG or JPEG picture."""

    field = "file"


class EvidenceDisguised(RuleBroken):
    """A file is not what its name says."""

    field = "file"


class EvidenceBroken(RuleBroken):
    """A file begins as what it says, and does not end so: a part of it is missing."""

    field = "file"


class EvidenceInfected(RuleBroken):
    """The scanner has found something in the file that does harm."""

    field = "file"


class EvidenceUnscanned(RuleBroken):
    """The scanner did not answer; what was not scanned is not kept."""

    field = "file"


class TooManyFiles(RuleBroken):
    """An application has as many files as anybody looks at."""

    field = "file"


class ConditionsMissing(RuleBroken):
    """Nobody says what a file shows."""

    field = "conditions"


class EvidenceFixed(RuleBroken):
    """An application is under review or decided: its evidence stays as it is."""

    field = "file"


def check_evidence(name: str, content: bytes) -> EvidenceType:
    """What a file is, by its bytes.

    Raises EvidenceMissing, EvidenceTooLarge, EvidenceTypeRefused, EvidenceDisguised or EvidenceBroken.
    """
    if not content:
        raise EvidenceMissing
    if len(content) > LARGEST_BYTES:
        raise EvidenceTooLarge(megabytes=LARGEST_BYTES // 1024 // 1024)
    found = _type_of(content)
    said = EXTENSIONS.get(name.rpartition(".")[2].lower())
    if found is None:
        raise EvidenceDisguised(said=said.name) if said else EvidenceTypeRefused
    if said is not found:
        raise EvidenceDisguised(said=name.rpartition(".")[2][:10] or "-")
    if not _is_whole(found, content):
        raise EvidenceBroken
    return found


def shown_name(name: str) -> str:
    """The name of a file without its folders, its unseen characters, and what is too long of it."""
    bare = "".join(letter for letter in name.replace("\\", "/").rpartition("/")[2] if letter.isprintable())
    stem, dot, extension = bare.rpartition(".")
    return f"{(stem or extension)[: LONGEST_NAME - 10]}{dot and '.'}{extension[:9] if dot else ''}".strip()


def _type_of(content: bytes) -> EvidenceType | None:
    if content.startswith(b"%PDF-"):
        return EvidenceType.PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return EvidenceType.PNG
    return EvidenceType.JPEG if content.startswith(b"\xff\xd8\xff") else None


def _is_whole(kind: EvidenceType, content: bytes) -> bool:
    """Whether the end is there, too; programs may write some bytes behind it."""
    end = {EvidenceType.PDF: b"%%EOF", EvidenceType.PNG: b"IEND", EvidenceType.JPEG: b"\xff\xd9"}[kind]
    return end in content[-2048:]
