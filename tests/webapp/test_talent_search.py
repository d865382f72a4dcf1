"""An enterprise looks for people by words: it finds who agreed to be found, and nothing by which to call them."""

import re

import pytest
from sqlalchemy import select, update

from domain.accounts import Role
from domain.skills import SkillLevel
from domain.workers import ConsentPurpose
from tests.factories import BAOYING, CHEF, NOW, WELDER, AccountFactory, EnterpriseFactory, VacancyFactory, WorkerFactory
from tests.webapp.pages import visit
from webapp.calendar import today
from webapp.engine import search_index
from webapp.models import Consent, Invitation, WorkerBlock
from webapp.models.outbox import WORKERS
from webapp.reads.indexing import document_ids, documents

PEOPLE = "/enterprise/people"


@pytest.fixture
def enterprise(session):
    return EnterpriseFactory(name="高邮湖畔餐饮有限公司")


@pytest.fixture
def desk(client, sign_in, enterprise):
    return sign_in(AccountFactory(role=Role.ENTERPRISE, enterprise_id=enterprise.id))


@pytest.fixture
def learn(app, session):
    """Lets search learn who may be found."""

    def learn():
        with app.app_context():
            ids = document_ids(WORKERS, today=today())
            search_index().rebuild(WORKERS, documents(WORKERS, ids, today=today()), may_shrink=True)
            search_index().reload()

    return learn


def found(desk, query=""):
    return [
        int(number) for number in re.findall(r'class="person-card" id="worker-(\d+)"', desk.get(PEOPLE + query).text)
    ]


def test_words_place_and_level_find_people_and_no_way_to_call_them(desk, learn):
    cook = WorkerFactory(name="王小明", headline="会做狮子头")
    master = WorkerFactory(skill_level=SkillLevel.LEVEL_4, division_code=BAOYING)
    welder = WorkerFactory(wants=(WELDER,))
    learn()

    assert set(found(desk)) == {cook.id, master.id, welder.id}
    assert found(desk, "?q=电焊") == [welder.id]
    assert found(desk, f"?q=厨师&division={BAOYING[:6]}") == [master.id]
    assert found(desk, f"?q=厨师&level={SkillLevel.LEVEL_4:d}") == [master.id]
    page = desk.get(f"{PEOPLE}?q=狮子头").text
    assert "会做狮子头" in page
    assert "王小明" not in page
    assert cook.phone not in page


def test_who_did_not_agree_or_wants_nothing_from_this_enterprise_is_not_found(desk, enterprise, session, learn):
    WorkerFactory(agrees=(ConsentPurpose.TERMS,))
    WorkerFactory(is_looking=False)
    unwilling = WorkerFactory()
    session.add(WorkerBlock(worker_id=unwilling.id, enterprise_id=enterprise.id, created_at=NOW))
    session.commit()
    learn()

    assert found(desk) == []


def test_a_consent_that_is_taken_back_counts_before_search_knows_of_it(desk, session, learn):
    stays, goes = WorkerFactory(), WorkerFactory()
    learn()
    session.execute(update(Consent).where(Consent.worker_id == goes.id).values(withdrawn_at=NOW))
    session.commit()

    assert found(desk) == [stays.id]


def test_somebody_is_invited_to_the_vacancy_of_the_button(desk, enterprise, session, learn, fresh):
    vacancy = VacancyFactory(enterprise=enterprise, title="淮扬菜厨师", occupation_code=CHEF)
    worker = WorkerFactory()
    learn()
    (address,) = re.findall(r'formaction="([^"]+)"', desk.get(PEOPLE).text)

    assert desk.post(address, data={"worker": worker.id, "message": "来聊聊"}).status_code == 302
    sent = fresh().scalars(select(Invitation)).one()
    assert (sent.worker_id, sent.vacancy_id, sent.message) == (worker.id, vacancy.id, "来聊聊")


def test_before_its_verification_an_enterprise_sees_nobody(client, sign_in, session, learn):
    WorkerFactory()
    learn()
    unverified = EnterpriseFactory(verified_at=None)
    desk = sign_in(AccountFactory(role=Role.ENTERPRISE, enterprise_id=unverified.id))

    assert "After the verification" in visit(desk, PEOPLE)
    assert found(desk) == []


def test_while_search_rests_people_are_listed_by_place_and_level(app, desk, session):
    cook, master = WorkerFactory(), WorkerFactory(skill_level=SkillLevel.LEVEL_4, division_code=BAOYING)

    assert "The search is resting" in visit(desk, f"{PEOPLE}?q=厨师")
    assert found(desk) == [master.id, cook.id]
    assert found(desk, f"?division={BAOYING[:6]}") == [master.id]
    assert found(desk, f"?level={SkillLevel.LEVEL_4:d}&page=9") == [master.id]


@pytest.mark.parametrize("query", ["level=9", "division=999999", "page=0", f"page={10**8}"])
def test_what_cannot_be_asked_is_named(desk, learn, query):
    learn()

    assert query.partition("=")[0] in visit(desk, f"{PEOPLE}?{query}", status=400)


def test_the_page_asks_the_database_as_often_for_many(desk, learn, count_queries):
    for many in (1, 8):
        for _ in range(many):
            WorkerFactory()
        learn()
        visit(desk, PEOPLE)
        with count_queries() as counted:
            visit(desk, PEOPLE)
        if many == 1:
            few = len(counted.statements)

    assert few == len(counted.statements) < 12
