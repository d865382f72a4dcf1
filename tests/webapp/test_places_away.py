"""The life of a place away from home: consent by code, contract, check-in, checks, and what the worker sees of it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from domain.accounts import Role
from domain.labour_export import BatchState, RosterState
from domain.messages import DeliveryState, MessageKind
from domain.objections import ObjectionKind, ObjectionOutcome
from domain.one_time_codes import code_hash
from domain.retention import CheckMethod
from domain.roster_steps import ConsentWay, StepReason
from jobs import runner, schedule
from tests.factories import (
    CARER,
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
    VacancyFactory,
    WorkerFactory,
)
from tests.webapp.pages import text_of, visit
from webapp.models import (
    AuditEntry,
    Batch,
    Delivery,
    ExportContract,
    Message,
    OneTimeCode,
    RetentionCheck,
    RosterEntry,
    RosterEvent,
    RosterObjection,
    Vacancy,
)
from webapp.reads.places_away import find_place_of_agency
from webapp.services import one_time_codes
from webapp.transaction import transaction

S = RosterState
SECRET = "only for tests"


@pytest.fixture
def agency(session):
    return AgencyFactory(name="远帆人力", contact_phone="0514-87654321")


@pytest.fixture
def desk(app, sign_in, agency):
    """The agency's browser, in English."""
    client = app.test_client()
    client.set_cookie("locale", "en")
    client.account = AccountFactory(role=Role.AGENCY, agency_id=agency.id, phone="13700000001")
    return sign_in(client.account, on=client)


@pytest.fixture
def stranger(client):
    """A phone on which nobody has signed in, in English."""
    client.set_cookie("locale", "en")
    return client


@pytest.fixture
def place(agency):
    """Makes somebody's place in a batch of the agency."""
    employer = EnterpriseFactory(division_code="310000", name="上海康养有限公司")
    order = ExportOrderFactory(enterprise=employer)
    vacancy = VacancyFactory(
        enterprise=employer, export_order_id=order.id, title="养老护理员", occupation_code=CARER, headcount=50
    )
    batch = BatchFactory(order=order, agency=agency, seats=50, departs_on=TODAY + timedelta(days=12))

    def make(state=S.PROPOSED, **changes):
        changes = {"worker": WorkerFactory(name="王秀英", phone="13812345678")} | changes
        return RosterEntryFactory(batch=batch, vacancy=vacancy, state=state, **changes)

    make.batch, make.vacancy = batch, vacancy
    return make


@pytest.fixture
def sms(fresh):
    """What has been sent to a phone so far, the latest last: (number, kind, words)."""

    def sms():
        asked = select(Delivery.address, Message.kind, Message.words).join(Message).order_by(Delivery.id)
        return [tuple(row) for row in fresh().execute(asked)]

    return sms


@pytest.fixture
def code(sms):
    """The code that a phone has shown last."""
    return lambda: next(words["code"] for _, kind, words in reversed(sms()) if kind is MessageKind.ONE_TIME_CODE)


def state_of(fresh, entry):
    return fresh().get(RosterEntry, entry.id).state


def step(desk, entry, target, **data):
    fields = {f"{target}-{name}": value for name, value in data.items()}
    return desk.post(f"/agency/places/{entry.id}/steps/{target}", data=fields, follow_redirects=True)


def later(days):
    return (TODAY + timedelta(days=days)).isoformat()


# Consent by code.


