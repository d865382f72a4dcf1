"""The ways through the site: one table of links for visitors and one for each role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import current_app, request, url_for
from flask_babel import lazy_gettext as _
from flask_login import current_user

from domain.accounts import Role
from webapp.access import ROUTES, VISITOR

if TYPE_CHECKING:
    from collections.abc import Sequence
    from enum import Enum


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A link of the navigation. It is shown only where its endpoint exists and who looks may go there."""

    endpoint: str
    name: Any
    """Lazy, so that it is in the language of the page."""
    icon: str
    covers: str = ""
    """Where else its pages lie: those that several roles share have an address of their own."""
    part: Any = ""
    """With what a new part of a long list begins; it is said on a desk only."""

    def prefixes(self, address: str) -> tuple[str, ...]:
        """Beneath what its pages lie."""
        return (address.rstrip("/"), self.covers) if self.covers else (address.rstrip("/"),)


MESSAGES = "messages.index"

PUBLIC: tuple[Way, ...] = (
    Way(endpoint="vacancies.index", name=_("Vacancies"), icon="vacancy"),
    Way(endpoint="zones.index", name=_("Brand zones"), icon="zone"),
    Way(endpoint="brands.index", name=_("Brand library"), icon="verified"),
    Way(endpoint="fairs.index", name=_("Job fairs"), icon="fair"),
)
"""What everybody may see, in the order in which people ask for it."""

