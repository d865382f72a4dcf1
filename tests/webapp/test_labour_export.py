"""Labour export on the desks: an agency takes seats and moves its people; the worker alone says yes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO
from threading import Barrier

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from domain.accounts import Role
from domain.applications import NoSeatLeft
from domain.batches import MoreSeatsThanAsked
from domain.labour_export import BatchState, OrderState, RosterState, RosterStepRefused
from domain.runs import Job, RunState
from domain.workers import ConsentPurpose
from tests.factories import (
    CARER,
    NOW,
    TODAY,
    AccountFactory,
    AgencyFactory,
    BatchFactory,
    EnterpriseFactory,
    ExportOrderFactory,
    RosterEntryFactory,
    VacancyFactory,
    WorkerFactory,
)
from webapp.blueprints.labour_export.steps import NAMES, steps_from
from webapp.blueprints.labour_export.workbook import COLUMNS
from webapp.models import Agency, AuditEntry, Batch, Consent, ExportOrder, JobRun, RosterEntry, RosterEvent, Vacancy
from webapp.services import batches, rosters
from webapp.transaction import transaction

S = RosterState
WITH_ORDER = joinedload(RosterEntry.batch).joinedload(Batch.order)
WHY = [
    {
        "key": "wage",
        "value": 0.9,
        "for_worker": "Pays %(lowest_fen)s to %(highest_fen)s, you ask %(asks_fen)s",
        "for_enterprise": "Asks %(asks_fen)s, you pay %(lowest_fen)s to %(highest_fen)s",
        "figures": {"lowest_fen": 700000, "highest_fen": 950000, "asks_fen": 400000},
    }
]


@pytest.fixture
def agency(session):
    return AgencyFactory()


@pytest.fixture
def desk(client, sign_in, agency):
    """The agency's browser, in English."""
    client.set_cookie("locale", "en")
    client.account = AccountFactory(role=Role.AGENCY, agency_id=agency.id)
    return sign_in(client.account)


def order(*, headcount=10, **changes):
    employer = EnterpriseFactory(division_code="310000", name="上海康养有限公司")
    row = ExportOrderFactory(enterprise=employer, **changes)
    vacancy = VacancyFactory(
        enterprise=employer,
        export_order_id=row.id,
        title="养老护理员",
        occupation_code=CARER,
        headcount=headcount,
        division_code="310000",
        has_housing=True,
    )
    return row, vacancy


def batch_of(agency, *, seats=10, headcount=20, **changes):
    row, vacancy = order(headcount=headcount)
    return BatchFactory(order=row, agency=agency, seats=seats, **changes), vacancy


def person(batch, vacancy, state=S.PROPOSED, **changes):
    return RosterEntryFactory(batch=batch, vacancy=vacancy, state=state, reasons=WHY, **changes)


def text(answer):
    return answer.get_data(as_text=True)


def state_of(fresh, entry):
    return fresh().get(RosterEntry, entry.id).state


def step(desk, batch, target, *entries, **data):
    chosen = {"entry": [entry.id for entry in entries], "target": target} | data
    return desk.post(f"/agency/batches/{batch.id}/steps", data=chosen, follow_redirects=True)


# What an agency sees.


def test_orders_that_still_take_people_are_listed_with_what_is_left(desk, agency):
    row, _ = order(headcount=30)
    BatchFactory(order=row, seats=12)
    BatchFactory(order=row, agency=agency, seats=5)
    order(state=OrderState.CLOSED, title="已经关闭的订单")
    order(departs_from=TODAY - timedelta(days=9), departs_until=TODAY - timedelta(days=1), title="已经过期的订单")

    page = text(desk.get("/agency/orders"))

    assert row.title in page
    assert "13 free seats" in page
    assert "you have 5" in page
    assert "已经关闭的订单" not in page
    assert "已经过期的订单" not in page


def test_an_order_says_what_it_offers(desk):
    row, vacancy = order(provisions="包住宿,统一接送")

    page = text(desk.get(f"/agency/orders/{row.id}"))

    for words in (
        row.number,
        "上海康养有限公司",
        "Shanghai",
        "包住宿,统一接送",
        vacancy.title,
        "6,000–8,000",
        "housing",
    ):
        assert words in page


