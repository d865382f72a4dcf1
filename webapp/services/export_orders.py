"""Export orders and the agreements behind them: the city opens them, says for what work, and closes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from domain.enterprises import check_organisation
from domain.labour_export import OrderNotOpen, OrderNumberTaken, OrderState, check_agreement, check_order
from domain.vacancies import LONGEST_VALIDITY, EmploymentType, Shift, VacancyDraft, VacancyState, check_draft
from domain.wages import Wage, WageUnit
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import CooperationAgreement, Division, Enterprise, ExportOrder, Vacancy
from webapp.services import audit
from webapp.services.identifiers import contact_phone, unified_social_credit_code

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDraft:
    """What an official has typed about an order."""

    number: str
    title: str
    uscc: str
    """Of the employer."""
    name: str
    """Of the employer; not asked for where the code is known."""
    division_code: str
    departs_from: date
    departs_until: date
    provisions: str
    agreement_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceDraft:
    """What an official has typed about the work that an order offers; wages are a month's, in fen."""

    title: str
    occupation_code: str
    headcount: int
    wage_min_fen: int
    wage_max_fen: int
    shift: Shift
    has_housing: bool
    has_meals: bool
    duties: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementDraft:
    """What an official has typed about an agreement."""

    title: str
    home_division_code: str
    partner_division_code: str
    partner_name: str
    people_a_year: int
    starts_on: date
    ends_on: date
    contact_name: str
    contact_phone: str


def create_order(draft: OrderDraft, *, today: date, account_id: int) -> ExportOrder:
    """Open an order; an employer of that place that is not known yet becomes known by it.

    Raises OrderNumberTaken, a refusal of the employer's code, or as check_order does.
    """
    check_order(
        number=draft.number,
        title=draft.title,
        division_code=draft.division_code,
        departs_from=draft.departs_from,
        departs_until=draft.departs_until,
        today=today,
        provisions=draft.provisions,
    )
    if db.session.scalar(select(ExportOrder.id).where(ExportOrder.number == draft.number.strip())) is not None:
        raise OrderNumberTaken(number=draft.number.strip())
    order = ExportOrder(
        number=draft.number.strip(),
        title=draft.title.strip(),
        agreement_id=draft.agreement_id,
        enterprise=_employer(draft),
        division_code=draft.division_code,
        departs_from=draft.departs_from,
        departs_until=draft.departs_until,
        provisions=draft.provisions.strip(),
        state=OrderState.OPEN,
        created_at=now(),
    )
    db.session.add(order)
    audit.record("export_order.open", order, account_id=account_id, number=order.number, division=order.division_code)
    return order


def add_place(order: ExportOrder, draft: PlaceDraft, *, today: date, account_id: int) -> Vacancy:
    """Say for what work the order wants people. Raises OrderNotOpen or as check_draft does.

    The minimum wage of another province is not ours to know, so it is not checked.
    """
    if order.state is not OrderState.OPEN:
        raise OrderNotOpen
    wage = Wage(min_fen=draft.wage_min_fen, max_fen=draft.wage_max_fen, unit=WageUnit.MONTH)
    valid_until = max(today, min(order.departs_until, today + LONGEST_VALIDITY - timedelta(days=1)))
    check_draft(
        VacancyDraft(
            title=draft.title, headcount=draft.headcount, wage=wage, valid_until=valid_until, duties=draft.duties
        ),
        today=today,
        minimum=None,
    )
    place = db.session.scalars(select(Division).where(Division.code == order.division_code)).one()
    at = now()
    vacancy = Vacancy(
        enterprise_id=order.enterprise_id,
        export_order_id=order.id,
        title=draft.title.strip(),
        occupation_code=draft.occupation_code,
        duties=draft.duties.strip(),
        headcount=draft.headcount,
        wage_min_fen=wage.min_fen,
        wage_max_fen=wage.max_fen,
        wage_unit=wage.unit,
        monthly_min_fen=wage.monthly_min_fen,
        monthly_max_fen=wage.monthly_max_fen,
        employment_type=EmploymentType.FULL_TIME,
        shift=draft.shift,
        division_code=order.division_code,
        latitude=place.latitude,
        longitude=place.longitude,
        has_housing=draft.has_housing,
        has_meals=draft.has_meals,
        valid_until=valid_until,
        state=VacancyState.OPEN,
        opened_at=at,
        created_at=at,
        updated_at=at,
    )
    db.session.add(vacancy)
    audit.record("export_order.add_place", order, account_id=account_id, title=vacancy.title, seats=draft.headcount)
    return vacancy


def close_order(order: ExportOrder, *, account_id: int) -> None:
    """End an order: nobody else is matched with it, and its vacancies are advertised no more. Raises OrderNotOpen.

    Who has been told keeps the place; the agencies go on with them.
    """
    if order.state is not OrderState.OPEN:
        raise OrderNotOpen
    order.state = OrderState.CLOSED
    for vacancy in db.session.scalars(
        select(Vacancy).where(Vacancy.export_order_id == order.id, Vacancy.state == VacancyState.OPEN)
    ):
        vacancy.state = VacancyState.CLOSED
        vacancy.updated_at = now()
    audit.record("export_order.close", order, account_id=account_id, number=order.number)


def create_agreement(draft: AgreementDraft, *, account_id: int) -> CooperationAgreement:
    """Keep what two places have agreed. Raises ContactPhoneInvalid or as check_agreement does."""
    check_agreement(
        title=draft.title,
        partner_division_code=draft.partner_division_code,
        people_a_year=draft.people_a_year,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        partner_name=draft.partner_name,
        contact_name=draft.contact_name,
    )
    agreement = CooperationAgreement(
        title=draft.title.strip(),
        home_division_code=draft.home_division_code,
        partner_division_code=draft.partner_division_code,
        partner_name=draft.partner_name.strip(),
        people_a_year=draft.people_a_year,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        contact_name=draft.contact_name.strip(),
        contact_phone=contact_phone(draft.contact_phone),
        created_at=now(),
    )
    db.session.add(agreement)
    audit.record("agreement.create", agreement, account_id=account_id, people_a_year=agreement.people_a_year)
    return agreement


def _employer(draft: OrderDraft) -> Enterprise:
    code = unified_social_credit_code(draft.uscc)
    found = db.session.scalar(select(Enterprise).where(Enterprise.uscc == code))
    if found is not None:
        return found
    check_organisation(name=draft.name, address="", introduction="")
    place = db.session.scalars(select(Division).where(Division.code == draft.division_code)).one()
    return Enterprise(
        uscc=code,
        name=draft.name.strip(),
        division_code=draft.division_code,
        latitude=place.latitude,
        longitude=place.longitude,
        verified_at=now(),
        created_at=now(),
    )
