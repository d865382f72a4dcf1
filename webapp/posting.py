"""Posting: the ways out of the platform, SMS and mail. A file stands for either until a city has a provider."""

from __future__ import annotations

import fcntl
import importlib
import json
import os
import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import unquote, urlsplit

from webapp.calendar import now

if TYPE_CHECKING:
    from collections.abc import Mapping

    from webapp.settings import Settings

PATIENCE_SECONDS = 20
FOR_EVER = 500
"""The first of the answers of SMTP that another attempt does not change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message in the language of who gets it."""

    subject: str
    text: str
    headers: Mapping[str, str] = field(default_factory=dict)
    """For mail only, as List-Unsubscribe."""


class NotDelivered(Exception):
    """A letter was not taken. Where it is final, another attempt would change nothing."""

    def __init__(self, why: str, *, is_final: bool = False) -> None:
        super().__init__(why)
        self.is_final = is_final


class Sender(Protocol):
    """Whoever carries letters in one way: to be written once for a city's SMS provider."""

    def send(self, address: str, letter: Letter, *, reference: str) -> None:
        """Hand a letter over, to a phone number or a mail address. Raises NotDelivered.

        The reference is the same at each attempt of one delivery.
        """


class FileSender:
    """Writes each letter as a line of JSON to a file, whole and flushed, instead of sending it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def send(self, address: str, letter: Letter, *, reference: str) -> None:
        """Append a line. Raises NotDelivered where the file cannot be written."""
        line = {
            "at": now().isoformat(timespec="seconds"),
            "to": address,
            "subject": letter.subject,
            "text": letter.text,
            "reference": reference,
            **letter.headers,
        }
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise NotDelivered(str(error)) from error


class SmtpSender:
    """Sends mail through a server: smtp://user:password@host:587 with STARTTLS where offered, smtps://…:465."""

    def __init__(self, url: str, *, sender: str) -> None:
        parts = urlsplit(url)
        self.host, self.port = parts.hostname or "", parts.port or (465 if parts.scheme == "smtps" else 25)
        self.is_wrapped = parts.scheme == "smtps"
        self.user, self.password = unquote(parts.username or ""), unquote(parts.password or "")
        self.sender = sender

    def send(self, address: str, letter: Letter, *, reference: str) -> None:
        """Send one mail. Raises NotDelivered."""
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = self.sender, address, letter.subject
        mail["Date"] = format_datetime(now())
        mail["Message-ID"] = f"<{reference}@{parseaddr(self.sender)[1].partition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"
        for name, value in letter.headers.items():
            mail[name] = value
        mail.set_content(letter.text)
        try:
            with self._connect() as server:
                server.send_message(mail)
        except smtplib.SMTPRecipientsRefused as refusal:
            code, why = next(iter(refusal.recipients.values()))
            raise NotDelivered(_said(code, why), is_final=code >= FOR_EVER) from refusal
        except smtplib.SMTPResponseException as refusal:
            is_final = refusal.smtp_code >= FOR_EVER and not isinstance(refusal, smtplib.SMTPAuthenticationError)
            raise NotDelivered(_said(refusal.smtp_code, refusal.smtp_error), is_final=is_final) from refusal
        except (OSError, smtplib.SMTPException) as error:
            raise NotDelivered(str(error) or type(error).__name__) from error

    def _connect(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.is_wrapped:
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=PATIENCE_SECONDS, context=context)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=PATIENCE_SECONDS)
            server.ehlo()
            if server.has_extn("starttls"):
                server.starttls(context=context)
        if self.user:
            server.login(self.user, self.password)
        return server


class UnknownSender(Exception):
    """A setting names a way out that there is not."""


def sms_sender(settings: Settings) -> Sender:
    """Who carries SMS: file:///path, or `package.module:Class` of a city's own, made with the settings.

    Raises UnknownSender.
    """
    if settings.sms_sender.startswith("file://"):
        return FileSender(Path(settings.sms_sender.removeprefix("file://")))
    module, _, name = settings.sms_sender.partition(":")
    try:
        sender: Sender = getattr(importlib.import_module(module), name)(settings)
    except (ImportError, AttributeError, ValueError) as error:
        raise UnknownSender(f"LAOPIN_SMS_SENDER: {settings.sms_sender!r} is not file:// nor module:Class") from error
    return sender


def mail_sender(settings: Settings) -> Sender:
    """Who carries mail: file:///path, smtp:// or smtps://. Raises UnknownSender."""
    if settings.mail_server.startswith("file://"):
        return FileSender(Path(settings.mail_server.removeprefix("file://")))
    if settings.mail_server.startswith(("smtp://", "smtps://")):
        return SmtpSender(settings.mail_server, sender=settings.mail_from)
    raise UnknownSender(f"LAOPIN_MAIL_SERVER: {settings.mail_server!r} is not file://, smtp:// or smtps://")


def _said(code: int, why: bytes | str) -> str:
    return f"{code} {why.decode(errors='replace') if isinstance(why, bytes) else why}"
