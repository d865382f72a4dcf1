"""A worker keeps a search from its page, sees what is new for it, changes it, and stops alerts without signing in."""

from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select

from domain.accounts import Role
from domain.alerts import MOST_SEARCHES, AlertPace, AlertWay
from tests.factories import GAOYOU, AccountFactory, BrandFactory, EnterpriseFactory, VacancyFactory, ZoneFactory
from tests.webapp.pages import ENGLISH, text_of, visit
from tests.webapp.rounds import keep, match, send
from webapp.models import AlertMatch, SavedQuestion, SavedSearch
from webapp.tokens import stop_token

COOKS = "q=%E5%8E%A8%E5%B8%88"
"""q=厨师."""
NEW = f"/me/alerts/new?{COOKS}"
CHOICE = {"name": "高邮厨师", "pace": "daily", "way": "sms"}


@pytest.fixture
def account(session):
    return AccountFactory(role=Role.WORKER, phone="13912345678", locale="en")


@pytest.fixture
def as_worker(account, client, sign_in):
    return sign_in(account)


def searches(fresh):
    return fresh().scalars(select(SavedSearch).order_by(SavedSearch.id)).all()


def link_to(page, beginning):
    """The address of the first link that begins so."""
    return page.text.partition(f'href="{beginning}')[2].partition('"')[0].replace("&amp;", "&")


# Keeping.


def test_a_worker_keeps_the_search_that_is_on_the_page_in_two_taps(as_worker, index, fresh):
    page = as_worker.get("/vacancies?q=厨师&division=321084&meals=1&sort=newest&page=1", headers=ENGLISH)
    address = "/me/alerts/new" + link_to(page, "/me/alerts/new")

    form = visit(as_worker, address)
    assert "厨师 Meals Gaoyou" in form
    answer = as_worker.post(address, data=CHOICE | {"name": "高邮厨师 包吃"}, headers=ENGLISH)

    assert answer.location.endswith("/me/alerts")
    (search,) = searches(fresh)
    assert (search.name, search.pace, search.way) == ("高邮厨师 包吃", AlertPace.DAILY, AlertWay.SMS)
    assert fresh().scalars(select(SavedQuestion.parameters)).one() == f"{COOKS}&division={GAOYOU}&meals=1"
    assert "高邮厨师 包吃" in visit(as_worker, "/me/alerts")


def test_a_search_gets_a_name_of_what_it_asks_for(as_worker):
    form = as_worker.get(f"{NEW}&division={GAOYOU}&wage=6000&shift=day", headers=ENGLISH)

    assert 'value="厨师 · Gaoyou · 6,000 yuan a month or more"' in form.text, "as much as fits"


def test_the_page_of_a_kept_search_says_so_and_it_is_not_kept_twice(as_worker, account, app, index, fresh):
    search_id = keep(app, account, COOKS)

    page = as_worker.get("/vacancies?q=厨师", headers=ENGLISH)
    assert "You keep this search" in text_of(page)
    assert link_to(page, "/me/alerts/").startswith(str(search_id))
    assert as_worker.get(NEW).location.endswith(f"/me/alerts/{search_id}")
    assert as_worker.post(NEW, data=CHOICE).location.endswith(f"/me/alerts/{search_id}")
    assert len(searches(fresh)) == 1


def test_the_search_inside_a_zone_is_kept_as_one_inside_the_zone(as_worker, session, index, fresh):
    zone = ZoneFactory(slug="gaoyou-cooks", brand=BrandFactory(), title_en="Cooks of Gaoyou")

    page = as_worker.get(f"/zones/{zone.slug}", headers=ENGLISH)
    address = "/me/alerts/new" + link_to(page, "/me/alerts/new")
    assert "Cooks of Gaoyou" in visit(as_worker, address)
    as_worker.post(address, data=CHOICE)

    assert fresh().scalars(select(SavedQuestion.parameters)).one() == "zone=gaoyou-cooks"
    (search,) = searches(fresh)
    assert "/zones/gaoyou-cooks" in as_worker.get(f"/me/alerts/{search.id}").text


def test_a_visitor_signs_up_and_comes_back_to_what_was_to_be_kept(client, index):
    page = client.get("/vacancies?q=厨师", headers=ENGLISH)

    address = "/sign-up/worker?" + link_to(page, "/sign-up/worker?")
    wanted = parse_qs(urlsplit(address).query)["next"]
    assert wanted == [NEW]
    signed_up = client.post(
        address, data={"name": "王芳", "phone": "13912345678", "password": "a good password", "terms": "1"}
    )
    assert signed_up.location.startswith("/me/profile/wishes?next=")
    assert "厨师" in visit(client, wanted[0])


def test_who_seeks_no_work_is_not_offered_alerts(app, session, client, sign_in):
    enterprise = sign_in(AccountFactory(role=Role.ENTERPRISE, enterprise_id=EnterpriseFactory().id))

    assert "Tell me what is new" not in visit(enterprise, "/vacancies?q=厨师")
    assert "Tell me what is new" not in visit(app.test_client(), "/vacancies"), "nothing is asked for"


