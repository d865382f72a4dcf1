"""Two profiles of one person: found when they are written, put together, and taken apart again."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.accounts import Role
from domain.applications import ApplicationState
from domain.duplicates import PairGround, PairState
from domain.fair_tickets import TicketState
from domain.fairs import FairState
from domain.labour_export import RosterState
from domain.skill_certificates import CertificateStanding
from domain.skills import Licence, SkillLevel
from tests.factories import (
    BAOYING,
    CHEF,
    NOW,
    SANDUO,
    AccountFactory,
    ApplicationFactory,
    CertificateFactory,
    EnterpriseFactory,
    FairFactory,
    FairSlotFactory,
    FairTicketFactory,
    InvitationFactory,
    PortfolioPictureFactory,
    RosterEntryFactory,
    VacancyFactory,
    WorkerFactory,
    WorkerIdentityFactory,
    WorkerPairFactory,
    valid_identity,
)
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp.models import (
    Account,
    Application,
    AuditEntry,
    Certificate,
    FairSlot,
    FairTicket,
    Invitation,
    Message,
    OutboxEntry,
    PortfolioPicture,
    RosterEntry,
    Vacancy,
    Worker,
    WorkerBlock,
    WorkerIdentity,
    WorkerPair,
    WorkerSkill,
)

LIST = "/office/duplicates"
WISHES = {"name": "李桂芳", "birth_year": "1981", "occupations": CHEF, "division_code": SANDUO}


@pytest.fixture
def gaoyou(app, session, sign_in):
    return sign_in(AccountFactory(county_official=True), on=app.test_client())


@pytest.fixture
def entered(session):
    """Li as the county has entered her, without an account."""
    return WorkerFactory(name="李桂芳", phone="13900001111", birth_year=1981)


@pytest.fixture
def own(session):
    """Li as she has signed up herself, with another phone."""
    account = AccountFactory(role=Role.WORKER, phone="13900002222")
    return WorkerFactory(account_id=account.id, name="李桂芳", phone="13900002222", birth_year=1981)


@pytest.fixture
def pair(entered, own):
    return WorkerPairFactory(first_id=entered.id, second_id=own.id)


def pairs(fresh):
    return fresh().scalars(select(WorkerPair)).all()


def of(fresh, table, number):
    """Whose row it is."""
    return fresh().get(table, number).worker_id


def merge(client, pair, keep):
    return client.post(f"{LIST}/{pair.id}/merge", data={"keep": str(keep.id)}, headers=ENGLISH)


def undo(client, pair):
    return client.post(f"{LIST}/{pair.id}/undo", headers=ENGLISH, follow_redirects=True)


def test_the_same_identity_number_makes_a_pair(client, session, sign_in, entered, own, fresh):
    WorkerIdentityFactory(worker_id=entered.id)
    sign_in(session.get(Account, own.account_id))

    client.post("/me/profile/identity", data={"identity": valid_identity(), "agrees_identity": "1"})

    (row,) = pairs(fresh)
    assert (row.first_id, row.second_id, row.state) == (entered.id, own.id, PairState.OPEN)
    assert row.grounds == {PairGround.SAME_IDENTITY}


def test_the_same_phone_name_and_year_make_a_pair_and_a_correction_ends_it(client, session, sign_in, entered, fresh):
    sign_in(AccountFactory(role=Role.WORKER, phone="13900001111"))

    client.post("/me/profile/wishes", data=WISHES)
    (row,) = pairs(fresh)
    assert row.grounds == {PairGround.SAME_PHONE_NAME_YEAR}
    client.post("/me/profile/wishes", data=WISHES | {"birth_year": "1980"})

    assert pairs(fresh) == []


def test_a_family_that_shares_a_phone_is_no_pair(client, session, sign_in, entered, fresh):
    sign_in(AccountFactory(role=Role.WORKER, phone="13900001111"))

    client.post("/me/profile/wishes", data=WISHES | {"name": "王建国"})

    assert pairs(fresh) == []


def test_an_official_sees_both_with_the_evidence_and_what_hangs_on_them(gaoyou, entered, own, pair):
    ApplicationFactory(worker=own)
    WorkerIdentityFactory(worker_id=entered.id)

    assert "李桂芳" in visit(gaoyou, LIST)
    page = visit(gaoyou, f"{LIST}/{pair.id}")

    assert "the same phone, name and year of birth" in page
    assert "13900001111" in page
    assert "signs in with 13900002222" in page
    assert "3****************" in page
    assert f'value="{own.id}" checked' in gaoyou.get(f"{LIST}/{pair.id}").text
    assert "There may be two profiles of this person" in visit(gaoyou, f"/office/talents/{own.id}")


def test_everything_goes_to_the_profile_that_is_kept(gaoyou, session, entered, own, pair, fresh):
    application, invitation = ApplicationFactory(worker=entered), InvitationFactory(worker=entered)
    entry = RosterEntryFactory(worker=entered)
    certificate = CertificateFactory(
        worker_id=entered.id, level=SkillLevel.LEVEL_3, standing=CertificateStanding.VERIFIED
    )
    picture = PortfolioPictureFactory(worker_id=entered.id, rank=1)
    WorkerIdentityFactory(worker_id=entered.id)
    enterprise = EnterpriseFactory()
    session.add_all(
        [
            WorkerBlock(worker_id=entered.id, enterprise_id=enterprise.id, created_at=NOW),
            WorkerSkill(worker_id=entered.id, skill="切配"),
            WorkerSkill(worker_id=own.id, skill="切配"),
            WorkerSkill(worker_id=entered.id, skill="炒锅"),
        ]
    )
    entered.is_verified = True
    session.commit()

    assert merge(gaoyou, pair, own).status_code == 302

    for table, row in (
        (Application, application),
        (Invitation, invitation),
        (RosterEntry, entry),
        (Certificate, certificate),
        (PortfolioPicture, picture),
    ):
        assert of(fresh, table, row.id) == own.id, table
    database = fresh()
    kept, gone = database.get(Worker, own.id), database.get(Worker, entered.id)
    assert (kept.verified_level, kept.is_verified) == (SkillLevel.LEVEL_3, True)
    assert (gone.merged_into_id, gone.is_looking) == (own.id, False)
    assert database.scalars(select(WorkerIdentity.worker_id)).all() == [own.id]
    assert database.scalars(select(WorkerBlock.worker_id)).all() == [own.id]
    skills = database.scalars(select(WorkerSkill.skill).where(WorkerSkill.worker_id == own.id))
    assert set(skills) == {"切配", "炒锅"}
    (entry,) = database.scalars(select(AuditEntry).where(AuditEntry.action == "duplicate.merge")).all()
    assert (entry.figures["kept"], entry.figures["gone"], entry.figures["moved"]["application"]) == (
        own.id,
        entered.id,
        1,
    )
    assert {own.id, entered.id} <= set(database.scalars(select(OutboxEntry.document_id)))
    assert "This profile is history" in visit(gaoyou, f"/office/talents/{entered.id}")
    assert visit(gaoyou, "/office/talents").count("李桂芳") == 1


def test_undone_everything_is_as_it_was(gaoyou, session, entered, own, pair, fresh):
    application = ApplicationFactory(worker=entered)
    certificate = CertificateFactory(
        worker_id=entered.id, level=SkillLevel.LEVEL_3, standing=CertificateStanding.VERIFIED
    )
    WorkerIdentityFactory(worker_id=entered.id)
    entered.is_verified, entered.skill_level = True, SkillLevel.LEVEL_3
    session.commit()
    merge(gaoyou, pair, own)

    assert "Everything is as it was." in text_of(undo(gaoyou, pair))

    assert (of(fresh, Application, application.id), of(fresh, Certificate, certificate.id)) == (entered.id, entered.id)
    database = fresh()
    kept, gone = database.get(Worker, own.id), database.get(Worker, entered.id)
    assert (kept.skill_level, kept.verified_level, kept.is_verified) == (SkillLevel.NONE, SkillLevel.NONE, False)
    assert (gone.merged_into_id, gone.is_looking, gone.verified_level) == (None, True, SkillLevel.LEVEL_3)
    assert database.scalars(select(WorkerIdentity.worker_id)).all() == [entered.id]
    assert [row.state for row in pairs(fresh)] == [PairState.OPEN]
    assert len(database.scalars(select(AuditEntry).where(AuditEntry.action == "duplicate.undo")).all()) == 1


def test_what_has_changed_since_stays_and_is_counted(gaoyou, session, entered, own, pair, fresh):
    CertificateFactory(worker_id=entered.id)
    merge(gaoyou, pair, own)
    session.delete(session.scalars(select(Certificate)).one())
    session.commit()

    assert "except for 1 thing" in text_of(undo(gaoyou, pair))


def test_of_two_applications_for_one_vacancy_the_further_one_goes_on(gaoyou, session, entered, own, pair, fresh):
    vacancy = VacancyFactory(seats_taken=1)
    further = ApplicationFactory(worker=entered, vacancy=vacancy, state=ApplicationState.OFFERED)
    lesser = ApplicationFactory(worker=own, vacancy=vacancy, state=ApplicationState.VIEWED)

    merge(gaoyou, pair, own)

    database = fresh()
    assert database.get(Application, further.id).state is ApplicationState.OFFERED
    assert database.get(Application, further.id).worker_id == own.id
    assert database.get(Application, lesser.id).state is ApplicationState.WITHDRAWN
    undo(gaoyou, pair)
    database = fresh()
    assert database.get(Application, lesser.id).state is ApplicationState.VIEWED
    assert database.get(Application, further.id).worker_id == entered.id


def test_a_seat_that_one_person_held_twice_is_free_again(gaoyou, session, entered, own, pair, fresh):
    vacancy = VacancyFactory(seats_taken=2, headcount=2)
    for worker in (entered, own):
        ApplicationFactory(worker=worker, vacancy=vacancy, state=ApplicationState.ACCEPTED)

    merge(gaoyou, pair, own)
    assert fresh().get(Vacancy, vacancy.id).seats_taken == 1

    vacancy_now = session.get(Vacancy, vacancy.id, populate_existing=True)
    vacancy_now.seats_taken = 2
    session.commit()
    assert "except for 1 thing" in text_of(undo(gaoyou, pair))
    assert fresh().get(Vacancy, vacancy.id).seats_taken == 2


@pytest.mark.parametrize(
    ("mine", "theirs", "stays"),
    [
        (TicketState.BOOKED, TicketState.WAITING, TicketState.BOOKED),
        (TicketState.WAITING, TicketState.BOOKED, TicketState.BOOKED),
        (TicketState.CANCELLED, TicketState.CHECKED_IN, TicketState.CHECKED_IN),
        (TicketState.BOOKED, TicketState.BOOKED, TicketState.BOOKED),
    ],
)
def test_of_two_tickets_for_one_fair_one_is_kept_and_the_other_place_is_free(
    gaoyou, session, entered, own, pair, fresh, mine, theirs, stays
):
    fair = FairFactory(state=FairState.PUBLISHED)
    slot = FairSlotFactory(fair_id=fair.id, taken=2)
    FairTicketFactory(fair_id=fair.id, slot_id=slot.id, worker_id=own.id, state=mine)
    FairTicketFactory(fair_id=fair.id, slot_id=slot.id, worker_id=entered.id, state=theirs)

    merge(gaoyou, pair, own)

    kept = fresh().scalars(select(FairTicket).where(FairTicket.worker_id == own.id)).one()
    assert kept.state is stays
    live = fresh().scalars(select(FairTicket).where(FairTicket.state != TicketState.CANCELLED)).all()
    assert len(live) == 1
    assert fresh().get(FairSlot, slot.id).taken == 2 - ({mine, theirs} == {TicketState.BOOKED})


def test_who_travels_twice_is_not_put_together(gaoyou, session, entered, own, pair, fresh):
    for worker in (entered, own):
        RosterEntryFactory(worker=worker, state=RosterState.AGREED)

    answer = merge(gaoyou, pair, own)

    assert answer.status_code == 422
    assert "Both profiles hold a place of labour export." in text_of(answer)
    assert pairs(fresh)[0].state is PairState.OPEN


def test_a_licence_that_both_hold_is_held_once(gaoyou, session, entered, own, pair, fresh):
    for worker in (entered, own):
        CertificateFactory(worker_id=worker.id, name="", licence=Licence.HEALTH)
    numbered = CertificateFactory(worker_id=entered.id, number="S1")
    CertificateFactory(worker_id=own.id, number="S1")

    merge(gaoyou, pair, own)

    held = fresh().scalars(select(Certificate).where(Certificate.worker_id == own.id)).all()
    assert len(held) == 2
    assert of(fresh, Certificate, numbered.id) == entered.id


def test_the_account_goes_along_where_the_kept_profile_has_none(gaoyou, session, entered, own, pair, fresh):
    account_id = own.account_id

    merge(gaoyou, pair, entered)
    kept = fresh().get(Worker, entered.id)
    assert (kept.account_id, kept.phone) == (account_id, "13900002222")
    assert fresh().get(Worker, own.id).account_id is None
    undo(gaoyou, pair)

    database = fresh()
    kept = database.get(Worker, entered.id)
    assert (kept.account_id, kept.phone) == (None, "13900001111")
    assert database.get(Worker, own.id).account_id == account_id


def test_of_two_accounts_the_other_is_locked_and_both_are_told(app, gaoyou, session, sign_in, own, fresh):
    account = AccountFactory(role=Role.WORKER, phone="13900003333")
    other = WorkerFactory(account_id=account.id, name="李桂芳", birth_year=1981)
    pair = WorkerPairFactory(first_id=own.id, second_id=other.id)
    browser = sign_in(account, on=app.test_client())
    assert browser.get("/me").status_code == 200

    merge(gaoyou, pair, own)
    assert browser.get("/me").status_code == 302
    told = fresh().scalars(select(Message)).all()
    assert {row.account_id for row in told} == {own.account_id, account.id}
    undo(gaoyou, pair)

    assert fresh().get(Account, account.id).may_sign_in


def test_they_are_two_people_with_a_reason_and_are_not_asked_about_again(gaoyou, session, own, entered, pair, fresh):
    address = f"{LIST}/{pair.id}/two-people"
    for reason in (" ", "长" * 300):
        refused = gaoyou.post(address, data={"reason": reason}, headers=ENGLISH)
        assert refused.status_code == 422
    assert "长" * 300 in refused.text

    gaoyou.post(address, data={"reason": "同名同姓，已电话核实"})

    assert (pairs(fresh)[0].state, pairs(fresh)[0].reason) == (PairState.TWO_PEOPLE, "同名同姓，已电话核实")
    assert "李桂芳" not in visit(gaoyou, LIST)
    assert "李桂芳" in visit(gaoyou, f"{LIST}?state=two_people")
    undo(gaoyou, pair)
    assert pairs(fresh)[0].state is PairState.OPEN


def test_what_was_decided_is_not_decided_again(gaoyou, session, own, pair, fresh):
    merge(gaoyou, pair, own)

    assert merge(gaoyou, pair, own).status_code == 422
    assert gaoyou.post(f"{LIST}/{pair.id}/two-people", data={"reason": "x"}).status_code == 422
    for keep in ("", "x", "999999", str(10**20)):
        assert gaoyou.post(f"{LIST}/{pair.id}/merge", data={"keep": keep}).status_code == 422


def test_after_thirty_days_it_stays(gaoyou, session, own, pair, fresh):
    merge(gaoyou, pair, own)
    row = session.get(WorkerPair, pair.id, populate_existing=True)
    row.decided_at = NOW - timedelta(days=31)
    session.commit()

    assert "more than 30 days ago" in text_of(undo(gaoyou, pair))
    assert pairs(fresh)[0].state is PairState.MERGED


def test_a_pair_over_two_counties_is_decided_by_the_city(app, gaoyou, session, sign_in, entered, fresh):
    far = WorkerFactory(name="李桂芳", phone="13900001111", division_code=BAOYING)
    pair = WorkerPairFactory(first_id=entered.id, second_id=far.id)
    city = sign_in(AccountFactory(city_official=True), on=app.test_client())

    assert "李桂芳" not in visit(gaoyou, LIST)
    visit(gaoyou, f"{LIST}/{pair.id}", status=404)
    for step in ("merge", "two-people", "undo"):
        assert gaoyou.post(f"{LIST}/{pair.id}/{step}", data={"keep": str(far.id), "reason": "x"}).status_code == 404
    assert merge(city, pair, entered).status_code == 302


def test_the_list_asks_the_database_as_often_for_many(gaoyou, session, pair, count_queries):
    visit(gaoyou, LIST)
    with count_queries() as one:
        visit(gaoyou, LIST)
    for _ in range(4):
        WorkerPairFactory(first_id=WorkerFactory().id, second_id=WorkerFactory().id)
    with count_queries() as many:
        visit(gaoyou, LIST)

    assert len(one.statements) == len(many.statements) < 10
    visit(gaoyou, f"{LIST}?page={10**9}")
    assert "state" in visit(gaoyou, f"{LIST}?state=perhaps", status=400)
