"""A roster as the agency's own table: out, in again, a report row by row, people whom the agency brings."""

from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from domain.accounts import Role
from domain.batches import BatchState
from domain.labour_export import RosterState
from domain.messages import Way
from tests.factories import (
    AccountFactory,
    AgencyFactory,
    BatchFactory,
    EnterpriseFactory,
    ExportContractFactory,
    ExportOrderFactory,
    RosterEntryFactory,
    SeatFactory,
    VacancyFactory,
    VehicleFactory,
    WorkerFactory,
)
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp.models import AuditEntry, Delivery, ExportContract, RosterEntry, RosterEvent, Seat, Worker
from webapp.services.spreadsheets import write_sheet

S = RosterState
NEW = {"姓名": "赵桂兰", "手机号": "139 1111 2222", "出生年份": 1979}


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
    employer = EnterpriseFactory(division_code="310000")
    order = ExportOrderFactory(enterprise=employer, title="上海养老护理员")
    batch = BatchFactory(order=order, agency=agency, seats=8)
    batch.vacancy = VacancyFactory(enterprise=employer, export_order_id=order.id, headcount=8, title="养老护理员")
    return batch


def person(batch, state=S.PROPOSED, *, name="王秀英", **changes):
    worker = changes.pop("worker", None) or WorkerFactory(name=name)
    return RosterEntryFactory(batch=batch, vacancy=batch.vacancy, worker=worker, state=state, **changes)


def table(*rows):
    heads = list(dict.fromkeys(head for row in rows for head in row))
    return write_sheet("名册", heads, [[row.get(head, "") for head in heads] for row in rows])


def send(desk, batch, content):
    content = content if isinstance(content, bytes) else table(*content)
    return desk.post(
        f"/agency/batches/{batch.id}/table",
        data={"file": (BytesIO(content), "名册.xlsx")},
        headers=ENGLISH,
        content_type="multipart/form-data",
    )


def rows_in(content):
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


def download(desk, batch):
    return desk.get(f"/agency/batches/{batch.id}/table.xlsx", headers=ENGLISH).data


def of(fresh, entry):
    return fresh().get(RosterEntry, entry.id)


def test_a_table_that_was_not_changed_changes_nothing(desk, batch, fresh):
    signed = person(batch, S.CONTRACTED, note="记着问工资")
    ExportContractFactory(entry_id=signed.id, agency_id=batch.agency_id, number="YZ-1", fee_fen=12_50)
    SeatFactory(vehicle=VehicleFactory(batch=batch, plate="苏K1"), entry=signed, number=3)
    person(batch, S.NOTIFIED, worker=WorkerFactory(name="李建国", phone="13912345678"))
    before = [(row.state, row.version) for row in fresh().scalars(select(RosterEntry))]

    content = download(desk, batch)
    answer = send(desk, batch, content)

    assert "139******78" in str(rows_in(content))
    assert answer.status_code == 302, text_of(answer)
    assert "nothing was changed" in visit(desk, answer.location)
    assert [(row.state, row.version) for row in fresh().scalars(select(RosterEntry))] == before


def test_states_contracts_seats_and_notes_of_many_are_changed_by_one_table(desk, batch, fresh):
    asked = person(batch, name="甲")
    agreed, noted = person(batch, S.AGREED, name="乙"), person(batch, S.AGREED, name="丙")
    VehicleFactory(batch=batch, plate="苏K88888", seats=30)

    answer = send(
        desk,
        batch,
        [
            {"名册编号": asked.id, "姓名": "甲", "状态": "已通知", "备注": ""},
            {
                "姓名": "乙",
                "合同编号": "YZ-7",
                "合同月数": 12,
                "向劳动者收取的费用": "0",
                "座位": 4,
                "车牌或车次": "苏K88888",
            },
            {"姓名": "丙", "备注": "素食"},
        ],
    )

    assert answer.status_code == 302, text_of(answer)
    assert of(fresh, agreed).state is S.CONTRACTED
    contract = fresh().scalars(select(ExportContract)).one()
    assert (contract.entry_id, contract.number, contract.months) == (agreed.id, "YZ-7", 12)
    assert fresh().scalars(select(Seat)).one().entry_id == agreed.id
    assert of(fresh, asked).state is S.NOTIFIED
    assert of(fresh, noted).note == "素食"
    page = visit(desk, answer.location)
    assert "2 people have a new state." in page
    assert "seats or notes of 2 people were changed" in page


