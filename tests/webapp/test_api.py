"""The programming interface: strict in what it takes, slim in what it says, and as its description promises."""

import re

import pytest
from jsonschema import Draft202012Validator, ValidationError

from domain.vacancies import VacancyState
from search import SearchUnavailable
from tests.factories import CHEF, GAOYOU, SANDUO_POINT, TODAY, EnterpriseFactory, VacancyFactory
from tests.webapp.pages import ENGLISH, visit
from webapp.blueprints.api import parameters
from webapp.engine import search_index
from webapp.extensions import limiter
from webapp.services import indexing

V1 = "/api/v1"
SEARCH = f"{V1}/vacancies"


@pytest.fixture
def vacancy(app, session, index):
    employer = EnterpriseFactory(name="高邮湖畔餐饮有限公司")
    vacancy = VacancyFactory(enterprise=employer, title="淮扬菜厨师", has_housing=True)
    VacancyFactory(title="电焊工", occupation_code="6-18-02-04")
    with app.app_context():
        indexing.rebuild(index, today=TODAY)
    return vacancy


def ask(client, address, status=200, **headers):
    answer = client.get(address, headers=ENGLISH | headers)
    assert answer.status_code == status, answer.text
    return answer


def check(described, schema, value):
    """Raises where a value is not as the description says."""
    Draft202012Validator(schema | {"components": described["components"]}).validate(value)


def test_a_search_says_what_a_list_needs_and_no_more(client, vacancy):
    answer = ask(client, f"{SEARCH}?q=厨师").json

    assert (answer["total"], answer["source"]) == (1, "search")
    item = answer["items"][0]
    assert (item["id"], item["title"], item["occupation"]) == (vacancy.id, "淮扬菜厨师", CHEF)
    assert item["enterprise"]["name"] == "高邮湖畔餐饮有限公司"
    assert item["wage"] == {"min_fen": 6_000_00, "max_fen": 8_000_00, "unit": "month"}
    assert "duties" not in item
    assert "facets" not in answer


def test_one_vacancy_says_everything(client, vacancy):
    item = ask(client, f"{SEARCH}?q=厨师").json["items"][0]

    whole = ask(client, item["url"]).json

    assert whole["duties"] == "负责淮扬菜烹制。"
    assert whole["is_open"]
    assert whole["point"] == {"latitude": SANDUO_POINT[0], "longitude": SANDUO_POINT[1]}
    visit(client, re.sub("^https?://[^/]+", "", whole["page"]))


def test_a_closed_vacancy_says_so_and_one_that_never_was_is_a_problem(client, session, vacancy):
    vacancy.state = VacancyState.CLOSED
    session.commit()

    assert not ask(client, f"{SEARCH}/{vacancy.id}").json["is_open"]
    missing = ask(client, f"{SEARCH}/999999", 404)
    assert missing.content_type == "application/problem+json"
    assert missing.json["status"] == 404


def test_filters_narrow_and_facets_count(client, vacancy):
    answer = ask(client, f"{SEARCH}?housing=1&division={GAOYOU}&occupation={CHEF}&wage=5000&facets=1").json

    assert [item["id"] for item in answer["items"]] == [vacancy.id]
    assert {"value": GAOYOU, "count": 1} in answer["facets"]["county"]


