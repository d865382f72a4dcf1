"""An official and a proposed fair: look, change, publish, cancel; a county sees its own."""

from datetime import time, timedelta

import pytest
from sqlalchemy import func, select

from domain.fairs import FairState
from domain.invitations import InvitationState
from domain.runs import Job, RunState
from domain.vacancies import VacancyState
from domain.workers import ConsentPurpose, HardshipCategory
from tests.factories import (
    BAOYING,
    NOW,
    TODAY,
    AccountFactory,
    BoothFactory,
    BoothVacancyFactory,
    ConsentFactory,
    FairFactory,
    InvitationFactory,
    VacancyFactory,
    WorkerFactory,
)
from webapp.models import (
    AuditEntry,
    Booth,
    BoothVacancy,
    Consent,
    Enterprise,
    Fair,
    Invitation,
    JobRun,
    Vacancy,
    Worker,
)

DETAILS = {
    "title": "高邮厨师春季招聘会",
    "held_on": (TODAY + timedelta(days=20)).isoformat(),
    "opens_at": "9:30",
    "closes_at": "14:00",
    "mode": "both",
    "venue": "高邮体育馆",
}
WHY = {
    "rule": "fairs-1",
    "enterprises": 3,
    "vacancies": 5,
    "seats": 41,
    "mean_days_open": 23.5,
    "candidates": 187,
    "invited": 96,
    "hardship_invited": 12,
    "suggestions": 240,
    "expected": 13.4,
    "come": 0.4,
    "hired": 0.35,
    "invited_before": 0,
    "came_before": 0,
}


@pytest.fixture
def desk(client, sign_in, session):
    """A county official's browser, in English."""
    official = AccountFactory(county_official=True)
    client.set_cookie("locale", "en")
    client.official = official
    return sign_in(official)


def proposal(*, vacancies=2, guests=1, **changes):
    """A fair with a booth for each vacancy and people invited to the first."""
    fair = FairFactory(**{"rationale": WHY} | changes)
    for number in range(1, vacancies + 1):
        vacancy = VacancyFactory(title=f"厨师{number}")
        booth = BoothFactory(fair_id=fair.id, enterprise_id=vacancy.enterprise_id, number=number)
        BoothVacancyFactory(booth_id=booth.id, vacancy_id=vacancy.id)
        for _ in range(guests if number == 1 else 0):
            InvitationFactory(fair_id=fair.id, vacancy=vacancy, state=InvitationState.PREPARED)
    return fair


def text(answer):
    return answer.get_data(as_text=True)


def shown_vacancies(fresh, fair):
    asked = select(BoothVacancy.vacancy_id).join(Booth, Booth.id == BoothVacancy.booth_id)
    return set(fresh().scalars(asked.where(Booth.fair_id == fair.id)))


def audited(fresh, action):
    return fresh().scalars(select(AuditEntry).where(AuditEntry.action == action)).all()


def test_proposals_come_first_with_what_they_are_expected_to_place(desk):
    fair = proposal()
    FairFactory(state=FairState.PUBLISHED, title="已经发布的")

    page = text(desk.get("/office/fairs"))

    assert fair.title in page
    assert "expected to place 13 people" in page
    assert "1 person invited" in page
    assert "已经发布的" not in page
    assert "已经发布的" in text(desk.get("/office/fairs?state=published"))


def test_a_county_sees_its_own_fairs_and_the_city_sees_all(desk, client, sign_in):
    own, other, city = proposal(), proposal(division_code=BAOYING), proposal(division_code="321000")

    page = text(desk.get("/office/fairs"))
    assert own.title in page
    assert other.title not in page
    assert city.title not in page
    for fair in (other, city):
        assert desk.get(f"/office/fairs/{fair.id}").status_code == 404
        assert desk.get(f"/office/fairs/{fair.id}/edit").status_code == 404

    sign_in(AccountFactory(city_official=True), on=client)
    page = text(client.get("/office/fairs"))
    assert all(fair.title in page for fair in (own, other, city))


