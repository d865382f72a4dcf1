"""The searches that people of the demo city keep are such as the product keeps, and what was found answers them."""

from urllib.parse import parse_qsl

from werkzeug.datastructures import MultiDict

from domain.accounts import Role
from domain.messages import MessageKind
from webapp.blueprints.vacancies.asking import read_question
from webapp.blueprints.vacancies.saved import parameters_of
from webapp.services.alerts import fingerprint_of


def test_every_question_is_in_its_normal_form_and_stands_once(rows):
    questions = rows("saved_question")

    assert len({row["fingerprint"] for row in questions}) == len(questions) < len(rows("saved_search"))
    for row in questions:
        query = MultiDict(parse_qsl(row["parameters"]))
        asked = read_question(query, zone=query.get("zone", ""))
        assert parameters_of(asked) == row["parameters"]
        assert fingerprint_of(row["parameters"]) == row["fingerprint"]


def test_who_signs_in_as_the_worker_finds_searches_with_news_and_a_message(city, rows):
    phone = city.accounts["worker"]["phone"]
    account_id = next(row["id"] for row in rows("account") if row["phone"] == phone and row["role"] is Role.WORKER)
    searches = [row for row in rows("saved_search") if row["account_id"] == account_id]
    unseen = [
        match
        for search in searches
        for match in rows("alert_match")
        if match["question_id"] == search["question_id"] and match["id"] > search["seen_until"]
    ]

    assert len(searches) == 3
    assert unseen
    (message,) = [row for row in rows("message") if row["kind"] is MessageKind.VACANCIES_FOUND]
    assert message["account_id"] == account_id
    told = {row["vacancy_id"] for row in rows("told_vacancy")}
    assert sum(part["count"] for part in message["words"]["parts"]) == len(told)
    assert told <= {row["vacancy_id"] for row in rows("alert_match")}
