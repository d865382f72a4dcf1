"""Alerts are killed wherever it hurts: the next run ends where an undisturbed one ends, and nobody is told twice."""

import pytest
from sqlalchemy import func, select

from domain.alerts import AlertPace, AlertWay
from tests.factories import CARER, GAOYOU, AccountFactory, VacancyFactory
from tests.faults.alerting import send, send_and_stop
from tests.webapp.rounds import keep
from webapp.models import AlertMatch, Delivery, Message, ToldVacancy

pytestmark = pytest.mark.faults

COOKS = "q=%E5%8E%A8%E5%B8%88"
POINTS = {
    "writes matches": ("INSERT INTO alert_match", 1),
    "commits matches": ("COMMIT", 1),
    "has told the first": ("INSERT INTO message", 2),
    "moves on": ("UPDATE saved_search", 2),
    "commits what was told": ("COMMIT", 4),
}


@pytest.fixture
def readers(app, session):
    """Five people who keep seven searches, and vacancies that opened."""
    people = [AccountFactory() for _ in range(5)]
    for person in people:
        keep(app, person, COOKS, pace=AlertPace.AT_ONCE)
    keep(app, people[0], f"division={GAOYOU}", name="高邮", way=AlertWay.PAGE)
    keep(app, people[4], f"division={GAOYOU}", name="高邮", pace=AlertPace.OFF)
    for number in range(4):
        VacancyFactory(title=f"厨师{number}")
    VacancyFactory(title="护理员", occupation_code=CARER)
    return [person.id for person in people]


def told(session):
    return sorted(
        (message.account_id, [(part["name"], part["count"]) for part in message.words["parts"]])
        for message in session.scalars(select(Message))
    )


def count(session, table):
    return session.scalar(select(func.count()).select_from(table))


@pytest.mark.parametrize(("words", "times"), POINTS.values(), ids=POINTS)
def test_alerts_that_are_killed_are_made_up_by_the_next_run_and_nobody_is_told_twice(
    app, readers, fresh, stopped_at, words, times
):
    with stopped_at(words, times, run=send_and_stop) as process:
        process.kill()
        process.join()

    send(app)

    left = fresh()
    cooks = ("厨师", 4)
    assert told(left) == [(readers[0], [cooks, ("高邮", 1)]), *((number, [cooks]) for number in readers[1:])]
    counted = [count(left, table) for table in (Delivery, ToldVacancy, AlertMatch)]
    assert counted == [5, 5 * 4 + 1, 4 + 5]
    assert not any(send(app).values()), "nothing is left to do"
