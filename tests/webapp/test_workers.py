"""The profile of a worker: three short steps, and a consent for each use that can be taken back."""

import pytest
from sqlalchemy import select

from domain.accounts import Role
from domain.skills import SkillLevel
from domain.workers import ConsentPurpose, HardshipCategory
from tests.factories import CHEF, NOW, SANDUO, AccountFactory, EnterpriseFactory, VacancyFactory, WorkerFactory
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp.models import Account, Consent, Worker, WorkerBlock

WISHES = {
    "name": "张晓燕",
    "birth_year": "1981",
    "occupations": CHEF,
    "division_code": SANDUO,
    "wage_wanted": "6500",
    "findable": "1",
    "matching": "1",
}
ABILITIES = {"skill_level": "0", "experience_years": "3", "skills": "刀工、淮扬菜"}


@pytest.fixture
def account(session, sign_in):
    account = AccountFactory(role=Role.WORKER, name="张晓燕")
    sign_in(account)
    return account


@pytest.fixture
def worker(session, account):
    return WorkerFactory(account_id=account.id, name="张晓燕")


def standing(session, worker):
    asked = select(Consent.purpose).where(Consent.worker_id == worker.id, Consent.withdrawn_at.is_(None))
    return set(session.scalars(asked))


def test_three_steps_make_a_profile_that_fits_are_shown_for(client, account, fresh):
    first = client.post("/me/profile/wishes", data=WISHES)
    second = client.post("/me/profile/conditions?first=1", data={"commute_km": "15", "shifts": ["day", "flexible"]})
    third = client.post("/me/profile/abilities?first=1", data=ABILITIES, headers=ENGLISH)

    assert first.location.endswith("/me/profile/conditions?first=1")
    assert second.location.endswith("/me/profile/abilities?first=1")
    assert third.location.endswith("/me")
    session = fresh()
    worker = session.scalars(select(Worker)).one()
    assert (worker.birth_year, worker.wage_wanted_fen, worker.commute_km) == (1981, 6_500_00, 15.0)
    assert standing(session, worker) == {ConsentPurpose.TERMS, ConsentPurpose.FINDABLE, ConsentPurpose.MATCHING}
    assert "Your profile stands." in visit(client, "/me")


def test_what_is_not_ticked_is_not_agreed_to(client, account, fresh):
    client.post("/me/profile/wishes", data=WISHES | {"findable": "", "matching": ""})

    session = fresh()
    assert standing(session, session.scalars(select(Worker)).one()) == {ConsentPurpose.TERMS}


def test_words_that_surely_mean_one_occupation_need_no_tick(client, account, fresh):
    client.post("/me/profile/wishes", data=WISHES | {"occupations": [], "occupation_text": "电焊工"})

    session = fresh()
    assert len(session.scalars(select(Worker)).all()) == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"birth_year": "2020"}, "Year of birth"),
        ({"birth_year": "1850"}, "Year of birth"),
        ({"birth_year": "abc"}, "Year of birth"),
        ({"occupations": [], "occupation_text": ""}, "What work do you look for?"),
        ({"occupations": "9-99-99-99"}, "Kinds of work"),
        ({"division_code": "320100"}, "Where do you live?"),
        ({"division_code": ""}, "Where do you live?"),
        ({"wage_wanted": "-5"}, "At least how much a month?"),
        ({"wage_wanted": "九百万亿"}, "At least how much a month?"),
        ({"name": ""}, "Your name"),
    ],
)
def test_a_step_that_cannot_be_is_said_at_its_field_and_keeps_the_rest(client, account, fresh, changes, said):
    answer = client.post("/me/profile/wishes", data=WISHES | changes, headers=ENGLISH)

    assert answer.status_code == 422
    assert said in text_of(answer)
    assert 'class="field-error' in answer.text or "aria-invalid" in answer.text
    assert fresh().scalars(select(Worker)).all() == []
    if "wage_wanted" not in changes:
        assert "6500" in answer.text or "6,500" in answer.text


def test_the_name_on_the_profile_is_text_whatever_it_is(client, account):
    client.post("/me/profile/wishes", data=WISHES | {"name": "<b>张</b>"})

    page = client.get("/me/profile").text
    assert "<b>张</b>" not in page
    assert "&lt;b&gt;张&lt;/b&gt;" in page


