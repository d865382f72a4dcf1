"""A demo city in a database: stored whole, kept, told from other data, and the product's own rows go on behind it."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import func, select

from domain.runs import Job, RunState
from scripts.demo_city import making, storage
from tests.factories import WorkerFactory
from webapp.calendar import SHANGHAI, today
from webapp.extensions import db
from webapp.models import Account, Base, JobRun
from webapp.transaction import transaction

WANTED = making.Wanted(workers=60, vacancies=80, seed=5, today=None)


@pytest.fixture
def made(app):
    """A hamlet in the database."""
    return making.stand(app, WANTED, may_reset=False)


def test_every_row_is_stored(app, made, fresh):
    with app.app_context():
        counts = storage.count()
    assert (counts["workers"], counts["vacancies"]) == (60, 80)
    for table in ("vacancy_revision", "worker_occupation", "consent", "brand_figure", "roster_event", "audit_entry"):
        assert fresh().scalar(select(func.count()).select_from(Base.metadata.tables[table])) > 0, table


def test_the_accounts_that_are_printed_can_sign_in(made, client):
    for role, account in made.accounts.items():
        answer = client.post("/sign-in", data=account)
        assert answer.status_code == 302, role
        client.post("/sign-out")


def test_a_city_that_stands_is_kept(app, made):
    again = making.stand(app, WANTED, may_reset=False)

    assert made.is_new
    assert not again.is_new
    assert again.accounts == made.accounts


def test_a_city_is_kept_the_next_day_unless_another_day_is_asked_for(app, made):
    kept = making.Wanted(workers=60, vacancies=80, seed=5, today=today())
    other = making.Wanted(workers=60, vacancies=80, seed=5, today=today() - timedelta(days=1))

    assert not making.stand(app, kept, may_reset=False).is_new
    with pytest.raises(storage.OtherData):
        making.stand(app, other, may_reset=False)


@pytest.mark.parametrize("other", [{"workers": 61}, {"vacancies": 81}, {"seed": 6}])
def test_another_city_is_not_put_over_the_one_that_stands(app, made, fresh, other):
    wanted = making.Wanted(**({"workers": 60, "vacancies": 80, "seed": 5, "today": None} | other))

    with pytest.raises(storage.OtherData) as refusal:
        making.stand(app, wanted, may_reset=False)
    assert "60 workers, 80 vacancies, seed 5" in refusal.value.found
    assert fresh().scalar(select(func.count()).select_from(Base.metadata.tables["worker"])) == 60


def test_a_database_with_somebody_s_data_is_left_alone(app, session, fresh):
    WorkerFactory()

    with pytest.raises(storage.OtherData):
        making.stand(app, WANTED, may_reset=False)
    assert fresh().scalar(select(func.count()).select_from(Base.metadata.tables["worker"])) == 1


def test_whoever_asks_for_it_gets_the_city_in_place_of_other_data(app, session, fresh):
    WorkerFactory(name="原来的人")

    assert making.stand(app, WANTED, may_reset=True).is_new
    names = fresh().scalars(select(Base.metadata.tables["worker"].c.name)).all()
    assert len(names) == 60
    assert "原来的人" not in names


def test_new_rows_go_on_behind_those_of_the_city(app, made, session):
    before = session.scalar(select(func.max(Account.id)))

    newcomer = WorkerFactory()

    assert newcomer.id == 61
    assert session.scalar(select(func.max(Account.id))) == before


HALF_PAST_MIDNIGHT, DAWN = timedelta(minutes=30), timedelta(hours=5)


@pytest.mark.parametrize("hours", [HALF_PAST_MIDNIGHT, DAWN])
def test_a_city_made_at_any_hour_has_a_night_to_work_and_then_has_worked_it(app, made, hours):
    midnight = datetime.combine(today(), time(0), SHANGHAI)
    at = midnight + hours
    with app.app_context():
        was_served = storage.is_latest_night_served(Job.FAIRS_ASSEMBLE, at=at)
        _work(at)
        storage.serve_latest_night(Job.FAIRS_ASSEMBLE, at=at)
        is_served = storage.is_latest_night_served(Job.FAIRS_ASSEMBLE, at=at)
        the_next = storage.is_latest_night_served(Job.FAIRS_ASSEMBLE, at=at + timedelta(days=1))
        moments = db.session.scalars(
            select(JobRun.due_at).where(
                JobRun.name == Job.FAIRS_ASSEMBLE.value, JobRun.state == RunState.SUCCEEDED, JobRun.due_at.is_not(None)
            )
        ).all()

    assert (was_served, is_served, the_next) == (False, True, False)
    last_night = (at - timedelta(hours=3)).date()
    assert max(moments).astimezone(SHANGHAI).date() == last_night


def _work(at):
    with transaction():
        db.session.add(
            JobRun(
                name=Job.FAIRS_ASSEMBLE.value,
                state=RunState.SUCCEEDED,
                created_at=at,
                counts={},
                done=0,
                total=0,
                note="",
                error="",
            )
        )