def test_the_nearest_come_with_their_distance(client, vacancy):
    answer = ask(client, f"{SEARCH}?at=32.8192,119.6598&radius=5&sort=nearest").json

    assert answer["items"]
    assert answer["items"][0]["km"] == 0.0


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("/vacancies?colour=red", "colour"),
        ("/vacancies?page=0", "page"),
        ("/vacancies?page=1000000000", "page"),
        ("/vacancies?size=51", "size"),
        ("/vacancies?size=ten", "size"),
        ("/vacancies?page=1&page=2", "page"),
        ("/vacancies?housing=yes", "housing"),
        ("/vacancies?shift=never", "shift"),
        ("/vacancies?division=999999", "division"),
        ("/vacancies?occupation=0-00", "occupation"),
        ("/vacancies?zone=nowhere", "zone"),
        ("/vacancies?place=Atlantis", "place"),
        ("/vacancies?at=nan,1", "at"),
        ("/vacancies?radius=-1&at=32,119", "radius"),
        ("/vacancies?sort=colour", "sort"),
        ("/vacancies?q=" + "长" * 201, "q"),
        ("/suggest", "q"),
        ("/suggest?q=a&limit=0", "limit"),
        ("/occupations?title=", "title"),
        ("/occupations?title=a&x=1", "x"),
        ("/vacancies/1?q=1", "q"),
    ],
)
def test_what_does_not_exist_is_refused_by_name(client, vacancy, address, parameter):
    answer = ask(client, V1 + address, 400)

    assert answer.content_type == "application/problem+json"
    assert answer.json["parameter"] == parameter
    assert parameter in answer.json["detail"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_problem_is_said_in_the_language_that_was_asked_for(client):
    answer = client.get(f"{SEARCH}?page=0", headers={"Accept-Language": "zh-CN"})

    assert "参数" in answer.json["detail"]


def test_what_has_not_changed_is_not_sent_again(client, vacancy):
    first = ask(client, f"{SEARCH}?q=厨师")

    second = client.get(f"{SEARCH}?q=厨师", headers=ENGLISH | {"If-None-Match": first.headers["ETag"]})

    assert second.status_code == 304
    assert second.data == b""
    assert "max-age=30" in first.headers["Cache-Control"]
    assert client.get(f"{SEARCH}?q=焊工", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_suggestions_complete_what_was_typed(client, vacancy):
    items = ask(client, f"{V1}/suggest?q=chush&limit=3").json["items"]

    assert 0 < len(items) <= 3
    assert {"text", "kind", "id", "completed"} == set(items[0])


def test_a_title_has_its_occupation(client):
    items = ask(client, f"{V1}/occupations?title=电焊工&limit=2").json["items"]

    assert items[0]["code"] == "6-18-02-04"
    assert len(items) <= 2


def test_without_an_engine_the_list_is_of_the_database_and_says_so(client, vacancy, monkeypatch):
    def away(_self, _question):
        raise SearchUnavailable

    monkeypatch.setattr(type(search_index_of(client.application)), "search", away)

    answer = ask(client, f"{SEARCH}?housing=1")

    assert answer.json["source"] == "database"
    assert [item["id"] for item in answer.json["items"]] == [vacancy.id]
    assert "max-age=0" in answer.headers["Cache-Control"]


def search_index_of(app):
    with app.app_context():
        return search_index()


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/vacancies", "/vacancies?q=厨师&facets=1"),
        ("/vacancies", "/vacancies?q=厨师 包吃住 月薪99000以上"),
        ("/vacancies", "/vacancies?at=32.8,119.6"),
        ("/suggest", "/suggest?q=厨"),
        ("/occupations", "/occupations?title=厨师"),
    ],
)
def test_answers_are_as_the_description_says(client, vacancy, path, address):
    described = ask(client, f"{V1}/openapi.json").json
    answers = described["paths"][path]["get"]["responses"]

    schema = answers["200"]["content"]["application/json"]["schema"]
    check(described, schema, ask(client, V1 + address).json)
    problem = answers["400"]["content"]["application/problem+json"]["schema"]
    check(described, problem, ask(client, f"{V1}{path}?unknown=1", 400).json)
    with pytest.raises(ValidationError):
        check(described, schema, {})


def test_the_whole_vacancy_is_as_the_description_says(client, vacancy):
    described = ask(client, f"{V1}/openapi.json").json

    assert described["openapi"].startswith("3.1")
    schema = described["components"]["schemas"]["WholeVacancy"]
    check(described, schema, ask(client, f"{SEARCH}/{vacancy.id}").json)


@pytest.mark.parametrize("parameter", parameters.VACANCIES, ids=lambda one: one.name)
def test_every_described_value_is_taken(client, vacancy, parameter):
    kind = parameter.schema.get("items", parameter.schema)
    for value in kind.get("enum", [kind[edge] for edge in ("minimum", "maximum") if edge in kind]):
        also = {"at": "32.8,119.6"} if value == "nearest" or parameter.name == "radius" else {}
        answer = client.get(SEARCH, query_string={parameter.name: value} | also)
        assert answer.status_code == 200, f"{parameter.name}={value}: {answer.text}"


def test_the_description_for_people_names_every_parameter(client):
    page = visit(client, "/api")

    for parameter in (*parameters.VACANCIES, *parameters.SUGGEST, *parameters.OCCUPATIONS):
        assert parameter.name in page


def test_who_asks_too_often_is_told_when_to_come_back(app, index, another_app):
    limiter.enabled = True
    try:
        limited = another_app(app.config["SETTINGS"])
        limited.config.update(TESTING=True)
        client = limited.test_client()
        # A new minute may begin in between.
        answers = [client.get(f"{V1}/suggest?q=a", headers=ENGLISH) for _ in range(245)]
    finally:
        limiter.reset()
        limiter.enabled = False

    refused = next(answer for answer in answers if answer.status_code != 200)
    assert refused.status_code == 429
    assert refused.content_type == "application/problem+json"
    assert int(refused.headers["Retry-After"]) > 0
