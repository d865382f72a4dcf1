"""What messages about brands say: their certification, their zones, and the contests that they enter."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from domain.brand_reviews import CaseNews
from domain.certifications import CertificationState
from domain.contests import ContestState
from domain.messages import MessageKind
from domain.zone_pages import VersionState
from webapp.labels import label, said_reason
from webapp.presentation import is_chinese
from webapp.said import Said

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from webapp.said import Words


def _certification_moved(words: Words) -> Said:
    state = CertificationState(words["state"])
    names = {"brand": words["brand"], "state": label(state), "reason": words["reason"]}
    text = {
        CertificationState.SENT_BACK: _("The application of %(brand)s was sent back: %(reason)s", **names),
        CertificationState.CERTIFIED: _("%(brand)s is certified. The certificate is issued.", **names),
        CertificationState.REFUSED: _("%(brand)s was not certified: %(reason)s", **names),
    }.get(state, _("The application of %(brand)s: %(state)s.", **names))
    return Said(
        subject=_("Certification of %(brand)s: %(state)s", **names),
        text=text,
        endpoint="certifications.show",
        values={"certification_id": words["certification_id"]},
    )


def _case_moved(words: Words) -> Said:
    names = {
        "brand": words["brand"],
        "day": format_date(date.fromisoformat(words["due_on"]), "long"),
        "reason": said_reason(words["reason"]),
    }
    text = {
        CaseNews.OPENED: _("%(brand)s is below the standard. Please mend that until %(day)s.", **names),
        CaseNews.REMINDED: _("%(brand)s has until %(day)s to mend what was found.", **names),
        CaseNews.EXTENDED: _("%(brand)s has more time to mend what was found: until %(day)s.", **names),
        CaseNews.SUSPENDED: _("The certificate of %(brand)s is suspended: %(reason)s", **names),
        CaseNews.RECTIFIED: _("%(brand)s has mended what was found. Its certificate is valid.", **names),
        CaseNews.EXITED: _("%(brand)s has left the library, and its certificate is revoked: %(reason)s", **names),
    }[CaseNews(words["what"])]
    return Said(
        subject=_("Review of %(brand)s", **names),
        text=text,
        endpoint="brand_reviews.show",
        values={"case_id": words["case_id"]},
    )


def _certificate_ends(words: Words) -> Said:
    names = {
        "brand": words["brand"],
        "number": words["number"],
        "day": format_date(date.fromisoformat(words["last_day"]), "long"),
    }
    return Said(
        subject=_("The certificate of %(brand)s ends", **names),
        text=_("The certificate %(number)s of %(brand)s ends on %(day)s. It may be renewed now.", **names),
        endpoint="certifications.brand",
        values={"brand_id": words["brand_id"]},
    )


def _zone_page_decided(words: Words) -> Said:
    state = VersionState(words["state"])
    text = {
        VersionState.PUBLISHED: _("What you proposed for “%(title)s” is published.", **words),
        VersionState.SENT_BACK: _("What you proposed for “%(title)s” was sent back: %(reason)s", **words),
    }[state]
    return Said(
        subject=_("Your zone: %(state)s", state=label(state)),
        text=text,
        endpoint="zones.our_zone",
        values={"zone_id": words["zone_id"]},
    )


def _entry_received(words: Words) -> Said:
    day = format_date(date.fromisoformat(words["closes_on"]), "long")
    text = _("“%(title)s” is entered. It may be changed until %(day)s.", title=words["title"], day=day)
    # The list, because an entry that was taken back has no page.
    return Said(subject=_contest(words), text=text, endpoint="contests.ours")


def _entry_moved(words: Words) -> Said:
    names = {"title": words["title"], "place": words["place"], "reason": words["reason"]}
    text = {
        ContestState.JUDGING: _("“%(title)s” is before the jury now.", **names),
        ContestState.PUBLISHED: _("The results are published. “%(title)s” has rank %(place)s.", **names),
        ContestState.WITHDRAWN: _("The contest does not take place: %(reason)s", **names),
    }[ContestState(words["state"])]
    if words["has_won"]:
        text = _("The results are published. “%(title)s” has rank %(place)s and is among the winners.", **names)
    values = {"entry_id": words["entry_id"]}
    return Said(subject=_contest(words), text=text, endpoint="contests.entry", values=values)


def _entries_to_score(words: Words) -> Said:
    text = ngettext(
        "%(num)s entry of “%(contest)s” waits for your points.",
        "%(num)s entries of “%(contest)s” wait for your points.",
        words["entries"],
        contest=_contest(words),
    )
    values = {"contest_id": words["contest_id"]}
    return Said(subject=_("You are on a jury"), text=text, endpoint="contests.jury", values=values)


def _contest(words: Words) -> str:
    return str(words["contest"] if is_chinese() else words["contest_en"] or words["contest"])


SENTENCES: Mapping[MessageKind, Callable[[Words], Said]] = {
    MessageKind.CERTIFICATION_MOVED: _certification_moved,
    MessageKind.CASE_MOVED: _case_moved,
    MessageKind.CERTIFICATE_ENDS: _certificate_ends,
    MessageKind.ZONE_PAGE_DECIDED: _zone_page_decided,
    MessageKind.ENTRY_RECEIVED: _entry_received,
    MessageKind.ENTRY_MOVED: _entry_moved,
    MessageKind.ENTRIES_TO_SCORE: _entries_to_score,
}