def test_the_desk_says_what_waits(desk, agency):
    batch, vacancy = batch_of(agency)
    for state in (S.PROPOSED, S.PROPOSED, S.NOTIFIED, S.AGREED):
        person(batch, vacancy, state)

    page = text(desk.get("/agency"))

    assert '<span class="value">2</span>\n  <span class="name">matched, to be asked</span>' in page
    assert "2 to ask" in page
    assert agency.name in page


def test_an_agency_that_nobody_has_verified_is_told_so_and_takes_no_seats(desk, session, agency, fresh):
    row, _ = order()
    agency.verified_at = None
    session.commit()

    assert "Your licence has not been looked at yet" in text(desk.get("/agency"))
    answer = desk.post(f"/agency/orders/{row.id}/seats", data={"seats": "5"})
    assert answer.status_code == 422
    assert "An official has to look at your licence first." in text(answer)
    assert fresh().scalar(select(func.count(Batch.id))) == 0


def test_an_agency_sees_its_own_batches_only(desk, agency):
    mine, _ = batch_of(agency)
    other, vacancy = batch_of(AgencyFactory())
    entry = person(other, vacancy)

    assert desk.get(f"/agency/batches/{mine.id}").status_code == 200
    for address in ("", "/edit", "/roster.xlsx"):
        assert desk.get(f"/agency/batches/{other.id}{address}").status_code == 404
    for address in ("/edit", "/cancel", "/steps", "/match"):
        data = {"seats": 3, "reason": "x", "target": "notified", "entry": entry.id}
        assert desk.post(f"/agency/batches/{other.id}{address}", data=data).status_code == 404


def test_a_closed_order_is_shown_to_who_has_a_batch_of_it(desk, agency):
    mine, _ = batch_of(agency)
    other, _ = order(state=OrderState.CLOSED)
    with_batch, _ = order(state=OrderState.CLOSED)
    BatchFactory(order=with_batch, agency=agency)

    assert mine.id
    assert desk.get(f"/agency/orders/{other.id}").status_code == 404
    assert "This order is closed" in text(desk.get(f"/agency/orders/{with_batch.id}"))
    assert desk.get("/agency/orders/999999").status_code == 404


def test_an_account_without_its_agency_gets_no_further(client, sign_in, session):
    sign_in(AccountFactory(role=Role.AGENCY))

    assert client.get("/agency").status_code == 404
    assert client.get("/agency/orders").status_code == 404


# Seats.


def test_seats_are_taken(desk, agency, fresh):
    row, _ = order(headcount=10)

    answer = desk.post(
        f"/agency/orders/{row.id}/seats",
        data={"seats": "6", "departs_on": row.departs_from.isoformat()},
        follow_redirects=True,
    )

    batch = fresh().scalars(select(Batch)).one()
    assert (batch.agency_id, batch.seats, batch.departs_on, batch.state) == (
        agency.id,
        6,
        row.departs_from,
        BatchState.FORMING,
    )
    assert "The seats are yours." in text(answer)
    assert fresh().scalars(select(AuditEntry.action)).all() == ["batch.open"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"seats": ""}, "Please fill this in."),
        ({"seats": "many"}, "Please type a whole number."),
        ({"seats": "-5"}, "The number of seats must lie between 1 and 2000."),
        ({"seats": "0"}, "The number of seats must lie between 1 and 2000."),
        ({"seats": "999999999999"}, "The number of seats must lie between 1 and 2000."),
        ({"seats": "9" * 40}, "Please type a whole number."),
        ({"seats": "7"}, "The order has 6 places left."),
        ({"seats": "3", "departs_on": (TODAY + timedelta(days=1)).isoformat()}, "The order leaves between"),
        ({"seats": "3", "departs_on": "tomorrow"}, "Please type a day as 2026-12-31."),
    ],
)
def test_seats_that_make_no_sense_are_refused_at_their_field(desk, fresh, data, sentence):
    row, _ = order(headcount=10)
    BatchFactory(order=row, seats=4)

    answer = desk.post(f"/agency/orders/{row.id}/seats", data=data)

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert fresh().scalar(select(func.count(Batch.id))) == 1


def test_a_cancelled_batch_gives_its_seats_back(desk, fresh):
    row, _ = order(headcount=10)
    BatchFactory(order=row, seats=10, state=BatchState.CANCELLED)

    assert desk.post(f"/agency/orders/{row.id}/seats", data={"seats": "10"}).status_code == 302