@pytest.mark.parametrize(
    "address",
    ["edit", "publish", "cancel", "match", "vacancies", "booths/{booth}/drop", "vacancies/{vacancy}/drop"],
)
def test_nobody_decides_about_the_fair_of_another_county(desk, fresh, address):
    fair = proposal(division_code=BAOYING)
    booth = fresh().scalar(select(Booth.id).where(Booth.fair_id == fair.id))
    vacancy = next(iter(shown_vacancies(fresh, fair)))
    address = address.format(booth=booth, vacancy=vacancy)

    answer = desk.post(f"/office/fairs/{fair.id}/{address}", data=DETAILS | {"reason": "不办了", "vacancy": vacancy})

    assert answer.status_code == 404
    stored = fresh().get(Fair, fair.id)
    assert (stored.state, stored.title, stored.edited_at) == (FairState.PROPOSED, fair.title, None)
    assert audited(fresh, "fair.publish") == []


def test_the_page_of_a_fair_says_why_and_who_is_invited(desk, session):
    fair = proposal(guests=2)
    helped = WorkerFactory(hardship=HardshipCategory.DISABLED, division_code="321023100")
    ConsentFactory(worker_id=helped.id, purpose=ConsentPurpose.SENSITIVE)
    silent = WorkerFactory(hardship=HardshipCategory.DISABLED)
    booth = session.scalars(select(Booth).where(Booth.fair_id == fair.id)).first()
    shown = session.scalars(select(BoothVacancy).where(BoothVacancy.booth_id == booth.id)).one()
    vacancy = session.get(Vacancy, shown.vacancy_id)
    for worker in (helped, silent):
        InvitationFactory(fair_id=fair.id, worker=worker, vacancy=vacancy, state=InvitationState.PREPARED)

    page = text(desk.get(f"/office/fairs/{fair.id}"))

    for figure in ("41", "187", "96", "13"):
        assert f">{figure}<" in page
    assert "of those invited 40 % come, and 35 % of those who come are hired" in page
    assert '<b class="digits">4</b> people' in page
    assert '<b class="digits">1</b> of them from hardship groups' in page
    assert "Baoying" in page
    assert silent.name not in page, "an official sees numbers here, not names"


def test_a_cancelled_proposal_says_why_in_words(desk):
    by_clock = proposal(
        state=FairState.CANCELLED,
        rationale=WHY
        | {"cancelled": {"by": "clock", "refusal": "TooFewEnterprises", "details": {"enterprises": 2, "least": 3}}},
    )
    unknown = proposal(
        state=FairState.CANCELLED,
        rationale=WHY | {"cancelled": {"by": "clock", "refusal": "RuleOfOldTimes", "details": {}}},
    )

    assert "Only 2 enterprises hire for it; a fair needs 3." in text(desk.get(f"/office/fairs/{by_clock.id}"))
    assert desk.get(f"/office/fairs/{unknown.id}").status_code == 200
    assert "Only 2 enterprises" in text(desk.get("/office/fairs?state=cancelled"))


def test_details_are_changed_and_the_clock_leaves_the_proposal_alone_then(desk, fresh):
    fair = proposal()

    answer = desk.post(f"/office/fairs/{fair.id}/edit", data=DETAILS)

    assert answer.status_code == 302
    stored = fresh().get(Fair, fair.id)
    assert (stored.title, stored.venue, stored.mode) == ("高邮厨师春季招聘会", "高邮体育馆", "both")
    assert (stored.opens_at, stored.closes_at) == (time(9, 30), time(14))
    assert stored.edited_at is not None
    assert [entry.account_id for entry in audited(fresh, "fair.change")] == [desk.official.id]


