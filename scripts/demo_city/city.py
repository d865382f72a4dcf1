"""Puts a city together: places, brands, employers, work, people, and what has happened between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from domain.accounts import Role
from scripts.demo_city.accounts import PASSWORD, add_accounts, choose_enterprise
from scripts.demo_city.alerts import add_alerts
from scripts.demo_city.applications import add_applications
from scripts.demo_city.brand_reviews import add_brand_reviews
from scripts.demo_city.brands import add_brands
from scripts.demo_city.campaigns import add_campaigns
from scripts.demo_city.certifications import add_certifications
from scripts.demo_city.contests import add_contests, add_stories
from scripts.demo_city.directories import add_directories
from scripts.demo_city.employers import add_agencies, add_employers
from scripts.demo_city.exhibitions import add_exhibitions
from scripts.demo_city.export_orders import add_export_orders
from scripts.demo_city.fairs import add_fairs
from scripts.demo_city.fitting import Fitting
from scripts.demo_city.halls import add_halls
from scripts.demo_city.inspections import add_inspections
from scripts.demo_city.ledger import Ledger, Parameters
from scripts.demo_city.library import add_library
from scripts.demo_city.messages import add_messages
from scripts.demo_city.nights import add_nights
from scripts.demo_city.query_log import add_query_log
from scripts.demo_city.rosters import add_rosters
from scripts.demo_city.subsidies import add_subsidies
from scripts.demo_city.surveys import add_surveys
from scripts.demo_city.talents import add_talents
from scripts.demo_city.trail import add_audit
from scripts.demo_city.vacancies import add_revisions, add_vacancies
from scripts.demo_city.vehicles import add_vehicles
from scripts.demo_city.workers import add_workers
from scripts.demo_city.zones import add_other_zones, add_pages, add_visits
from webapp.calendar import SHANGHAI

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """The rows of a city, and who may sign in as what."""

    ledger: Ledger
    phones: dict[Role, str]

    @property
    def accounts(self) -> dict[str, dict[str, str]]:
        """For each role the phone and the password of an account to try."""
        return {role.value: {"phone": self.phones[role], "password": PASSWORD} for role in Role}


def parameters(*, workers: int, vacancies: int, seed: int, today: date) -> Parameters:
    """What decides a city. Its now is the midnight with which its today begins, so that nothing lies in the future."""
    now = datetime.combine(today, time(0), SHANGHAI).astimezone(UTC)
    return Parameters(workers=workers, vacancies=vacancies, seed=seed, now=now, today=today)


def build(wanted: Parameters, *, tell: Callable[[str], None] = lambda _: None) -> City:
    """Make a city up; the same parameters always make the same. `tell` hears what is made next."""
    ledger = Ledger(wanted)
    tell("brands and employers")
    brands = add_brands(ledger)
    employers = add_employers(ledger, brands)
    agencies = add_agencies(ledger)
    tell("vacancies")
    add_vacancies(ledger, employers)
    batches = add_export_orders(ledger, employers, agencies, brands)
    accounts = add_accounts(ledger, employers, agencies)
    add_library(ledger, accounts)
    add_surveys(ledger, accounts)
    add_directories(ledger, accounts)
    shown = choose_enterprise(ledger, employers)
    accounts.shown[Role.ENTERPRISE] = accounts.enterprises[shown.id]
    accounts.shown[Role.AGENCY] = accounts.agencies[agencies[0]]
    add_revisions(ledger, accounts.enterprises)
    tell("workers")
    add_workers(ledger, accounts)
    add_talents(ledger, accounts)
    tell("who fits what")
    fitting = Fitting(ledger)
    tell("applications")
    applying = add_applications(ledger, accounts, shown, fitting)
    tell("fairs")
    add_campaigns(ledger, accounts)
    add_other_zones(ledger)
    add_pages(ledger, accounts)
    add_halls(ledger)
    add_fairs(ledger, brands, applying)
    tell("rosters")
    add_rosters(ledger, accounts, batches, fitting)
    add_vehicles(ledger, batches)
    add_subsidies(ledger, accounts)
    fitting.explain([*ledger.rows("invitation"), *ledger.rows("roster_entry")])
    add_certifications(ledger, accounts, brands)
    add_brand_reviews(ledger, accounts, brands)
    add_inspections(ledger, accounts)
    add_messages(ledger)
    add_alerts(ledger, accounts)
    add_query_log(ledger, accounts)
    add_visits(ledger)
    add_exhibitions(ledger, accounts)
    add_contests(ledger, accounts)
    add_stories(ledger, accounts)
    tell("nights")
    add_nights(ledger)
    add_audit(ledger, accounts)
    phones = {role: str(ledger.row("account", number)["phone"]) for role, number in accounts.shown.items()}
    return City(ledger=ledger, phones=phones)