def test_of_agencies_that_grasp_the_last_seats_at_once_one_gets_them(app, session, fresh):
    row, _ = order(headcount=10)
    agencies = [AgencyFactory().id for _ in range(4)]
    account = AccountFactory(role=Role.AGENCY).id
    at_once = Barrier(4)

    def grasp(agency_id):
        with app.app_context():
            own = batches.db.session
            standing, agency = own.get(ExportOrder, row.id), own.get(Agency, agency_id)
            at_once.wait()
            try:
                with transaction():
                    batches.take_seats(standing, agency, seats=10, departs_on=None, account_id=account)
            except MoreSeatsThanAsked:
                return 0
            return 1

    with ThreadPoolExecutor(4) as people:
        assert sum(people.map(grasp, agencies)) == 1
    assert fresh().scalar(select(func.sum(Batch.seats))) == 10


def test_the_plan_of_a_batch_is_changed(desk, agency, fresh):
    batch, _ = batch_of(agency)
    day = batch.order.departs_from + timedelta(days=1)

    answer = desk.post(
        f"/agency/batches/{batch.id}/edit",
        data={"seats": "15", "departs_on": day.isoformat(), "escort_name": "周师傅", "escort_phone": "138 0514 0000"},
    )

    assert answer.status_code == 302
    stored = fresh().get(Batch, batch.id)
    assert (stored.seats, stored.departs_on, stored.escort_name, stored.escort_phone) == (
        15,
        day,
        "周师傅",
        "13805140000",
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"seats": "1"}, "2 workers of this batch know of their seat already."),
        ({"seats": "21"}, "The order has 20 places left."),
        ({"escort_phone": "12345"}, "This is not a phone number that can be called."),
        ({"escort_name": "周" * 101}, "The name may have at most 100 characters."),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused_at_its_field_and_stays_typed(desk, agency, fresh, change, sentence):
    batch, vacancy = batch_of(agency)
    for _ in range(2):
        person(batch, vacancy, S.NOTIFIED)

    answer = desk.post(
        f"/agency/batches/{batch.id}/edit",
        data={"seats": "10", "escort_name": "周师傅", "escort_phone": "13805140000"} | change,
    )

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert fresh().get(Batch, batch.id).escort_phone == ""


def test_a_batch_that_has_left_changes_its_escort_only(desk, agency, fresh):
    batch, _ = batch_of(agency, state=BatchState.DEPARTED)

    refused = desk.post(f"/agency/batches/{batch.id}/edit", data={"seats": "12"})
    assert "This batch has left or was cancelled" in text(refused)
    assert desk.post(f"/agency/batches/{batch.id}/edit", data={"seats": "10", "escort_name": "王姐"}).status_code == 302
    assert fresh().get(Batch, batch.id).escort_name == "王姐"


def test_a_closed_order_gives_no_more_seats(desk, agency, session, fresh):
    batch, _ = batch_of(agency)
    batch.order.state = OrderState.CLOSED
    session.commit()

    answer = desk.post(f"/agency/batches/{batch.id}/edit", data={"seats": "12"})

    assert "This order is closed." in text(answer)
    assert fresh().get(Batch, batch.id).seats == 10


def test_a_batch_is_cancelled_with_a_reason_that_everybody_reads(desk, agency, session, fresh):
    batch, vacancy = batch_of(agency)
    vacancy.seats_taken = 1
    session.commit()
    proposed, told, agreed, declined = (
        person(batch, vacancy, state) for state in (S.PROPOSED, S.NOTIFIED, S.AGREED, S.DECLINED)
    )

    desk.post(f"/agency/batches/{batch.id}/cancel", data={"reason": "用工单位停产"})

    assert fresh().get(Batch, batch.id).state is BatchState.CANCELLED
    assert fresh().get(RosterEntry, proposed.id) is None
    assert [state_of(fresh, entry) for entry in (told, agreed, declined)] == [S.REMOVED, S.REMOVED, S.DECLINED]
    assert set(fresh().scalars(select(RosterEvent.reason))) == {"用工单位停产"}
    assert fresh().get(Vacancy, vacancy.id).seats_taken == 0


