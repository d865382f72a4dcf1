"""Evidence: what its bytes say, scanned, kept under its fingerprint, and seen only by those who may."""

import io
import os
import stat
import sys
import time
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from domain.accounts import Role
from domain.certifications import CertificationState
from domain.evidence import MOST_FILES
from tests.factories import (
    BAOYING,
    AccountFactory,
    BrandMemberFactory,
    CertificationFactory,
    EvidenceFileFactory,
)
from tests.webapp.brands import PDF, listed_brand, with_evidence
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp.models import Attestation, AuditEntry, EvidenceFile
from webapp.services import evidence
from webapp.services.evidence import EvidenceStore

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20 + b"IEND\xaeB`\x82"


@pytest.fixture
def people(client, session, sign_in):
    people = listed_brand()
    people.certification = CertificationFactory(brand=people.brand, applied_by_id=people.enterprise.id)
    people.address = f"/certifications/{people.certification.id}"
    sign_in(people.enterprise)
    return people


@pytest.fixture
def store(app):
    return EvidenceStore.of(app.config["SETTINGS"])


@pytest.fixture
def bring(client, people):
    def bring(content=PDF, name="实施方案.pdf", conditions=("B1",)):
        data = {"file": FileStorage(io.BytesIO(content), name), "conditions": list(conditions)}
        boundary, body = encode_multipart(data)
        kind = f"multipart/form-data; boundary={boundary}"
        return client.post(f"{people.address}/files", data=body, content_type=kind, headers=ENGLISH)

    return bring


def rows(fresh):
    return fresh().scalars(select(EvidenceFile).order_by(EvidenceFile.id)).all()


def test_a_file_is_kept_under_its_fingerprint_and_shown_with_its_conditions(client, people, bring, fresh, store):
    assert bring(conditions=("B1", "B2")).status_code == 302

    (row,) = rows(fresh)
    path = store.path_of(row.sha256)
    assert (row.name, row.conditions, row.n_bytes, row.is_scanned) == ("实施方案.pdf", ["B1", "B2"], len(PDF), False)
    assert row.sha256 == sha256(PDF).hexdigest()
    assert path.read_bytes() == PDF
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert visit(client, people.address).count("实施方案.pdf") == 3


@pytest.mark.parametrize(
    ("content", "name", "conditions", "sentence"),
    [
        (b"MZ\x90\0 a program", "实施方案.pdf", ("B1",), "The file is not what its name says (PDF)"),
        (PNG, "实施方案.pdf", ("B1",), "The file is not what its name says"),
        (b"<script>alert(1)</script>", "页面.html", ("B1",), "Please send a PDF, or a picture"),
        (PDF.replace(b"%%EOF", b""), "实施方案.pdf", ("B1",), "The file is damaged"),
        (b"", "实施方案.pdf", ("B1",), "Please choose a file that is not empty."),
        (PDF + bytes(7 * 1024 * 1024), "大.pdf", ("B1",), "The file is larger than 7 megabytes"),
        (PDF, "实施方案.pdf", (), "Please say what the file shows."),
        (PDF, "实施方案.pdf", ("X9",), "Please choose from the list."),
    ],
)
def test_what_cannot_be_evidence_is_refused_at_the_form_and_nothing_is_kept(
    people, bring, fresh, store, content, name, conditions, sentence
):
    answer = bring(content, name, conditions)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert rows(fresh) == []
    assert [path for path in store.folder.rglob("*") if path.is_file()] == []


def test_a_file_that_is_not_what_it_says_leaves_a_note_in_the_trail(people, bring, fresh):
    bring(b"MZ\x90\0 a program", "实施方案.pdf")

    (entry,) = fresh().scalars(select(AuditEntry)).all()
    assert (entry.action, entry.account_id) == ("evidence.refuse", people.enterprise.id)
    assert entry.figures["refusal"] == "EvidenceDisguised"


class Endless(io.RawIOBase):
    """What somebody sends, and how much of it was read."""

    taken = 0

    def readable(self):
        return True

    def readinto(self, buffer):
        self.taken += len(buffer)
        buffer[:] = b"x" * len(buffer)
        return len(buffer)


def send_eighty_megabytes(browser, address):
    with Endless() as sent:
        answer = browser.post(
            f"{address}/files",
            content_type="multipart/form-data; boundary=x",
            environ_overrides={"wsgi.input": sent, "CONTENT_LENGTH": str(80 * 1024 * 1024)},
            headers=ENGLISH,
        )
        return answer, sent.taken


def test_a_file_of_eighty_megabytes_is_refused_before_it_is_read(client, people, fresh):
    answer, taken = send_eighty_megabytes(client, people.address)

    assert answer.status_code == 413
    assert "The file is larger than 7 megabytes" in text_of(answer)
    assert "Bring evidence" in text_of(answer)
    assert taken < 1024 * 1024
    assert rows(fresh) == []


def test_a_visitor_learns_nothing_from_sending_too_much(app, people):
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        answer, _ = send_eighty_megabytes(app.test_client(), people.address)
    finally:
        app.config["WTF_CSRF_ENABLED"] = False

    assert answer.status_code == 413
    assert "That is too large" in text_of(answer)
    assert people.brand.name not in answer.text


@pytest.fixture
def scanned_by(app):
    """Lets files be looked at by a scanner that ends with a number."""

    def scanned_by(code):
        command = f"{sys.executable} -c 'import sys; sys.exit({code})'"
        app.config["SETTINGS"] = replace(app.config["SETTINGS"], evidence_scanner=command)

    return scanned_by


