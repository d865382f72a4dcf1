"""The nightly assembling of fairs: what is proposed, for whom, and what is left alone."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from domain.applications import ApplicationState
from domain.brands import BrandState
from domain.fairs import FairState
from domain.invitations import InvitationState
from domain.runs import RunState
from domain.vacancies import VacancyState
from domain.workers import ConsentPurpose, HardshipCategory
from jobs import runner, schedule
from tests.factories import (
    CARER,
    CHEF,
    GAOYOU,
    NOW,
    SANDUO,
    TODAY,
    AccountFactory,
    ApplicationFactory,
    BrandFactory,
    ConsentFactory,
    EnterpriseFactory,
    FairFactory,
    InvitationFactory,
    VacancyFactory,
    WorkerFactory,
    ZoneFactory,
)
from webapp.models import AuditEntry, Booth, BoothVacancy, Fair, Invitation, JobRun, Vacancy
from webapp.services import fair_proposals, fairs
from webapp.transaction import transaction


@pytest.fixture
def assemble(app, session):
    def assemble():
        session.commit()
        return runner.run(app, schedule.entry("fairs.assemble"))

    return assemble


@pytest.fixture
def proposals(fresh):
    return lambda: fresh().scalars(select(Fair).where(Fair.state == FairState.PROPOSED).order_by(Fair.id)).all()


@pytest.fixture
def invitations(fresh):
    def invitations(state=InvitationState.PREPARED):
        found = select(Invitation).where(Invitation.state == state).order_by(Invitation.worker_id, Invitation.rank)
        return fresh().scalars(found).all()

    return invitations


def zone(**changes):
    return ZoneFactory(brand=BrandFactory(name="高邮厨师", **changes))


def hiring(brand, *, enterprises=3, headcount=4, **changes):
    """Vacancies of a brand, each of an enterprise of its own, open for three weeks."""
    values = {"brand": brand, "headcount": headcount, "opened_at": NOW - timedelta(days=20)} | changes
    return [VacancyFactory(**values) for _ in range(enterprises)]


def chefs(count, **changes):
    return [WorkerFactory(**changes) for _ in range(count)]


def test_a_brand_that_hires_among_people_who_fit_gets_a_fair(session, assemble, proposals, invitations, fresh):
    place = zone()
    vacancies = hiring(place.brand)
    people = chefs(30)

    counts = assemble()

    (fair,) = proposals()
    assert (fair.zone_id, fair.division_code, fair.title) == (place.id, GAOYOU, "高邮厨师专场招聘会")
    assert fair.venue == "高邮市人力资源市场"
    assert fair.held_on.strftime("%A") == "Saturday"
    assert timedelta(days=10) <= fair.held_on - TODAY <= timedelta(days=28)
    booths = fresh().scalars(select(Booth).where(Booth.fair_id == fair.id).order_by(Booth.number)).all()
    assert [(booth.number, booth.enterprise_id) for booth in booths] == [
        (number, vacancy.enterprise_id) for number, vacancy in enumerate(vacancies, start=1)
    ]
    shown = set(fresh().scalars(select(BoothVacancy.vacancy_id)))
    assert shown == {vacancy.id for vacancy in vacancies}
    invited = invitations()
    assert {invitation.worker_id for invitation in invited} == {worker.id for worker in people}
    assert {invitation.vacancy_id for invitation in invited} <= shown
    assert all(invitation.fair_id == fair.id and invitation.score > 0 and invitation.reasons for invitation in invited)
    assert (counts["proposed"], counts["renewed"], counts["invited"]) == (1, 0, 30)


def test_a_proposal_says_on_which_figures_it_rests(session, assemble, proposals):
    hiring(zone().brand)
    chefs(30)
    for worker in chefs(2, hardship=HardshipCategory.DISABLED):
        ConsentFactory(worker_id=worker.id, purpose=ConsentPurpose.SENSITIVE)

    assemble()

    why = proposals()[0].rationale
    assert (why["enterprises"], why["vacancies"], why["seats"], why["mean_days_open"]) == (3, 3, 12, 20)
    assert (why["candidates"], why["invited"], why["hardship_invited"]) == (32, 32, 2)
    assert why["expected"] == pytest.approx(32 * why["come"] * why["hired"], abs=0.1)
    assert (why["come"], why["hired"], why["invited_before"]) == (0.4, 0.35, 0)


def test_nobody_gets_more_than_three_suggestions_nor_twice_the_same(session, assemble, invitations):
    hiring(zone().brand, enterprises=5)
    chefs(10)

    assemble()

    pairs = [(invitation.worker_id, invitation.vacancy_id) for invitation in invitations()]
    assert len(set(pairs)) == len(pairs) == 30


def test_five_are_invited_for_each_seat_and_hardship_groups_first(session, assemble, invitations):
    hiring(zone().brand, headcount=2)
    chefs(60, wage_wanted_fen=4_000_00)
    helped = chefs(6, wage_wanted_fen=7_900_00, hardship=HardshipCategory.LONG_TERM_UNEMPLOYED)
    for worker in helped:
        ConsentFactory(worker_id=worker.id, purpose=ConsentPurpose.SENSITIVE)

    assemble()

    invited = {invitation.worker_id for invitation in invitations()}
    assert len(invited) == 30
    assert len(invited & {worker.id for worker in helped}) >= 3


def test_who_has_not_agreed_or_does_not_look_or_lives_too_far_is_not_invited(session, assemble, invitations):
    hiring(zone().brand)
    fits = {worker.id for worker in chefs(30)}
    chefs(2, agrees=(ConsentPurpose.TERMS,))
    chefs(2, is_looking=False)
    chefs(2, latitude=32.39, longitude=119.41, division_code="321002", commute_km=10)
    chefs(2, wants=(CARER,))

    assemble()

    assert {invitation.worker_id for invitation in invitations()} == fits


def test_vacancies_that_do_not_hire_at_home_make_no_fair(session, assemble, proposals):
    brand = zone().brand
    hiring(brand, enterprises=2)
    hiring(brand, enterprises=1, state=VacancyState.PAUSED)
    hiring(brand, enterprises=1, valid_until=TODAY - timedelta(days=1))
    hiring(brand, enterprises=1, headcount=2, seats_taken=2)
    hiring(brand, enterprises=1, enterprise=EnterpriseFactory(unverified=True))
    chefs(30)

    assert assemble()["proposed"] == 0
    assert proposals() == []


@pytest.mark.parametrize("hidden", ["unpublished zone", "brand that left"])
def test_a_brand_that_is_not_public_gets_no_fair(session, assemble, proposals, hidden):
    place = zone(state=BrandState.EXITED if hidden == "brand that left" else BrandState.CITY_CERTIFIED)
    place.is_published = hidden != "unpublished zone"
    hiring(place.brand)
    chefs(30)

    assemble()

    assert proposals() == []


def test_running_again_gives_the_same_proposals_and_keeps_the_rows(session, assemble, fresh):
    hiring(zone().brand, enterprises=4)
    chefs(40)

    def everything():
        return (
            fresh().execute(select(Fair.id, Fair.proposal_key, Fair.held_on, Fair.rationale)).all(),
            fresh().execute(select(Booth.id, Booth.number, Booth.enterprise_id).order_by(Booth.id)).all(),
            fresh().execute(select(Invitation.id, Invitation.worker_id, Invitation.vacancy_id, Invitation.rank)).all(),
        )

    first = assemble()
    before = [sorted(rows, key=str) for rows in everything()]
    second = assemble()

    assert [sorted(rows, key=str) for rows in everything()] == before
    assert (first["proposed"], second["proposed"], second["renewed"]) == (1, 0, 1)


def test_a_proposal_follows_what_has_changed_and_keeps_its_day(session, assemble, proposals, fresh):
    place = zone()
    vacancies = hiring(place.brand)
    chefs(30)
    assemble()
    (before,) = proposals()

    vacancies[0].state = VacancyState.PAUSED
    (late,) = hiring(place.brand, enterprises=1)
    assemble()

    (after,) = proposals()
    assert (after.id, after.held_on) == (before.id, before.held_on)
    assert set(fresh().scalars(select(BoothVacancy.vacancy_id))) == {vacancies[1].id, vacancies[2].id, late.id}
    invited_to = set(fresh().scalars(select(Invitation.vacancy_id)))
    assert vacancies[0].id not in invited_to
    assert late.id in invited_to


def test_a_proposal_that_makes_no_sense_any_more_is_withdrawn_with_its_reason(session, assemble, fresh, invitations):
    vacancies = hiring(zone().brand)
    chefs(30)
    assemble()

    vacancies[0].state = VacancyState.CLOSED
    counts = assemble()

    (fair,) = fresh().scalars(select(Fair))
    assert fair.state is FairState.CANCELLED
    assert fair.rationale["cancelled"]["refusal"] == "TooFewEnterprises"
    assert fair.rationale["cancelled"]["details"] == {"enterprises": 2, "least": 3}
    assert invitations() == []
    assert counts["withdrawn"] == 1
    assert fresh().scalar(select(func.count()).where(AuditEntry.action == "fair.withdraw")) == 1


def test_what_was_withdrawn_returns_in_its_place(session, assemble, proposals, fresh):
    vacancies = hiring(zone().brand)
    chefs(30)
    assemble()
    vacancies[0].state = VacancyState.PAUSED
    assemble()
    assert proposals() == []

    vacancies[0].state = VacancyState.OPEN
    assemble()

    (fair,) = proposals()
    assert "cancelled" not in fair.rationale
    assert fresh().scalar(select(func.count(Fair.id))) == 1


def test_an_edited_proposal_is_left_alone_but_for_whom_it_invites(
    app, session, assemble, proposals, invitations, fresh
):
    place = zone()
    vacancies = hiring(place.brand, enterprises=4)
    chefs(30)
    assemble()
    (fair,) = proposals()
    official = AccountFactory(county_official=True)
    with app.app_context(), transaction():
        row = fair_proposals.db.session.get(Fair, fair.id)
        fair_proposals.drop_vacancy(row, vacancies[0].id, account_id=official.id)
        row.title = "我们自己的招聘会"
    newcomer = WorkerFactory()

    counts = assemble()

    (after,) = proposals()
    assert (after.title, after.held_on, after.rationale) == ("我们自己的招聘会", fair.held_on, fair.rationale)
    assert vacancies[0].id not in set(fresh().scalars(select(BoothVacancy.vacancy_id)))
    invited = invitations()
    assert newcomer.id in {invitation.worker_id for invitation in invited}
    assert vacancies[0].id not in {invitation.vacancy_id for invitation in invited}
    assert (counts["proposed"], counts["renewed"], counts["withdrawn"]) == (0, 0, 0)


def test_who_is_going_to_a_published_fair_is_not_invited_to_another(session, assemble, invitations):
    place = zone()
    hiring(place.brand)
    busy, *free = chefs(31)
    other = FairFactory(state=FairState.PUBLISHED, division_code="321023")
    InvitationFactory(worker=busy, fair_id=other.id)

    assemble()

    assert {invitation.worker_id for invitation in invitations()} == {worker.id for worker in free}


def test_a_fair_whose_day_is_over_was_held_and_its_theme_rests(session, assemble, proposals, fresh):
    place = zone()
    hiring(place.brand)
    chefs(30)
    past = FairFactory(zone=place, state=FairState.PUBLISHED, held_on=TODAY - timedelta(days=1))
    city = FairFactory(zone=place, state=FairState.HELD, held_on=TODAY - timedelta(days=1), division_code="321000")

    counts = assemble()

    assert fresh().get(Fair, past.id).state is FairState.HELD
    assert counts["held"] == 1
    assert city.id
    assert proposals() == []


def test_shares_of_past_fairs_are_measured(session, assemble, proposals):
    place = zone()
    hiring(place.brand)
    chefs(60)
    past = FairFactory(state=FairState.HELD, held_on=TODAY - timedelta(days=40))
    for number in range(20):
        state = InvitationState.ACCEPTED if number < 15 else InvitationState.EXPIRED
        invitation = InvitationFactory(fair_id=past.id, state=state, worker=WorkerFactory(is_looking=False))
        if number < 5:
            ApplicationFactory(
                worker=invitation.worker,
                vacancy=invitation.vacancy,
                invitation_id=invitation.id,
                state=ApplicationState.PLACED,
            )

    assemble()

    why = proposals()[0].rationale
    assert (why["invited_before"], why["came_before"]) == (20, 15)
    assert why["come"] == pytest.approx((15 + 40) / 120, abs=1e-4)
    assert why["hired"] == pytest.approx((5 + 35) / 115, abs=1e-4)


def test_invitations_that_break_a_rule_are_not_stored(session, assemble, proposals, fresh, monkeypatch):
    hiring(zone().brand)
    chefs(30)
    real = fairs.suggest_places

    def unsound(*args, **kwargs):
        found = real(*args, **kwargs)
        object.__setattr__(found, "violations", ("Nobody has two places",))
        return found

    monkeypatch.setattr(fairs, "suggest_places", unsound)

    assert assemble() is None
    assert proposals() == []
    run = fresh().scalars(select(JobRun)).one()
    assert (run.state, "Nobody has two places" in run.error) == (RunState.FAILED, True)


def test_an_edit_while_it_assembles_makes_it_begin_again(session, assemble, proposals, monkeypatch):
    vacancies = hiring(zone().brand, enterprises=4)
    chefs(30)
    assemble()
    standing = session.scalars(select(Fair)).one()
    real = fairs.suggest_places
    calls = []

    def slow(*args, **kwargs):
        if not calls:
            standing.title, standing.edited_at = "改过的招聘会", NOW
            session.commit()
        calls.append(1)
        return real(*args, **kwargs)

    monkeypatch.setattr(fairs, "suggest_places", slow)
    vacancies[0].wage_max_fen += 100

    counts = assemble()

    assert len(calls) == 2
    assert [fair.title for fair in proposals()] == ["改过的招聘会"]
    assert counts["renewed"] == 0


def test_edits_that_never_end_let_the_run_fail_and_nothing_is_stored(session, assemble, fresh, monkeypatch):
    hiring(zone().brand)
    chefs(30)
    other = FairFactory(edited_at=NOW, division_code="321023")
    real = fairs.suggest_places

    def always_moving(*args, **kwargs):
        other.venue += "!"
        session.commit()
        return real(*args, **kwargs)

    monkeypatch.setattr(fairs, "suggest_places", always_moving)

    assert assemble() is None
    assert fresh().scalar(select(func.count(Fair.id))) == 1
    assert "FairsMoved" in fresh().scalars(select(JobRun)).one().error


def test_a_city_without_vacancies_or_people_has_a_quiet_night(session, assemble):
    counts = assemble()

    assert (counts["proposed"], counts["invited"], counts["workers"]) == (0, 0, 0)


def test_counties_that_are_thin_alone_meet_in_the_city(session, assemble, proposals):
    brand = zone().brand
    hiring(brand, enterprises=2, headcount=10)
    hiring(brand, enterprises=2, headcount=10, division_code="321023100", latitude=33.23, longitude=119.31)
    chefs(40)
    chefs(40, division_code="321023100", latitude=33.23, longitude=119.31)

    assemble()

    (fair,) = proposals()
    assert (fair.division_code, fair.venue, fair.title) == ("321000", "扬州市人力资源市场", "高邮厨师专场招聘会")


def test_the_title_names_the_county_where_the_brand_does_not(session, assemble, proposals):
    place = ZoneFactory(brand=BrandFactory(name="扬州玉雕工"))
    hiring(place.brand, division_code=SANDUO)
    chefs(30)

    assemble()

    assert proposals()[0].title == "扬州玉雕工高邮专场招聘会"


def test_an_occupation_that_nobody_nearby_wants_makes_no_fair(session, assemble):
    hiring(zone().brand, occupation_code=CARER)
    chefs(30, wants=(CHEF,))

    assert assemble()["not_worth"] == {"TooFewExpected": 2}


def test_the_rows_of_vacancies_are_not_touched(session, assemble, fresh):
    hiring(zone().brand)
    chefs(30)
    before = fresh().execute(select(Vacancy.id, Vacancy.version)).all()

    assemble()

    assert fresh().execute(select(Vacancy.id, Vacancy.version)).all() == before