def test_what_can_stand_is_kept_and_the_rest_comes_back_with_its_reason_at_its_column(desk, batch, fresh):
    person(batch, S.AGREED, name="甲")
    person(batch, S.AGREED, name="同名")
    person(batch, S.AGREED, name="同名")
    gone = person(batch, S.CONTRACTED, name="乙")

    answer = send(
        desk,
        batch,
        [
            {"姓名": "甲", "合同编号": "YZ-1", "合同月数": 12},
            {"姓名": "甲", "备注": "又一行"},
            {"姓名": "同名", "备注": "哪一个"},
            {"姓名": "没有的人"},
            {"姓名": "乙", "状态": "未到场"},
            {"姓名": "乙2", "状态": "飞走了"},
            {"名册编号": 999_999, "姓名": "丁"},
        ],
    )

    assert answer.status_code == 200
    page = text_of(answer)
    assert "1 person has a new state." in page
    assert "6 rows were refused" in page
    for reason in (
        "An earlier row of this table is about the same person.",
        "Several people of this batch are called so",
        "Nobody of this batch is called so.",
        "“飞走了” is none of",
    ):
        assert reason in page
    assert of(fresh, gone).state is S.CONTRACTED
    assert fresh().scalars(select(ExportContract.number)).one() == "YZ-1"


def test_the_refused_rows_come_as_a_table_that_can_be_sent_again(desk, batch, fresh):
    entry = person(batch, S.AGREED, name="甲")
    page = send(desk, batch, [{"姓名": "甲乙", "备注": "素食"}])
    assert page.status_code == 422
    carried = page.text.split('name="rows" value="')[1].split('"')[0].replace("&#34;", '"')

    file = desk.post(f"/agency/batches/{batch.id}/table/refused", data={"rows": carried}, headers=ENGLISH).data
    heads, row = rows_in(file)
    assert "Nobody of this batch is called so" in row[0]
    row[heads.index("Name*")] = "甲"
    answer = send(desk, batch, write_sheet("名册", heads, [row]))

    assert answer.status_code == 302, text_of(answer)
    assert of(fresh, entry).note == "素食"


def test_somebody_new_is_asked_by_sms_and_goes_only_with_a_yes_of_their_own(desk, batch, fresh):
    answer = send(desk, batch, [NEW])

    assert answer.status_code == 302, text_of(answer)
    worker = fresh().scalars(select(Worker).where(Worker.name == "赵桂兰")).one()
    entry = fresh().scalars(select(RosterEntry)).one()
    assert (worker.phone, worker.birth_year, worker.is_looking) == ("13911112222", 1979, False)
    assert (entry.worker_id, entry.state, entry.is_recruit) == (worker.id, S.NOTIFIED, True)
    assert fresh().scalars(select(Delivery).where(Delivery.way == Way.SMS)).one().address == "13911112222"
    assert "roster.bring" in set(fresh().scalars(select(AuditEntry.action)))
    assert fresh().scalars(select(RosterEvent.state)).all() == [S.NOTIFIED]
    page = visit(desk, f"/agency/batches/{batch.id}")
    assert "brought by you" in page
    assert "139******22" in page


def test_the_same_person_in_the_next_table_is_the_same_person(desk, batch, fresh):
    send(desk, batch, [NEW])
    send(desk, batch, [NEW | {"备注": "会说上海话"}])

    assert len(fresh().scalars(select(Worker)).all()) == 1
    assert fresh().scalars(select(RosterEntry)).one().note == "会说上海话"


