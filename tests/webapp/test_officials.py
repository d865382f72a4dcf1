"""What an official sees first."""

import pytest

from domain.accounts import Role
from domain.fairs import FairState
from domain.vacancies import VacancyState
from tests.factories import (
    BAOYING,
    AccountFactory,
    AgencyFactory,
    EnterpriseFactory,
    FairFactory,
    VacancyFactory,
    WorkerFactory,
)
from webapp.services.runs import record_run


def text(answer):
    return answer.get_data(as_text=True)


def tile(figure, name):
    return f'<span class="value">{figure}</span>\n  <span class="name">{name}</span>'


@pytest.fixture
def county(client, sign_in, session):
    client.set_cookie("locale", "en")
    return sign_in(AccountFactory(county_official=True))


def test_a_county_sees_the_figures_of_its_own_places(county):
    FairFactory(title="高邮的方案")
    FairFactory(division_code=BAOYING, title="宝应的方案")
    FairFactory(state=FairState.PUBLISHED, title="高邮的招聘会")
    employer = EnterpriseFactory()
    VacancyFactory(enterprise=employer, headcount=7)
    VacancyFactory(enterprise=employer, headcount=9, division_code="321023100")
    VacancyFactory(enterprise=employer, state=VacancyState.IN_REVIEW)
    WorkerFactory()
    WorkerFactory(division_code="321023100")
    EnterpriseFactory(unverified=True)
    EnterpriseFactory(unverified=True, division_code=BAOYING)
    AgencyFactory(verified_at=None)

    page = text(county.get("/office"))

    for found in (
        tile(1, "fair proposals to decide"),
        tile(2, "enterprises and agencies to verify"),
        tile(1, "advertisements to read"),
        tile(7, "places open"),
        tile(1, "people looking for work"),
    ):
        assert found in page
    assert "高邮的方案" in page
    assert "高邮的招聘会" in page
    assert "宝应的方案" not in page
    assert "Last night" not in page, "the machine is the city's to look after"


def test_the_city_sees_everything_and_how_the_night_went(client, sign_in, session, app):
    client.set_cookie("locale", "en")
    sign_in(AccountFactory(city_official=True))
    FairFactory(title="高邮的方案")
    FairFactory(division_code=BAOYING, title="宝应的方案")
    with app.app_context():
        record_run("fairs.assemble", counts={}, error="boom")

    page = text(client.get("/office"))

    assert "高邮的方案" in page
    assert "宝应的方案" in page
    assert "Assemble job fairs" in page
    assert "Failed" in page


def test_a_quiet_day_says_what_comes_next(county):
    assert "No proposal waits for you. The next ones come tonight." in text(county.get("/office"))


def test_an_official_without_a_division_gets_no_further(client, sign_in, session):
    sign_in(AccountFactory(role=Role.COUNTY_OFFICIAL))

    assert client.get("/office").status_code == 403
    assert client.get("/office/fairs").status_code == 403


def test_the_desk_asks_the_database_a_fixed_number_of_times(county, count_queries):
    for _ in range(8):
        FairFactory()

    with count_queries() as counting:
        county.get("/office")

    assert len(counting.statements) <= 20, counting.statements