DESKS: dict[Enum, tuple[Way, ...]] = {
    Role.WORKER: (
        Way(endpoint="workers.index", name=_("For me"), icon="home"),
        Way(endpoint="applications.index", name=_("Applications"), icon="send"),
        Way(endpoint="invitations.index", name=_("Invitations"), icon="bell"),
        Way(endpoint="alerts.index", name=_("My alerts"), icon="search"),
        Way(endpoint="fair_tickets.index", name=_("My fairs"), icon="fair"),
        Way(endpoint="labour_export.mine", name=_("Work away"), icon="export"),
        Way(endpoint="workers.edit", name=_("Profile"), icon="person"),
        Way(endpoint=MESSAGES, name=_("Messages"), icon="message"),
        Way(endpoint="accounts.show", name=_("Account"), icon="lock"),
    ),
    Role.ENTERPRISE: (
        Way(endpoint="enterprises.index", name=_("Today"), icon="enterprise"),
        Way(endpoint="enterprises.vacancies", name=_("Vacancies"), icon="vacancy"),
        Way(endpoint="applications.received", name=_("Applications"), icon="send"),
        Way(endpoint="enterprises.people", name=_("Find people"), icon="people"),
        Way(endpoint="certifications.mine", name=_("Our brands"), icon="star", covers="/certifications"),
        Way(endpoint="fair_registrations.index", name=_("Job fairs"), icon="fair"),
        Way(endpoint="zones.ours", name=_("Our zones"), icon="zone"),
        Way(endpoint="contests.ours", name=_("Contests"), icon="competition"),
        Way(endpoint="stories.desk", name=_("Stories of people"), icon="person"),
        Way(endpoint="enterprises.edit", name=_("Our enterprise"), icon="document"),
        Way(endpoint=MESSAGES, name=_("Messages"), icon="message"),
        Way(endpoint="accounts.show", name=_("Account"), icon="lock"),
    ),
    Role.AGENCY: (
        Way(endpoint="agencies.index", name=_("Today"), icon="agency"),
        Way(endpoint="labour_export.desk", name=_("Roster"), icon="people"),
        Way(endpoint="labour_export.orders", name=_("Orders"), icon="export"),
        Way(endpoint="labour_export.checks", name=_("To check"), icon="clock"),
        Way(endpoint="subsidies.ours", name=_("Subsidies"), icon="wage"),
        Way(endpoint="agencies.edit", name=_("Our agency"), icon="document"),
        Way(endpoint=MESSAGES, name=_("Messages"), icon="message"),
        Way(endpoint="accounts.show", name=_("Account"), icon="lock"),
    ),
    Role.COUNTY_OFFICIAL: (
        Way(endpoint="officials.index", name=_("Today"), icon="official"),
        Way(endpoint="brands.library", name=_("Brand library"), icon="certificate", part=_("Brands")),
        Way(endpoint="certifications.index", name=_("Certification"), icon="star", covers="/certifications"),
        Way(endpoint="zones.desk", name=_("Brand zones"), icon="zone"),
        Way(endpoint="exhibitions.desk", name=_("Exhibitions"), icon="calendar"),
        Way(endpoint="contests.desk", name=_("Contests"), icon="competition"),
        Way(endpoint="stories.desk", name=_("Stories of people"), icon="person"),
        Way(endpoint="fair_proposals.index", name=_("Job fairs"), icon="fair", part=_("Employment")),
        Way(endpoint="corridors.index", name=_("Labour export"), icon="export"),
        Way(endpoint="subsidies.index", name=_("Subsidies"), icon="wage"),
        Way(endpoint="advertisements.index", name=_("Advertisements"), icon="list"),
        Way(endpoint="query_log.show", name=_("Searches"), icon="search"),
        Way(endpoint="verifications.index", name=_("Verification"), icon="verified", part=_("Who is who")),
        Way(endpoint="talents.index", name=_("Talent database"), icon="people"),
        Way(endpoint="skill_certificates.index", name=_("Certificates of workers"), icon="certificate"),
        Way(endpoint=MESSAGES, name=_("Messages"), icon="message", part=_("This desk")),
    ),
    Role.CITY_OFFICIAL: (
        Way(endpoint="officials.index", name=_("Today"), icon="official"),
        Way(endpoint="brands.library", name=_("Brand library"), icon="certificate", part=_("Brands")),
        Way(endpoint="certifications.index", name=_("Certification"), icon="star", covers="/certifications"),
        Way(endpoint="zones.desk", name=_("Brand zones"), icon="zone"),
        Way(endpoint="exhibitions.desk", name=_("Exhibitions"), icon="calendar"),
        Way(endpoint="contests.desk", name=_("Contests"), icon="competition"),
        Way(endpoint="stories.desk", name=_("Stories of people"), icon="person"),
        Way(endpoint="fair_proposals.index", name=_("Job fairs"), icon="fair", part=_("Employment")),
        Way(endpoint="export_orders.index", name=_("Labour export"), icon="export", covers="/office/corridors"),
        Way(endpoint="subsidies.index", name=_("Subsidies"), icon="wage"),
        Way(endpoint="advertisements.index", name=_("Advertisements"), icon="list"),
        Way(endpoint="query_log.show", name=_("Searches"), icon="search"),
        Way(endpoint="congestion.show", name=_("Competition"), icon="competition"),
        Way(endpoint="verifications.index", name=_("Verification"), icon="verified", part=_("Who is who")),
        Way(endpoint="talents.index", name=_("Talent database"), icon="people"),
        Way(endpoint="skill_certificates.index", name=_("Certificates of workers"), icon="certificate"),
        Way(endpoint="runs.index", name=_("Job runs"), icon="run", part=_("This desk")),
        Way(endpoint="audit.index", name=_("Audit trail"), icon="document"),
        Way(endpoint=MESSAGES, name=_("Messages"), icon="message"),
    ),
    Role.ADMINISTRATOR: (
        Way(endpoint="accounts.index", name=_("Accounts"), icon="people"),
        Way(endpoint="runs.index", name=_("Job runs"), icon="run"),
        Way(endpoint="audit.index", name=_("Audit trail"), icon="document"),
    ),
}
"""What each role works with; the first is where a sign-in leads. On a phone the first five are at the thumb."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A way as this page shows it."""

    name: Any
    icon: str
    address: str
    is_current: bool
    part: Any = ""
    """The name of the part of the list that begins here."""
    count: int | None = None
    """How much waits there to be read."""


def may(endpoint: str) -> bool:
    """Whether the endpoint exists and who looks at the page may use it."""
    who = current_user.role if current_user.is_authenticated else VISITOR
    return endpoint in current_app.view_functions and who in ROUTES.get(endpoint, frozenset())


def public_steps() -> list[Step]:
    """The ways that everybody has."""
    return _steps(PUBLIC)


def own_steps() -> list[Step]:
    """The ways of the role that is signed in; none for a visitor."""
    return _steps(DESKS[current_user.role]) if current_user.is_authenticated else []


def _steps(ways: Sequence[Way]) -> list[Step]:
    addresses = {way: url_for(way.endpoint) for way in ways if may(way.endpoint)}
    # The longest address that the page lies under is the current one: /desk/vacancies, not /desk.
    path = request.path.rstrip("/")
    under = [
        (len(prefix), address)
        for way, address in addresses.items()
        for prefix in way.prefixes(address)
        if f"{path}/".startswith(f"{prefix}/")
    ]
    current = max(under, default=(0, None))[1]
    return [
        Step(
            name=way.name,
            icon=way.icon,
            address=address,
            is_current=address == current,
            part=way.part,
            count=(current_user.unread_messages or None) if way.endpoint == MESSAGES else None,
        )
        for way, address in addresses.items()
    ]
