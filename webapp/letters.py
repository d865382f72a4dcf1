"""Letters: what a message says, on its page, by SMS and by mail, in the language of who gets it."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Any

from flask import current_app
from flask_babel import force_locale, format_date, ngettext
from flask_babel import gettext as _

from domain.alerts import AlertWay
from domain.applications import ApplicationState
from domain.fair_registrations import RegistrationState
from domain.labour_export import RosterState
from domain.messages import STOPPABLE, CodeMatter, MessageKind, Way
from domain.skill_certificates import CertificateStanding
from domain.skills import Licence
from domain.vehicles import VehicleKind
from webapp import brand_letters
from webapp.digests import lines_of, sms_of, subject_of
from webapp.labels import label
from webapp.locales import LOCALES
from webapp.posting import Letter
from webapp.presentation import place, yuan_range
from webapp.said import Said, path_of
from webapp.tokens import stop_token

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from webapp.models import Message
    from webapp.said import Words

SIGNATURE = "【劳品】"
"""With what every SMS in this country begins: the registered signature of who sends it."""


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


def _stop_path(message: Message, way: Way) -> str:
    token = stop_token(message.account_id or 0, AlertWay(way.value))
    return path_of("alerts.stop", {"token": token})


def _stop_headers(stop: str) -> dict[str, str]:
    """With these a mail program shows a button of its own, which stops them with one POST (RFC 2369, RFC 8058)."""
    if not stop:
        return {}
    return {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _one_time_code(words: Words) -> Said:
    names = {"code": words["code"], "minutes": words["minutes"], "matter": label(CodeMatter(words["matter"]))}
    about = words.get("about", "")
    text = _(
        "%(code)s is your code %(matter)s, good for %(minutes)s minutes. Whoever has it can say yes for you.", **names
    )
    return Said(
        subject=_("Your one-time code"),
        text=_("%(text)s It is about: %(about)s.", text=text, about=about) if about else text,
        endpoint="labour_export.away" if words.get("token") else "",
        values={"token": words["token"]} if words.get("token") else {},
    )


def _vacancies_found(words: Words) -> Said:
    """Each way says what the searches found that are told in it; the page says all."""
    sent_by = words["sent_by"]
    parts = [part for part in words["parts"] if sent_by is None or part["way"] == sent_by.value]
    if sent_by is Way.SMS:
        text = sms_of(parts)
    elif sent_by is Way.MAIL:
        text = lines_of(parts, address_of=lambda number: _address(path_of("vacancies.show", {"vacancy_id": number})))
    else:
        text = lines_of(parts)
    if len(parts) > 1:
        return Said(subject=subject_of(parts), text=text, endpoint="alerts.index")
    values = {"search_id": parts[0]["search_id"]}
    return Said(subject=subject_of(parts), text=text, endpoint="alerts.show", values=values)


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


def _place_offered(words: Words) -> Said:
    names = _place_names(words)
    text = _(
        "%(agency)s has a place for you: “%(title)s” at %(enterprise)s, %(place)s, %(wage)s yuan a month. "
        "Nobody may take money for it. Please say yes or no.",
        **names,
    )
    return _about_place(_("A place of work away from home"), text, words)


def _place_moved(words: Words) -> Said:
    names = _place_names(words)
    text = {
        RosterState.AGREED: _(
            "You have said yes to “%(title)s” at %(enterprise)s with a code that you read to %(agency)s. "
            "Is that not so? Say it here.",
            **names,
        ),
        RosterState.CONTRACTED: _(
            "%(agency)s has entered your contract for “%(title)s” at %(enterprise)s. Please see whether it is right.",
            **names,
        ),
        RosterState.REMOVED: _(
            "%(agency)s has taken you off the list for “%(title)s” at %(enterprise)s. Why stands here.", **names
        ),
        RosterState.NO_SHOW: _(
            "%(agency)s has noted that you did not come to the departure for “%(title)s”. Is that not so? Say it here.",
            **names,
        ),
        RosterState.LEFT_EARLY: _(
            "%(agency)s has noted that you left “%(title)s” at %(enterprise)s. Is that not so? Say it here.", **names
        ),
    }[RosterState(words["state"])]
    return _about_place(_("Your place away: %(state)s", **names), text, words)


def _place_noted(words: Words) -> Said:
    names = _place_names(words)
    text = _("“%(title)s” at %(enterprise)s: %(state)s.", **names)
    return _about_place(_("Your place away: %(state)s", **names), text, words)


def _place_names(words: Words) -> dict[str, Any]:
    lowest, highest = words["monthly_fen"]
    return {
        "agency": words["agency"],
        "title": words["title"],
        "enterprise": words["enterprise"],
        "place": place(words["division"]),
        "wage": yuan_range((lowest, highest)),
        "state": label(RosterState(words["state"])),
    }


def _about_place(subject: str, text: str, words: Words) -> Said:
    """With the address of the own page, or of the place's page for who has no account."""
    if words.get("token"):
        return Said(subject=subject, text=text, endpoint="labour_export.away", values={"token": words["token"]})
    return Said(subject=subject, text=text, endpoint="labour_export.mine")


