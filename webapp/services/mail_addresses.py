"""Mail addresses of accounts: given, confirmed by whoever reads the mail that went there, and taken away."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from domain.alerts import AlertWay
from domain.contacts import MailLinkOld, MailStands, check_asking, check_confirming, mail_address
from domain.messages import MessageKind, Way
from webapp.calendar import now
from webapp.extensions import db
from webapp.reads.accounts import find_account
from webapp.reads.messages import count_told
from webapp.services import alerts, audit
from webapp.services.messages import tell
from webapp.tokens import mail_token, read_mail_token

if TYPE_CHECKING:
    from webapp.models import Account


def ask(account: Account, typed: str) -> str:
    """Send a mail with a link that confirms an address; until then the one that stands stays. The address.

    Raises MailInvalid, MailStands or MailAskedTooOften.
    """
    mail = mail_address(typed)
    if mail == account.mail:
        raise MailStands
    at = now()
    asked_today = count_told(account.id, MessageKind.MAIL_CONFIRMATION, since=at - timedelta(days=1))
    check_asking(asked_at=account.mail_asked_at, asked_today=asked_today, at=at)
    account.mail_asked, account.mail_asked_at = mail, at
    words = {"token": mail_token(account.id, mail)}
    tell(MessageKind.MAIL_CONFIRMATION, account=account, words=words, addresses={Way.MAIL: mail})
    return mail


def confirm(token: str) -> None:
    """An address reads its mail: from now on it is the account's. Raises MailLinkOld."""
    account, mail = _confirmed_by(token)
    check_confirming(asked=account.mail_asked, confirmed=mail, asked_at=account.mail_asked_at, at=now())
    account.mail, account.mail_asked = mail, None
    audit.record("account.confirm_mail", account, account_id=account.id)


def remove(account: Account) -> None:
    """Take the address away, and one that waits; searches that were told there are told on the page only."""
    account.mail = account.mail_asked = None
    alerts.stop(account.id, AlertWay.MAIL)
    audit.record("account.remove_mail", account, account_id=account.id)
    db.session.flush()


def _confirmed_by(token: str) -> tuple[Account, str]:
    found = read_mail_token(token)
    account = find_account(found[0]) if found else None
    if found is None or account is None:
        raise MailLinkOld
    return account, found[1]