def test_the_form_shows_what_stands(desk):
    fair = proposal()

    page = text(desk.get(f"/office/fairs/{fair.id}/edit"))

    assert fair.title in page
    assert 'value="09:00"' in page
    assert f'value="{fair.held_on.isoformat()}"' in page


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": ""}, "Please fill this in."),
        ({"title": "会" * 61}, "The title has 61 characters. It may have 60."),
        ({"title": "<script>alert(1)</script>" * 10}, "The title has 250 characters."),
        ({"venue": ""}, "Please say where people meet."),
        ({"venue": "场" * 101}, "The place has 101 characters."),
        ({"held_on": TODAY.isoformat()}, "The day must lie ahead"),
        ({"held_on": "2026-02-31"}, "Please type a day as 2026-12-31."),
        ({"held_on": ""}, "Please fill this in."),
        ({"opens_at": "25:00"}, "Please type a time as 9:00."),
        ({"opens_at": "noon"}, "Please type a time as 9:00."),
        ({"closes_at": "9:30"}, "The fair would close before it opens."),
        ({"mode": "by letter"}, "Please choose one of the list."),
        ({"title": "\x00" * 10_000}, "Please fill this in."),
    ],
)
def test_details_that_make_no_sense_are_refused_at_their_field_and_stay_typed(desk, fresh, change, sentence):
    fair = proposal()

    answer = desk.post(f"/office/fairs/{fair.id}/edit", data=DETAILS | change)

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "<script>alert" not in text(answer)
    if "venue" not in change:
        assert "高邮体育馆" in text(answer)
    assert fresh().get(Fair, fair.id).edited_at is None


def test_a_day_on_which_the_county_has_another_fair_is_refused(desk):
    fair = proposal()
    FairFactory(held_on=TODAY + timedelta(days=20))

    answer = desk.post(f"/office/fairs/{fair.id}/edit", data=DETAILS)

    assert "There is another fair here on this day." in text(answer)
    FairFactory(held_on=TODAY + timedelta(days=21), state=FairState.CANCELLED)
    later = DETAILS | {"held_on": (TODAY + timedelta(days=21)).isoformat()}
    assert desk.post(f"/office/fairs/{fair.id}/edit", data=later).status_code == 302


def test_a_published_fair_is_not_changed(desk, fresh):
    fair = proposal(state=FairState.PUBLISHED)

    answer = desk.post(f"/office/fairs/{fair.id}/edit", data=DETAILS)

    assert "People have been told of this fair" in text(answer)
    assert fresh().get(Fair, fair.id).title == fair.title


def test_an_enterprise_is_taken_out_with_its_vacancies_and_its_guests(desk, fresh):
    fair = proposal(guests=3)
    first = fresh().scalar(select(Booth).where(Booth.fair_id == fair.id, Booth.number == 1))

    desk.post(f"/office/fairs/{fair.id}/booths/{first.id}/drop")

    assert [booth.number for booth in fresh().scalars(select(Booth))] == [2]
    assert fresh().scalar(select(func.count(Invitation.id))) == 0
    assert fresh().get(Fair, fair.id).edited_at is not None
    assert len(audited(fresh, "fair.drop_enterprise")) == 1
    assert desk.post(f"/office/fairs/{fair.id}/booths/{first.id}/drop").status_code == 404


def test_a_vacancy_is_taken_out_and_an_empty_booth_goes_with_it(desk, fresh):
    fair = proposal(guests=3)
    invited = fresh().scalars(select(Invitation.vacancy_id)).first()

    desk.post(f"/office/fairs/{fair.id}/vacancies/{invited}/drop")

    assert invited not in shown_vacancies(fresh, fair)
    assert fresh().scalar(select(func.count(Booth.id))) == 1
    assert fresh().scalar(select(func.count(Invitation.id))) == 0
    assert desk.post(f"/office/fairs/{fair.id}/vacancies/{invited}/drop").status_code == 404


def test_the_last_vacancy_of_a_booth_with_two_leaves_the_booth(desk, session, fresh):
    fair = proposal(vacancies=1)
    booth = session.scalars(select(Booth)).one()
    second = VacancyFactory()
    BoothVacancyFactory(booth_id=booth.id, vacancy_id=second.id)

    desk.post(f"/office/fairs/{fair.id}/vacancies/{second.id}/drop")

    assert fresh().scalar(select(func.count(Booth.id))) == 1
    assert second.id not in shown_vacancies(fresh, fair)