def _checks_due(words: Words) -> Said:
    text = ngettext(
        "%(num)s person who went away is to be checked.",
        "%(num)s people who went away are to be checked.",
        words["due"],
    )
    if words["late"]:
        text += " " + ngettext("%(num)s check is late.", "%(num)s checks are late.", words["late"])
    return Said(subject=_("People to check"), text=text, endpoint="labour_export.checks")


def _fair(words: Words) -> dict[str, Any]:
    return {**words, "day": format_date(date.fromisoformat(words["held_on"]), "full")}


def _fair_invited(words: Words) -> Said:
    return Said(
        subject=_("You are invited to a job fair"),
        text=_(
            "Employers whose work fits you wait for you: “%(title)s”, %(day)s. Book your hour, free of charge.",
            **_fair(words),
        ),
        endpoint="fairs.show",
        values={"fair_id": words["fair_id"]},
    )


def _fair_cancelled(words: Words) -> Said:
    return Said(
        subject=_("A fair does not take place"),
        text=_("“%(title)s” on %(day)s does not take place: %(reason)s", **_fair(words)),
        endpoint="fairs.show",
        values={"fair_id": words["fair_id"]},
    )


def _fair_tomorrow(words: Words) -> Said:
    names = _fair(words) | {"venue": words["venue"], "hour": words["hour"]}
    is_guest = words["is_guest"]
    return Said(
        subject=_("The fair is tomorrow"),
        text=_("“%(title)s” is tomorrow at %(hour)s: %(venue)s. Bring your identity card.", **names)
        if is_guest
        else _("“%(title)s” is tomorrow: %(venue)s, booth %(booth)s. Be there at %(hour)s.", **names),
        endpoint="fair_tickets.show" if is_guest else "fair_registrations.show",
        values={"ticket_id": words["ticket_id"]} if is_guest else {"fair_id": words["fair_id"]},
    )


def _times(words: Words) -> str:
    """09:15 富春茶社 A03, one after the other."""
    return str(_("; ")).join(f"{one['at']} {one['enterprise']} {one['booth']}" for one in words["times"])


def _interviews_planned(words: Words) -> Said:
    names = _fair(words)
    if "count" in words:
        return Said(
            subject=_("Interviews at your booth"),
            text=ngettext(
                "%(num)s interview is planned at your booth at “%(title)s”, %(day)s.",
                "%(num)s interviews are planned at your booth at “%(title)s”, %(day)s.",
                words["count"],
                **names,
            ),
            endpoint="fair_days.desk",
            values={"fair_id": words["fair_id"]},
        )
    return Said(
        subject=_("Your interviews at the fair"),
        text=_("“%(title)s”, %(day)s, your interviews: %(times)s", **names | {"times": _times(words)}),
        endpoint="fair_tickets.show",
        values={"ticket_id": words["ticket_id"]},
    )


def _interviews_moved(words: Words) -> Said:
    names = _fair(words) | {"times": _times(words)}
    return Said(
        subject=_("Your interviews were moved"),
        text=_("Your interviews at “%(title)s” were moved. They are now: %(times)s", **names)
        if words["times"]
        else _(
            "There is no time any more for your interviews at “%(title)s”. The employers are at their booths.", **names
        ),
        endpoint="fair_tickets.show",
        values={"ticket_id": words["ticket_id"]},
    )


def _registration_moved(words: Words) -> Said:
    state = RegistrationState(words["state"])
    names = _fair(words) | {"state": label(state)}
    text = {
        RegistrationState.INVITED: _("A booth is kept for you at “%(title)s”, %(day)s. Do you come?", **names),
        RegistrationState.APPROVED: _("You have a booth at “%(title)s”, %(day)s.", **names),
        RegistrationState.WAITING: _(
            "All booths of “%(title)s” are taken. As soon as one becomes free it is yours.", **names
        ),
        RegistrationState.REFUSED: _("You were not accepted for “%(title)s”: %(reason)s", **names),
    }[state]
    return Said(
        subject=_("Job fair: %(state)s", **names),
        text=text,
        endpoint="fair_registrations.show",
        values={"fair_id": words["fair_id"]},
    )


