"""Signed words in links that work without signing in: who stops alerts, and who confirms a mail address."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from flask import current_app
from itsdangerous import BadData, Signer, URLSafeSerializer
from itsdangerous.signer import HMACAlgorithm

from domain.alerts import AlertWay

if TYPE_CHECKING:
    from collections.abc import Mapping

SIGNED_BYTES = 12
"""Of the signature of a link in an SMS, where every letter counts: 96 bits, and each try costs a request."""
_LETTERS: Mapping[str, AlertWay] = {"s": AlertWay.SMS, "m": AlertWay.MAIL}
"""How the ways that go out are written in such a link."""


class _Short(HMACAlgorithm):
    """The beginning of an HMAC."""

    def get_signature(self, key: bytes, value: bytes) -> bytes:
        """Of SHA-256 as many bytes as are signed."""
        return super().get_signature(key, value)[:SIGNED_BYTES]


def stop_token(account_id: int, way: AlertWay) -> str:
    """What stands in the link by which somebody stops alerts in one way."""
    letter = next(letter for letter, one in _LETTERS.items() if one is way)
    return _stopping().sign(f"{letter}{account_id}").decode()


def read_stop_token(token: str) -> tuple[int, AlertWay] | None:
    """Whose alerts a link stops, and which; None where we did not make it."""
    try:
        text = _stopping().unsign(token.encode(errors="replace")).decode()
    except BadData:
        return None
    return int(text[1:]), _LETTERS[text[0]]


def mail_token(account_id: int, mail: str) -> str:
    """What stands in the link that confirms a mail address."""
    return str(_confirming().dumps([account_id, mail]))


def read_mail_token(token: str) -> tuple[int, str] | None:
    """Which address of which account a link confirms; None where we did not make it."""
    try:
        found: Any = _confirming().loads(token)
    except BadData:
        return None
    account_id, mail = found
    return int(account_id), str(mail)


def _stopping() -> Signer:
    return Signer(current_app.config["SECRET_KEY"], salt="alerts.stop", algorithm=_Short(sha256))


def _confirming() -> URLSafeSerializer:
    return URLSafeSerializer(
        current_app.config["SECRET_KEY"], salt="accounts.mail", signer_kwargs={"digest_method": sha256}
    )