def test_a_worker_without_an_account_says_yes_with_a_code_that_only_the_phone_has_shown(desk, place, sms, code, fresh):
    entry = place()

    desk.post(f"/agency/batches/{place.batch.id}/steps", data={"target": "notified", "entry": entry.id})
    (offer,) = sms()
    assert (offer[0], offer[1]) == ("13812345678", MessageKind.PLACE_OFFERED)
    page = text_of(desk.post(f"/agency/places/{entry.id}/code", follow_redirects=True))
    assert "The code is on its way." in page
    assert code() not in page, "the agency does not see the code"

    answer = desk.post(f"/agency/places/{entry.id}/consent", data={"code": code()}, follow_redirects=True)

    assert "Agreed. The worker hears of it by SMS." in text_of(answer)
    assert state_of(fresh, entry) is S.AGREED
    assert fresh().get(Vacancy, place.vacancy.id).seats_taken == 1
    event = fresh().scalars(select(RosterEvent).order_by(RosterEvent.id.desc())).first()
    assert (event.way, event.account_id) == (ConsentWay.CODE_TO_AGENCY, desk.account.id)
    assert sms()[-1][1] is MessageKind.PLACE_MOVED, "who did not read out the code hears that somebody said yes"
    trail = fresh().scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert trail == ["roster.notified", "roster.ask_code", "roster.agreed"]


def test_the_same_place_has_a_page_without_an_account_where_the_code_is_typed(desk, place, stranger, sms, code, fresh):
    entry = place(S.NOTIFIED, token="a-token-of-the-place")

    page = visit(stranger, "/away/a-token-of-the-place")
    for words in ("A place for 王**", "养老护理员", "6,000–8,000", "上海康养有限公司", "远帆人力", "0514-87654321"):
        assert words in page
    assert "王秀英" not in page
    stranger.post("/away/a-token-of-the-place/code")
    number, _, words = sms()[-1]
    assert (number, words["token"]) == ("13812345678", "a-token-of-the-place")
    answer = stranger.post(
        "/away/a-token-of-the-place/answer", data={"code": code(), "answer": "agree"}, follow_redirects=True
    )

    assert "You have agreed." in text_of(answer)
    assert "with a code, typed on the phone" in text_of(answer)
    event = fresh().scalars(select(RosterEvent)).one()
    assert (event.state, event.way, event.account_id) == (S.AGREED, ConsentWay.CODE_ON_PAGE, None)
    assert state_of(fresh, entry) is S.AGREED


def test_a_no_by_code_is_a_no(place, stranger, code, fresh):
    entry = place(S.NOTIFIED, token="t")
    stranger.post("/away/t/code")

    answer = stranger.post("/away/t/answer", data={"code": code(), "answer": "decline"}, follow_redirects=True)

    assert "You have declined." in text_of(answer)
    assert state_of(fresh, entry) is S.DECLINED


def test_a_wrong_code_is_counted_and_after_five_only_a_new_one_helps(desk, place, code, session, fresh):
    entry = place(S.NOTIFIED)
    desk.post(f"/agency/places/{entry.id}/code")
    wrong = f"{(int(code()) + 1) % 10**6:06d}"

    for left in (4, 3, 2, 1):
        answer = desk.post(f"/agency/places/{entry.id}/consent", data={"code": wrong})
        assert answer.status_code == 422
        assert f"Attempts left: {left}." in text_of(answer)
        assert wrong in answer.text, "what was typed is still there"
    for typed in (wrong, code()):
        answer = desk.post(f"/agency/places/{entry.id}/consent", data={"code": typed})
        assert "This code was tried too often." in text_of(answer)
    assert fresh().scalars(select(OneTimeCode)).one().attempts == 5
    assert state_of(fresh, entry) is S.NOTIFIED

    session.scalars(select(OneTimeCode)).one().sent_at = NOW - timedelta(minutes=5)
    session.commit()
    desk.post(f"/agency/places/{entry.id}/code")
    desk.post(f"/agency/places/{entry.id}/consent", data={"code": code()})
    assert state_of(fresh, entry) is S.AGREED


