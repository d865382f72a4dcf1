"""Organised labour export: agreements, orders of employers elsewhere with their vacancies, agencies' batches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.divisions import city_of
from domain.labour_export import BatchState, OrderState
from domain.vacancies import EmploymentType, VacancyState
from domain.wages import WageUnit
from reference.divisions import division
from scripts.demo_city import phones
from scripts.demo_city.names import name_somebody
from scripts.demo_city.vacancies import abroad_vacancies, add_vacancy, draw_post

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from scripts.demo_city.brands import DemoBrand
    from scripts.demo_city.draw import Draw
    from scripts.demo_city.employers import Employer
    from scripts.demo_city.ledger import Ledger, Row

VACANCIES_AN_ORDER = 2.35
CLOSED = 0.17
"""The share of orders whose people have left already."""
SEATS = (8, 45)
NO_BATCH = 0.12
"""The share of open orders that no agency has taken up yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoBatch:
    """An agency's group, and what of the order it goes to."""

    id: int
    agency_id: int
    seats: int
    departs_on: date
    state: BatchState
    vacancies: tuple[Row, ...]


def add_export_orders(
    ledger: Ledger, employers: Sequence[Employer], agencies: Sequence[int], brands: Sequence[DemoBrand]
) -> list[DemoBatch]:
    """Add the orders with their vacancies, closed ones first, and the batches that agencies have taken on."""
    draw = ledger.draw("export orders")
    abroad = [employer for employer in employers if employer.is_abroad]
    draw.shuffle(abroad)
    wanted = abroad_vacancies(ledger)
    orders = max(round(wanted / VACANCIES_AN_ORDER), 2)
    batches: list[DemoBatch] = []
    agreements: dict[str, int] = {}
    for number in range(1, orders + 1):
        employer = abroad[(number - 1) % len(abroad)] if number <= len(abroad) else draw.choice(abroad)
        posts = wanted // orders + (number <= wanted % orders)
        is_closed = number <= max(round(orders * CLOSED), 1)
        batches += _add_order(ledger, draw, agreements, employer, agencies, brands, number, posts, is_closed=is_closed)
    return batches


def _add_order(
    ledger: Ledger,
    draw: Draw,
    agreements: dict[str, int],
    employer: Employer,
    agencies: Sequence[int],
    brands: Sequence[DemoBrand],
    number: int,
    posts: int,
    *,
    is_closed: bool,
) -> list[DemoBatch]:
    parameters = ledger.parameters
    place = employer.town.code
    begins = -draw.randint(40, 130) if is_closed else draw.randint(6, 30)
    departs_from, departs_until = parameters.day(begins), parameters.day(begins + draw.randint(14, 30))
    created_at = ledger.moment(draw, -begins + draw.randint(25, 40) if is_closed else draw.randint(1, 24))
    order_id = ledger.add(
        "export_order",
        number=f"SC-{created_at.year}-{number:04d}",
        title="",
        agreement_id=_agreement(ledger, draw, agreements, city_of(place)),
        enterprise_id=employer.id,
        division_code=place,
        departs_from=departs_from,
        departs_until=departs_until,
        provisions=draw.choice(
            (
                "企业提供集体宿舍，统一乘大巴前往，途中费用由企业承担，缴纳工伤保险和社会保险。",
                "包吃住，往返车费凭票报销，入职当月缴纳社会保险。",
                "提供四人间宿舍和工作餐，代理机构派人带队，签订一年以上劳动合同。",
            )
        ),
        state=OrderState.CLOSED if is_closed else OrderState.OPEN,
        created_at=created_at,
    )
    vacancies: list[Row] = []
    while len(vacancies) < posts:
        post = draw_post(draw, employer.kind, employer.table["trades"], SEATS, "")
        if post.title in {vacancy["title"] for vacancy in vacancies} and len(vacancies) < len(employer.table["trades"]):
            continue
        brand = next((b for b in brands if employer.kind in b.abroad and b.covers(post.occupation_code)), None)
        vacancies.append(
            add_vacancy(
                ledger,
                draw,
                employer,
                post,
                unit=WageUnit.MONTH,
                changes={
                    "brand_id": brand.id if brand else None,
                    "export_order_id": order_id,
                    "employment_type": EmploymentType.FULL_TIME,
                    "has_housing": True,
                    "has_transport": False,
                    "starts_on": None,
                    "valid_until": min(departs_until, parameters.day(89)),
                    "state": VacancyState.CLOSED if is_closed else VacancyState.OPEN,
                    "opened_at": created_at,
                    "created_at": created_at,
                    "updated_at": created_at,
                },
            )
        )
    seats = sum(vacancy["headcount"] for vacancy in vacancies)
    largest = max(vacancies, key=lambda row: (row["title"].isalpha(), row["headcount"]))
    ledger.row("export_order", order_id)["title"] = f"{division(place).short_name}{largest['title']}等{seats}人"
    if not is_closed and draw.chance(NO_BATCH):
        return []
    return _add_batches(ledger, draw, ledger.row("export_order", order_id), agencies, tuple(vacancies), seats)


