"""A round of alerts: every new vacancy is held against every kept question once, and nobody is told of one twice."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import event, select, update
from sqlalchemy.orm import Session

from domain.accounts import Role
from domain.alerts import AlertPace, AlertWay
from domain.messages import MessageKind, Way
from domain.synonyms import SynonymGround, SynonymState
from domain.vacancies import VacancyState
from tests.factories import (
    BAOYING,
    CARER,
    GAOYOU,
    NOW,
    AccountFactory,
    ApplicationFactory,
    EnterpriseFactory,
    VacancyFactory,
    WorkerFactory,
)
from tests.webapp.rounds import keep, match, moment, send, tell
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import (
    Account,
    AlertMatch,
    Delivery,
    Message,
    SavedQuestion,
    SavedSearch,
    Synonym,
    ToldVacancy,
    Vacancy,
    VacancyOpening,
    WorkerBlock,
)
from webapp.services import alert_rounds, alerts
from webapp.transaction import transaction

COOKS = "q=%E5%8E%A8%E5%B8%88"
"""q=厨师."""
COOKS_OF_GAOYOU = f"{COOKS}&division={GAOYOU}"
ALL_OF_GAOYOU = f"division={GAOYOU}"


@pytest.fixture
def account(session):
    return AccountFactory(role=Role.WORKER, phone="13912345678")


@pytest.fixture
def meanwhile(app):
    """Lets somebody else do something, once, just before a statement of the round."""
    with app.app_context():
        engine = db.engine
    waiting = []

    def look(_connection, _cursor, statement, *_):
        if waiting and statement.startswith(waiting[0][0]):
            _, deed, *arguments = waiting.pop()
            other = threading.Thread(target=deed, args=arguments)
            other.start()
            other.join()

    event.listen(engine, "before_cursor_execute", look)
    yield lambda *what: waiting.append(what)
    event.remove(engine, "before_cursor_execute", look)


def told(fresh):
    """What people were told: account, and for each part of a message the name, how many, and the titles."""
    messages = fresh().scalars(select(Message).where(Message.kind == MessageKind.VACANCIES_FOUND).order_by(Message.id))
    return [
        (
            message.account_id,
            [
                (part["name"], part["count"], [row["title"] for row in part["vacancies"]])
                for part in message.words["parts"]
            ],
        )
        for message in messages
    ]


def matches(fresh):
    return [row.vacancy_id for row in fresh().scalars(select(AlertMatch).order_by(AlertMatch.id))]


def set_state(session, vacancy, state):
    """As a service does it: through the session, in one transaction."""
    session.refresh(vacancy)
    vacancy.state = state
    session.commit()


# Matching.


def test_a_question_that_many_keep_is_one_and_is_asked_once(app, session, account, fresh):
    for owner in (account, AccountFactory(), AccountFactory()):
        keep(app, owner, COOKS)
    keep(app, account, ALL_OF_GAOYOU, name="高邮")
    cook = VacancyFactory(title="淮扬菜厨师")
    carer = VacancyFactory(title="护理员", occupation_code=CARER, division_code=BAOYING)

    done = match(app)

    assert (done.openings, done.questions, done.matches, done.unreadable) == (2, 2, 2, 0)
    assert set(matches(fresh)) == {cook.id}
    assert carer.id
    assert send(app) == 3
    assert len(told(fresh)) == 3


def test_what_was_held_against_the_questions_is_not_held_again(app, session, account, fresh):
    keep(app, account, COOKS)
    VacancyFactory(title="淮扬菜厨师")
    match(app)

    assert match(app) is None
    VacancyFactory(title="面点厨师")
    assert match(app).openings == 1
    assert len(matches(fresh)) == 2


def test_a_vacancy_that_is_not_open_any_more_answers_nothing(app, session, account, fresh):
    keep(app, account, COOKS)
    vacancy = VacancyFactory(title="淮扬菜厨师")
    set_state(session, vacancy, VacancyState.PAUSED)

    assert match(app).openings == 1
    assert matches(fresh) == []


def test_only_what_begins_to_hire_is_new_and_not_what_changes_while_it_hires(app, session, fresh):
    vacancy = VacancyFactory(title="淮扬菜厨师", state=VacancyState.IN_REVIEW)
    assert fresh().scalars(select(VacancyOpening)).all() == []
    set_state(session, vacancy, VacancyState.OPEN)
    vacancy.title = "扬州菜厨师"
    session.commit()

    assert [row.vacancy_id for row in fresh().scalars(select(VacancyOpening))] == [vacancy.id]


def test_an_opening_that_is_committed_late_is_matched_then(app, session, account, fresh):
    keep(app, account, COOKS)
    vacancy = VacancyFactory(title="淮扬菜厨师", state=VacancyState.IN_REVIEW)
    match(app)
    with app.app_context():
        engine = db.engine
    late = Session(engine)
    if engine.dialect.name == "sqlite":
        # One writes at a time here: what waits for its turn is noted when its turn comes.
        early = VacancyFactory(title="面点厨师")
        match(app)
        late.get_one(Vacancy, vacancy.id).state = VacancyState.OPEN
    else:
        late.get_one(Vacancy, vacancy.id).state = VacancyState.OPEN
        late.flush()
        early = VacancyFactory(title="面点厨师")
        assert match(app).openings == 1, "the early one; the late one has the lower number and is not committed"
    late.commit()
    late.close()

    assert match(app).openings == 1
    assert matches(fresh) == [early.id, vacancy.id]


def test_a_search_that_is_kept_while_a_round_is_under_way_misses_nothing(app, session, account, fresh, meanwhile):
    """The vacancy is held against the questions of before; the new one catches up with it in the next round."""
    vacancy = VacancyFactory(title="淮扬菜厨师")
    keep(app, AccountFactory(), "q=%E6%8A%A4%E7%90%86%E5%91%98")
    meanwhile("UPDATE vacancy_opening", keep, app, account, COOKS)

    assert match(app, at=now()).questions == 1
    assert matches(fresh) == []
    assert match(app, at=now()).questions == 1
    assert matches(fresh) == [vacancy.id]
    assert match(app, at=now()) is None


def test_a_new_search_catches_up_with_the_last_hour_and_no_further(app, session, account, fresh):
    old, late = VacancyFactory(title="淮扬菜厨师"), VacancyFactory(title="面点厨师")
    match(app, at=now())
    with app.app_context(), transaction():
        long_ago = update(VacancyOpening).where(VacancyOpening.vacancy_id == old.id)
        db.session.execute(long_ago.values(created_at=now() - timedelta(minutes=61)))
    keep(app, account, COOKS)
    keep(app, AccountFactory(), ALL_OF_GAOYOU)

    assert match(app, at=now()).matches == 2
    assert set(matches(fresh)) == {late.id}


def test_who_keeps_what_others_keep_already_is_told_of_the_last_hour_and_not_of_what_came_before(
    app, session, account, fresh
):
    keep(app, AccountFactory(), COOKS)
    old = VacancyFactory(title="老岗位厨师")
    match(app, at=NOW - timedelta(hours=3))
    VacancyFactory(title="新岗位厨师")
    match(app, at=NOW - timedelta(minutes=5))
    keep(app, account, COOKS)
    VacancyFactory(title="更新的厨师")

    send(app)

    (parts,) = [parts for number, parts in told(fresh) if number == account.id]
    assert parts == [("厨师", 2, ["更新的厨师", "新岗位厨师"])]
    assert old.id


def test_a_word_that_officials_accepted_means_the_same_in_alerts_as_on_the_page(app, session, account, fresh):
    accepted = {"state": SynonymState.ACCEPTED, "ground": SynonymGround.BY_HAND, "figures": {}, "decided_at": NOW}
    session.add(Synonym(word="灶头师", means="厨师", **accepted))
    session.commit()
    keep(app, account, "q=%E7%81%B6%E5%A4%B4%E5%B8%88", name="灶头师")
    vacancy = VacancyFactory(title="淮扬菜厨师")

    match(app)

    assert matches(fresh) == [vacancy.id]


def test_a_question_that_means_nothing_any_more_holds_nobody_up(app, session, account, fresh):
    keep(app, account, "division=999999", name="没有了")
    keep(app, account, COOKS)
    VacancyFactory(title="淮扬菜厨师")

    assert (match(app).unreadable, len(matches(fresh))) == (1, 1)


def test_a_question_that_is_dropped_during_a_round_is_left_out(app, session, account, fresh, meanwhile):
    search_id = keep(app, account, COOKS)
    keep(app, AccountFactory(), ALL_OF_GAOYOU)
    VacancyFactory(title="淮扬菜厨师")
    meanwhile("UPDATE vacancy_opening", remove, app, search_id)

    assert match(app).matches == 1
    assert fresh().scalars(select(SavedQuestion.parameters)).all() == [ALL_OF_GAOYOU]


def remove(app, search_id):
    with app.app_context(), transaction():
        alerts.remove(db.session.get_one(SavedSearch, search_id))


def test_what_is_old_is_forgotten(app, session, account, fresh):
    keep(app, account, COOKS)
    VacancyFactory(title="淮扬菜厨师")
    send(app)
    assert len(fresh().scalars(select(ToldVacancy)).all()) == 1

    VacancyFactory(title="面点厨师")
    match(app, at=moment(12, days=40))
    assert len(matches(fresh)) == 1
    VacancyFactory(title="西点厨师")
    match(app, at=moment(12, days=400))

    assert fresh().scalars(select(ToldVacancy)).all() == []
    assert fresh().scalars(select(VacancyOpening)).all() == []


# Telling.


def test_all_that_is_new_for_a_person_comes_in_one_message_each_vacancy_once(app, session, account, fresh):
    keep(app, account, COOKS, name="厨师")
    keep(app, account, ALL_OF_GAOYOU, name="高邮", way=AlertWay.PAGE)
    cooks = [VacancyFactory(title=f"厨师{number}") for number in range(5)]
    VacancyFactory(title="护理员", occupation_code=CARER)

    assert send(app) == 1

    ((number, parts),) = told(fresh)
    assert number == account.id
    assert parts == [("厨师", 5, ["厨师4", "厨师3", "厨师2"]), ("高邮", 1, ["护理员"])]
    assert [row.way for row in fresh().scalars(select(Delivery))] == [Way.SMS]
    assert len(fresh().scalars(select(ToldVacancy)).all()) == 6
    assert cooks


def test_nobody_is_told_twice_through_whichever_search(app, session, account, fresh):
    keep(app, account, COOKS, pace=AlertPace.AT_ONCE)
    keep(app, account, ALL_OF_GAOYOU, name="高邮")
    vacancy = VacancyFactory(title="淮扬菜厨师")
    match(app)
    with app.app_context(), transaction():
        db.session.execute(update(SavedSearch).values(told_on=moment(12).date()))

    assert tell(app) == 1, "at once"
    assert tell(app) == 0
    assert tell(app, at=moment(9, days=2)) == 0, "the daily search has found the same"
    keep(app, account, COOKS_OF_GAOYOU)
    assert send(app, at=moment(9, days=3)) == 0, "a new search has, too"
    set_state(session, vacancy, VacancyState.PAUSED)
    set_state(session, vacancy, VacancyState.OPEN)
    assert send(app, at=moment(9, days=4)) == 0, "it opened again"
    assert len(told(fresh)) == 1


def test_what_closed_before_anybody_was_told_is_told_when_it_opens_again(app, session, account, fresh):
    keep(app, account, COOKS)
    vacancy = VacancyFactory(title="淮扬菜厨师")
    match(app)
    set_state(session, vacancy, VacancyState.PAUSED)

    assert tell(app) == 0
    set_state(session, vacancy, VacancyState.OPEN)
    assert send(app, at=moment(12, days=2)) == 1


def test_a_daily_alert_comes_in_the_morning_and_once(app, session, account, fresh):
    keep(app, account, COOKS)
    VacancyFactory(title="厨师一")

    assert send(app, at=moment(7, 59)) == 0
    assert send(app, at=moment(8)) == 1
    VacancyFactory(title="厨师二")
    assert send(app, at=moment(15)) == 0
    assert send(app, at=moment(22)) == 0
    assert send(app, at=moment(8, days=2)) == 1
    assert [parts[0][2] for _, parts in told(fresh)] == [["厨师一"], ["厨师二"]]


def test_an_alert_at_once_comes_within_the_round_but_not_at_night(app, session, account):
    keep(app, account, COOKS, pace=AlertPace.AT_ONCE)
    VacancyFactory(title="厨师一")
    assert send(app, at=moment(15)) == 1
    VacancyFactory(title="厨师二")
    assert send(app, at=moment(15, 5)) == 1
    VacancyFactory(title="厨师三")
    assert send(app, at=moment(21)) == 0
    VacancyFactory(title="厨师四")
    assert send(app, at=moment(8, days=2)) == 1


def test_who_switched_alerts_off_is_not_told_and_not_told_later_of_what_came_meanwhile(app, session, account, fresh):
    search_id = keep(app, account, COOKS, pace=AlertPace.OFF)
    VacancyFactory(title="厨师一")
    assert send(app) == 0
    assert len(matches(fresh)) == 1, "the page shows it"

    with app.app_context(), transaction():
        search = db.session.get_one(SavedSearch, search_id)
        alerts.change(search, name="厨师", pace=AlertPace.AT_ONCE, way=AlertWay.PAGE, has_mail=False)
    assert send(app) == 0
    VacancyFactory(title="厨师二")
    assert send(app) == 1
    assert told(fresh) == [(account.id, [("厨师", 1, ["厨师二"])])]
    assert fresh().scalars(select(Delivery)).all() == []


def test_a_vacancy_of_a_blocked_enterprise_or_that_one_has_applied_for_is_not_told(app, session, account):
    worker = WorkerFactory(account_id=account.id)
    blocked = EnterpriseFactory()
    session.add(WorkerBlock(worker_id=worker.id, enterprise_id=blocked.id, created_at=NOW))
    session.commit()
    keep(app, account, COOKS)
    keep(app, AccountFactory(), COOKS)
    VacancyFactory(title="厨师一", enterprise=blocked)
    ApplicationFactory(vacancy=VacancyFactory(title="厨师二"), worker=worker)

    assert send(app) == 1, "only somebody else"


def test_who_may_not_sign_in_is_not_told(app, session, account):
    keep(app, account, COOKS)
    VacancyFactory(title="厨师一")
    session.execute(update(Account).values(may_sign_in=False))
    session.commit()

    assert send(app) == 0


def test_mail_goes_only_to_an_address_that_is_confirmed(app, session, fresh):
    account = AccountFactory(mail="wang@example.com")
    keep(app, account, COOKS, way=AlertWay.MAIL)
    VacancyFactory(title="厨师一")
    send(app)

    (delivery,) = fresh().scalars(select(Delivery))
    assert (delivery.way, delivery.address) == (Way.MAIL, "wang@example.com")


def test_many_people_are_told_in_parts(app, session, fresh, monkeypatch):
    monkeypatch.setattr(alert_rounds, "PEOPLE", 2)
    owners = [AccountFactory() for _ in range(5)]
    for owner in owners:
        keep(app, owner, COOKS)
    VacancyFactory(title="厨师一")

    assert send(app) == 5
    assert [number for number, _ in told(fresh)] == [owner.id for owner in owners]


def test_a_round_asks_the_database_few_questions_however_many_people_keep_searches(app, session, count_queries):
    counts = []
    for more in (1, 3, 12):
        for _ in range(more):
            keep(app, AccountFactory(), COOKS)
            keep(app, AccountFactory(), ALL_OF_GAOYOU)
        VacancyFactory(title="厨师")
        with count_queries() as counted:
            send(app, at=moment(12, days=more))
        counts.append(len(counted.statements))
    assert counts[1:] == [37, 37], "the first time the questions are new, which takes two more"
