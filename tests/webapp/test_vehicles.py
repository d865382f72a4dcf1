"""Vehicles and seats on the agency's desk, companions on the worker's page, and the word about the departure."""

from datetime import time, timedelta

import pytest
from sqlalchemy import select

from domain.accounts import Role
from domain.labour_export import BatchState, RosterState
from domain.messages import MessageKind
from jobs import runner, schedule
from tests.factories import (
    CARER,
    TODAY,
    AccountFactory,
    AgencyFactory,
    BatchFactory,
    CompanionshipFactory,
    EnterpriseFactory,
    ExportOrderFactory,
    RosterEntryFactory,
    SeatFactory,
    VacancyFactory,
    VehicleFactory,
    WorkerFactory,
)
from tests.webapp.pages import text_of, visit
from webapp.models import Companionship, Delivery, Message, RosterEntry, Seat, Vehicle

S = RosterState


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
    order = ExportOrderFactory(enterprise=EnterpriseFactory(division_code="310000"), title="上海护理员")
    return BatchFactory(order=order, agency=agency, departs_on=TODAY + timedelta(days=12))


@pytest.fixture
def goer(batch):
    """Makes somebody who goes with the batch."""
    vacancy = VacancyFactory(enterprise=batch.order.enterprise, export_order_id=batch.order_id, headcount=50)

    def make(state=S.CONTRACTED, **changes):
        return RosterEntryFactory(batch=batch, vacancy=vacancy, state=state, worker=WorkerFactory(**changes))

    return make


def seats(fresh):
    rows = fresh().execute(select(Seat.entry_id, Seat.vehicle_id, Seat.number).order_by(Seat.vehicle_id, Seat.number))
    return [tuple(row) for row in rows]


def test_a_vehicle_is_put_to_a_batch_and_people_get_seats_in_it(desk, batch, goer, fresh):
    first, second, asked = goer(name="王大"), goer(S.AGREED, name="李二"), goer(S.NOTIFIED, name="张三")
    data = {
        "kind": "coach",
        "seats": "45",
        "plate": "苏k12345",
        "leaves_at": "6:30",
        "meeting_point": "高邮汽车站",
        "driver_name": "周师傅",
        "driver_phone": "138 0514 0000",
        "escort_name": "刘姐",
        "escort_phone": "13905140000",
    }

    page = text_of(desk.post(f"/agency/batches/{batch.id}/vehicles", data=data, follow_redirects=True))
    assert "Coach 苏K12345" in page
    assert "2 people have no seat yet" in page
    page = text_of(desk.post(f"/agency/batches/{batch.id}/seats", follow_redirects=True))

    vehicle = fresh().scalars(select(Vehicle)).one()
    assert (vehicle.seats, vehicle.leaves_at, vehicle.driver_phone) == (45, time(6, 30), "13805140000")
    assert "2 people have got a seat." in page
    assert seats(fresh) == [(first.id, vehicle.id, 1), (second.id, vehicle.id, 2)]
    assert asked.id not in {row[0] for row in seats(fresh)}, "who has not said yes has no seat"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"seats": ""}, "Please fill this in."),
        ({"seats": "0"}, "The number of seats must lie between 1 and 200."),
        ({"seats": "9", "kind": "rocket"}, "Please choose one of the list."),
        ({"seats": "9", "leaves_at": "25:99"}, "Please type a time as 9:00."),
        ({"seats": "9", "driver_phone": "12345"}, "This is not a phone number that can be called."),
        ({"seats": "9", "escort_phone": "12345"}, "This is not a phone number that can be called."),
        ({"seats": "9", "plate": "苏" * 21}, "The plate may have at most 20 characters."),
    ],
)
def test_a_vehicle_that_makes_no_sense_is_refused_at_its_field(desk, batch, fresh, data, sentence):
    answer = desk.post(f"/agency/batches/{batch.id}/vehicles", data={"kind": "coach"} | data)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert fresh().scalars(select(Vehicle)).all() == []


def test_who_goes_together_sits_side_by_side_and_the_list_says_so(desk, batch, goer, fresh):
    one, alone, other = goer(name="王大"), goer(name="李二"), goer(name="王嫂")
    CompanionshipFactory(asker=one.worker, other=other.worker, agreed_at=one.created_at)
    vehicle = VehicleFactory(batch=batch, seats=10, plate="苏K1")

    desk.post(f"/agency/batches/{batch.id}/seats")

    assert seats(fresh) == [(one.id, vehicle.id, 1), (other.id, vehicle.id, 2), (alone.id, vehicle.id, 3)]
    page = visit(desk, f"/agency/batches/{batch.id}/boarding")
    assert page.index("王大") < page.index("王嫂") < page.index("李二")
    assert one.worker.phone in page
    assert "Goes together with 王嫂" in visit(desk, f"/agency/places/{one.id}")