def test_who_has_a_place_elsewhere_or_finds_no_seat_is_refused(desk, batch, fresh):
    other = BatchFactory(order=ExportOrderFactory(), agency=AgencyFactory())
    held = WorkerFactory(name="赵桂兰", phone="13911112222", birth_year=1979)
    RosterEntryFactory(batch=other, vacancy=batch.vacancy, worker=held, state=S.AGREED)
    for number in range(7):
        person(batch, S.AGREED, name=f"满{number}")

    answer = send(desk, batch, [NEW, NEW | {"姓名": "一"}, NEW | {"姓名": "二"}])

    page = text_of(answer)
    assert "This person has a place already" in page
    assert "Every seat of this batch is given to somebody." in page
    assert len(fresh().scalars(select(RosterEntry).where(RosterEntry.is_recruit)).all()) == 1


def test_who_has_said_to_look_for_nothing_is_not_asked_by_an_agency(desk, batch, fresh):
    account = AccountFactory(role=Role.WORKER)
    WorkerFactory(name="赵桂兰", phone="13911112222", birth_year=1979, account_id=account.id, is_looking=False)

    answer = send(desk, batch, [NEW])

    assert answer.status_code == 422
    assert fresh().scalars(select(RosterEntry)).all() == []
    assert fresh().scalars(select(Delivery)).all() == []


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"手机号": "12345"}, "Mobile number"),
        ({"出生年份": 2020}, "Year of birth"),
        ({"居住地": "火星"}, "Home town"),
        ({"岗位": "宇航员"}, "Work"),
        ({"姓名": "长" * 200}, "Name"),
    ],
)
def test_somebody_new_who_cannot_be_is_refused_at_the_column(desk, batch, fresh, change, column):
    answer = send(desk, batch, [NEW | change])

    assert answer.status_code == 422
    assert f" {column} " in text_of(answer)
    assert fresh().scalars(select(Worker)).all() == []


def test_nobody_is_brought_to_a_batch_that_has_left(desk, batch, session, fresh):
    batch.state = BatchState.DEPARTED
    session.commit()

    assert send(desk, batch, [NEW]).status_code == 422
    assert fresh().scalars(select(Worker)).all() == []


def test_a_file_that_is_no_table_is_refused(desk, batch):
    assert "Excel" in text_of(send(desk, batch, b"no table"))
    assert "lacks" in text_of(send(desk, batch, [{"何物": 1}])) or "columns" in text_of(
        send(desk, batch, [{"何物": 1}])
    )


def test_an_agency_has_its_own_order_of_columns(desk, batch):
    person(batch)
    address = f"/agency/batches/{batch.id}/table/columns"

    desk.post(address, data={"at-note": "2", "at-phone": "1", "at-name": "3"}, headers=ENGLISH)

    assert rows_in(download(desk, batch))[0] == ["Mobile number", "Own note", "Name*"]
    refused = desk.post(address, data={"at-note": "x", "at-name": "3"}, headers=ENGLISH)
    assert refused.status_code == 422
    assert "Please type whole numbers" in text_of(refused)
    assert 'value="x"' in refused.text
    desk.post(address, data={"at-note": "1"}, headers=ENGLISH)
    assert rows_in(download(desk, batch))[0] == ["Name*", "Own note"], "a table without names is about nobody"


def test_another_agency_sees_nothing_of_it(desk, session):
    other = BatchFactory(order=ExportOrderFactory(), agency=AgencyFactory())

    for address in ("table", "table.xlsx"):
        assert desk.get(f"/agency/batches/{other.id}/{address}").status_code == 404
    assert send(desk, other, [NEW]).status_code == 404


def test_a_table_asks_the_database_a_fixed_number_of_times(desk, batch, count_queries):
    person(batch, S.AGREED)
    with count_queries() as few:
        download(desk, batch)
    for number in range(5):
        person(batch, S.AGREED, name=f"多{number}")
    with count_queries() as many:
        download(desk, batch)
    assert len(many.statements) == len(few.statements)
