"""The agency's desk: hundreds of people on one page, narrowed, chosen, moved on together; who could not, and why."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from domain.accounts import Role
from domain.labour_export import RosterState
from domain.messages import MessageKind
from domain.objections import ObjectionKind
from tests.factories import (
    NOW,
    TODAY,
    AccountFactory,
    AgencyFactory,
    BatchFactory,
    EnterpriseFactory,
    ExportContractFactory,
    ExportOrderFactory,
    RetentionCheckFactory,
    RosterEntryFactory,
    RosterEventFactory,
    RosterObjectionFactory,
    SeatFactory,
    VacancyFactory,
    VehicleFactory,
    WorkerFactory,
)
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp.models import ExportContract, Message, OneTimeCode, RosterEntry, RosterEvent, Worker

S = RosterState
STEPS = "/agency/people/steps"


@pytest.fixture
def agency(session):
    return AgencyFactory()


@pytest.fixture
def desk(app, sign_in, agency):
    """The agency's browser, in English."""
    client = app.test_client()
    client.set_cookie("locale", "en")
    return sign_in(AccountFactory(role=Role.AGENCY, agency_id=agency.id), on=client)


@pytest.fixture
def batch(agency):
    return new_batch(agency)


def new_batch(agency):
    employer = EnterpriseFactory(division_code="310000")
    order = ExportOrderFactory(enterprise=employer, title="上海养老护理员")
    batch = BatchFactory(order=order, agency=agency, seats=900)
    batch.vacancy = VacancyFactory(enterprise=employer, export_order_id=order.id, headcount=900, title="养老护理员")
    return batch


def person(batch, state=S.PROPOSED, *, name="王秀英", **changes):
    worker = changes.pop("worker", None) or WorkerFactory(name=name)
    return RosterEntryFactory(batch=batch, vacancy=batch.vacancy, worker=worker, state=state, **changes)


def state_of(fresh, entry):
    return fresh().get(RosterEntry, entry.id).state


def act(desk, target, *entries, query="", **data):
    fields = {f"{target}-{name}": value for name, value in data.items() if name != "everybody"}
    chosen = {"target": target, "entry": [entry.id for entry in entries], "everybody": data.get("everybody", "")}
    return desk.post(STEPS + query, data=chosen | fields, headers=ENGLISH)


# Whom one sees.


def test_the_people_of_all_batches_stand_on_one_page_with_how_many_stand_where(desk, agency, batch):
    person(batch, S.AGREED, name="王秀英")
    person(new_batch(agency), S.PROPOSED, name="李建国")
    person(new_batch(AgencyFactory()), S.PROPOSED, name="不是我们的")

    page = visit(desk, "/agency/people")

    assert "王秀英" in page
    assert "李建国" in page
    assert "不是我们的" not in page
    assert "All 2 Matched 1 Agreed 1" in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("state=agreed", {"甲", "丁"}),
        ("q=乙", {"乙"}),
        ("q=YZ-77", {"丁"}),
        ("q=13911112222", {"乙"}),
        ("q=1391111", set()),
        ("q=1375555", {"甲"}),
        ("q=记着", {"丙"}),
        ("only=no_account", {"甲", "丙", "丁"}),
        ("only=no_seat", {"甲"}),
        ("only=check_due", {"丙"}),
        ("only=objected", {"甲"}),
        ("state=agreed&only=objected", {"甲"}),
        ("q=nobody", set()),
    ],
)
def test_the_list_is_narrowed(desk, batch, query, shown):
    agreed = person(batch, S.AGREED, worker=WorkerFactory(name="甲", phone="13755556666"))
    RosterObjectionFactory(entry_id=agreed.id, kind=ObjectionKind.NOT_AS_AGREED)
    person(batch, S.PROPOSED, worker=WorkerFactory(name="乙", phone="13911112222", account_id=AccountFactory().id))
    at_work = person(batch, S.ARRIVED, name="丙", note="记着问工资")
    RetentionCheckFactory(entry_id=at_work.id, due_on=TODAY)
    seated = person(batch, S.AGREED, name="丁")
    ExportContractFactory(entry_id=seated.id, agency_id=batch.agency_id, number="YZ-770")
    SeatFactory(vehicle=VehicleFactory(batch=batch), entry=seated, number=1)

    page = desk.get(f"/agency/people?{query}").text

    assert {name for name in "甲乙丙丁" if f">{name}</a>" in page} == shown


def test_the_list_is_narrowed_to_a_batch_and_to_a_kind_of_work(desk, agency, batch):
    person(batch, name="甲")
    other = new_batch(agency)
    person(other, name="乙")

    assert "乙" not in visit(desk, f"/agency/people?batch={batch.id}")
    assert "甲" not in visit(desk, f"/agency/people?work={other.vacancy.id}")