def test_seats_are_given_to_the_new_ones_only_or_to_everybody_anew(desk, batch, goer, fresh):
    first, second = goer(), goer()
    vehicle = VehicleFactory(batch=batch, seats=4)
    SeatFactory(vehicle=vehicle, entry=second, number=1)

    desk.post(f"/agency/batches/{batch.id}/seats")
    assert seats(fresh) == [(second.id, vehicle.id, 1), (first.id, vehicle.id, 2)]
    desk.post(f"/agency/batches/{batch.id}/seats", data={"anew": "1"})
    assert seats(fresh) == [(first.id, vehicle.id, 1), (second.id, vehicle.id, 2)]


def test_without_room_nobody_is_seated_and_the_page_says_how_many_seats_are_missing(desk, batch, goer, fresh):
    for _ in range(3):
        goer()
    VehicleFactory(batch=batch, seats=2)

    page = text_of(desk.post(f"/agency/batches/{batch.id}/seats", follow_redirects=True))

    assert "3 people are to be seated, and 2 seats are free." in page
    assert seats(fresh) == []


def test_two_change_places_when_somebody_gets_a_seat_that_is_taken(desk, batch, goer, fresh):
    one, other, third = goer(), goer(), goer()
    vehicle = VehicleFactory(batch=batch, seats=4)
    for number, entry in enumerate((one, other), start=1):
        SeatFactory(vehicle=vehicle, entry=entry, number=number)
    give = {"vehicle": vehicle.id, "number": "2"}

    desk.post(f"/agency/places/{one.id}/seat", data=give)
    assert seats(fresh) == [(other.id, vehicle.id, 1), (one.id, vehicle.id, 2)]
    desk.post(f"/agency/places/{one.id}/seat", data=give)
    assert seats(fresh) == [(other.id, vehicle.id, 1), (one.id, vehicle.id, 2)], "the own seat stays the own"
    desk.post(f"/agency/places/{third.id}/seat", data=give)
    assert seats(fresh) == [(other.id, vehicle.id, 1), (third.id, vehicle.id, 2)], "who had it stands now"


@pytest.mark.parametrize(
    ("state", "data", "sentence"),
    [
        (S.CONTRACTED, {"number": "5"}, "This vehicle has the seats 1 to 4."),
        (S.NOTIFIED, {"number": "1"}, "Only who has said yes and has not left yet gets a seat."),
        (S.CONTRACTED, {"number": "x"}, "Please choose a vehicle and a seat of it."),
        (S.CONTRACTED, {"vehicle": "999", "number": "1"}, "Please choose a vehicle and a seat of it."),
    ],
)
def test_a_seat_that_is_none_is_not_given(desk, batch, goer, fresh, state, data, sentence):
    entry, vehicle = goer(state), VehicleFactory(batch=batch, seats=4)

    answer = desk.post(f"/agency/places/{entry.id}/seat", data={"vehicle": vehicle.id} | data, follow_redirects=True)

    assert sentence in text_of(answer)
    assert seats(fresh) == []


def test_who_does_not_go_after_all_frees_the_seat_in_the_bus(desk, batch, goer, fresh):
    stays, goes = goer(), goer()
    vehicle = VehicleFactory(batch=batch, seats=4)
    for number, entry in enumerate((stays, goes), start=1):
        SeatFactory(vehicle=vehicle, entry=entry, number=number)

    steps = f"/agency/batches/{batch.id}/steps"
    desk.post(steps, data={"target": "no_show", "entry": stays.id, "why": "ill"})
    desk.post(steps, data={"target": "departed", "entry": goes.id})

    assert seats(fresh) == [(goes.id, vehicle.id, 2)], "who has left keeps the seat, for the list"


def test_a_vehicle_is_changed_and_taken_away(desk, batch, goer, fresh):
    vehicle, entry = VehicleFactory(batch=batch, seats=10), goer()
    SeatFactory(vehicle=vehicle, entry=entry, number=8)
    address = f"/agency/vehicles/{vehicle.id}"
    assert 'value="10"' in desk.get(address).text

    refused = desk.post(address, data={"kind": "minibus", "seats": "7"})
    assert refused.status_code == 422
    assert "Seat 8 is given to somebody" in text_of(refused)
    assert desk.post(address, data={"kind": "minibus", "seats": "9", "plate": "苏K9"}).status_code == 302
    stored = fresh().get(Vehicle, vehicle.id)
    assert (stored.kind, stored.seats, stored.plate) == ("minibus", 9, "苏K9")
    desk.post(f"{address}/remove")
    assert seats(fresh) == []
    assert fresh().scalars(select(Vehicle)).all() == []


