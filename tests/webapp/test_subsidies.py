"""The service subsidy: computed, once for a person across agencies, drawn by lot, called, decided by two officials."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.accounts import Role
from domain.divisions import HOME_CITY
from domain.inspections import fingerprint
from domain.labour_export import RosterState
from domain.objections import ObjectionKind
from domain.subsidies import CallOutcome, ClaimState, Obstacle, draw_sample
from tests.factories import (
    GAOYOU,
    TODAY,
    AccountFactory,
    AgencyFactory,
    BatchFactory,
    EnterpriseFactory,
    ExportContractFactory,
    ExportOrderFactory,
    RetentionCheckFactory,
    RosterEntryFactory,
    RosterObjectionFactory,
    VacancyFactory,
    WorkerFactory,
)
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp.calendar import SHANGHAI
from webapp.models import AuditEntry, SubsidyClaim, SubsidyLine

S, C = RosterState, ClaimState
OURS, OFFICE = "/agency/subsidies", "/office/subsidies"


@pytest.fixture
def agency(session):
    return AgencyFactory(division_code=GAOYOU)


@pytest.fixture
def signed_in(app, sign_in):
    """Opens a browser for a role, in English."""

    def sign(role, **changes):
        client = app.test_client()
        client.set_cookie("locale", "en")
        return sign_in(AccountFactory(role=role, **changes), on=client)

    return sign


@pytest.fixture
def desk(signed_in, agency):
    return signed_in(Role.AGENCY, agency_id=agency.id)


@pytest.fixture
def county(signed_in):
    return signed_in(Role.COUNTY_OFFICIAL, division_code=GAOYOU)


@pytest.fixture
def city(signed_in):
    return signed_in(Role.CITY_OFFICIAL, division_code=HOME_CITY)


@pytest.fixture
def batch(agency):
    return batch_of(agency)


def batch_of(agency):
    employer = EnterpriseFactory(division_code="310000")
    order = ExportOrderFactory(enterprise=employer)
    batch = BatchFactory(order=order, agency=agency, seats=50)
    batch.vacancy = VacancyFactory(enterprise=employer, export_order_id=order.id, headcount=50)
    return batch


def sent(batch, name="王秀英", *, months=12, fee_fen=0, passed=(1, 3), state=S.RETAINED_3M, **worker):
    """Somebody who was sent and has passed checks."""
    person = WorkerFactory(name=name, **worker)
    entry = RosterEntryFactory(batch=batch, vacancy=batch.vacancy, worker=person, state=state)
    if months:
        ExportContractFactory(entry_id=entry.id, agency_id=batch.agency_id, months=months, fee_fen=fee_fen)
    for one in (1, 3, 6):
        day = TODAY - timedelta(days=1) if one in passed else None
        RetentionCheckFactory(entry_id=entry.id, months=one, due_on=TODAY - timedelta(days=2), passed_on=day)
    return entry


def hand_in(desk):
    answer = desk.post(OURS, headers=ENGLISH)
    return int(answer.location.rsplit("/", 1)[1])


def act(client, claim_id, what, **data):
    return client.post(f"{OFFICE}/{claim_id}/{what}", data=data, headers=ENGLISH)


def call_everybody(client, fresh, claim_id, *outcomes):
    lines = fresh().scalars(select(SubsidyLine).where(SubsidyLine.is_sampled).order_by(SubsidyLine.id)).all()
    for at, line in enumerate(line for line in lines if line.claim_id == claim_id):
        outcome = outcomes[at] if at < len(outcomes) else CallOutcome.AT_WORK
        act(client, claim_id, "calls", line=line.id, outcome=outcome.value)


def the_claim(fresh, claim_id):
    return fresh().get(SubsidyClaim, claim_id)


def test_an_agency_sees_for_whom_it_would_be_paid_and_for_whom_not_and_why(desk, batch):
    sent(batch, "甲")
    sent(batch, "短", months=3)
    sent(batch, "新", passed=(1,))
    sent(batch, "付", fee_fen=100)
    RosterObjectionFactory(entry_id=sent(batch, "疑").id, kind=ObjectionKind.NOT_AS_AGREED)
    sent(batch, "未到期", passed=())

    page = visit(desk, OURS)

    assert "1 People 400 yuan Amount" in page
    for reason, name in (
        ("the contract is too short", "短"),
        ("not long enough at work yet", "新"),
        ("the worker was asked for money", "付"),
        ("the worker contradicts the records", "疑"),
    ):
        assert f"{reason} 1 {name}" in page
    assert "未到期" not in page


def test_a_claim_is_handed_in_with_its_amount_its_people_and_the_fingerprint_of_its_lot(desk, batch, fresh):
    counting, short = sent(batch, "甲"), sent(batch, "短", months=3)

    claim_id = hand_in(desk)

    claim = the_claim(fresh, claim_id)
    assert (claim.state, claim.people, claim.amount_fen) == (C.SUBMITTED, 1, 400_00)
    assert claim.fingerprint == fingerprint(claim.seed)
    lines = {line.entry_id: line.obstacle for line in fresh().scalars(select(SubsidyLine))}
    assert lines == {counting.id: None, short.id: Obstacle.CONTRACT_SHORT}
    page = visit(desk, f"{OURS}/{claim_id}")
    assert claim.fingerprint in page
    assert claim.seed not in page
    entry = fresh().scalars(select(AuditEntry).where(AuditEntry.action == "subsidy.submit")).one()
    assert (entry.rule_version, entry.figures["people"], entry.figures["amount_fen"]) == ("2026-1", 1, 400_00)


def test_nobody_is_claimed_for_twice_and_an_empty_claim_is_none(desk, batch, fresh):
    sent(batch)
    hand_in(desk)

    answer = desk.post(OURS, headers=ENGLISH)

    assert "There is nobody for whom you would be paid now." in visit(desk, answer.location)
    assert len(fresh().scalars(select(SubsidyClaim)).all()) == 1


def test_the_same_person_sent_by_another_agency_is_paid_for_once(desk, batch, signed_in, county, fresh):
    person = {"phone": "13912345678", "birth_year": 1979}
    sent(batch, "赵桂兰", **person)
    first = hand_in(desk)
    other = AgencyFactory(division_code=GAOYOU)
    sent(batch_of(other), "赵 桂兰", state=S.LEFT_EARLY, **person)
    sent(batch_of(other), "别人")
    second_desk = signed_in(Role.AGENCY, agency_id=other.id)

    assert "claimed before, here or by another agency 1 赵 桂兰" in visit(second_desk, OURS)
    second = hand_in(second_desk)

    assert the_claim(fresh, second).people == 1
    page = visit(county, f"{OFFICE}/{second}")
    assert f"claimed before, here or by another agency {batch.agency.name}, claim {first}" in page


def test_the_county_draws_by_a_lot_that_anybody_can_draw_again(desk, batch, county, fresh):
    for number in range(40):
        sent(batch, f"人{number}")
    claim_id = hand_in(desk)
    before = the_claim(fresh, claim_id)
    assert "4 people of the claim are called." in visit(county, f"{OFFICE}/{claim_id}")

    act(county, claim_id, "draw")

    lines = fresh().scalars(select(SubsidyLine)).all()
    drawn = {line.entry_id for line in lines if line.is_sampled}
    again = draw_sample([line.entry_id for line in lines], seed=before.seed, published=before.fingerprint)
    assert drawn == set(again)
    assert len(drawn) == 4
    assert before.seed in visit(desk, f"{OURS}/{claim_id}")
    act(county, claim_id, "draw")
    assert {line.entry_id for line in fresh().scalars(select(SubsidyLine)) if line.is_sampled} == drawn


def test_a_claim_is_checked_called_approved_by_a_second_official_and_paid(desk, batch, county, city, fresh):
    for number in range(5):
        sent(batch, f"人{number}")
    claim_id = hand_in(desk)

    assert "First draw whom to call." in text_of(act(county, claim_id, "decision", target="checked"))
    act(county, claim_id, "draw")
    assert "3 of those who were drawn have not been called yet." in text_of(
        act(county, claim_id, "decision", target="checked")
    )
    call_everybody(county, fresh, claim_id, CallOutcome.NOT_REACHED)
    act(county, claim_id, "decision", target="checked")
    assert act(county, claim_id, "decision", target="approved").status_code == 422
    act(city, claim_id, "decision", target="approved")
    act(city, claim_id, "decision", target="paid")

    claim = the_claim(fresh, claim_id)
    assert (claim.state, claim.people, claim.amount_fen) == (C.PAID, 4, 4 * 400_00)
    assert claim.checked_by_id != claim.decided_by_id
    actions = fresh().scalars(select(AuditEntry.action).where(AuditEntry.subject_type == "subsidy_claim")).all()
    assert actions == [
        "subsidy.submit",
        "subsidy.draw",
        *["subsidy.call"] * 3,
        "subsidy.checked",
        "subsidy.approved",
        "subsidy.paid",
    ]
    assert "Paid" in visit(desk, f"{OURS}/{claim_id}")
    assert "not reached by phone" in visit(desk, f"{OURS}/{claim_id}")
    assert "1 People" in visit(desk, OURS), "who was not reached may be claimed again"


def test_a_claim_says_who_took_which_step_and_the_agency_reads_the_office_only(desk, batch, signed_in, city, fresh):
    sent(batch)
    claim_id = hand_in(desk)
    county = signed_in(Role.COUNTY_OFFICIAL, division_code=GAOYOU, name="陈国强")
    day = f"{the_claim(fresh, claim_id).submitted_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"[:10]
    assert "Claim handed in" in visit(desk, f"{OURS}/{claim_id}")
    act(county, claim_id, "draw")
    call_everybody(county, fresh, claim_id)
    act(county, claim_id, "decision", target="checked")
    act(city, claim_id, "decision", target="approved")
    hints = visit(city, f"{OFFICE}/{claim_id}")
    assert "Needed for a refusal" not in hints, "nothing but the payment is left to decide"
    act(city, claim_id, "decision", target="paid", reason="拨付单 2026-118")

    office = visit(county, f"{OFFICE}/{claim_id}")
    ours = visit(desk, f"{OURS}/{claim_id}")

    steps = re.compile(rf"Check of the claim {day} \d\d:\d\d · employment office, Gaoyou")
    assert steps.search(ours)
    assert re.search(steps.pattern + " · 陈国强", office)
    assert "陈国强" not in ours
    assert re.search(rf"Payment {day} \d\d:\d\d · employment office, Yangzhou 拨付单 2026-118", ours)
    assert ours.count("employment office, ") == 4, "drawn, checked, approved and paid; calls are no steps"


def test_the_hint_of_a_refusal_stands_where_a_claim_can_be_refused(desk, batch, county):
    sent(batch)

    assert "Needed for a refusal" in visit(county, f"{OFFICE}/{hand_in(desk)}")


def test_where_many_contradict_the_claim_is_refused_as_a_whole_and_its_people_are_free_again(
    desk, batch, county, fresh
):
    for number in range(3):
        sent(batch, f"人{number}")
    claim_id = hand_in(desk)
    act(county, claim_id, "draw")
    call_everybody(county, fresh, claim_id, CallOutcome.PAID_FEE)

    refused = act(county, claim_id, "decision", target="checked")
    assert "1 of 3 who were called contradict." in text_of(refused)
    assert "Say why: the agency reads it." in text_of(act(county, claim_id, "decision", target="refused"))
    act(county, claim_id, "decision", target="refused", reason="回访发现收费")

    claim = the_claim(fresh, claim_id)
    assert (claim.state, claim.people, claim.amount_fen) == (C.REFUSED, 0, 0)
    assert "回访发现收费" in visit(desk, f"{OURS}/{claim_id}")
    assert "3 People" in visit(desk, OURS)


def test_who_has_checked_a_claim_does_not_approve_it(desk, batch, city, fresh):
    sent(batch)
    claim_id = hand_in(desk)
    act(city, claim_id, "draw")
    call_everybody(city, fresh, claim_id)
    act(city, claim_id, "decision", target="checked")

    assert "A second official approves it." in text_of(act(city, claim_id, "decision", target="approved"))
    assert the_claim(fresh, claim_id).state is C.CHECKED


def test_only_who_was_drawn_is_called_and_an_unknown_answer_is_refused(desk, batch, county, fresh):
    for number in range(5):
        sent(batch, f"人{number}")
    claim_id = hand_in(desk)
    act(county, claim_id, "draw")
    other = fresh().scalars(select(SubsidyLine).where(SubsidyLine.is_sampled.is_(False))).first()

    act(county, claim_id, "calls", line=other.id, outcome="at_work")

    assert fresh().get(SubsidyLine, other.id).outcome is None
    assert act(county, claim_id, "calls", line=other.id, outcome="?").status_code == 400
    assert act(county, claim_id, "decision", target="?").status_code == 400


def test_claims_are_seen_and_decided_only_within_the_own_division(desk, batch, signed_in, county, session):
    sent(batch)
    claim_id = hand_in(desk)
    elsewhere = signed_in(Role.COUNTY_OFFICIAL, division_code="321023")
    other = signed_in(Role.AGENCY, agency_id=AgencyFactory().id)

    assert batch.agency.name in visit(county, OFFICE)
    assert batch.agency.name not in visit(elsewhere, OFFICE)
    assert elsewhere.get(f"{OFFICE}/{claim_id}").status_code == 404
    assert act(elsewhere, claim_id, "draw").status_code == 404
    assert other.get(f"{OURS}/{claim_id}").status_code == 404
    assert desk.get(f"{OFFICE}/{claim_id}").status_code == 403


def test_a_claim_asks_the_database_a_fixed_number_of_times(desk, batch, county, count_queries):
    sent(batch)
    with count_queries() as few:
        visit(desk, OURS)
    for number in range(6):
        sent(batch, f"人{number}")
    with count_queries() as many:
        visit(desk, OURS)
    claim_id = hand_in(desk)
    with count_queries() as shown:
        visit(county, f"{OFFICE}/{claim_id}")

    assert len(many.statements) == len(few.statements)
    assert len(shown.statements) < 10
