"""Search is a shadow of the database: whatever happens in between, afterwards both say the same."""

import threading

import pytest
from sqlalchemy import select, update

from domain.vacancies import VacancyState
from domain.workers import ConsentPurpose
from jobs import indexing
from jobs.runner import RunningJob
from search import VacancyQuestion, WorkerQuestion, checksum
from tests.factories import TODAY, BrandFactory, EnterpriseFactory, VacancyFactory, WorkerFactory, ZoneFactory
from webapp.engine import KEY
from webapp.extensions import db
from webapp.models import Consent, Enterprise, OutboxEntry, Vacancy, Worker
from webapp.models.outbox import tell_search
from webapp.reads import indexing as reads
from webapp.services import indexing as services
from webapp.transaction import transaction


@pytest.fixture
def run(app):
    return RunningJob(id=0, today=TODAY, settings=app.config["SETTINGS"], lost=threading.Event())


@pytest.fixture
def sync(app, index, run):
    def sync():
        with app.app_context():
            return indexing.sync(run)

    return sync


@pytest.fixture
def act(app):
    """Do something in the database as a request would."""

    def act(deed):
        with app.test_request_context(method="POST"), transaction():
            deed()

    return act


def found(index, **question):
    return [hit.id for hit in index.search(VacancyQuestion(**question)).hits]


def both_sides(app, index):
    with app.app_context():
        database = {
            (name, document.id, checksum(document))
            for name in services.INDEXES
            for document in reads.documents(name, reads.document_ids(name, today=TODAY), today=TODAY)
        }
    return database, {(name, *pair) for name in services.INDEXES for pair in index.checksums(name)}


def assert_equal(app, index):
    database, engine = both_sides(app, index)
    assert database == engine


def test_a_vacancy_is_found_after_the_next_sync_and_its_note_is_gone(session, index, sync, fresh):
    vacancy = VacancyFactory(title="淮扬菜厨师")
    assert found(index, text="厨师") == []

    counts = sync()

    assert counts["changed"] == 1
    assert found(index, text="厨师") == [str(vacancy.id)]
    assert fresh().scalars(select(OutboxEntry)).all() == []


def test_with_nothing_to_learn_nothing_happens(session, index, sync):
    assert sync() == {"rebuilt": 0, "changed": 0}


def test_a_closed_vacancy_is_found_no_longer(session, index, sync, act):
    vacancy = VacancyFactory()
    sync()
    act(lambda: setattr(db.session.get(Vacancy, vacancy.id), "state", VacancyState.CLOSED))
    sync()

    assert found(index, text="厨师") == []


def test_a_vacancy_past_its_last_day_is_not_indexed(session, index, sync):
    VacancyFactory(valid_until=TODAY.replace(year=TODAY.year - 1))
    sync()

    assert index.count("vacancies") == 0


def test_a_worker_who_withdraws_consent_is_found_no_longer(session, index, sync, act):
    worker = WorkerFactory()
    sync()
    question = WorkerQuestion(enterprise="1", occupations=("4-03-02-01",))
    assert [hit.id for hit in index.search(question).hits] == [str(worker.id)]

    def withdraw():
        consent = db.session.scalars(select(Consent).where(Consent.purpose == ConsentPurpose.FINDABLE)).one()
        consent.withdrawn_at = worker.created_at

    act(withdraw)
    sync()

    assert index.search(question).total == 0


def test_a_worker_who_never_agreed_to_be_found_is_not_indexed(session, index, sync):
    WorkerFactory(agrees=())
    sync()

    assert index.count("workers") == 0


def test_a_vacancy_stands_in_the_zones_of_its_brand_and_its_category(session, index, sync):
    brand = BrandFactory()
    zone = ZoneFactory(brand=brand)
    whole_category = ZoneFactory(kind="category", brand=None, category=brand.category)
    ZoneFactory(brand=BrandFactory(), is_published=True)
    vacancy = VacancyFactory(brand=brand)
    sync()

    assert found(index, zone=zone.slug) == found(index, zone=whole_category.slug) == [str(vacancy.id)]


def test_a_sync_that_dies_before_it_forgets_leads_to_the_same_index(app, session, index, sync):
    VacancyFactory()
    with app.app_context():
        services.apply_waiting(index, today=TODAY)
    once = both_sides(app, index)

    assert sync()["changed"] >= 0
    assert both_sides(app, index) == once
    assert_equal(app, index)


def test_what_changes_while_the_sync_reads_is_learnt_by_the_next(app, session, index, sync, act, fresh):
    vacancy = VacancyFactory(title="厨师")
    with app.app_context():
        applied = services.apply_waiting(index, today=TODAY)
    act(lambda: setattr(db.session.get(Vacancy, vacancy.id), "title", "面点师"))
    with app.app_context(), transaction():
        services.forget(applied)

    assert len(fresh().scalars(select(OutboxEntry)).all()) == 1
    sync()
    assert index.search(VacancyQuestion(text="面点师")).hits[0].title.text == "面点师"


def test_a_changed_name_of_an_enterprise_reaches_its_vacancies(app, session, index, sync, act):
    enterprise = EnterpriseFactory(name="扬州富春")
    vacancy = VacancyFactory(enterprise=enterprise)
    sync()

    def rename():
        db.session.get(Enterprise, enterprise.id).name = "扬州冶春"
        tell_search(db.session, "vacancies", [vacancy.id])

    act(rename)
    sync()

    assert_equal(app, index)
    assert found(index, text="冶春") == [str(vacancy.id)]


def test_the_nightly_comparison_heals_what_nobody_mentioned(app, session, index, sync, act, run):
    changed, vanished, untouched = VacancyFactory(), VacancyFactory(), VacancyFactory()
    sync()
    act(
        lambda: (
            db.session.execute(update(Vacancy).where(Vacancy.id == changed.id).values(title="面点师")),
            db.session.execute(update(Vacancy).where(Vacancy.id == vanished.id).values(state=VacancyState.CLOSED)),
            db.session.execute(update(Worker).values(headline="")),
        )
    )
    assert both_sides(app, index)[0] != both_sides(app, index)[1]

    with app.app_context():
        counts = indexing.reconcile(run)

    assert counts == {"compared": 2, "repaired": 2}
    assert_equal(app, index)
    assert sorted(found(index, text="厨师")) == sorted([str(changed.id), str(untouched.id)])
    assert index.get("vacancies", str(changed.id)).title == "面点师"


def test_a_rebuild_says_how_far_it_is_and_holds_everything(app, session, index):
    for _ in range(3):
        VacancyFactory()
    WorkerFactory()
    heard = []
    with app.app_context():
        counts = services.rebuild(
            index, today=TODAY, on_progress=lambda done, total, name: heard.append((name, done, total))
        )

    assert counts == {"vacancies": 3, "workers": 1}
    assert ("vacancies", 3, 3) in heard
    assert_equal(app, index)


def test_a_missing_index_is_built_by_the_first_sync(app, session, run):
    VacancyFactory()
    with app.app_context():
        counts = indexing.sync(run)
        assert counts["rebuilt"] == 1
        assert_equal(app, app.extensions[KEY])