def _certificate_decided(words: Words) -> Said:
    standing = CertificateStanding(words["standing"])
    name = label(Licence(words["licence"])) if words["licence"] else words["name"]
    if standing is CertificateStanding.VERIFIED:
        text = _("Your certificate “%(name)s” is verified. Employers see that it is.", name=name)
    else:
        text = _("Your certificate “%(name)s” was refused: %(reason)s", name=name, reason=words["reason"])
    return Said(
        subject=_("Certificate: %(standing)s", standing=label(standing)),
        text=text,
        endpoint="skill_certificates.edit",
        values={"certificate_id": words["certificate_id"]},
    )


def _profiles_joined(words: Words) -> Said:
    if words["are_one"]:
        text = _("An official has put your two profiles together. Sign in with the number %(phone)s.", **words)
    else:
        text = _("An official has taken your profile and another apart again. Everything is as it was.")
    return Said(subject=_("Your profile"), text=text, endpoint="workers.edit")


def _picture_taken_down(words: Words) -> Said:
    return Said(
        subject=_("A picture was taken down"),
        text=_("Your picture “%(caption)s” is not shown any more: %(reason)s", **words),
        endpoint="portfolios.mine",
    )


def _departure_set(words: Words) -> Said:
    departs_on, leaves_at = words["departs_on"], words["leaves_at"]
    names = {
        "title": words["title"],
        "day": format_date(date.fromisoformat(departs_on), "full") if departs_on else "",
        "hour": f"{time.fromisoformat(leaves_at):%H:%M}" if leaves_at else "",
        "where": words["meeting_point"],
        "vehicle": f"{label(VehicleKind(words['kind']))} {words['plate']}".strip(),
        "seat": words["seat"],
        "phone": words["phone"],
    }
    parts = [_("Departure for “%(title)s”: %(day)s %(hour)s", **names).strip()]
    parts += [_("meet at %(where)s", **names)] if names["where"] else []
    parts += [_("%(vehicle)s, seat %(seat)s", **names)]
    parts += [_("questions: %(phone)s", **names)] if names["phone"] else []
    return _about_place(_("Your departure"), _("; ").join(parts) + _("."), words)


def _companion_asked(words: Words) -> Said:
    return Said(
        subject=_("Going together"),
        text=_("%(name)s would like to go away to work together with you. Say yes or no on your page.", **words),
        endpoint="labour_export.companions",
    )


SENTENCES: Mapping[MessageKind, Callable[[Words], Said]] = {
    MessageKind.ONE_TIME_CODE: _one_time_code,
    MessageKind.APPLICATION_MOVED: _application_moved,
    MessageKind.INVITATION_RECEIVED: _invitation_received,
    MessageKind.TICKET_PROMOTED: _ticket_promoted,
    MessageKind.VACANCIES_FOUND: _vacancies_found,
    MessageKind.MAIL_CONFIRMATION: _mail_confirmation,
    MessageKind.PLACE_OFFERED: _place_offered,
    MessageKind.PLACE_MOVED: _place_moved,
    MessageKind.PLACE_NOTED: _place_noted,
    MessageKind.CHECKS_DUE: _checks_due,
    MessageKind.DEPARTURE_SET: _departure_set,
    MessageKind.COMPANION_ASKED: _companion_asked,
    MessageKind.FAIR_INVITED: _fair_invited,
    MessageKind.FAIR_CANCELLED: _fair_cancelled,
    MessageKind.CERTIFICATE_DECIDED: _certificate_decided,
    MessageKind.PICTURE_TAKEN_DOWN: _picture_taken_down,
    MessageKind.PROFILES_JOINED: _profiles_joined,
    MessageKind.REGISTRATION_MOVED: _registration_moved,
    **brand_letters.SENTENCES,
    MessageKind.FAIR_TOMORROW: _fair_tomorrow,
    MessageKind.INTERVIEWS_PLANNED: _interviews_planned,
    MessageKind.INTERVIEWS_MOVED: _interviews_moved,
}
"""Kind -> what it says. A new kind has its function here."""
