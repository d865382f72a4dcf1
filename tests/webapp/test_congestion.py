"""Officials see how people are spread, and compare what prices would lead to before they are switched on."""

import pytest

from domain.accounts import Role
from domain.applications import ApplicationState
from domain.runs import Job, RunState
from tests.factories import NOW, AccountFactory, ApplicationFactory, VacancyFactory, WorkerFactory
from webapp.models import JobRun

OUTCOME = {
    "weight": 0.0,
    "workers": 10,
    "placed": 4,
    "applications": 12,
    "ndcg": 1.0,
    "coverage": 0.5,
    "gini": 0.61,
}


@pytest.fixture
def official(session, sign_in):
    account = AccountFactory(role=Role.CITY_OFFICIAL, division_code="321000")
    sign_in(account)
    return account


def page_of(client):
    answer = client.get("/office/competition", headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    return answer.text


def test_before_the_first_night_the_page_says_what_will_come(official, client):
    page = page_of(client)

    assert "Nothing is simulated yet" in page
    assert "No vacancy is crowded" in page


def test_weights_are_compared_and_the_one_in_use_is_marked(official, client, session):
    better = OUTCOME | {"weight": 0.6, "placed": 5, "ndcg": 0.96, "applications": 10}
    session.add(
        JobRun(
            name=Job.VACANCIES_PRICE.value,
            state=RunState.SUCCEEDED,
            created_at=NOW,
            finished_at=NOW,
            counts={"simulated": [OUTCOME, better]},
        )
    )
    session.commit()

    page = page_of(client)

    assert "+25.0 %" in page
    assert "96 %" in page
    assert page.count("in use") == 1


def test_what_really_happened_is_counted_from_applications(official, client):
    crowded = VacancyFactory(headcount=2, price=0.42, title="淮扬菜厨师")
    VacancyFactory(headcount=1)
    ApplicationFactory(vacancy=crowded, state=ApplicationState.PLACED)
    for _ in range(2):
        ApplicationFactory(vacancy=crowded)

    page = page_of(client)

    assert "淮扬菜厨师" in page
    assert "0.42" in page
    assert ">3.0<" in page.replace(" ", "").replace("\n", "")
    assert "50 %" in page


def test_a_worker_is_not_sent_where_everybody_goes(session, client, sign_in):
    crowded = VacancyFactory(title="甲店厨师", price=0.9)
    VacancyFactory(title="乙店厨师")
    account = AccountFactory(role=Role.WORKER)
    WorkerFactory(account_id=account.id)
    sign_in(account)

    page = client.get("/me").text

    assert crowded.price == 0.9
    assert page.index("乙店厨师") < page.index("甲店厨师")