def test_the_code_itself_is_kept_nowhere(desk, place, code, fresh):
    entry = place(S.NOTIFIED)
    desk.post(f"/agency/places/{entry.id}/code")

    kept = fresh().scalars(select(OneTimeCode)).one()

    assert kept.hash == code_hash(code(), salt=kept.salt, secret=SECRET)
    assert code() not in str(fresh().scalars(select(AuditEntry.figures)).all())


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"expires_at": NOW - timedelta(minutes=1)}, "This code is too old."),
        ({"used_at": NOW}, "Please have a code sent first."),
    ],
)
def test_a_code_is_good_for_a_while_and_once(desk, place, code, session, fresh, change, sentence):
    entry = place(S.NOTIFIED)
    desk.post(f"/agency/places/{entry.id}/code")
    kept = session.scalars(select(OneTimeCode)).one()
    for name, value in change.items():
        setattr(kept, name, value)
    session.commit()

    assert sentence in text_of(desk.post(f"/agency/places/{entry.id}/consent", data={"code": code()}))
    assert state_of(fresh, entry) is S.NOTIFIED


def test_without_a_code_that_was_sent_nothing_is_a_code(desk, place, fresh):
    entry = place(S.NOTIFIED)

    assert "Please have a code sent first." in text_of(
        desk.post(f"/agency/places/{entry.id}/consent", data={"code": "123456"})
    )
    assert state_of(fresh, entry) is S.NOTIFIED


def test_codes_are_not_sent_one_after_the_other(desk, place, session, fresh):
    entry = place(S.NOTIFIED)
    desk.post(f"/agency/places/{entry.id}/code")
    again = desk.post(f"/agency/places/{entry.id}/code", follow_redirects=True)
    assert "A code is on its way. Another can be sent in" in text_of(again)

    first = session.scalars(select(OneTimeCode)).one()
    first.sent_at = NOW - timedelta(hours=1)
    for hours in range(2, 6):
        values = {"entry_id": entry.id, "phone": first.phone, "hash": first.hash, "salt": first.salt}
        session.add(
            OneTimeCode(**values, sent_at=NOW - timedelta(hours=hours), expires_at=NOW - timedelta(hours=hours))
        )
    session.commit()
    again = desk.post(f"/agency/places/{entry.id}/code", follow_redirects=True)
    assert "5 codes were sent today." in text_of(again)
    assert len(fresh().scalars(select(OneTimeCode)).all()) == 5


def test_of_two_who_ask_for_a_code_at_once_one_gets_it(app, agency, place, fresh):
    entry, account = place(S.NOTIFIED), AccountFactory(role=Role.AGENCY).id
    at_once = Barrier(2)

    def ask(_):
        with app.app_context():
            standing = find_place_of_agency(entry.id, agency_id=agency.id)
            at_once.wait()
            try:
                with transaction():
                    one_time_codes.send(standing, secret=SECRET, account_id=account)
            except one_time_codes.RuleBroken:
                return 0
            return 1

    with ThreadPoolExecutor(2) as people:
        assert sum(people.map(ask, range(2))) == 1
    assert len(fresh().scalars(select(OneTimeCode)).all()) == 1


def test_nothing_is_asked_where_nothing_is_to_be_answered(desk, place, sms):
    entry = place(S.CONTRACTED)

    assert "This place has moved on." in text_of(desk.post(f"/agency/places/{entry.id}/code", follow_redirects=True))
    assert sms() == []


def test_the_page_of_a_place_is_found_by_its_address_only_and_only_once_its_worker_was_told(place, stranger):
    place(S.PROPOSED, token="not-told-yet")

    assert stranger.get("/away/not-told-yet").status_code == 404
    assert stranger.get("/away/nowhere").status_code == 404
    assert stranger.post("/away/nowhere/answer", data={"code": "1"}).status_code == 404


def test_another_agency_sees_and_moves_nothing(app, place, sign_in, fresh):
    entry = place(S.NOTIFIED)
    other = sign_in(AccountFactory(role=Role.AGENCY, agency_id=AgencyFactory().id), on=app.test_client())

    assert other.get(f"/agency/places/{entry.id}").status_code == 404
    for part in ("code", "consent", "contract", "steps/removed"):
        assert other.post(f"/agency/places/{entry.id}/{part}").status_code == 404
    assert state_of(fresh, entry) is S.NOTIFIED


