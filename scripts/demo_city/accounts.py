"""Who signs in: officials of every place, every employer and agency, and an account to try for each role."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.accounts import Role
from domain.divisions import COUNTIES, HOME_CITY
from reference.divisions import division
from scripts.demo_city import phones
from scripts.demo_city.employers import SHOWN_COUNTY
from scripts.demo_city.names import name_somebody
from webapp.services.accounts import HASHER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.demo_city.employers import Employer
    from scripts.demo_city.ledger import Ledger

PASSWORD = "yangzhou2026"  # noqa: S105  printed at every start
"""Of every account of the demo: nothing here is worth hiding."""
SALT = b"laopin-demo-salt"
"""The same each time, so that the same seed makes the same rows."""
HIRES_FOR, HIRES_AS = "yangzhou-chefs", "restaurant"
"""The brand and the kind of the enterprise that one signs in as."""


@dataclass(slots=True)
class Accounts:
    """The numbers of accounts, by what they stand for."""

    password_hash: str
    city_official: int = 0
    county_officials: dict[str, int] = field(default_factory=dict)
    enterprises: dict[int, int] = field(default_factory=dict)
    agencies: dict[int, int] = field(default_factory=dict)
    shown: dict[Role, int] = field(default_factory=dict)
    """The account of each role that one may try."""


def add_accounts(ledger: Ledger, employers: Sequence[Employer], agencies: Sequence[int]) -> Accounts:
    """Add the accounts of everybody but workers."""
    draw = ledger.draw("accounts")
    accounts = Accounts(password_hash=HASHER.hash(PASSWORD, salt=SALT))
    created_at = ledger.parameters.now - timedelta(days=500)
    number = 0

    def appoint(role: Role, title: str, division_code: str | None) -> int:
        nonlocal number
        number += 1
        name = name_somebody(draw, birth_year=draw.randint(1975, 1994), is_woman=draw.chance(0.5))
        return add_account(
            ledger,
            accounts,
            phone=phones.official(number),
            name=f"{name}（{title}）",
            role=role,
            division_code=division_code,
            created_at=created_at,
        )

    accounts.city_official = accounts.shown[Role.CITY_OFFICIAL] = appoint(Role.CITY_OFFICIAL, "市人社局", HOME_CITY)
    accounts.shown[Role.ADMINISTRATOR] = appoint(Role.ADMINISTRATOR, "系统管理", None)
    for code in (*COUNTIES, "321071"):
        title = f"{division(code).short_name}人社局"
        accounts.county_officials[code] = appoint(Role.COUNTY_OFFICIAL, title, code)
    accounts.shown[Role.COUNTY_OFFICIAL] = accounts.county_officials[SHOWN_COUNTY]
    for employer in employers:
        row = ledger.row("enterprise", employer.id)
        accounts.enterprises[employer.id] = add_account(
            ledger,
            accounts,
            phone=row["contact_phone"],
            name=row["contact_name"],
            role=Role.ENTERPRISE,
            enterprise_id=employer.id,
            created_at=row["created_at"],
        )
    for agency_id in agencies:
        row = ledger.row("agency", agency_id)
        accounts.agencies[agency_id] = add_account(
            ledger,
            accounts,
            phone=row["contact_phone"],
            name=row["contact_name"],
            role=Role.AGENCY,
            agency_id=agency_id,
            created_at=row["created_at"],
        )
    return accounts


def add_account(
    ledger: Ledger,
    accounts: Accounts,
    *,
    phone: str,
    name: str,
    role: Role,
    created_at: object,
    division_code: str | None = None,
    enterprise_id: int | None = None,
    agency_id: int | None = None,
) -> int:
    """Add an account with the password of the demo."""
    return ledger.add(
        "account",
        phone=phone,
        password_hash=accounts.password_hash,
        name=name,
        role=role,
        division_code=division_code,
        enterprise_id=enterprise_id,
        agency_id=agency_id,
        mail=None,
        mail_asked=None,
        mail_asked_at=None,
        locale=None,
        may_sign_in=True,
        created_at=created_at,
        signed_in_at=None,
    )


def choose_enterprise(ledger: Ledger, employers: Sequence[Employer]) -> Employer:
    """The enterprise that one signs in as: of a strong brand, with the most posts of its trade."""
    posts: dict[int, int] = {}
    for row in ledger.rows("vacancy"):
        posts[row["enterprise_id"]] = posts.get(row["enterprise_id"], 0) + (row["brand_id"] is not None)
    ours = [employer for employer in employers if any(brand.slug == HIRES_FOR for brand in employer.brands)]
    ours = [employer for employer in ours if employer.kind == HIRES_AS]
    return max(ours, key=lambda employer: (posts.get(employer.id, 0), -employer.id))