@pytest.mark.parametrize(
    ("state", "reason", "sentence"),
    [
        (BatchState.FORMING, " ", "Please say why."),
        (BatchState.FORMING, "因" * 301, "The reason has 301 characters."),
        (BatchState.DEPARTED, "停产", "This batch has left or was cancelled"),
    ],
)
def test_a_batch_is_not_cancelled_without_a_reason_nor_once_it_has_left(desk, agency, fresh, state, reason, sentence):
    batch, _ = batch_of(agency, state=state)

    answer = desk.post(f"/agency/batches/{batch.id}/cancel", data={"reason": reason}, follow_redirects=True)

    assert sentence in text(answer)
    assert fresh().get(Batch, batch.id).state is state


# The roster.


def test_the_roster_shows_who_fits_best_first_with_the_reasons(desk, agency):
    batch, vacancy = batch_of(agency)
    person(batch, vacancy, score=0.71, worker=WorkerFactory(name="李二"))
    person(batch, vacancy, score=0.93, worker=WorkerFactory(name="王大"))

    page = text(desk.get(f"/agency/batches/{batch.id}"))

    assert page.index("王大") < page.index("李二")
    assert "93" in page
    assert "Asks 4,000 yuan, gets 7,000 yuan to 9,500 yuan" in page


@pytest.mark.parametrize("state", S)
def test_the_phone_number_is_seen_only_once_the_worker_has_agreed(desk, agency, state):
    batch, vacancy = batch_of(agency)
    person(batch, vacancy, state, worker=WorkerFactory(phone="13912345678"))

    page = text(desk.get(f"/agency/batches/{batch.id}"))
    sheet = str(rows_of(desk.get(f"/agency/batches/{batch.id}/roster.xlsx")))

    is_seen = state not in {S.PROPOSED, S.NOTIFIED, S.DECLINED, S.REMOVED}
    for words in (page, sheet):
        assert ("13912345678" in words) is is_seen
        assert ("139******78" in words) is not is_seen


def test_the_roster_is_narrowed_to_a_state_and_an_unknown_one_is_refused(desk, agency):
    batch, vacancy = batch_of(agency)
    person(batch, vacancy, S.PROPOSED, worker=WorkerFactory(name="李二"))
    person(batch, vacancy, S.AGREED, worker=WorkerFactory(name="王大"))

    page = text(desk.get(f"/agency/batches/{batch.id}?state=agreed"))

    assert "王大" in page
    assert "李二" not in page
    for query in ("state=asleep", "page=0", "page=x", "page=99999999999999"):
        assert desk.get(f"/agency/batches/{batch.id}?{query}").status_code == 400
    assert desk.get(f"/agency/batches/{batch.id}?page=1000000000").status_code == 200


def test_html_in_a_name_is_just_text(desk, agency):
    batch, vacancy = batch_of(agency)
    person(batch, vacancy, worker=WorkerFactory(name="<script>alert(1)</script>"))

    assert "<script>alert" not in text(desk.get(f"/agency/batches/{batch.id}"))


def test_a_worker_is_asked_and_the_step_is_kept(desk, agency, fresh):
    batch, vacancy = batch_of(agency)
    entry = person(batch, vacancy)

    answer = step(desk, batch, S.NOTIFIED, entry)

    assert "Done for 1 person." in text(answer)
    assert state_of(fresh, entry) is S.NOTIFIED
    event = fresh().scalars(select(RosterEvent)).one()
    assert (event.entry_id, event.state, event.account_id) == (entry.id, S.NOTIFIED, desk.account.id)


def test_a_whole_list_is_moved_at_once_and_who_has_moved_on_is_left(desk, agency, fresh):
    batch, vacancy = batch_of(agency)
    waiting = [person(batch, vacancy) for _ in range(3)]
    agreed = person(batch, vacancy, S.AGREED)

    answer = step(desk, batch, S.NOTIFIED, everybody="proposed")
    assert "Done for 3 people." in text(answer)
    assert {state_of(fresh, entry) for entry in waiting} == {S.NOTIFIED}
    assert state_of(fresh, agreed) is S.AGREED

    answer = step(desk, batch, S.CONTRACTED, agreed, waiting[0], number="YZ-001", months="12")
    assert "Done for 1 person." in text(answer)
    assert (
        f"Not possible for 1. This place has moved on. This step is not possible now. ({waiting[0].worker.name})"
        in (text(answer))
    )