# Contracts.


def test_a_contract_is_entered_with_its_number_and_term_and_the_worker_hears_of_it(desk, place, sms, fresh):
    entry = place(S.AGREED)

    answer = step(desk, entry, S.CONTRACTED, number="YZ-2026-017", months="12", signed_on=TODAY.isoformat(), fee="0")

    assert "Noted." in text_of(answer)
    contract = fresh().scalars(select(ExportContract)).one()
    assert (contract.entry_id, contract.number, contract.months, contract.fee_fen) == (entry.id, "YZ-2026-017", 12, 0)
    assert state_of(fresh, entry) is S.CONTRACTED
    assert sms()[-1][1:2] == (MessageKind.PLACE_MOVED,)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"number": "", "months": "12"}, "Please give the number of the contract."),
        ({"number": "", "months": ""}, "Please give the number of the contract."),
        ({"number": "A1", "months": "0"}, "The term must lie between 1 and 60 months."),
        ({"number": "A1", "months": "many"}, "Please type a whole number."),
        ({"number": "A" * 41, "months": "6"}, "The number may have at most 40 characters."),
        ({"number": "A1", "months": "6", "signed_on": later(1)}, "The contract was signed between"),
        ({"number": "A1", "months": "6", "fee": "-1"}, "Please check the amount."),
        ({"number": "taken", "months": "6"}, "Another of your contracts has the number taken."),
    ],
)
def test_a_contract_that_makes_no_sense_is_refused_at_its_field_and_nothing_is_lost(
    desk, agency, place, fresh, data, sentence
):
    ExportContractFactory(entry_id=place(S.CONTRACTED, worker=WorkerFactory()).id, agency_id=agency.id, number="taken")
    entry = place(S.AGREED)

    answer = step(desk, entry, S.CONTRACTED, **data)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert data["number"] in answer.text
    assert state_of(fresh, entry) is S.AGREED


def test_many_contracts_are_numbered_on_and_a_number_that_is_taken_is_refused_by_name(desk, agency, place, fresh):
    ExportContractFactory(
        entry_id=place(S.CONTRACTED, worker=WorkerFactory()).id, agency_id=agency.id, number="YZ-0010"
    )
    people = [place(S.AGREED, worker=WorkerFactory(name=f"李{number}")) for number in range(3)]

    answer = desk.post(
        f"/agency/batches/{place.batch.id}/steps",
        data={"target": "contracted", "everybody": "agreed", "number": "YZ-0009", "months": "6"},
        follow_redirects=True,
    )

    page = text_of(answer)
    assert "Done for 2 people." in page
    assert "Another of your contracts has the number YZ-0010. (李1)" in page
    assert [state_of(fresh, entry) for entry in people] == [S.CONTRACTED, S.AGREED, S.CONTRACTED]
    assert {row.number for row in fresh().scalars(select(ExportContract))} == {"YZ-0009", "YZ-0010", "YZ-0011"}


def test_a_contract_is_corrected_and_the_trail_keeps_what_stood_before(desk, agency, place, fresh):
    entry = place(S.CONTRACTED)
    ExportContractFactory(entry_id=entry.id, agency_id=agency.id, number="YZ-1", months=12)

    fields = {"contract-number": "YZ-2", "contract-months": "6", "contract-signed_on": TODAY.isoformat()}
    page = text_of(desk.post(f"/agency/places/{entry.id}/contract", data=fields, follow_redirects=True))
    assert "YZ-2" in page
    refused = desk.post(f"/agency/places/{entry.id}/contract", data=fields | {"contract-months": "99"})
    assert "The term must lie between 1 and 60 months." in text_of(refused)

    contract = fresh().scalars(select(ExportContract)).one()
    assert (contract.number, contract.months) == ("YZ-2", 6)
    trail = fresh().scalars(select(AuditEntry).where(AuditEntry.action == "contract.correct")).one()
    assert trail.figures["number"] == "YZ-2"
    assert trail.figures["was"].startswith("YZ-1, 12")