def test_a_batch_that_has_left_changes_who_drives_and_nothing_else(desk, batch, session, fresh):
    vehicle = VehicleFactory(batch=batch, seats=10)
    batch.state = BatchState.DEPARTED
    session.commit()
    address = f"/agency/vehicles/{vehicle.id}"

    assert desk.post(address, data={"kind": "coach", "seats": "10", "driver_name": "赵师傅"}).status_code == 302
    for answer in (
        desk.post(address, data={"kind": "coach", "seats": "11"}),
        desk.post(f"{address}/remove", follow_redirects=True),
        desk.post(f"/agency/batches/{batch.id}/seats", follow_redirects=True),
        desk.post(f"/agency/batches/{batch.id}/vehicles", data={"kind": "coach", "seats": "11"}),
    ):
        assert "This batch has left or was cancelled" in text_of(answer)
    stored = fresh().scalars(select(Vehicle)).one()
    assert (stored.seats, stored.driver_name) == (10, "赵师傅")


def test_everybody_with_a_seat_is_told_once_when_and_where_the_bus_leaves(desk, batch, goer, fresh):
    account = AccountFactory(phone="13712345678")
    with_account, without = goer(account_id=account.id), goer(phone="13812345678")
    without.token = "its-page"
    vehicle = VehicleFactory(batch=batch, seats=4, plate="苏K1", leaves_at=time(6, 30), meeting_point="高邮汽车站")
    for number, entry in enumerate((with_account, without), start=1):
        SeatFactory(vehicle=vehicle, entry=entry, number=number)
    told = f"/agency/batches/{batch.id}/departure-told"

    assert "2 people are told by SMS." in text_of(desk.post(told, follow_redirects=True))
    assert "0 people are told by SMS." in text_of(desk.post(told, follow_redirects=True))
    desk.post(f"/agency/vehicles/{vehicle.id}", data={"kind": "coach", "seats": "4", "leaves_at": "7:00"})
    assert "2 people are told by SMS." in text_of(desk.post(told, follow_redirects=True)), "another hour is news"

    rows = fresh().execute(select(Delivery.address, Message.words).join(Message).order_by(Delivery.id)).all()
    assert [address for address, _ in rows[:2]] == ["13712345678", "13812345678"]
    assert (rows[0][1]["leaves_at"], rows[0][1]["seat"]) == ("06:30:00", 1)
    assert {kind for (kind,) in fresh().execute(select(Message.kind))} == {MessageKind.DEPARTURE_SET}


def test_a_worker_sees_the_own_seat(app, sign_in, batch, goer):
    account = AccountFactory()
    vehicle = VehicleFactory(batch=batch, plate="苏K1", meeting_point="高邮汽车站", leaves_at=time(6, 30))
    SeatFactory(vehicle=vehicle, entry=goer(account_id=account.id), number=7)

    page = visit(sign_in(account, on=app.test_client()), "/me/labour-export")

    for words in ("Coach 苏K1 · seat 7", "06:30", "高邮汽车站"):
        assert words in page


def test_another_agency_touches_no_vehicle(app, sign_in, batch, goer, fresh):
    vehicle, entry = VehicleFactory(batch=batch), goer()
    other = sign_in(AccountFactory(role=Role.AGENCY, agency_id=AgencyFactory().id), on=app.test_client())

    for address in (f"batches/{batch.id}/vehicles", f"vehicles/{vehicle.id}", f"batches/{batch.id}/boarding"):
        assert other.get(f"/agency/{address}").status_code == 404
    for address in (
        f"batches/{batch.id}/vehicles",
        f"vehicles/{vehicle.id}",
        f"vehicles/{vehicle.id}/remove",
        f"batches/{batch.id}/seats",
        f"places/{entry.id}/seat",
        f"batches/{batch.id}/departure-told",
    ):
        assert other.post(f"/agency/{address}").status_code == 404
    assert fresh().get(Vehicle, vehicle.id) is not None


def test_the_list_for_boarding_asks_the_database_a_fixed_number_of_times(desk, batch, goer, count_queries):
    vehicle = VehicleFactory(batch=batch, seats=20)
    for number in range(1, 9):
        SeatFactory(vehicle=vehicle, entry=goer(), number=number)

    with count_queries() as counted:
        visit(desk, f"/agency/batches/{batch.id}/boarding")

    assert len(counted.statements) <= 8, counted.statements


# Companions.


@pytest.fixture
def couple(app, sign_in, session):
    """Two workers with their browsers, in English."""

    def of(name, phone):
        account = AccountFactory(phone=phone)
        client = sign_in(account, on=app.test_client())
        client.set_cookie("locale", "en")
        client.worker = WorkerFactory(
            account_id=account.id, name=name, phone=phone, goes_out_of_town=True, wants=(CARER,)
        )
        return client

    return of("王大", "13900000011"), of("王嫂", "13900000022")


