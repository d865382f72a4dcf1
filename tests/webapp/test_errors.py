"""When something goes wrong the page says what, in the reader's language, and leads on."""

import pytest
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import RequestEntityTooLarge, TooManyRequests

from tests.factories import AccountFactory
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp import access
from webapp.settings import Settings


@pytest.fixture
def broken(database_url, session, monkeypatch, another_app):
    """The application with pages that fail in the ways in which pages fail."""
    app = another_app(Settings(database_url=database_url, secret_key="only for tests"))

    def raises(error):
        def page():
            raise error

        return page

    failures = {
        "bug": ZeroDivisionError("oops"),
        "large": RequestEntityTooLarge(),
        "often": TooManyRequests(),
        "database": OperationalError("SELECT 1", {}, Exception("the database is gone")),
    }
    for name, error in failures.items():
        app.add_url_rule(f"/fails/{name}", f"fails.{name}", raises(error))
        monkeypatch.setitem(access.ROUTES, f"fails.{name}", access.EVERYBODY)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app.test_client()


@pytest.mark.parametrize(
    ("address", "status", "english", "chinese"),
    [
        ("/nowhere", 404, "There is no such page", "没有这个页面"),
        ("/locale", 405, "This address does not work", "这个网址打不开"),
        ("/vacancies?shift=x", 400, "the value of “shift”", "网址里“shift”的值不存在"),
        ("/fails/large", 413, "That is too large", "内容太大了"),
        ("/fails/often", 429, "Too many attempts", "操作太频繁"),
        ("/fails/bug", 500, "Something broke on our side", "系统出错了"),
        ("/fails/database", 500, "Something broke on our side", "系统出错了"),
    ],
)
def test_each_error_is_said_in_both_languages_and_leads_on(broken, address, status, english, chinese):
    page = visit(broken, address, status=status)

    assert english in page
    assert "To the front page" in page
    assert chinese in text_of(broken.get(address))


def test_an_error_page_shows_nothing_of_what_happened_inside(broken):
    for address in ("/fails/bug", "/fails/database"):
        answer = broken.get(address).text
        assert "oops" not in answer
        assert "SELECT" not in answer


def test_somebody_who_may_not_is_told_so(client, session, sign_in):
    access.ROUTES["home.index"], kept = access.KEEPER, access.ROUTES["home.index"]
    try:
        answer = sign_in(AccountFactory()).get("/", headers=ENGLISH)
    finally:
        access.ROUTES["home.index"] = kept

    assert answer.status_code == 403
    assert "This page is for others" in text_of(answer)


def test_when_the_database_is_gone_the_page_still_speaks(tmp_path, another_app):
    nowhere = f"sqlite:///{tmp_path / 'no such folder' / 'laopin.db'}"
    app = another_app(Settings(database_url=nowhere, secret_key="only for tests"))
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = "1"

    answer = client.get("/", headers=ENGLISH)

    assert answer.status_code == 500
    assert "Something broke on our side" in text_of(answer)


def test_a_form_without_its_token_is_refused_in_words(database_url, session, another_app):
    app = another_app(Settings(database_url=database_url, secret_key="only for tests"))

    answer = app.test_client().post("/locale", data={"locale": "en"}, headers=ENGLISH)

    assert answer.status_code == 400
    assert "The page was open for too long" in text_of(answer)


@pytest.mark.parametrize("name", ["q", "shift", "x" * 500, "%00", "%ff"])
def test_strange_parameters_that_nobody_reads_do_no_harm(client, session, name):
    assert client.get(f"/?{name}=%00%ff&{name}=2").status_code == 200