def test_a_place_without_a_contract_has_none_to_correct(desk, place):
    assert desk.post(f"/agency/places/{place(S.AGREED).id}/contract").status_code == 404


# The way there, and what comes after.


def test_people_are_checked_in_at_the_bus_one_by_one(desk, place, fresh):
    here, missing = place(S.CONTRACTED), place(S.CONTRACTED, worker=WorkerFactory(name="赵不来"))
    address = f"/agency/batches/{place.batch.id}"

    page = visit(desk, f"{address}/check-in/departure")
    assert "0 / 2" in page
    assert "13812345678" in page
    answer = desk.post(f"{address}/steps?leg=departure", data={"target": "departed", "entry": here.id})
    assert answer.location.endswith("/check-in/departure")
    no_reason = {"target": "no_show", "entry": missing.id}
    assert "Please choose a reason of the list." in text_of(
        desk.post(f"{address}/steps?leg=departure", data=no_reason, follow_redirects=True)
    )
    page = text_of(
        desk.post(f"{address}/steps?leg=departure", data=no_reason | {"why": "family"}, follow_redirects=True)
    )

    assert "2 / 2" in page
    assert "Family" in page
    assert (state_of(fresh, here), state_of(fresh, missing)) == (S.DEPARTED, S.NO_SHOW)
    assert fresh().get(Batch, place.batch.id).state is BatchState.DEPARTED
    assert "0 / 1" in visit(desk, f"{address}/check-in/arrival"), "who did not come is not waited for"
    assert desk.get(f"{address}/check-in/nowhere").status_code == 404


def test_whoever_arrives_is_to_be_checked_after_one_three_and_six_months(desk, agency, place, fresh):
    entry = place(S.DEPARTED)
    ExportContractFactory(entry_id=entry.id, agency_id=agency.id)

    step(desk, entry, S.ARRIVED, happened_on="2026-01-31")

    checks = fresh().scalars(select(RetentionCheck).order_by(RetentionCheck.months)).all()
    assert [(check.months, check.due_on.isoformat()) for check in checks] == [
        (1, "2026-02-28"),
        (3, "2026-04-30"),
        (6, "2026-07-31"),
    ]
    assert fresh().scalars(select(ExportContract.starts_on)).one().isoformat() == "2026-01-31"
    assert "To be checked after 3 months" in visit(desk, f"/agency/places/{entry.id}")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"happened_on": later(1)}, "The day must lie between"),
        ({"happened_on": later(-3)}, "The day must lie between"),
        ({"happened_on": "gestern"}, "Please type a day as 2026-12-31."),
    ],
)
def test_nobody_arrives_before_having_left_nor_tomorrow(desk, place, fresh, data, sentence):
    entry = place(S.DEPARTED)
    RosterEventFactory(entry_id=entry.id, state=S.DEPARTED, happened_on=TODAY - timedelta(days=1))

    answer = step(desk, entry, S.ARRIVED, **data)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert state_of(fresh, entry) is S.DEPARTED


def test_a_check_is_made_when_it_is_due_and_says_how_it_is_known(desk, place, fresh):
    entry = place(S.ARRIVED)
    check = RetentionCheckFactory(entry_id=entry.id, months=1, due_on=TODAY - timedelta(days=1))

    assert "Please say how you know." in text_of(step(desk, entry, S.RETAINED_1M))
    page = step(desk, entry, S.RETAINED_1M, happened_on=later(-2), method="payroll")
    assert "This can be checked from" in text_of(page)
    step(desk, entry, S.RETAINED_1M, method="payroll")

    assert state_of(fresh, entry) is S.RETAINED_1M
    stored = fresh().get(RetentionCheck, check.id)
    assert (stored.passed_on, stored.method, stored.account_id) == (TODAY, CheckMethod.PAYROLL, desk.account.id)