@pytest.mark.parametrize(
    "changes",
    [
        {"commute_km": "-1"},
        {"commute_km": "99999"},
        {"shifts": []},
        {"available_from": "2026-02-30"},
        {"destinations": "310000", "refused_destinations": "310000"},
    ],
)
def test_conditions_that_contradict_each_other_or_the_world_are_refused(client, worker, fresh, changes):
    typed = {"commute_km": "15", "shifts": "day", "goes_out_of_town": "1"} | changes

    answer = client.post("/me/profile/conditions", data=typed)

    assert answer.status_code == 422
    assert fresh().get(Worker, worker.id).commute_km == worker.commute_km


def test_abilities_are_kept_and_shown(client, worker, fresh):
    client.post("/me/profile/abilities", data=ABILITIES)

    page = visit(client, "/me/profile")
    assert "刀工" in page
    assert "淮扬菜" in page


@pytest.mark.parametrize("changes", [{"experience_years": "400"}, {"headline": "长" * 10_000}, {"skills": "长" * 5000}])
def test_abilities_that_nobody_has_are_refused(client, worker, fresh, changes):
    answer = client.post("/me/profile/abilities", data=ABILITIES | changes)

    assert answer.status_code == 422
    assert fresh().get(Worker, worker.id).experience_years == 0


def test_a_consent_is_taken_back_and_with_it_what_rests_on_it(client, worker, fresh):
    typed = {
        "terms": "1",
        "findable": "1",
        "matching": "1",
        "agrees_sensitive": "1",
        "hardship": HardshipCategory.OLDER_WORKER.value,
    }
    assert client.post("/me/profile/consents", data=typed).status_code == 302
    assert fresh().get(Worker, worker.id).hardship is HardshipCategory.OLDER_WORKER

    assert client.post("/me/profile/consents", data={"hardship": ""}).status_code == 302

    session = fresh()
    assert session.get(Worker, worker.id).hardship is None
    assert standing(session, worker) == {ConsentPurpose.TERMS}
    assert len(session.scalars(select(Consent).where(Consent.withdrawn_at.is_not(None))).all()) == 3


def test_a_hardship_category_needs_its_own_consent(client, worker, fresh):
    typed = {"terms": "1", "hardship": HardshipCategory.OLDER_WORKER.value}

    answer = client.post("/me/profile/consents", data=typed)

    assert answer.status_code == 422
    assert fresh().get(Worker, worker.id).hardship is None


def test_who_does_not_look_says_so_with_one_tap(client, worker, fresh):
    client.post("/me/looking", data={"looking": "0"})
    assert not fresh().get(Worker, worker.id).is_looking

    client.post("/me/looking", data={"looking": "1"})
    assert fresh().get(Worker, worker.id).is_looking


def test_a_blocked_enterprise_is_unblocked(client, session, worker, fresh):
    enterprise = EnterpriseFactory()
    session.add(WorkerBlock(worker_id=worker.id, enterprise_id=enterprise.id, created_at=NOW))
    session.commit()
    assert enterprise.name in visit(client, "/me/profile")

    client.post(f"/me/blocked/{enterprise.id}/remove")

    assert fresh().scalars(select(WorkerBlock)).all() == []


def test_who_has_no_profile_begins_it(client, account):
    for address in ("/me/profile", "/me/profile/conditions", "/me/profile/abilities", "/me/profile/consents"):
        assert client.get(address).location.endswith("/me/profile/wishes")


def test_the_account_has_the_name_of_the_profile(client, account, fresh):
    client.post("/me/profile/wishes", data=WISHES | {"name": "张小燕"})

    assert fresh().get(Account, account.id).name == "张小燕"


def test_a_worker_is_told_what_one_change_would_open_and_sees_it(client, worker):
    asks_level = VacancyFactory(title="高级厨师", skill_level=SkillLevel.LEVEL_4)
    VacancyFactory(title="普通厨师")

    home = visit(client, "/me")
    assert "With a certificate of the level" in home
    assert "1 more vacancy" in home
    page = visit(client, "/me/more/level")
    assert "高级厨师" in page
    assert "普通厨师" not in page
    assert asks_level.skill_level is SkillLevel.LEVEL_4


@pytest.mark.parametrize(("path", "status"), [("licence", 302), ("wage?licence=welding", 302), ("nonsense", 404)])
def test_a_change_that_opens_nothing_leads_back(client, worker, path, status):
    assert client.get(f"/me/more/{path}").status_code == status


def test_an_unknown_licence_is_refused_by_name(client, worker):
    assert client.get("/me/more/licence?licence=flying").status_code == 400