@pytest.mark.parametrize("how", ["withdrew", "does not look"])
def test_nobody_is_asked_who_does_not_want_to_be_matched_any_more(desk, agency, session, fresh, how):
    batch, vacancy = batch_of(agency)
    worker = WorkerFactory(is_looking=how != "does not look")
    if how == "withdrew":
        agreed = (Consent.worker_id == worker.id) & (Consent.purpose == ConsentPurpose.MATCHING)
        session.scalars(select(Consent).where(agreed)).one().withdrawn_at = NOW
        session.commit()
    entry = person(batch, vacancy, worker=worker)

    answer = step(desk, batch, S.NOTIFIED, entry)

    assert "Looks for no work now, or does not want to be matched any more." in text(answer)
    assert state_of(fresh, entry) is S.PROPOSED


@pytest.mark.parametrize("target", [S.AGREED, S.DECLINED])
def test_the_agency_never_answers_for_the_worker(desk, agency, fresh, target):
    batch, vacancy = batch_of(agency)
    entry = person(batch, vacancy, S.NOTIFIED)

    answer = step(desk, batch, target, entry)

    assert "This place has moved on. This step is not possible now." in text(answer)
    assert state_of(fresh, entry) is S.NOTIFIED


def test_a_worker_is_taken_off_with_a_reason_and_the_trail_keeps_it(desk, agency, fresh):
    batch, vacancy = batch_of(agency)
    entry = person(batch, vacancy, S.NOTIFIED)

    assert "Please say why." in text(step(desk, batch, S.REMOVED, entry, reason=" "))
    assert "The reason has 301 characters." in text(step(desk, batch, S.REMOVED, entry, reason="因" * 301))
    assert state_of(fresh, entry) is S.NOTIFIED
    answer = step(desk, batch, S.REMOVED, entry, reason="体检不合格")

    assert "体检不合格" in text(answer)
    assert state_of(fresh, entry) is S.REMOVED
    trail = fresh().scalars(select(AuditEntry).where(AuditEntry.action == "roster.removed")).one()
    assert trail.subject_id == entry.id
    assert (trail.figures["before"], trail.figures["reason"]) == ("notified", "体检不合格")


def test_the_way_there_moves_the_batch_along(desk, agency, session, fresh):
    batch, vacancy = batch_of(agency)
    vacancy.seats_taken = 2
    session.commit()
    one, two = person(batch, vacancy, S.CONTRACTED), person(batch, vacancy, S.CONTRACTED)

    step(desk, batch, S.DEPARTED, one)
    assert fresh().get(Batch, batch.id).state is BatchState.DEPARTED
    step(desk, batch, S.NO_SHOW, two, why="not_reached", reason="没有来车站")
    assert fresh().get(Vacancy, vacancy.id).seats_taken == 1, "who did not come frees the seat"
    step(desk, batch, S.ARRIVED, one)
    assert fresh().get(Batch, batch.id).state is BatchState.ARRIVED


def test_people_of_a_cancelled_batch_are_not_moved(desk, agency, fresh):
    batch, vacancy = batch_of(agency, state=BatchState.CANCELLED)
    entry = person(batch, vacancy, S.PROPOSED)

    assert "This batch has left or was cancelled" in text(step(desk, batch, S.NOTIFIED, entry))
    assert state_of(fresh, entry) is S.PROPOSED


def test_people_of_another_batch_are_not_moved_by_a_crafted_form(desk, agency, fresh):
    mine, _ = batch_of(agency)
    other, vacancy = batch_of(AgencyFactory())
    entry = person(other, vacancy)

    assert "This place has moved on." in text(step(desk, mine, S.NOTIFIED, entry))
    assert state_of(fresh, entry) is S.PROPOSED


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"target": "asleep", "entry": "1"}, 400),
        ({"entry": "1"}, 400),
        ({"target": "notified", "entry": "x"}, 400),
        ({"target": "notified", "entry": str(10**30)}, 400),
        ({"target": "notified", "everybody": "asleep"}, 400),
        ({"target": "notified"}, 302),
        ({"target": "notified", "everybody": "agreed"}, 302),
    ],
)
def test_a_form_that_nobody_offered_is_refused_by_name(desk, agency, data, status):
    batch, _ = batch_of(agency)

    assert desk.post(f"/agency/batches/{batch.id}/steps", data=data).status_code == status


def test_every_step_of_an_agency_has_a_name():
    assert {button.target for state in S for button in steps_from(state)} == set(NAMES)


