"""Letters: what a message says, on its page, by SMS and by mail, in the language of who gets it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from typing import TYPE_CHECKING, Any

from flask import current_app
from flask_babel import force_locale, format_date, ngettext
from flask_babel import gettext as _

from domain.alerts import AlertWay
from domain.applications import ApplicationState
from domain.messages import STOPPABLE, CodeMatter, MessageKind, Way
from domain.wages import WageUnit
from webapp.labels import label
from webapp.locales import LOCALES
from webapp.posting import Letter
from webapp.presentation import place, yuan_range
from webapp.tokens import stop_token

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from webapp.models import Message

    Words = Mapping[str, Any]

SIGNATURE = "【劳品】"
"""With what every SMS in this country begins: the registered signature of who sends it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a message says, and the page that it is about."""

    subject: str
    text: str
    endpoint: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The page that it is about, beneath the address of the site; empty where there is none."""
        return _path(self.endpoint, self.values) if self.endpoint else ""


def compose(message: Message, way: Way) -> Letter:
    """The letter of a message in one way, in the language of its account. `message.account` must be loaded."""
    settings = current_app.config["SETTINGS"]
    chosen = message.account.locale if message.account else None
    with force_locale(chosen if chosen in LOCALES else settings.default_locale):
        said = say(message, way)
        address = _address(said.path) if said.path else ""
        stop = _address(_stop_path(message, way)) if message.kind in STOPPABLE else ""
        if way is Way.SMS:
            end = _("Stop: %(address)s", address=stop) if stop else ""
            return Letter(subject=said.subject, text=" ".join(filter(None, (f"{SIGNATURE}{said.text}", address, end))))
        lines = [said.text, *([address] if address else []), _("Laopin, the labour brands of Yangzhou")]
        if stop:
            lines.append(_("You ordered these mails. To stop them: %(address)s", address=stop))
        return Letter(subject=said.subject, text="\n\n".join(lines) + "\n", headers=_stop_headers(stop))


def say(message: Message, way: Way | None = None) -> Said:
    """What a message says in the language of this answer: on its page, or in one of the ways in which it goes out."""
    return SENTENCES[message.kind]({**message.words, "sent_by": way})


def _address(path: str) -> str:
    site: str = current_app.config["SETTINGS"].site_address
    return site.rstrip("/") + path


def _path(endpoint: str, values: Mapping[str, Any]) -> str:
    return str(current_app.url_map.bind("").build(endpoint, values))


def _stop_path(message: Message, way: Way) -> str:
    token = stop_token(message.account_id or 0, AlertWay(way.value))
    return _path("alerts.stop", {"token": token})