@pytest.mark.parametrize(
    ("order", "names"), [("fit", "乙甲丙"), ("name", "丙乙甲"), ("town", "丙甲乙"), ("changed", "甲丙乙")]
)
def test_the_list_stands_in_the_order_that_one_asks_for(desk, batch, order, names):
    for name, score, town, hours in (("甲", 0.8, "321023", 1), ("乙", 0.9, "321084", 3), ("丙", 0.7, "321002", 2)):
        worker = WorkerFactory(name=name, division_code=town)
        person(batch, worker=worker, score=score, updated_at=NOW - timedelta(hours=hours))

    page = desk.get(f"/agency/people?order={order}").text

    found = sorted("甲乙丙", key=lambda name: page.index(f">{name}</a>"))
    assert "".join(found) == (names if order != "name" else "".join(sorted("甲乙丙")))


@pytest.mark.parametrize(
    "query",
    ["state=asleep", "only=me", "order=random", "batch=x", "work=-1", "size=7", "page=0"],
)
def test_what_nobody_offered_is_refused_by_name(desk, query):
    assert desk.get(f"/agency/people?{query}").status_code == 400


def test_a_phone_number_is_shown_once_the_worker_has_agreed(desk, batch):
    person(batch, S.NOTIFIED, worker=WorkerFactory(phone="13911112222"))
    person(batch, S.AGREED, worker=WorkerFactory(phone="13933334444"))

    page = visit(desk, "/agency/people")

    assert "139******22" in page
    assert "13933334444" in page


def test_a_page_of_five_hundred_asks_the_database_fewer_than_ten_times(desk, agency, batch, session, count_queries):
    workers = [
        {
            "name": f"劳动者{number}",
            "phone": f"137{number:08d}",
            "birth_year": 1980,
            "division_code": "321084108",
            "latitude": 32.8,
            "longitude": 119.6,
            "created_at": NOW,
            "updated_at": NOW,
        }
        for number in range(520)
    ]
    session.execute(insert(Worker), workers)
    ids = session.scalars(select(Worker.id).order_by(Worker.id)).all()
    states = (S.PROPOSED, S.NOTIFIED, S.AGREED, S.CONTRACTED, S.ARRIVED)
    entries = [
        {
            "batch_id": batch.id,
            "worker_id": worker_id,
            "vacancy_id": batch.vacancy.id,
            "state": states[worker_id % 5],
            "score": 0.5,
            "created_at": NOW,
            "updated_at": NOW,
            "version": 1,
            "reasons": [],
            "note": "",
        }
        for worker_id in ids
    ]
    session.execute(insert(RosterEntry), entries)
    session.commit()

    with count_queries() as counted:
        page = desk.get("/agency/people").text

    assert page.count('<tbody id="person-') == 500
    assert "all 520 of the list" in text_of(desk.get("/agency/people"))
    assert len(counted.statements) < 10, counted.statements
    assert desk.get("/agency/people?page=2").text.count('<tbody id="person-') == 20
    assert desk.get("/agency/people?size=100").text.count('<tbody id="person-') == 100


# What one does with them.


def test_those_who_were_chosen_are_moved_on_across_batches(desk, agency, batch, fresh):
    one, other = person(batch), person(new_batch(agency))
    left = person(batch)

    page = text_of(act(desk, "notified", one, other))

    assert "Done for 2 people." in page
    assert [state_of(fresh, entry) for entry in (one, other, left)] == [S.NOTIFIED, S.NOTIFIED, S.PROPOSED]
    assert [kind for (kind,) in fresh().execute(select(Message.kind))] == [MessageKind.PLACE_OFFERED] * 2


def test_all_of_the_list_are_moved_on_and_nobody_else(desk, batch, fresh):
    listed = [person(batch, S.CONTRACTED, name=f"李{number}") for number in range(3)]
    other = person(batch, S.CONTRACTED, name="王一")

    page = text_of(act(desk, "departed", query="?q=李", everybody="1"))

    assert "Done for 3 people." in page
    assert {state_of(fresh, entry) for entry in listed} == {S.DEPARTED}
    assert state_of(fresh, other) is S.CONTRACTED


def test_who_could_not_is_named_with_the_reason_and_stays_chosen(desk, batch, fresh):
    can, moved_on, unwilling = (
        person(batch, name="甲"),
        person(batch, S.AGREED, name="乙"),
        person(batch, worker=WorkerFactory(name="丙", is_looking=False)),
    )

    answer = act(desk, "notified", can, moved_on, unwilling)

    page = text_of(answer)
    assert "Done for 1 person." in page
    assert "Not possible for 1. This place has moved on. This step is not possible now. 乙" in page
    assert "Not possible for 1. Looks for no work now, or does not want to be matched any more. 丙" in page
    for entry, is_chosen in ((can, False), (moved_on, True), (unwilling, True)):
        assert (f'name="entry" value="{entry.id}" form="bulk" checked' in answer.text) is is_chosen