def test_a_vacancy_is_added_at_its_enterprises_booth_or_a_new_one(desk, session, fresh):
    fair = proposal(vacancies=1)
    booth = session.scalars(select(Booth)).one()
    same = VacancyFactory(enterprise=session.get(Enterprise, booth.enterprise_id))
    other = VacancyFactory(title="面点师")

    assert "面点师" in text(desk.get(f"/office/fairs/{fair.id}"))
    for vacancy in (same, other):
        assert desk.post(f"/office/fairs/{fair.id}/vacancies", data={"vacancy": vacancy.id}).status_code == 302

    booths = {row.enterprise_id: row.number for row in fresh().scalars(select(Booth))}
    assert booths == {booth.enterprise_id: 1, other.enterprise_id: 2}
    assert {same.id, other.id} < shown_vacancies(fresh, fair)
    assert len(audited(fresh, "fair.add_vacancy")) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"state": VacancyState.PAUSED},
        {"valid_until": TODAY - timedelta(days=1)},
        {"headcount": 1, "seats_taken": 1},
        {"division_code": "321023100"},
    ],
)
def test_a_vacancy_that_does_not_hire_here_is_not_added(desk, fresh, change):
    fair = proposal(vacancies=1)
    vacancy = VacancyFactory(**change)

    answer = desk.post(f"/office/fairs/{fair.id}/vacancies", data={"vacancy": vacancy.id}, follow_redirects=True)

    assert "There is no open vacancy with this number here." in text(answer)
    assert vacancy.id not in shown_vacancies(fresh, fair)


@pytest.mark.parametrize(
    ("number", "status"), [("abc", 400), ("-1", 400), (str(10**30), 400), ("", 302), ("999999", 302)]
)
def test_a_number_that_is_none_is_refused(desk, number, status):
    fair = proposal(vacancies=1)

    assert desk.post(f"/office/fairs/{fair.id}/vacancies", data={"vacancy": number}).status_code == status


def test_a_vacancy_is_shown_once(desk, fresh):
    fair = proposal(vacancies=1)
    (shown,) = shown_vacancies(fresh, fair)

    answer = desk.post(f"/office/fairs/{fair.id}/vacancies", data={"vacancy": shown}, follow_redirects=True)

    assert "The fair shows this vacancy already." in text(answer)


def test_publishing_sends_the_invitations_in_the_same_moment(desk, fresh):
    fair = proposal(guests=3)

    answer = desk.post(f"/office/fairs/{fair.id}/publish", follow_redirects=True)

    assert "Published. 3 people are invited." in text(answer)
    stored = fresh().get(Fair, fair.id)
    assert (stored.state, stored.published_at is not None) == (FairState.PUBLISHED, True)
    assert {row.state for row in fresh().scalars(select(Invitation))} == {InvitationState.SENT}
    (entry,) = audited(fresh, "fair.publish")
    assert (entry.figures["invited"], entry.figures["booths"], entry.account_id) == (3, 2, desk.official.id)
    assert desk.get(f"/fairs/{fair.id}").status_code == 200


def test_who_should_not_be_invited_any_more_is_left_out_in_silence(desk, session, fresh):
    fair = proposal(guests=5)
    invitations = session.scalars(select(Invitation).order_by(Invitation.id)).all()
    workers = [session.get(Worker, invitation.worker_id) for invitation in invitations]
    workers[0].is_looking = False
    agreed = (Consent.worker_id == workers[1].id) & (Consent.purpose == ConsentPurpose.MATCHING)
    session.scalars(select(Consent).where(agreed)).one().withdrawn_at = NOW
    InvitationFactory(worker=workers[2], vacancy=session.get(Vacancy, invitations[2].vacancy_id))
    session.commit()

    desk.post(f"/office/fairs/{fair.id}/publish")

    sent = fresh().scalars(select(Invitation).where(Invitation.fair_id == fair.id)).all()
    assert {row.worker_id for row in sent} == {workers[3].id, workers[4].id}
    assert {row.state for row in sent} == {InvitationState.SENT}