def test_who_leaves_early_frees_the_seat_and_the_reason_is_kept_as_a_code(desk, place, session, fresh):
    entry = place(S.RETAINED_1M)
    place.vacancy.seats_taken = 1
    session.commit()

    assert "Please choose a reason of the list." in text_of(step(desk, entry, S.LEFT_EARLY))
    assert "Please say which reason it is." in text_of(step(desk, entry, S.LEFT_EARLY, why="other"))
    step(desk, entry, S.LEFT_EARLY, why="wage_not_as_agreed", reason="少发三百")

    event = fresh().scalars(select(RosterEvent)).one()
    assert (event.state, event.why, event.reason) == (S.LEFT_EARLY, StepReason.WAGE_NOT_AS_AGREED, "少发三百")
    assert fresh().get(Vacancy, place.vacancy.id).seats_taken == 0


def test_who_comes_home_has_worked_until_the_contract_was_over(desk, agency, place, fresh):
    entry = place(S.RETAINED_1M)
    contract = {"agency_id": agency.id, "months": 2, "signed_on": TODAY - timedelta(days=90)}
    ExportContractFactory(entry_id=entry.id, starts_on=TODAY - timedelta(days=40), **contract)
    assert "Whoever comes home before has left early" in text_of(step(desk, entry, S.RETURNED))

    other = place(S.RETAINED_1M, worker=WorkerFactory())
    ExportContractFactory(entry_id=other.id, starts_on=TODAY - timedelta(days=80), **contract)
    step(desk, other, S.RETURNED)

    assert (state_of(fresh, entry), state_of(fresh, other)) == (S.RETAINED_1M, S.RETURNED)


def test_a_step_that_is_none_is_not_found_and_one_that_is_not_possible_is_refused(desk, place, fresh):
    entry = place(S.PROPOSED)

    assert desk.post(f"/agency/places/{entry.id}/steps/agreed").status_code == 404
    assert desk.post(f"/agency/places/{entry.id}/steps/asleep").status_code == 404
    answer = step(desk, entry, S.DEPARTED)
    assert answer.status_code == 422
    assert "This place has moved on." in text_of(answer)
    assert state_of(fresh, entry) is S.PROPOSED


# What is due.


def test_an_agency_is_told_whom_to_check_and_finds_them_on_a_list(app, desk, place, session, fresh):
    due, late, early, gone = (place(S.ARRIVED, worker=WorkerFactory(name=f"张{number}")) for number in range(4))
    gone.state = S.LEFT_EARLY
    for entry, days in ((due, 0), (late, -20), (early, 5), (gone, 0)):
        RetentionCheckFactory(entry_id=entry.id, due_on=TODAY + timedelta(days=days))
    RetentionCheckFactory(entry_id=due.id, months=3, due_on=TODAY + timedelta(days=60))
    session.commit()

    counts = runner.run(app, schedule.entry("retention.check"))

    assert (counts["due"], counts["late"], counts["agencies"], counts["told"]) == (2, 1, 1, 1)
    page = visit(desk, "/agency/checks")
    assert page.index("张1") < page.index("张0"), "the longest due first"
    assert "late" in page
    assert "张2" not in page
    assert "张3" not in page
    assert "2 people who went away are to be checked. 1 check is late." in visit(desk, "/messages")
    assert runner.run(app, schedule.entry("retention.check"))["told"] == 0, "nobody is told twice"
    delivery = fresh().scalars(select(Delivery)).one()
    assert (delivery.address, delivery.state) == ("13700000001", DeliveryState.QUEUED)


def test_the_list_of_checks_asks_the_database_a_fixed_number_of_times(desk, place, count_queries):
    for number in range(6):
        entry = place(S.ARRIVED, worker=WorkerFactory(phone=f"1390000000{number}"))
        RetentionCheckFactory(entry_id=entry.id)

    with count_queries() as counted:
        visit(desk, "/agency/checks")

    assert len(counted.statements) <= 3, counted.statements