def test_what_the_scanner_refuses_is_not_kept(people, bring, fresh, scanned_by, store):
    scanned_by(1)

    assert "The virus scanner refuses this file." in text_of(bring())

    assert rows(fresh) == []
    assert not store.path_of(sha256(PDF).hexdigest()).exists()
    assert fresh().scalars(select(AuditEntry.action)).all() == ["evidence.refuse"]


@pytest.mark.parametrize("command", ["/no/such/scanner", f"{sys.executable} -c 'import sys; sys.exit(2)'", "'"])
def test_what_no_scanner_has_looked_at_is_not_kept_where_one_is_wanted(app, people, bring, fresh, command):
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], evidence_scanner=command)

    assert "The virus scanner does not answer" in text_of(bring())

    assert rows(fresh) == []


def test_what_the_scanner_finds_clean_is_kept_and_says_so(client, people, bring, fresh, scanned_by):
    scanned_by(0)
    bring()

    assert rows(fresh)[0].is_scanned
    assert "scanned" in visit(client, people.address)


def test_who_may_look_gets_the_file_and_nothing_that_could_run(app, client, people, bring, fresh, sign_in):
    bring()
    bring(PNG, "照片.png")
    pdf, png = rows(fresh)
    county = sign_in(people.county, on=app.test_client())

    for browser in (client, county):
        answer = browser.get(f"{people.address}/files/{pdf.id}")
        assert answer.data == PDF
        assert answer.mimetype == "application/pdf"
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer.headers["Cache-Control"]
        answer.close()
    picture = client.get(f"{people.address}/files/{png.id}")
    assert picture.headers["Content-Disposition"].startswith("inline")
    picture.close()


def test_nobody_else_gets_the_file(app, people, bring, fresh, sign_in):
    bring()
    (row,) = rows(fresh)
    address = f"{people.address}/files/{row.id}"
    member = BrandMemberFactory(brand=people.brand)
    others = [
        AccountFactory(county_official=True, division_code=BAOYING),
        AccountFactory(role=Role.ENTERPRISE, enterprise_id=member.enterprise_id),
        AccountFactory(role=Role.ENTERPRISE, enterprise_id=BrandMemberFactory().enterprise_id),
    ]

    assert [sign_in(one, on=app.test_client()).get(address).status_code for one in others] == [404, 404, 404]
    assert app.test_client().get(address).status_code == 302
    for role in (Role.WORKER, Role.ADMINISTRATOR):
        assert sign_in(AccountFactory(role=role), on=app.test_client()).get(address).status_code == 403


def test_a_file_is_found_beneath_its_own_application_only_and_one_that_is_gone_is_said(
    client, people, bring, fresh, store
):
    bring()
    (row,) = rows(fresh)
    other = CertificationFactory(brand=people.brand, state=CertificationState.REFUSED)

    visit(client, f"/certifications/{other.id}/files/{row.id}", status=404)
    store.path_of(row.sha256).unlink()
    visit(client, f"{people.address}/files/{row.id}", status=404)


def test_a_file_is_taken_back_while_the_application_is_with_the_brand(client, people, bring, fresh):
    bring()
    (row,) = rows(fresh)

    client.post(f"{people.address}/files/{row.id}/remove")
    client.post(f"{people.address}/files/999999/remove")

    assert rows(fresh) == []


def test_evidence_stays_as_it_is_once_officials_look_at_it(client, people, bring, fresh, session):
    bring()
    people.certification.state = CertificationState.AT_COUNTY
    session.commit()
    (row,) = rows(fresh)

    assert "its evidence stays as it is" in text_of(bring())
    answer = client.post(f"{people.address}/files/{row.id}/remove", headers=ENGLISH, follow_redirects=True)
    assert "its evidence stays as it is" in text_of(answer)
    assert len(rows(fresh)) == 1


def test_what_an_official_has_said_is_forgotten_when_the_evidence_changes(client, people, bring, fresh, session):
    with_evidence(people.certification, conditions=["B1", "B2", "C3"])

    bring(conditions=("B1", "C3"))

    assert fresh().scalars(select(Attestation.condition)).all() == ["B2"]
    (row, *_) = rows(fresh)
    client.post(f"{people.address}/files/{row.id}/remove")
    assert fresh().scalars(select(Attestation.condition)).all() == []


def test_an_application_has_no_more_files_than_anybody_looks_at(people, bring, session):
    for _ in range(MOST_FILES):
        EvidenceFileFactory(certification_id=people.certification.id)

    assert f"at most {MOST_FILES} files" in text_of(bring())


def test_what_no_row_names_is_swept_after_a_day(app, people, bring, fresh, store):
    bring()
    old = store.path_of("f" * 64)
    old.parent.mkdir()
    for path in (old, store.folder / "new-broken-off"):
        path.write_bytes(PDF)
        os.utime(path, (time.time() - 2 * 86400,) * 2)
    (store.folder / "new-under-way").write_bytes(PDF)
    os.utime(store.path_of(rows(fresh)[0].sha256), (time.time() - 2 * 86400,) * 2)

    with app.app_context():
        assert evidence.sweep(store) == 2
        assert evidence.sweep(EvidenceStore(folder=Path("/no/such/folder"), scanner="")) == 0

    left = {path.name for path in store.folder.rglob("*") if path.is_file()}
    assert left == {rows(fresh)[0].sha256, "new-under-way"}