def test_where_nothing_is_found_an_alert_is_offered(as_worker, index):
    page = visit(as_worker, "/vacancies?q=宇航员&housing=1")

    assert page.rpartition("Nothing found")[2].count("Tell me what is new") == 1


def test_a_search_for_nothing_at_all_is_not_kept(as_worker, fresh):
    answer = as_worker.post("/me/alerts/new?sort=newest", data=CHOICE, headers=ENGLISH)

    assert answer.location.endswith("/vacancies")
    assert "Say first what you look for" in visit(as_worker, answer.location)
    assert searches(fresh) == []


@pytest.mark.parametrize(
    ("query", "parameter"),
    [("division=999999", "division"), ("zone=nowhere", "zone"), ("place=Atlantis&q=x", None), ("shift=never", "shift")],
)
def test_an_address_that_asks_for_what_there_is_not_is_refused_by_name(as_worker, query, parameter):
    page = visit(as_worker, f"/me/alerts/new?{query}", status=200 if parameter is None else 400)
    assert parameter is None or f"“{parameter}”" in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "Please fill this in"),
        ({"name": "厨" * 41}, "The name has 41 characters. It may have 40."),
        ({"pace": "hourly"}, "Please choose one of the list"),
        ({"way": ""}, "Please choose one"),
        ({"way": "mail"}, "You have no confirmed mail address yet"),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field_and_nothing_typed_is_lost(as_worker, fresh, typed, said):
    answer = as_worker.post(NEW, data=CHOICE | typed, headers=ENGLISH)

    assert answer.status_code == 422
    assert said in text_of(answer)
    assert (CHOICE | typed)["name"] in answer.text
    assert searches(fresh) == []


def test_a_person_keeps_so_many_searches(as_worker, account, app, fresh):
    for number in range(MOST_SEARCHES):
        keep(app, account, f"q=x{number}")

    answer = as_worker.post(NEW, data=CHOICE, headers=ENGLISH)

    assert answer.status_code == 422
    assert "You keep 20 searches already." in text_of(answer)
    assert len(searches(fresh)) == MOST_SEARCHES


# The list, and what was found.


def test_the_list_says_what_is_new_and_looking_at_it_makes_it_seen(as_worker, account, app, session):
    search_id = keep(app, account, COOKS)
    for number in range(3):
        VacancyFactory(title=f"厨师{number}")
    send(app)

    assert "3 new" in visit(as_worker, "/me/alerts")
    page = as_worker.get(f"/me/alerts/{search_id}", headers=ENGLISH)
    assert text_of(page).count("New") == 3
    newest = page.text.partition('name="until" value="')[2].partition('"')[0]
    as_worker.post(f"/me/alerts/{search_id}/seen", data={"until": newest})
    VacancyFactory(title="厨师3")
    match(app)

    assert "1 new" in visit(as_worker, "/me/alerts")
    assert text_of(as_worker.get(f"/me/alerts/{search_id}", headers=ENGLISH)).count("New") == 1


def test_what_was_found_is_shown_by_pages_and_only_while_it_is_open(as_worker, account, app, session):
    search_id = keep(app, account, COOKS)
    for number in range(25):
        VacancyFactory(title=f"厨师{number:02}")
    match(app)
    session.execute(
        VacancyFactory._meta.model.__table__.update()
        .where(VacancyFactory._meta.model.title == "厨师24")
        .values(state="closed")
    )
    session.commit()

    first = visit(as_worker, f"/me/alerts/{search_id}")
    assert "24 vacancies that opened" in first
    assert "厨师23" in first
    assert "厨师24" not in first
    assert "厨师00" in visit(as_worker, f"/me/alerts/{search_id}?page=2")


def test_who_keeps_nothing_is_told_how(as_worker):
    page = visit(as_worker, "/me/alerts")

    assert "You keep no search yet" in page
    assert "Search for work" in page


def test_the_pages_of_alerts_ask_few_questions(as_worker, account, app, session, count_queries):
    for number in range(10):
        keep(app, account, f"{COOKS}&wage={1000 + number}&enterprise={number + 1}")
        VacancyFactory(title=f"厨师{number}")
    search_id = keep(app, account, COOKS)
    match(app)

    with count_queries() as counted:
        visit(as_worker, "/me/alerts")
    assert len(counted.statements) == 4
    with count_queries() as counted:
        visit(as_worker, f"/me/alerts/{search_id}")
    assert len(counted.statements) == 4


def test_a_search_that_means_nothing_any_more_says_so(as_worker, account, app):
    search_id = keep(app, account, "division=999999", name="没有了")

    for address in ("/me/alerts", f"/me/alerts/{search_id}", f"/me/alerts/{search_id}/edit"):
        assert "does not exist any more" in visit(as_worker, address)


