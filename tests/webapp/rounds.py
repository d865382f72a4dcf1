"""Rounds of alerts at chosen moments, and searches to be told of."""

from datetime import datetime, time, timedelta

from domain.alerts import AlertPace, AlertWay
from tests.factories import TODAY
from webapp.blueprints.vacancies.saved import question_of
from webapp.calendar import SHANGHAI
from webapp.extensions import db
from webapp.models import Account
from webapp.services import alert_rounds, alerts
from webapp.transaction import transaction


def moment(hour, minute=0, *, days=1):
    """A moment of a day after today, as the clock in Shanghai shows it."""
    return datetime.combine(TODAY + timedelta(days=days), time(hour, minute), SHANGHAI)


NOON = moment(12)


def keep(app, account, parameters, *, name="厨师", pace=AlertPace.DAILY, way=AlertWay.SMS):
    """Keep a search for somebody; its number."""
    with app.app_context(), transaction():
        owner = db.session.get_one(Account, account.id)
        return alerts.keep(owner, parameters=parameters, name=name, pace=pace, way=way).id


def match(app, *, at=NOON):
    """Hold what opened against what is kept."""
    with app.app_context(), transaction():
        return alert_rounds.match_new(question_of, at=at, today=at.astimezone(SHANGHAI).date())


def tell(app, *, at=NOON):
    """Tell everybody who may be told; how many were."""
    people, last = 0, 0
    while True:
        with app.app_context(), transaction():
            told = alert_rounds.tell_news(at=at, today=at.astimezone(SHANGHAI).date(), after=last)
        if told is None:
            return people
        people, last = people + told.people, told.last_account_id


def send(app, *, at=NOON):
    """A whole round; how many people were told."""
    while match(app, at=at):
        pass
    return tell(app, at=at)