def _add_batches(
    ledger: Ledger, draw: Draw, order: Row, agencies: Sequence[int], vacancies: tuple[Row, ...], seats: int
) -> list[DemoBatch]:
    """One to three agencies share the seats of an order, or leave some; those that are verified only."""
    verified = [number for number in agencies if ledger.row("agency", number)["verified_at"]]
    # The first agency is the one that one signs in as, so it takes part more often than the others.
    takers = draw.sample(verified, draw.choice((1, 1, 2, 3)))
    if verified[0] not in takers and draw.chance(0.35):
        takers[0] = verified[0]
    left = seats
    batches = []
    for rank, agency_id in enumerate(takers):
        share = left if rank == len(takers) - 1 else left // 2
        taken = round(share * draw.uniform(0.75, 1.0))
        if taken < 1:
            continue
        left -= taken
        span = (order["departs_until"] - order["departs_from"]).days
        departs_on = order["departs_from"] + timedelta(days=draw.randint(0, span))
        state = BatchState.FORMING if departs_on > ledger.parameters.today else BatchState.ARRIVED
        batch_id = ledger.add(
            "batch",
            order_id=order["id"],
            agency_id=agency_id,
            seats=taken,
            departs_on=departs_on,
            escort_name=name_somebody(draw, birth_year=draw.randint(1970, 1995), is_woman=draw.chance(0.4)),
            escort_phone=phones.agency(agency_id),
            state=state,
            matched_at=None,
            created_at=min(order["created_at"] + timedelta(days=1), ledger.parameters.now - timedelta(hours=2)),
        )
        batches.append(
            DemoBatch(
                id=batch_id,
                agency_id=agency_id,
                seats=taken,
                departs_on=departs_on,
                state=state,
                vacancies=vacancies,
            )
        )
    return batches


def _agreement(ledger: Ledger, draw: Draw, agreements: dict[str, int], city: str) -> int:
    """The agreement with a city; the first order there brings it about."""
    if city not in agreements:
        name = division(city).short_name
        begins = -draw.randint(200, 500)
        agreements[city] = ledger.add(
            "cooperation_agreement",
            title=f"扬州—{name}劳务协作协议",
            home_division_code="321000",
            partner_division_code=city,
            partner_name=f"{division(city).name}劳务协作单位（演示）",
            people_a_year=draw.step(200, 3000, 100),
            starts_on=ledger.parameters.day(begins),
            ends_on=ledger.parameters.day(begins + 3 * 365),
            contact_name=name_somebody(draw, birth_year=draw.randint(1972, 1990), is_woman=draw.chance(0.5)),
            contact_phone=phones.official(100 + len(agreements)),
            created_at=ledger.parameters.now - timedelta(days=-begins),
        )
    return agreements[city]
