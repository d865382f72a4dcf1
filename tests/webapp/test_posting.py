"""Letters leave through a real mail server, and stand in a file where there is none."""

import json
import ssl
from contextlib import ExitStack

import pytest
import trustme
from aiosmtpd.smtp import AuthResult

from tests.mailbox import Mailbox, served
from tests.ports import free_port
from webapp.posting import FileSender, Letter, NotDelivered, SmtpSender, UnknownSender, mail_sender, sms_sender
from webapp.settings import Settings

LETTER = Letter(
    subject="扬州厨师：3 个新岗位", text="高邮 · 月薪 6000 元\n", headers={"List-Unsubscribe": "<https://a.example/u>"}
)


@pytest.fixture
def mailbox():
    return Mailbox()


@pytest.fixture
def serve(mailbox):
    with ExitStack() as servers:
        yield lambda **options: servers.enter_context(served(mailbox, **options))


@pytest.fixture
def authority(tmp_path, monkeypatch):
    """Who vouches for the server, known to this machine."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    return authority


def sender(port, *, before="smtp://", host="127.0.0.1"):
    return SmtpSender(f"{before}{host}:{port}", sender="劳品 <laopin@yangzhou.example>")


def test_a_mail_arrives_with_its_headers_in_chinese(serve, mailbox):
    sender(serve()).send("worker@example.com", LETTER, reference="7-mail")

    (mail,) = mailbox.mails
    assert mail["Message-ID"] == "<7-mail@yangzhou.example>"
    assert mail["List-Unsubscribe"] == "<https://a.example/u>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Subject"] == LETTER.subject
    assert mail.get_content().strip() == LETTER.text.strip()


@pytest.mark.parametrize(
    ("address", "is_final"), [("nobody@example.com", True), ("full@example.com", False), ("spam@example.com", True)]
)
def test_a_refusal_says_whether_to_try_again(serve, address, is_final):
    with pytest.raises(NotDelivered) as refusal:
        sender(serve()).send(address, LETTER, reference="7-mail")
    assert refusal.value.is_final is is_final


def test_a_server_that_is_away_is_tried_again():
    with pytest.raises(NotDelivered) as failure:
        sender(free_port()).send("worker@example.com", LETTER, reference="7-mail")
    assert not failure.value.is_final


def test_the_password_goes_over_an_encrypted_line_only(serve, mailbox, authority):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)

    def check(_server, _session, _envelope, _mechanism, login):
        return AuthResult(success=login.password == b"p@ss")

    port = serve(tls_context=context, authenticator=check, auth_required=True, auth_require_tls=True)

    sender(port, before="smtp://laopin:p%40ss@").send("worker@example.com", LETTER, reference="8-mail")
    assert len(mailbox.mails) == 1

    with pytest.raises(NotDelivered) as refusal:
        sender(port, before="smtp://laopin:wrong@").send("worker@example.com", LETTER, reference="9-mail")
    assert not refusal.value.is_final, "an operator mends the password; until then no mail is lost"


def test_a_server_that_nobody_vouches_for_gets_nothing(serve, mailbox):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with pytest.raises(NotDelivered):
        sender(serve(tls_context=context)).send("worker@example.com", LETTER, reference="9-mail")
    assert mailbox.mails == []


def test_a_file_takes_letters_line_by_line(tmp_path):
    path = tmp_path / "new" / "sms.jsonl"
    for number in (1, 2):
        FileSender(path).send("13900000000", LETTER, reference=f"{number}-sms")

    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [(line["to"], line["reference"]) for line in lines] == [("13900000000", "1-sms"), ("13900000000", "2-sms")]
    assert lines[0]["text"] == LETTER.text


def test_a_file_that_cannot_be_written_is_tried_again(tmp_path):
    with pytest.raises(NotDelivered) as failure:
        FileSender(tmp_path).send("13900000000", LETTER, reference="1-sms")
    assert not failure.value.is_final


class OwnSender:
    """A city's own way of sending."""

    def __init__(self, settings):
        self.settings = settings


def test_settings_choose_the_way_out():
    settings = Settings(sms_sender=f"{__name__}:OwnSender", mail_server="smtps://mail.example")
    assert isinstance(sms_sender(Settings()), FileSender)
    assert sms_sender(settings).settings is settings
    assert mail_sender(settings).port == 465
    assert isinstance(mail_sender(Settings()), FileSender)


@pytest.mark.parametrize("named", ["http://sms.example", "no.such.module:Sender", "webapp.posting:Nothing", ""])
def test_a_way_out_that_is_not_there_is_named(named):
    with pytest.raises(UnknownSender, match="LAOPIN_SMS_SENDER"):
        sms_sender(Settings(sms_sender=named))
    with pytest.raises(UnknownSender, match="LAOPIN_MAIL_SERVER"):
        mail_sender(Settings(mail_server=named))