def test_matching_is_asked_for_and_the_page_shows_that_it_waits(desk, agency, fresh):
    batch, _ = batch_of(agency)

    desk.post(f"/agency/batches/{batch.id}/match")

    run = fresh().scalars(select(JobRun)).one()
    assert (run.name, run.state, run.requested_by_id) == (Job.LABOUR_EXPORT_MATCH, RunState.REQUESTED, desk.account.id)
    page = text(desk.get(f"/agency/batches/{batch.id}"))
    assert "The job waits until it is started." in page
    assert 'hx-trigger="every 2s"' in page
    again = desk.post(f"/agency/batches/{batch.id}/match", follow_redirects=True)
    assert "This job waits or runs already." in text(again)


def rows_of(answer):
    assert answer.content_type == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return CalamineWorkbook.from_filelike(BytesIO(answer.data)).get_sheet_by_index(0).to_python()


def test_the_sheet_has_the_columns_that_agencies_know_in_their_order(desk, agency):
    batch, vacancy = batch_of(agency)
    person(batch, vacancy, score=0.934, worker=WorkerFactory(name="王大", phone="13912345678"))
    person(batch, vacancy, S.DECLINED, score=0.5, worker=WorkerFactory(name="=1+1"))

    rows = rows_of(desk.get(f"/agency/batches/{batch.id}/roster.xlsx"))

    assert rows[0] == [
        "序号",
        "姓名",
        "出生年份",
        "居住地",
        "联系电话",
        "岗位",
        "月工资（元）",
        "用工单位",
        "目的地",
        "状态",
        "匹配度",
        "匹配理由",
        "状态更新时间",
        "备注",
    ]
    assert rows[1][:11] == [
        1,
        "王大",
        1981,
        "高邮 三垛镇",
        "139******78",
        "养老护理员",
        "6,000–8,000",
        "上海康养有限公司",
        "上海",
        "已匹配",
        93,
    ]
    assert rows[1][11] == "要求4,000元，岗位给7,000元至9,500元"
    assert rows[2][1] == "=1+1", "a name that looks like a formula is a name"
    assert len(rows) == 3
    assert len(COLUMNS) == len(rows[0])


def test_an_empty_roster_is_a_sheet_with_its_heads(desk, agency):
    batch, _ = batch_of(agency)

    assert len(rows_of(desk.get(f"/agency/batches/{batch.id}/roster.xlsx"))) == 1


def test_the_roster_asks_the_database_a_fixed_number_of_times(desk, agency, count_queries):
    batch, vacancy = batch_of(agency)
    for _ in range(8):
        person(batch, vacancy)

    with count_queries() as counted:
        desk.get(f"/agency/batches/{batch.id}")

    assert len(counted.statements) <= 12, counted.statements


# The worker.


@pytest.fixture
def me(client, sign_in, session):
    """A worker's browser, in English."""
    client.set_cookie("locale", "en")
    account = AccountFactory()
    client.worker = WorkerFactory(account_id=account.id, wants=(CARER,))
    return sign_in(account)


def my_place(me, state=S.NOTIFIED, **changes):
    batch, vacancy = batch_of(AgencyFactory(name="远帆人力", contact_phone="0514-87654321"), **changes)
    return person(batch, vacancy, state, worker=me.worker)


def test_a_worker_reads_the_place_the_pay_the_housing_and_why(me):
    my_place(me)

    page = text(me.get("/me/labour-export"))

    for words in (
        "养老护理员",
        "6,000–8,000",
        "Shanghai",
        "Housing",
        "远帆人力",
        "0514-87654321",
        "Why you",
        "Pays 7,000 yuan to 9,500 yuan, you ask 4,000 yuan",
        "I agree",
    ):
        assert words in page


def test_nobody_hears_of_a_place_before_the_agency_has_asked(me):
    entry = my_place(me, S.PROPOSED)

    assert "No place waits for your answer" in text(me.get("/me/labour-export"))
    assert me.post(f"/me/labour-export/{entry.id}/agree").status_code == 404


def test_a_yes_takes_a_seat_and_a_later_no_frees_it(me, fresh):
    entry = my_place(me)

    answer = me.post(f"/me/labour-export/{entry.id}/agree", follow_redirects=True)
    assert "You have agreed." in text(answer)
    assert "I cannot go after all" in text(answer)
    assert state_of(fresh, entry) is S.AGREED
    assert fresh().get(Vacancy, entry.vacancy_id).seats_taken == 1

    me.post(f"/me/labour-export/{entry.id}/decline", data={"reason": "家里有事"})
    assert state_of(fresh, entry) is S.DECLINED
    assert fresh().get(Vacancy, entry.vacancy_id).seats_taken == 0
    assert "家里有事" in text(me.get("/me/labour-export"))