def test_a_fair_is_published_once_and_not_without_enterprises_nor_for_a_day_that_is_over(desk, fresh):
    published, empty = proposal(state=FairState.PUBLISHED), FairFactory()
    late = proposal(held_on=TODAY)

    for fair, sentence in (
        (published, "The fair has moved on."),
        (empty, "A fair needs at least one enterprise."),
        (late, "The day must lie ahead"),
    ):
        answer = desk.post(f"/office/fairs/{fair.id}/publish", follow_redirects=True)
        assert sentence in text(answer)
    assert fresh().get(Fair, empty.id).state is FairState.PROPOSED
    assert fresh().get(Fair, late.id).state is FairState.PROPOSED


def test_cancelling_a_published_fair_ends_its_invitations_and_keeps_the_reason(desk, session, fresh):
    fair = proposal(guests=3)
    desk.post(f"/office/fairs/{fair.id}/publish")
    answered = session.scalars(select(Invitation)).first()
    answered.state = InvitationState.ACCEPTED
    session.commit()

    desk.post(f"/office/fairs/{fair.id}/cancel", data={"reason": "场地停电"})

    stored = fresh().get(Fair, fair.id)
    assert (stored.state, stored.rationale["cancelled"]) == (
        FairState.CANCELLED,
        {"by": "official", "reason": "场地停电"},
    )
    states = sorted(row.state for row in fresh().scalars(select(Invitation)))
    assert states == [InvitationState.ACCEPTED, InvitationState.EXPIRED, InvitationState.EXPIRED]
    assert audited(fresh, "fair.cancel")[0].figures == {"reason": "场地停电", "was": "published"}
    assert "场地停电" in text(desk.get(f"/office/fairs/{fair.id}"))


def test_cancelling_a_proposal_forgets_whom_it_would_have_invited(desk, fresh):
    fair = proposal(guests=3)

    desk.post(f"/office/fairs/{fair.id}/cancel", data={"reason": "时间不合适"})

    assert fresh().scalar(select(func.count(Invitation.id))) == 0


@pytest.mark.parametrize(
    ("reason", "sentence"), [("", "Please say why."), (" ", "Please say why."), ("因" * 301, "The reason has 301")]
)
def test_nothing_is_cancelled_without_a_reason_that_people_can_read(desk, fresh, reason, sentence):
    fair = proposal()

    answer = desk.post(f"/office/fairs/{fair.id}/cancel", data={"reason": reason})

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert fresh().get(Fair, fair.id).state is FairState.PROPOSED


def test_what_is_cancelled_is_not_cancelled_again(desk):
    fair = proposal(state=FairState.CANCELLED)

    answer = desk.post(f"/office/fairs/{fair.id}/cancel", data={"reason": "再取消"})

    assert "The fair has moved on." in text(answer)


def test_the_people_are_matched_again_on_demand_and_the_page_shows_that_it_waits(desk, fresh):
    fair = proposal()

    desk.post(f"/office/fairs/{fair.id}/match")

    run = fresh().scalars(select(JobRun)).one()
    assert (run.name, run.state, run.requested_by_id) == (Job.FAIRS_ASSEMBLE, RunState.REQUESTED, desk.official.id)
    page = text(desk.get(f"/office/fairs/{fair.id}"))
    assert "The job waits until it is started." in page
    assert 'hx-trigger="every 2s"' in page
    again = desk.post(f"/office/fairs/{fair.id}/match", follow_redirects=True)
    assert "This job waits or runs already." in text(again)


def test_the_list_and_the_page_ask_the_database_a_fixed_number_of_times(desk, count_queries):
    for _ in range(5):
        proposal(vacancies=4, guests=3)
    fair = proposal(vacancies=4, guests=3)

    with count_queries() as of_list:
        desk.get("/office/fairs")
    with count_queries() as of_page:
        desk.get(f"/office/fairs/{fair.id}")

    assert len(of_list.statements) <= 8, of_list.statements
    assert len(of_page.statements) <= 11, of_page.statements