def test_one_asks_the_other_agrees_and_either_may_part(couple, fresh):
    he, she = couple

    page = text_of(he.post("/me/labour-export/companions", data={"phone": "139 0000 0022"}, follow_redirects=True))
    assert "If somebody with this number has a profile here, they are asked now." in page
    assert "王嫂" not in page, "who has not agreed is not named"
    assert "王**" in page
    assert "王大 would like to go away to work together with you." in visit(she, "/messages")
    pair = fresh().scalars(select(Companionship)).one()
    assert he.post(f"/me/labour-export/companions/{pair.id}/agree").status_code == 404, "nobody agrees for the other"
    page = text_of(she.post(f"/me/labour-export/companions/{pair.id}/agree", follow_redirects=True))
    assert "You go together from now on" in page
    assert "王嫂" in visit(he, "/me/labour-export/companions")

    he.post(f"/me/labour-export/companions/{pair.id}/part")
    assert fresh().scalars(select(Companionship)).all() == []


@pytest.mark.parametrize(
    ("phone", "sentence"),
    [
        ("13900000011", "This is your own number."),
        ("12345", "This is not a mobile number."),
        ("", "Please fill this in."),
    ],
)
def test_a_number_that_makes_no_companion_is_refused_at_its_field(couple, phone, sentence):
    he, _ = couple

    answer = he.post("/me/labour-export/companions", data={"phone": phone})

    assert answer.status_code == 422
    assert sentence in text_of(answer)


def test_nobody_learns_whether_a_number_has_a_profile_and_nobody_is_asked_twice(couple, fresh):
    he, she = couple

    page = text_of(he.post("/me/labour-export/companions", data={"phone": "13888888888"}, follow_redirects=True))
    assert "If somebody with this number has a profile here" in page
    assert fresh().scalars(select(Companionship)).all() == []
    he.post("/me/labour-export/companions", data={"phone": "13900000022"})
    for client, phone in ((he, "13900000022"), (she, "13900000011")):
        answer = client.post("/me/labour-export/companions", data={"phone": phone})
        assert "You have asked each other already" in text_of(answer)


def test_a_group_that_would_be_too_large_is_refused(couple, fresh):
    he, she = couple
    friends = [WorkerFactory() for _ in range(3)]
    for friend in friends:
        CompanionshipFactory(asker=he.worker, other=friend, agreed_at=he.worker.created_at)
    pair = CompanionshipFactory(asker=he.worker, other=she.worker)

    page = text_of(she.post(f"/me/labour-export/companions/{pair.id}/agree", follow_redirects=True))

    assert "At most 4 people go together" in page
    assert fresh().get(Companionship, pair.id).agreed_at is None


def test_requests_that_nobody_answers_have_an_end(couple):
    he, _ = couple
    for _ in range(5):
        CompanionshipFactory(asker=he.worker, other=WorkerFactory())

    answer = he.post("/me/labour-export/companions", data={"phone": "13900000022"})
    assert "5 people have not answered yet." in text_of(answer)


def test_nobody_parts_a_pair_of_others(couple, fresh):
    he, _ = couple
    pair = CompanionshipFactory(asker=WorkerFactory(), other=WorkerFactory())

    assert he.post(f"/me/labour-export/companions/{pair.id}/part").status_code == 404
    assert fresh().get(Companionship, pair.id) is not None


def test_without_a_profile_there_is_nobody_to_go_with(app, sign_in, session):
    client = sign_in(AccountFactory(), on=app.test_client())

    assert "Please fill in your profile first." in visit(client, "/me/labour-export/companions")
    assert client.post("/me/labour-export/companions", data={"phone": "13900000022"}).status_code == 404


@pytest.mark.parametrize("headcount", [1, 2])
def test_the_night_matches_companions_together_or_not_at_all(app, couple, agency, session, fresh, headcount):
    he, she = couple
    CompanionshipFactory(asker=he.worker, other=she.worker, agreed_at=he.worker.created_at)
    place = {"division_code": "310000", "latitude": 31.22, "longitude": 121.54}
    order = ExportOrderFactory(enterprise=EnterpriseFactory(**place), division_code="310000")
    VacancyFactory(
        enterprise=order.enterprise,
        export_order_id=order.id,
        occupation_code=CARER,
        headcount=headcount,
        has_housing=True,
        **place,
    )
    BatchFactory(order=order, agency=agency, seats=9)

    counts = runner.run(app, schedule.entry("labour_export.match"))

    placed = fresh().scalars(select(RosterEntry.worker_id).order_by(RosterEntry.worker_id)).all()
    assert placed == ([he.worker.id, she.worker.id] if headcount == 2 else [])
    if headcount == 1:
        assert counts["unplaced"] == {"No order has places for everybody who goes together": 2}