def test_a_no_needs_no_reason(me, fresh):
    entry = my_place(me)

    assert "You have declined." in text(me.post(f"/me/labour-export/{entry.id}/decline", follow_redirects=True))
    assert state_of(fresh, entry) is S.DECLINED


@pytest.mark.parametrize("answer", ["agree", "decline"])
def test_nobody_answers_for_somebody_else(me, fresh, answer):
    batch, vacancy = batch_of(AgencyFactory())
    entry = person(batch, vacancy, S.NOTIFIED)

    assert me.post(f"/me/labour-export/{entry.id}/{answer}").status_code == 404
    assert state_of(fresh, entry) is S.NOTIFIED


@pytest.mark.parametrize(
    ("state", "sentence"),
    [(S.CONTRACTED, "This place has moved on."), (S.DECLINED, "This place has moved on.")],
)
def test_an_answer_comes_at_its_time(me, fresh, state, sentence):
    entry = my_place(me, state)

    assert sentence in text(me.post(f"/me/labour-export/{entry.id}/agree", follow_redirects=True))
    assert state_of(fresh, entry) is state


def test_a_yes_to_an_order_that_was_closed_or_a_batch_that_left_is_not_taken(me, session, fresh):
    closed, left = my_place(me), None
    closed.batch.order.state = OrderState.CLOSED
    session.commit()
    assert "This order is closed." in text(me.post(f"/me/labour-export/{closed.id}/agree", follow_redirects=True))

    closed.state = S.DECLINED
    session.commit()
    left = my_place(me, state=S.NOTIFIED)
    left.batch.state = BatchState.DEPARTED
    session.commit()
    page = text(me.post(f"/me/labour-export/{left.id}/agree", follow_redirects=True))
    assert "This batch has left or was cancelled" in page
    assert state_of(fresh, left) is S.NOTIFIED


def test_a_yes_when_all_seats_have_gone_meanwhile_is_not_taken(me, session, fresh):
    entry = my_place(me, headcount=2)
    entry.vacancy.seats_taken = 2
    session.commit()

    page = text(me.post(f"/me/labour-export/{entry.id}/agree", follow_redirects=True))

    assert "All places of this vacancy are taken." in page
    assert state_of(fresh, entry) is S.NOTIFIED


def test_of_many_who_say_yes_at_once_only_as_many_as_there_are_seats_get_one(app, session, fresh):
    batch, vacancy = batch_of(AgencyFactory(), headcount=3)
    entries = [person(batch, vacancy, S.NOTIFIED).id for _ in range(6)]
    account = AccountFactory().id
    at_once = Barrier(6)

    def agree(entry_id):
        with app.app_context():
            entry = rosters.db.session.scalars(
                select(RosterEntry).where(RosterEntry.id == entry_id).options(WITH_ORDER)
            ).one()
            at_once.wait()
            try:
                with transaction():
                    rosters.answer(entry, agrees=True, account_id=account)
            except NoSeatLeft:
                return 0
            return 1

    with ThreadPoolExecutor(6) as people:
        assert sum(people.map(agree, entries)) == 3
    assert fresh().get(Vacancy, vacancy.id).seats_taken == 3


def test_of_two_who_move_a_place_at_once_one_is_told_that_it_has_moved_on(app, session, fresh):
    batch, vacancy = batch_of(AgencyFactory())
    entry = person(batch, vacancy, S.NOTIFIED)
    account = AccountFactory().id
    with app.app_context():
        mine = rosters.db.session.scalars(
            select(RosterEntry).where(RosterEntry.id == entry.id).options(WITH_ORDER)
        ).one()
        entry.state = S.REMOVED
        session.commit()

        with pytest.raises(RosterStepRefused), transaction():
            rosters.answer(mine, agrees=True, account_id=account)

    assert state_of(fresh, entry) is S.REMOVED
    assert fresh().get(Vacancy, vacancy.id).seats_taken == 0


def test_a_worker_without_a_profile_sees_an_empty_page(client, sign_in, session):
    sign_in(AccountFactory())

    assert client.get("/me/labour-export").status_code == 200
    assert client.post("/me/labour-export/1/agree").status_code == 404