# What the worker sees, and says against it.


def test_a_worker_sees_each_step_with_its_day_the_contract_and_the_checks_to_come(app, sign_in, agency, place):
    account = AccountFactory()
    entry = place(S.ARRIVED, worker=WorkerFactory(account_id=account.id))
    for state, days in ((S.NOTIFIED, 20), (S.AGREED, 19), (S.CONTRACTED, 15), (S.DEPARTED, 2), (S.ARRIVED, 1)):
        RosterEventFactory(entry_id=entry.id, state=state, happened_on=TODAY - timedelta(days=days))
    ExportContractFactory(entry_id=entry.id, agency_id=agency.id, number="YZ-2026-017", months=12)
    RetentionCheckFactory(entry_id=entry.id, months=3, due_on=TODAY + timedelta(days=89))

    page = visit(sign_in(account, on=app.test_client()), "/me/labour-export")

    for words in (
        "YZ-2026-017",
        "12 months",
        "On the way",
        "Arrived",
        "To be checked after 3 months",
        "nothing was taken",
    ):
        assert words in page


def test_a_worker_objects_and_the_agency_does_not_settle_it(app, sign_in, place, desk, fresh):
    account = AccountFactory()
    entry = place(S.RETAINED_1M, worker=WorkerFactory(account_id=account.id))
    me = sign_in(account, on=app.test_client())
    me.set_cookie("locale", "en")
    fields = {f"{entry.id}-kind": "fee_taken", f"{entry.id}-text": "交了五百元"}

    page = text_of(me.post(f"/me/labour-export/{entry.id}/object", data=fields, follow_redirects=True))
    assert "An official looks into it" in page
    again = me.post(f"/me/labour-export/{entry.id}/object", data=fields)
    assert again.status_code == 422
    assert "You have said so already." in text_of(again)
    assert "交了五百元" in again.text
    long = me.post(f"/me/labour-export/{entry.id}/object", data=fields | {f"{entry.id}-text": "长" * 501})
    assert "The text has 501 characters." in text_of(long)
    nothing = me.post(f"/me/labour-export/{entry.id}/object", data={})
    assert "Please choose one." in text_of(nothing)

    objection = fresh().scalars(select(RosterObjection)).one()
    assert (objection.kind, objection.text, objection.outcome) == (ObjectionKind.FEE_TAKEN, "交了五百元", None)
    assert "交了五百元" in visit(desk, f"/agency/places/{entry.id}")


def test_without_an_account_one_objects_on_the_page_of_the_place(place, stranger, fresh):
    entry = place(S.AGREED, token="t")

    answer = stranger.post("/away/t/object", data={"kind": "never_agreed"}, follow_redirects=True)
    assert "An official looks into it" in text_of(answer)
    assert stranger.post("/away/t/object", data={"kind": "no such"}).status_code == 422

    objection = fresh().scalars(select(RosterObjection)).one()
    assert (objection.entry_id, objection.kind) == (entry.id, ObjectionKind.NEVER_AGREED)


def test_what_an_official_found_stands_on_the_page_of_the_worker(place, stranger):
    entry = place(S.ARRIVED, token="t")
    RosterObjectionFactory(
        entry_id=entry.id, kind=ObjectionKind.NOT_AS_AGREED, outcome=ObjectionOutcome.UPHELD, finding="已补发工资"
    )

    assert "The worker is right: 已补发工资" in visit(stranger, "/away/t")


def test_nobody_objects_to_the_place_of_somebody_else(app, sign_in, place):
    account = AccountFactory()
    WorkerFactory(account_id=account.id)

    address = f"/me/labour-export/{place(S.ARRIVED).id}/object"
    assert sign_in(account, on=app.test_client()).post(address, data={}).status_code == 404