def _stop_headers(stop: str) -> dict[str, str]:
    """With these a mail program shows a button of its own, which stops them with one POST (RFC 2369, RFC 8058)."""
    if not stop:
        return {}
    return {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _one_time_code(words: Words) -> Said:
    names = {"code": words["code"], "minutes": words["minutes"], "matter": label(CodeMatter(words["matter"]))}
    return Said(
        subject=_("Your one-time code"),
        text=_(
            "%(code)s is your code %(matter)s, good for %(minutes)s minutes. Whoever has it can say yes for you.",
            **names,
        ),
    )


def _application_moved(words: Words) -> Said:
    state = ApplicationState(words["state"])
    names = {"title": words["title"], "enterprise": words["enterprise"], "state": label(state)}
    text = {
        ApplicationState.INTERVIEW: _("%(enterprise)s invites you to an interview for “%(title)s”.", **names),
        ApplicationState.OFFERED: _("%(enterprise)s offers you the job “%(title)s”. Please say yes or no.", **names),
        ApplicationState.DECLINED_BY_ENTERPRISE: _("%(enterprise)s has chosen others for “%(title)s”.", **names),
    }.get(state, _("Your application for “%(title)s” at %(enterprise)s: %(state)s.", **names))
    return Said(
        subject=_("Application: %(state)s", **names),
        text=text,
        endpoint="applications.show",
        values={"application_id": words["application_id"]},
    )


def _invitation_received(words: Words) -> Said:
    return Said(
        subject=_("An invitation from %(enterprise)s", **words),
        text=_("%(enterprise)s would like you to apply for “%(title)s”.", **words),
        endpoint="invitations.index",
    )


def _ticket_promoted(words: Words) -> Said:
    names = {
        "title": words["title"],
        "day": format_date(date.fromisoformat(words["held_on"]), "full"),
        "hour": f"{time.fromisoformat(words['starts_at']):%H:%M}",
    }
    return Said(
        subject=_("You have a place at the fair"),
        text=_("A place has become free, and it is yours: “%(title)s”, %(day)s at %(hour)s.", **names),
        endpoint="fair_tickets.show",
        values={"ticket_id": words["ticket_id"]},
    )


def _vacancies_found(words: Words) -> Said:
    """Each way says what the searches found that are told in it; the page says all."""
    sent_by = words["sent_by"]
    parts = [part for part in words["parts"] if sent_by is None or part["way"] == sent_by.value]
    count = sum(part["count"] for part in parts)
    first = parts[0]
    subject = ngettext("%(num)s new vacancy for you", "%(num)s new vacancies for you", count)
    if sent_by is Way.SMS:
        text = _sms_of_found(parts, count)
    else:
        text = "\n\n".join(_lines_of_found(part, with_links=sent_by is Way.MAIL) for part in parts)
    if len(parts) == 1:
        return Said(subject=subject, text=text, endpoint="alerts.show", values={"search_id": first["search_id"]})
    return Said(subject=subject, text=text, endpoint="alerts.index")


def _sms_of_found(parts: list[Words], count: int) -> str:
    """One line: how many, for what, and the first of them with its pay."""
    vacancy = parts[0]["vacancies"][0]
    names = {"name": parts[0]["name"], "title": vacancy["title"], "pay": _pay(vacancy), "count": count}
    if count == 1:
        return str(_("New for “%(name)s”: %(title)s, %(pay)s.", **names))
    if len(parts) == 1:
        return str(_("%(count)s new vacancies for “%(name)s”: %(title)s, %(pay)s, and more.", **names))
    return str(_("%(count)s new vacancies for “%(name)s” and your other searches: %(title)s, %(pay)s …", **names))


def _lines_of_found(part: Words, *, with_links: bool) -> str:
    lines = [ngettext("%(name)s: %(num)s new vacancy", "%(name)s: %(num)s new vacancies", part["count"], **part)]
    for vacancy in part["vacancies"]:
        facts = (vacancy["title"], _pay(vacancy), place(vacancy["division"]), vacancy["enterprise"])
        lines.append("· " + " · ".join(facts))
        if with_links:
            lines.append("  " + _address(_path("vacancies.show", {"vacancy_id": vacancy["id"]})))
    more = part["count"] - len(part["vacancies"])
    return "\n".join([*lines, *([ngettext("and %(num)s more", "and %(num)s more", more)] if more else [])])


def _pay(vacancy: Words) -> str:
    low, high = vacancy["wage"]
    unit = label(WageUnit(vacancy["wage_unit"]))
    return str(_("%(amount)s yuan per %(unit)s", amount=yuan_range((low, high)), unit=unit))


def _mail_confirmation(words: Words) -> Said:
    return Said(
        subject=_("Is this your mail address?"),
        text=_(
            "Somebody gave this address at Laopin, so that news of new vacancies come here. If that was you, open the "
            "link and say yes. If not, do nothing: no other mail will come."
        ),
        endpoint="accounts.confirm_mail",
        values={"token": words["token"]},
    )


SENTENCES: Mapping[MessageKind, Callable[[Words], Said]] = {
    MessageKind.ONE_TIME_CODE: _one_time_code,
    MessageKind.APPLICATION_MOVED: _application_moved,
    MessageKind.INVITATION_RECEIVED: _invitation_received,
    MessageKind.TICKET_PROMOTED: _ticket_promoted,
    MessageKind.VACANCIES_FOUND: _vacancies_found,
    MessageKind.MAIL_CONFIRMATION: _mail_confirmation,
}
"""Kind -> what it says. A new kind has its function here."""
