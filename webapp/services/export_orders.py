"""Export orders and the agreements behind them: the city opens them, says for what work, and closes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from domain.labour_export import OrderNotOpen, OrderNumberTaken, OrderState, check_agreement, check_order
from domain.vacancies import LONGEST_VALIDITY, EmploymentType, Shift, VacancyDraft, VacancyState, check_draft
from domain.wages import Wage, WageUnit
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import CooperationAgreement, Division, Enterprise, ExportOrder, Vacancy
from webapp.services import audit

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDraft:
    """What an official has typed about an order."""

    number: str
    title: str
    enterprise_uscc: str
    enterprise_name: str
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


def create_order(draft: OrderDraft, *, today: date, account_id: int) -> ExportOrder:
    """Open an order; an employer of that place that is not known yet becomes known by it.

    Raises OrderNumberTaken or as check_order does.
    """
    check_order(
        number=draft.number,
        title=draft.title,
        division_code=draft.division_code,
        departs_from=draft.departs_from,
        departs_until=draft.departs_until,
        today=today,
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


def create_agreement(agreement: CooperationAgreement, *, account_id: int) -> CooperationAgreement:
    """Keep what two places have agreed. Raises as check_agreement does."""
    check_agreement(
        partner_division_code=agreement.partner_division_code,
        people_a_year=agreement.people_a_year,
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
    )
    agreement.created_at = now()
    db.session.add(agreement)
    audit.record("agreement.create", agreement, account_id=account_id, people_a_year=agreement.people_a_year)
    return agreement


def _employer(draft: OrderDraft) -> Enterprise:
    found = db.session.scalar(select(Enterprise).where(Enterprise.uscc == draft.enterprise_uscc))
    if found is not None:
        return found
    place = db.session.scalars(select(Division).where(Division.code == draft.division_code)).one()
    return Enterprise(
        uscc=draft.enterprise_uscc,
        name=draft.enterprise_name.strip(),
        division_code=draft.division_code,
        latitude=place.latitude,
        longitude=place.longitude,
        verified_at=now(),
        created_at=now(),
    )
