"""Export orders and agreements: the city opens, fills and closes them."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from domain.accounts import Role
from domain.labour_export import OrderState, RosterState
from domain.vacancies import VacancyState
from tests.factories import (
    CARER,
    TODAY,
    AccountFactory,
    BatchFactory,
    EnterpriseFactory,
    ExportOrderFactory,
    RosterEntryFactory,
    VacancyFactory,
    valid_uscc,
)
from webapp.models import AuditEntry, CooperationAgreement, Enterprise, ExportOrder, RosterEntry, Vacancy

ORDER = {
    "number": "SC-2026-0100",
    "title": "上海养老护理员",
    "division_code": "310000",
    "departs_from": (TODAY + timedelta(days=10)).isoformat(),
    "departs_until": (TODAY + timedelta(days=40)).isoformat(),
    "uscc": valid_uscc(9_000_001),
    "name": "上海康养有限公司",
    "provisions": "包住宿",
    "agreement_id": "",
}
PLACE = {
    "title": "养老护理员",
    "occupation_code": CARER,
    "headcount": "30",
    "wage_min": "7000",
    "wage_max": "9000",
    "shift": "three_shifts",
    "has_housing": "y",
    "duties": "照料老人起居。",
}
AGREEMENT = {
    "title": "扬州上海劳务协作协议",
    "partner_division_code": "310000",
    "partner_name": "上海市人力资源和社会保障局",
    "people_a_year": "300",
    "starts_on": TODAY.isoformat(),
    "ends_on": (TODAY + timedelta(days=365)).isoformat(),
    "contact_name": "王科长",
    "contact_phone": "021-12345678",
}


@pytest.fixture
def desk(client, sign_in, session):
    client.set_cookie("locale", "en")
    client.official = AccountFactory(city_official=True)
    return sign_in(client.official)


def text(answer):
    return answer.get_data(as_text=True)


def test_an_order_is_opened_and_its_employer_becomes_known(desk, fresh):
    answer = desk.post("/office/export-orders/new", data=ORDER, follow_redirects=True)

    order = fresh().scalars(select(ExportOrder)).one()
    employer = fresh().get(Enterprise, order.enterprise_id)
    assert (order.number, order.division_code, order.state) == ("SC-2026-0100", "310000", OrderState.OPEN)
    assert (employer.name, employer.uscc, employer.verified_at is not None) == (ORDER["name"], ORDER["uscc"], True)
    assert "Say for what work" in text(answer)
    assert fresh().scalars(select(AuditEntry.action)).all() == ["export_order.open"]


def test_an_employer_that_is_known_needs_no_name(desk, fresh):
    known = EnterpriseFactory(name="老单位", uscc=ORDER["uscc"])

    desk.post("/office/export-orders/new", data=ORDER | {"name": ""})

    assert fresh().scalars(select(ExportOrder.enterprise_id)).one() == known.id
    assert fresh().scalar(select(func.count(Enterprise.id))) == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"number": ""}, "Please fill this in."),
        ({"number": "9" * 31}, "The number may have at most 30 characters."),
        ({"title": ""}, "Please fill this in."),
        ({"title": "字" * 10_000}, "The title has 10000 characters."),
        ({"division_code": ""}, "Please choose one."),
        ({"division_code": "321000"}, "Please choose one of the list."),
        ({"division_code": "atlantis"}, "Please choose one of the list."),
        (
            {"departs_until": (TODAY + timedelta(days=5)).isoformat()},
            "The last day of departure lies before the first.",
        ),
        ({"departs_from": "2020-01-01", "departs_until": "2020-02-01"}, "The last day of departure has passed"),
        ({"departs_from": "soon"}, "Please type a day as 2026-12-31."),
        ({"uscc": ORDER["uscc"][:-1] + ("0" if ORDER["uscc"][-1] != "0" else "1")}, "mistyped"),
        ({"name": ""}, "Please give the name as it stands on the licence."),
        ({"provisions": "包" * 301}, "The text has 301 characters."),
        ({"agreement_id": "999999"}, "Please choose one of the list."),
    ],
)
def test_an_order_that_makes_no_sense_is_refused_at_its_field_and_stays_typed(desk, fresh, change, sentence):
    answer = desk.post("/office/export-orders/new", data=ORDER | change)

    assert answer.status_code == 422
    assert sentence in text(answer)
    if "provisions" not in change:
        assert "包住宿" in text(answer)
    assert fresh().scalar(select(func.count(ExportOrder.id))) == 0


def test_two_orders_do_not_share_a_number(desk, fresh):
    ExportOrderFactory(number="SC-2026-0100")

    assert "There is an order with this number already." in text(desk.post("/office/export-orders/new", data=ORDER))
    assert fresh().scalar(select(func.count(ExportOrder.id))) == 1


def test_work_is_added_and_agencies_can_take_seats(desk, fresh):
    order = ExportOrderFactory()

    answer = desk.post(f"/office/export-orders/{order.id}/places", data=PLACE, follow_redirects=True)

    vacancy = fresh().scalars(select(Vacancy)).one()
    assert (vacancy.export_order_id, vacancy.enterprise_id) == (order.id, order.enterprise_id)
    assert (vacancy.headcount, vacancy.monthly_min_fen, vacancy.occupation_code) == (30, 700_000, CARER)
    assert (vacancy.state, vacancy.division_code, vacancy.has_housing) == (VacancyState.OPEN, "310000", True)
    assert vacancy.valid_until == order.departs_until
    assert "养老护理员" in text(answer)


def test_an_order_that_lies_far_ahead_advertises_no_longer_than_the_law_lets(desk, fresh):
    order = ExportOrderFactory(departs_until=TODAY + timedelta(days=200))

    desk.post(f"/office/export-orders/{order.id}/places", data=PLACE)

    assert fresh().scalars(select(Vacancy.valid_until)).one() <= TODAY + timedelta(days=90)


def test_without_an_occupation_the_likeliest_are_offered_for_the_title(desk, fresh):
    order = ExportOrderFactory()

    answer = desk.post(f"/office/export-orders/{order.id}/places", data=PLACE | {"occupation_code": ""})

    assert answer.status_code == 422
    assert f'value="{CARER}"' in text(answer)
    assert "照料老人起居。" in text(answer)
    assert fresh().scalar(select(func.count(Vacancy.id))) == 0


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": ""}, "Please fill this in."),
        ({"headcount": "-3"}, "The number of people must lie between 1 and 2000."),
        ({"headcount": "x"}, "Please type a whole number."),
        ({"wage_min": "9500"}, "The lowest wage is above the highest."),
        ({"wage_min": "0", "wage_max": "0"}, "The wage must be more than zero."),
        ({"occupation_code": "9-99-99-99"}, "Please choose one of the list."),
        ({"shift": "sometimes"}, "Please choose one of the list."),
        ({"duties": "照" * 4001}, "The duties have 4001 characters."),
    ],
)
def test_work_that_makes_no_sense_is_refused_at_its_field(desk, fresh, change, sentence):
    order = ExportOrderFactory()

    answer = desk.post(f"/office/export-orders/{order.id}/places", data=PLACE | change)

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert fresh().scalar(select(func.count(Vacancy.id))) == 0


def test_a_closed_order_advertises_no_more_and_keeps_who_was_told(desk, fresh):
    order = ExportOrderFactory()
    vacancy = VacancyFactory(export_order_id=order.id, enterprise=order.enterprise)
    entry = RosterEntryFactory(batch=BatchFactory(order=order), vacancy=vacancy, state=RosterState.NOTIFIED)

    desk.post(f"/office/export-orders/{order.id}/close")

    assert fresh().get(ExportOrder, order.id).state is OrderState.CLOSED
    assert fresh().get(Vacancy, vacancy.id).state is VacancyState.CLOSED
    assert fresh().get(RosterEntry, entry.id).state is RosterState.NOTIFIED
    again = desk.post(f"/office/export-orders/{order.id}/close", follow_redirects=True)
    assert "This order is closed." in text(again)
    assert "This order is closed." in text(desk.post(f"/office/export-orders/{order.id}/places", data=PLACE))


def test_orders_say_how_far_they_are_filled(desk):
    order = ExportOrderFactory()
    vacancy = VacancyFactory(export_order_id=order.id, enterprise=order.enterprise, headcount=31)
    batch = BatchFactory(order=order, seats=12)
    for state in (RosterState.PROPOSED, RosterState.AGREED, RosterState.DECLINED):
        RosterEntryFactory(batch=batch, vacancy=vacancy, state=state)
    ExportOrderFactory(state=OrderState.CLOSED, title="关闭的订单")

    page = text(desk.get("/office/export-orders"))
    for words in (order.title, ">31<", ">12<", ">2<", ">1<"):
        assert words in page
    assert "关闭的订单" not in page
    assert "关闭的订单" in text(desk.get("/office/export-orders?state=closed"))
    page = text(desk.get(f"/office/export-orders/{order.id}"))
    assert batch.agency.name in page
    assert "Agreed 1" in page


def test_an_agreement_is_entered_and_an_order_made_under_it(desk, fresh):
    answer = desk.post("/office/agreements/new", data=AGREEMENT, follow_redirects=True)

    agreement = fresh().scalars(select(CooperationAgreement)).one()
    assert (agreement.home_division_code, agreement.partner_division_code) == ("321000", "310000")
    assert (agreement.people_a_year, agreement.contact_phone) == (300, "021-1234 5678")
    assert AGREEMENT["title"] in text(answer)
    assert AGREEMENT["title"] in text(desk.get("/office/export-orders/new"))
    desk.post("/office/export-orders/new", data=ORDER | {"agreement_id": str(agreement.id)})
    assert fresh().scalars(select(ExportOrder.agreement_id)).one() == agreement.id


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"people_a_year": "0"}, "The number of people must lie between 1 and 1000000."),
        ({"ends_on": (TODAY - timedelta(days=1)).isoformat()}, "The agreement would end before it begins."),
        ({"partner_division_code": "321084"}, "Please choose one of the list."),
        ({"contact_phone": "call me"}, "This is not a phone number."),
        ({"partner_name": "局" * 101}, "The name may have at most 100 characters."),
        ({"contact_name": "王" * 101}, "The name may have at most 100 characters."),
    ],
)
def test_an_agreement_that_makes_no_sense_is_refused_at_its_field(desk, fresh, change, sentence):
    answer = desk.post("/office/agreements/new", data=AGREEMENT | change)

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert fresh().scalar(select(func.count(CooperationAgreement.id))) == 0


@pytest.mark.parametrize("role", [Role.COUNTY_OFFICIAL, Role.ADMINISTRATOR, Role.AGENCY])
def test_only_the_city_keeps_orders(client, sign_in, session, fresh, role):
    sign_in(AccountFactory(role=role, division_code="321084"))

    assert client.get("/office/export-orders").status_code == 403
    assert client.post("/office/export-orders/new", data=ORDER).status_code == 403
    assert fresh().scalar(select(func.count(ExportOrder.id))) == 0


def test_an_order_that_does_not_exist_has_no_page(desk):
    assert desk.get("/office/export-orders/999999").status_code == 404
    assert desk.post("/office/export-orders/999999/close").status_code == 404
    assert desk.get("/office/export-orders?state=half-open").status_code == 400


def test_the_lists_ask_the_database_a_fixed_number_of_times(desk, count_queries):
    for _ in range(6):
        order = ExportOrderFactory()
        VacancyFactory(export_order_id=order.id, enterprise=order.enterprise)
        BatchFactory(order=order)

    with count_queries() as counting:
        desk.get("/office/export-orders")

    assert len(counting.statements) <= 8, counting.statements