# Changing, deleting, and whose it is.


def test_a_search_is_changed(as_worker, account, app, fresh):
    search_id = keep(app, account, COOKS)

    form = as_worker.get(f"/me/alerts/{search_id}/edit", headers=ENGLISH)
    assert "139******78" in form.text
    as_worker.post(f"/me/alerts/{search_id}/edit", data={"name": "大厨", "pace": "at_once", "way": "page"})

    (search,) = searches(fresh)
    assert (search.name, search.pace, search.way) == ("大厨", AlertPace.AT_ONCE, AlertWay.PAGE)
    answer = as_worker.post(f"/me/alerts/{search_id}/edit", data=CHOICE | {"name": "厨" * 41})
    assert answer.status_code == 422


def test_the_last_who_deletes_a_search_takes_its_question_along(as_worker, account, app, session, fresh):
    mine, others = keep(app, account, COOKS), keep(app, AccountFactory(), COOKS)
    VacancyFactory(title="厨师")
    match(app)

    assert as_worker.post(f"/me/alerts/{mine}/remove").location.endswith("/me/alerts")
    assert [search.id for search in searches(fresh)] == [others]
    assert len(fresh().scalars(select(AlertMatch)).all()) == 1
    again = keep(app, account, COOKS)
    as_worker.post(f"/me/alerts/{again}/remove")
    with app.app_context():
        assert len(searches(fresh)) == 1


def test_a_question_that_nobody_keeps_is_gone_and_can_be_kept_anew(as_worker, account, app, session, fresh):
    VacancyFactory(title="厨师")
    search_id = keep(app, account, COOKS)
    match(app)
    as_worker.post(f"/me/alerts/{search_id}/remove")

    assert fresh().scalars(select(SavedQuestion)).all() == []
    assert fresh().scalars(select(AlertMatch)).all() == []
    keep(app, account, COOKS)


def test_nobody_sees_or_touches_the_searches_of_somebody_else(as_worker, app, session, fresh):
    other = keep(app, AccountFactory(), COOKS, name="别人的")

    assert "别人的" not in visit(as_worker, "/me/alerts")
    assert as_worker.get(f"/me/alerts/{other}").location.endswith("/me/alerts")
    assert as_worker.get(f"/me/alerts/{other}/edit").status_code == 404
    assert as_worker.post(f"/me/alerts/{other}/edit", data=CHOICE).status_code == 404
    assert as_worker.post(f"/me/alerts/{other}/seen", data={"until": "5"}).status_code == 404
    assert as_worker.post(f"/me/alerts/{other}/remove").status_code == 404
    assert [search.name for search in searches(fresh)] == ["别人的"]


# Stopping.


@pytest.mark.parametrize(("way", "word"), [(AlertWay.SMS, "SMS"), (AlertWay.MAIL, "mails")])
def test_alerts_are_stopped_from_the_link_without_signing_in(app, session, client, fresh, way, word):
    account, other = AccountFactory(mail="a@example.com"), AccountFactory(mail="b@example.com")
    keep(app, account, COOKS, way=way)
    keep(app, account, "wage=6000", way=AlertWay.PAGE, pace=AlertPace.AT_ONCE)
    keep(app, other, COOKS, way=way)
    with app.app_context():
        address = f"/stop/{stop_token(account.id, way)}"

    assert f"Do you want no more {word}" in visit(client, address)
    assert [search.way for search in searches(fresh)] == [way, AlertWay.PAGE, way], (
        "a link that is looked at stops nothing"
    )
    answer = client.post(address, headers=ENGLISH)

    assert answer.status_code == 200
    assert f"You get no more {word}" in text_of(answer)
    assert [search.way for search in searches(fresh)] == [AlertWay.PAGE, AlertWay.PAGE, way]
    assert client.post(address).status_code == 200, "again"


def test_a_mail_program_stops_them_with_one_post_that_has_no_session_and_follows_nothing(app, session, fresh):
    account = AccountFactory(mail="a@example.com")
    keep(app, account, COOKS, way=AlertWay.MAIL)
    with app.app_context():
        address = f"/stop/{stop_token(account.id, AlertWay.MAIL)}"
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        answer = app.test_client().post(address, data={"List-Unsubscribe": "One-Click"})
    finally:
        app.config["WTF_CSRF_ENABLED"] = False

    assert answer.status_code == 200
    assert [search.way for search in searches(fresh)] == [AlertWay.PAGE]


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1], lambda t: t.replace("s", "m", 1), lambda t: "s1.x", lambda t: "字"]
)
def test_a_link_that_we_did_not_make_stops_nothing(app, session, client, fresh, account, change):
    keep(app, account, COOKS)
    with app.app_context():
        token = stop_token(account.id, AlertWay.SMS)

    assert client.get(f"/stop/{change(token)}").status_code == 404
    assert client.post(f"/stop/{change(token)}").status_code == 404
    assert [search.way for search in searches(fresh)] == [AlertWay.SMS]