def test_contracts_are_numbered_on_from_batch_to_batch(desk, agency, batch, fresh):
    first, second = person(batch, S.AGREED), person(batch, S.AGREED)
    third = person(new_batch(agency), S.AGREED)

    page = text_of(act(desk, "contracted", first, second, third, number="YZ-098", months="12"))

    assert "Done for 3 people." in page
    numbers = {row.entry_id: row.number for row in fresh().scalars(select(ExportContract))}
    assert numbers == {first.id: "YZ-098", second.id: "YZ-099", third.id: "YZ-100"}


def test_a_step_that_is_not_filled_in_stands_open_with_what_was_typed_and_everybody_is_still_chosen(desk, batch, fresh):
    entry = person(batch, S.AGREED)

    answer = act(desk, "contracted", entry, number="YZ-1", months="99")

    assert answer.status_code == 422
    assert "The term must lie between 1 and 60 months." in text_of(answer)
    assert 'value="YZ-1"' in answer.text
    assert '<details class="confirm" id="bulk-contracted" open>' in answer.text
    assert f'value="{entry.id}" form="bulk" checked' in answer.text
    unread = act(desk, "contracted", entry, number="YZ-1", months="many")
    assert "Please type a whole number." in text_of(unread)
    assert state_of(fresh, entry) is S.AGREED


def test_many_are_sent_a_code_at_once_and_who_had_one_just_now_is_named(desk, batch, fresh):
    first, second = person(batch, S.NOTIFIED, name="甲"), person(batch, S.NOTIFIED, name="乙")
    act(desk, "code", first)

    page = text_of(act(desk, "code", first, second))

    assert "Done for 1 person." in page
    assert "A code is on its way." in page
    assert "甲" in page
    assert len(fresh().scalars(select(OneTimeCode)).all()) == 2
    kinds = [kind for (kind,) in fresh().execute(select(Message.kind))]
    assert kinds == [MessageKind.ONE_TIME_CODE] * 2


def test_the_button_in_a_row_is_for_that_person_alone(desk, batch, fresh):
    one, other = person(batch), person(batch)

    desk.post(STEPS, data={"quick": f"notified:{one.id}", "entry": [other.id], "everybody": "1"})

    assert (state_of(fresh, one), state_of(fresh, other)) == (S.NOTIFIED, S.PROPOSED)


def test_nobody_chosen_is_said(desk, batch):
    person(batch)

    answer = act(desk, "notified")

    assert answer.status_code == 422
    assert "Please choose somebody first." in text_of(answer)


def test_people_of_another_agency_are_not_moved_by_a_crafted_form(desk, fresh, session):
    entry = person(new_batch(AgencyFactory()))

    answer = act(desk, "notified", entry)

    assert "This place has moved on." in text_of(answer)
    assert state_of(fresh, entry) is S.PROPOSED
    assert act(desk, "code", entry).status_code == 200
    assert fresh().scalars(select(OneTimeCode)).all() == []


@pytest.mark.parametrize(
    "data",
    [
        {"target": "asleep", "entry": "1"},
        {"target": "agreed", "entry": "1"},
        {"entry": "1"},
        {"target": "notified", "entry": "x"},
        {"target": "notified", "entry": "9" * 30},
        {"quick": "notified:x"},
    ],
)
def test_a_form_that_nobody_offered_is_refused(desk, data):
    assert desk.post(STEPS, data=data).status_code == 400


def test_the_address_of_a_report_leads_back_to_the_list(desk):
    answer = desk.get(f"{STEPS}?state=agreed&q=王")

    assert answer.status_code == 302
    assert "/agency/people?state=agreed&q=" in answer.location


def test_a_note_is_kept_for_the_agency_alone(app, desk, sign_in, batch, fresh):
    account = AccountFactory()
    entry = person(batch, S.AGREED, worker=WorkerFactory(account_id=account.id))
    RosterEventFactory(entry_id=entry.id, state=S.AGREED)

    desk.post(f"/agency/places/{entry.id}/note", data={"note": "怕坐长途车"})

    assert fresh().get(RosterEntry, entry.id).note == "怕坐长途车"
    assert "怕坐长途车" in visit(desk, "/agency/people")
    assert "怕坐长途车" not in visit(sign_in(account, on=app.test_client()), "/me/labour-export")
    long = desk.post(f"/agency/places/{entry.id}/note", data={"note": "长" * 301}, follow_redirects=True)
    assert "The reason has 301 characters." in text_of(long)
    assert desk.post("/agency/places/999999/note", data={"note": "x"}).status_code == 404


def test_a_bulk_step_leaves_one_event_a_person(desk, batch, fresh):
    for _ in range(3):
        person(batch, S.CONTRACTED)

    act(desk, "departed", everybody="1", happened_on=(TODAY - timedelta(days=1)).isoformat())

    events = fresh().scalars(select(RosterEvent)).all()
    assert {(event.state, event.happened_on) for event in events} == {(S.DEPARTED, TODAY - timedelta(days=1))}
    assert len(events) == 3


def test_an_agency_without_people_is_told_where_they_come_from(desk):
    assert "Take seats of an order" in visit(desk, "/agency/people")
