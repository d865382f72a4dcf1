"""Evidence: a file is what its bytes say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import RuleBroken
from domain.evidence import (
    LARGEST_BYTES,
    LONGEST_NAME,
    EvidenceBroken,
    EvidenceDisguised,
    EvidenceMissing,
    EvidenceTooLarge,
    EvidenceType,
    EvidenceTypeRefused,
    check_evidence,
    shown_name,
)

PDF = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20 + b"IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 20 + b"\xff\xd9"


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("方案.pdf", PDF, EvidenceType.PDF),
        ("方案.PDF", PDF, EvidenceType.PDF),
        ("照片.png", PNG, EvidenceType.PNG),
        ("照片.jpg", JPEG, EvidenceType.JPEG),
        ("照片.jpeg", JPEG, EvidenceType.JPEG),
    ],
)
def test_papers_and_pictures_are_taken(name, content, kind):
    assert check_evidence(name, content) is kind


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("空.pdf", b"", EvidenceMissing),
        ("方案.pdf", b"MZ\x90\0 a program", EvidenceDisguised),
        ("方案.pdf", PNG, EvidenceDisguised),
        ("照片.png", PDF, EvidenceDisguised),
        ("方案", PDF, EvidenceDisguised),
        ("页面.html", b"<script>alert(1)</script>", EvidenceTypeRefused),
        ("方案.docx", b"PK\x03\x04", EvidenceTypeRefused),
        ("方案.pdf", PDF.replace(b"%%EOF", b""), EvidenceBroken),
        ("照片.jpg", JPEG[:-2], EvidenceBroken),
        ("照片.png", PNG[:-8], EvidenceBroken),
    ],
)
def test_what_is_not_what_it_says_is_refused(name, content, refusal):
    with pytest.raises(refusal):
        check_evidence(name, content)


def test_a_file_of_eighty_megabytes_is_refused_with_the_limit():
    with pytest.raises(EvidenceTooLarge) as refusal:
        check_evidence("方案.pdf", PDF + bytes(80 * 1024 * 1024))
    assert refusal.value.details == {"megabytes": 7}
    with pytest.raises(EvidenceTooLarge):
        check_evidence("方案.pdf", PDF.ljust(LARGEST_BYTES + 1))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("方案.pdf", "方案.pdf"),
        ("C:\\桌面\\方案.pdf", "方案.pdf"),
        ("../../etc/passwd", "passwd"),
        ("方案\u202efdp.exe", "方案fdp.exe"),
        (".pdf", "pdf.pdf"),
        ("", ""),
    ],
)
def test_a_name_is_shown_without_what_could_mislead(name, shown):
    assert shown_name(name) == shown


@given(st.text(max_size=400))
def test_a_shown_name_is_short_and_can_be_seen(name):
    shown = shown_name(name)

    assert len(shown) <= LONGEST_NAME
    assert shown.isprintable()
    assert "/" not in shown


@given(st.text(max_size=12), st.binary(max_size=64))
def test_whatever_is_sent_is_taken_or_refused(name, content):
    try:
        answer = check_evidence(name, content)
    except RuleBroken as refusal:
        answer = refusal.field
    assert answer in {*EvidenceType, "file"}
