"""The nightly matching of export orders: who is proposed, who keeps a place, who is left alone."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.labour_export import BatchState, OrderState, RosterState
from domain.runs import RunState
from domain.skills import Licence
from domain.vacancies import VacancyState
from domain.workers import ConsentPurpose, HardshipCategory
from jobs import runner, schedule
from tests.factories import (
    BAOYING,
    CARER,
    CHEF,
    GAOYOU,
    TODAY,
    AgencyFactory,
    BatchFactory,
    ConsentFactory,
    EnterpriseFactory,
    ExportOrderFactory,
    RosterEntryFactory,
    VacancyFactory,
    WorkerFactory,
)
from webapp.models import (
    AuditEntry,
    Batch,
    JobRun,
    RosterEntry,
    VacancyLicence,
    WorkerBlock,
    WorkerDestination,
)
from webapp.services import labour_export

SHANGHAI = {"division_code": "310000", "latitude": 31.22, "longitude": 121.54}


@pytest.fixture
def match(app, session):
    def match():
        session.commit()
        return runner.run(app, schedule.entry("labour_export.match"))

    return match


@pytest.fixture
def places(fresh):
    """(batch, worker, vacancy) of everybody who is proposed."""

    def places(state=RosterState.PROPOSED):
        found = fresh().scalars(select(RosterEntry).where(RosterEntry.state == state).order_by(RosterEntry.worker_id))
        return [(entry.batch_id, entry.worker_id, entry.vacancy_id) for entry in found]

    return places


def order(*, headcount=10, **changes):
    """An open order with one kind of work, and the work."""
    employer = EnterpriseFactory(**SHANGHAI)
    row = ExportOrderFactory(enterprise=employer, division_code="310000", **changes)
    return row, work(row, headcount=headcount)


def work(row, *, headcount=10, occupation=CARER, **changes):
    return VacancyFactory(
        enterprise=row.enterprise,
        export_order_id=row.id,
        title="养老护理员",
        occupation_code=occupation,
        headcount=headcount,
        has_housing=True,
        **SHANGHAI,
        **changes,
    )


def traveller(**changes):
    """Somebody who would go anywhere as a carer."""
    return WorkerFactory(**{"goes_out_of_town": True, "wants": (CARER,)} | changes)


def test_who_would_go_is_proposed_to_an_order_that_fits(session, match, places, fresh):
    row, vacancy = order()
    batch = BatchFactory(order=row)
    goes, stays, chef = traveller(), traveller(goes_out_of_town=False), traveller(wants=(CHEF,))

    counts = match()

    assert places() == [(batch.id, goes.id, vacancy.id)]
    entry = fresh().scalars(select(RosterEntry)).one()
    assert 0 < entry.score <= 1
    assert {reason["key"] for reason in entry.reasons} >= {"occupation", "wage"}
    assert fresh().get(Batch, batch.id).matched_at is not None
    assert (counts["orders"], counts["seats"], counts["placed"], counts["gap"]) == (1, 20, 1, 0)
    assert counts["workers"] == 2, f"{stays.id} stays at home and is not even considered"
    assert sum(counts["unplaced"].values()) == 1, f"{chef.id} is a chef"


def test_nobody_is_matched_without_having_agreed_to_it(session, match, places):
    row, _ = order()
    BatchFactory(order=row)
    traveller(agrees=(ConsentPurpose.TERMS, ConsentPurpose.FINDABLE))
    withdrew = traveller(agrees=())
    ConsentFactory(worker_id=withdrew.id, purpose=ConsentPurpose.MATCHING, withdrawn_at=withdrew.created_at)
    traveller(is_looking=False)

    assert match()["workers"] == 0
    assert places() == []


@pytest.mark.parametrize(
    "closed",
    [
        {"state": OrderState.CLOSED},
        {"departs_from": TODAY - timedelta(days=9), "departs_until": TODAY - timedelta(days=1)},
    ],
)
def test_an_order_that_is_closed_or_over_gets_nobody(session, match, places, closed):
    row, _ = order(**closed)
    BatchFactory(order=row)
    traveller()

    match()

    assert places() == []


@pytest.mark.parametrize(
    "batch",
    [
        {"state": BatchState.DEPARTED},
        {"state": BatchState.CANCELLED},
        {"departs_on": TODAY - timedelta(days=1)},
    ],
)
def test_a_batch_that_does_not_form_any_more_gets_nobody(session, match, places, batch):
    row, _ = order()
    BatchFactory(order=row, **batch)
    traveller()

    assert match()["seats"] == 0
    assert places() == []


def test_an_agency_whose_licence_nobody_has_seen_gets_nobody(session, match, places):
    row, _ = order()
    BatchFactory(order=row, agency=AgencyFactory(verified_at=None))
    traveller()

    match()

    assert places() == []


def test_work_that_is_paused_is_not_filled(session, match, places):
    row, vacancy = order()
    BatchFactory(order=row)
    traveller()
    vacancy.state = VacancyState.PAUSED

    match()

    assert places() == []


def test_an_employer_whom_nobody_has_verified_gets_nobody(session, match, places):
    row, _ = order()
    BatchFactory(order=row)
    traveller()
    row.enterprise.verified_at = None

    match()

    assert places() == []


def test_hard_rules_keep_people_from_places(session, match, places):
    row, vacancy = order()
    BatchFactory(order=row)
    session.add(VacancyLicence(vacancy_id=vacancy.id, licence=Licence.HEALTH))
    refuses, blocks, late, dear = traveller(), traveller(), traveller(), traveller(wage_wanted_fen=20_000_00)
    session.add(WorkerDestination(worker_id=refuses.id, division_code="310000", is_refused=True))
    session.add(WorkerBlock(worker_id=blocks.id, enterprise_id=row.enterprise_id, created_at=row.created_at))
    late.available_from = row.departs_until + timedelta(days=1)

    counts = match()

    assert places() == []
    assert dear.id
    assert sum(counts["unplaced"].values()) == 4
    assert all(reason for reason in counts["unplaced"])


def test_agencies_get_no_more_people_than_seats_and_orders_no_more_than_they_asked(session, match, places):
    small, few = order(headcount=2)
    large, many = order(headcount=50)
    one, two = BatchFactory(order=small, seats=10), BatchFactory(order=large, seats=3)
    for _ in range(9):
        traveller()

    counts = match()

    assert counts["placed"] == 5
    assert sorted(place[0] for place in places()) == [one.id] * 2 + [two.id] * 3
    assert {(place[0], place[2]) for place in places()} == {(one.id, few.id), (two.id, many.id)}
    assert counts["unplaced"] == {labour_export.ALL_TAKEN: 4}


def test_neighbours_travel_with_the_agency_of_their_county(session, match, places):
    row, _ = order()
    gaoyou = BatchFactory(order=row, agency=AgencyFactory(division_code=GAOYOU))
    baoying = BatchFactory(order=row, agency=AgencyFactory(division_code=BAOYING))
    one, two = traveller(), traveller(division_code="321023100")

    match()

    assert {(place[0], place[1]) for place in places()} == {(gaoyou.id, one.id), (baoying.id, two.id)}


def test_hardship_groups_come_first_while_the_consent_to_know_of_it_stands(session, match, places):
    row, _ = order(headcount=1)
    BatchFactory(order=row)
    known = traveller(hardship=HardshipCategory.LONG_TERM_UNEMPLOYED, wage_wanted_fen=7_900_00)
    ConsentFactory(worker_id=known.id, purpose=ConsentPurpose.SENSITIVE)
    traveller(wage_wanted_fen=4_000_00)
    traveller(hardship=HardshipCategory.DISABLED)
    expired = traveller(hardship=HardshipCategory.DISABLED, hardship_valid_until=TODAY - timedelta(days=1))
    ConsentFactory(worker_id=expired.id, purpose=ConsentPurpose.SENSITIVE)

    counts = match()

    assert [place[1] for place in places()] == [known.id]
    assert counts["hardship"] == 1


@pytest.mark.parametrize("state", [RosterState.NOTIFIED, RosterState.AGREED, RosterState.CONTRACTED])
def test_whoever_has_been_told_keeps_the_place_and_its_seat(session, match, places, state):
    row, vacancy = order(headcount=1)
    batch = BatchFactory(order=row, seats=1)
    vacancy.seats_taken = 0 if state is RosterState.NOTIFIED else 1
    told = traveller(wage_wanted_fen=7_900_00)
    RosterEntryFactory(batch=batch, worker=told, vacancy=vacancy, state=state)
    traveller()

    counts = match()

    assert places() == []
    assert places(state) == [(batch.id, told.id, vacancy.id)]
    assert (counts["kept"], counts["placed"], counts["seats"]) == (1, 0, 0)


@pytest.mark.parametrize("state", [RosterState.DECLINED, RosterState.REMOVED, RosterState.NO_SHOW])
def test_whoever_parted_with_an_order_is_not_proposed_for_it_again_but_for_another(session, match, places, state):
    row, vacancy = order()
    batch = BatchFactory(order=row)
    parted = traveller()
    RosterEntryFactory(batch=batch, worker=parted, vacancy=vacancy, state=state)

    assert match()["unplaced"] == {labour_export.TURNED_AWAY: 1}
    other, elsewhere = order()
    second = BatchFactory(order=other)
    match()

    assert places() == [(second.id, parted.id, elsewhere.id)]


def test_an_order_that_no_agency_serves_places_nobody_and_that_is_the_reason(session, match):
    order()
    traveller()

    assert match()["unplaced"] == {labour_export.NO_AGENCY: 1}


def test_running_again_changes_nothing_and_keeps_the_rows(session, match, fresh):
    row, _ = order()
    BatchFactory(order=row, seats=5)
    for _ in range(8):
        traveller()

    def rows():
        return sorted(
            (entry.id, entry.batch_id, entry.worker_id, entry.vacancy_id, entry.score)
            for entry in fresh().scalars(select(RosterEntry))
        )

    match()
    before = rows()
    counts = match()

    assert rows() == before
    assert (counts["new"], counts["gone"], counts["placed"]) == (0, 0, 5)


def test_yesterdays_proposals_make_room_for_todays(session, match, places):
    row, vacancy = order(headcount=1)
    batch = BatchFactory(order=row, seats=1)
    first = traveller(wage_wanted_fen=5_000_00)
    match()
    assert places() == [(batch.id, first.id, vacancy.id)]

    first.is_looking = False
    second = traveller()
    counts = match()

    assert places() == [(batch.id, second.id, vacancy.id)]
    assert (counts["new"], counts["gone"]) == (1, 1)


def test_proposals_of_an_order_that_was_closed_are_gone(session, match, places):
    row, _ = order()
    BatchFactory(order=row)
    traveller()
    match()

    row.state = OrderState.CLOSED
    match()

    assert places() == []


def test_a_plan_that_breaks_a_rule_is_not_stored_and_the_run_says_which(session, match, places, fresh, monkeypatch):
    row, _ = order()
    BatchFactory(order=row)
    traveller()
    real = labour_export.match_roster

    def unsound(edges, *, seats, **rest):
        plan = real(edges, seats=seats, **rest)
        object.__setattr__(plan, "violations", ("No vacancy takes more people than it has seats",))
        return plan

    monkeypatch.setattr(labour_export, "match_roster", unsound)

    assert match() is None
    assert places() == []
    run = fresh().scalars(select(JobRun)).one()
    assert run.state is RunState.FAILED
    assert "No vacancy takes more people than it has seats" in run.error


def test_a_change_while_it_computes_makes_it_begin_again(session, app, match, places, monkeypatch):
    row, vacancy = order(headcount=1)
    batch = BatchFactory(order=row, seats=1)
    told, other = traveller(), traveller()
    real = labour_export.match_roster
    calls = []

    def slow(*args, **kwargs):
        if not calls:
            RosterEntryFactory(batch=batch, worker=told, vacancy=vacancy, state=RosterState.NOTIFIED)
        calls.append(1)
        return real(*args, **kwargs)

    monkeypatch.setattr(labour_export, "match_roster", slow)
    counts = match()

    assert len(calls) == 2
    assert places() == []
    assert places(RosterState.NOTIFIED) == [(batch.id, told.id, vacancy.id)]
    assert (counts["kept"], counts["workers"]) == (1, 1), f"{other.id} finds no seat"


def test_changes_that_never_end_let_the_run_fail_and_nothing_is_stored(session, match, places, fresh, monkeypatch):
    row, _ = order()
    batch = BatchFactory(order=row, seats=5)
    traveller()
    real = labour_export.match_roster

    def always_moving(*args, **kwargs):
        batch.seats += 1
        session.commit()
        return real(*args, **kwargs)

    monkeypatch.setattr(labour_export, "match_roster", always_moving)

    assert match() is None
    assert places() == []
    assert "PlanOutdated" in fresh().scalars(select(JobRun)).one().error


def test_the_run_is_in_the_audit_trail_with_its_figures(session, match, fresh):
    row, _ = order()
    BatchFactory(order=row)
    traveller()

    match()

    entry = fresh().scalars(select(AuditEntry).where(AuditEntry.action == "roster.match")).one()
    assert (entry.account_id, entry.figures["placed"], entry.rule_version) == (None, 1, "labour-export-1")


def test_without_orders_nothing_is_matched(session, match):
    traveller()

    assert match()["placed"] == 0
