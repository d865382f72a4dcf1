"""Floor plans: computed, changed by hand, locked; halls laid out and described."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from domain.fair_registrations import BoothSize, RegistrationState
from domain.fairs import FairState
from tests.factories import (
    CARER,
    CHEF,
    TODAY,
    AccountFactory,
    BoothFactory,
    BoothVacancyFactory,
    EnterpriseFactory,
    FairFactory,
    FairRegistrationFactory,
    InvitationFactory,
    VacancyFactory,
    hall_of,
)
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp.extensions import db
from webapp.models import AuditEntry, Booth, Enterprise, Fair, FairRegistration, Hall, HallSpot
from webapp.services import fair_floors, fair_registrations
from webapp.transaction import transaction

AHEAD = TODAY + timedelta(days=10)


@pytest.fixture
def hall(session):
    """Rows A and B of a double booth with power, a single one, and a double one with power; one room."""
    return hall_of()


@pytest.fixture
def fair(session, hall):
    return FairFactory(state=FairState.PUBLISHED, held_on=AHEAD, hall_id=hall.id)


@pytest.fixture
def official(session):
    return AccountFactory(county_official=True)


@pytest.fixture
def desk(client, sign_in, official):
    return sign_in(official)


def booth(fair, *, occupation=CHEF, **wishes):
    enterprise = EnterpriseFactory()
    vacancy = VacancyFactory(enterprise=enterprise, occupation_code=occupation)
    row = BoothFactory(fair_id=fair.id, enterprise_id=enterprise.id, number=enterprise.id)
    BoothVacancyFactory(booth_id=row.id, vacancy_id=vacancy.id)
    FairRegistrationFactory(fair=fair, enterprise=enterprise, state=RegistrationState.APPROVED, **wishes)
    return row


def spot_of(fresh, number):
    return fresh().scalars(select(HallSpot).where(HallSpot.number == number)).one()


def signs(fresh):
    """By booth the number of the spot where it stands."""
    return dict(fresh().execute(select(Booth.id, HallSpot.number).join(HallSpot, HallSpot.id == Booth.spot_id)).all())


def compute(app, fair):
    with app.app_context(), transaction():
        fair_floors.compute(db.session.get(Fair, fair.id), today=TODAY, account_id=None)


def test_trades_stand_together_and_needs_are_kept(desk, session, fresh, fair):
    chefs = [booth(fair), booth(fair), booth(fair, size=BoothSize.DOUBLE)]
    carers = [booth(fair, occupation=CARER, needs_power=True), booth(fair, occupation=CARER)]

    answer = desk.post(f"/office/fairs/{fair.id}/floor/compute", follow_redirects=True, headers=ENGLISH)

    assert "No other plan has more points." in text_of(answer)
    where = signs(fresh)
    assert len({where[one.id][0] for one in chefs}) == len({where[one.id][0] for one in carers}) == 1
    assert spot_of(fresh, where[chefs[2].id]).size is BoothSize.DOUBLE
    assert spot_of(fresh, where[carers[0].id]).has_power
    page = visit(desk, f"/office/fairs/{fair.id}/floor")
    assert "5 enterprises have a spot" in page
    assert "its trade stands in row" in page
    assert fresh().scalar(select(func.count()).where(AuditEntry.action == "fair.compute_floor")) == 1


def test_the_public_reads_the_number_of_the_spot(app, client, session, fresh, fair):
    one = booth(fair)
    compute(app, fair)

    page = visit(client, f"/fairs/{fair.id}")

    assert f"Booth {signs(fresh)[one.id]}" in page
    assert f'href="#booth-{one.id}"' in client.get(f"/fairs/{fair.id}").text


def test_who_draws_most_people_is_on_the_way_from_the_entrance(app, session, fresh, fair):
    quiet, crowd = booth(fair), booth(fair, occupation=CARER)
    vacancy = VacancyFactory(enterprise=session.get(Enterprise, crowd.enterprise_id))
    for _ in range(4):
        InvitationFactory(fair_id=fair.id, vacancy=vacancy)
    compute(app, fair)

    assert signs(fresh)[crowd.id] == "A02"
    assert quiet.id in signs(fresh)


def test_an_official_moves_one_and_it_stays_when_the_plan_is_computed_anew(app, desk, session, fresh, fair):
    one, *_ = [booth(fair) for _ in range(4)]
    compute(app, fair)
    free = next(number for number in ("A01", "A02", "A03", "B01", "B02", "B03") if number not in signs(fresh).values())

    answer = desk.post(
        f"/office/fairs/{fair.id}/floor/move",
        data={"booth": one.id, "spot": spot_of(fresh, free).id},
        follow_redirects=True,
        headers=ENGLISH,
    )
    compute(app, fair)

    assert "Moved, and locked there." in text_of(answer)
    assert signs(fresh)[one.id] == free
    assert "locked" in visit(desk, f"/office/fairs/{fair.id}/floor")
    desk.post(f"/office/fairs/{fair.id}/floor/lock", data={"booth": one.id, "locked": "0"})
    assert fresh().get(Booth, one.id).is_locked is False


def test_two_change_places(app, desk, session, fresh, fair):
    one, other = booth(fair), booth(fair)
    compute(app, fair)
    before = signs(fresh)

    answer = desk.post(
        f"/office/fairs/{fair.id}/floor/move",
        data={"booth": one.id, "spot": spot_of(fresh, before[other.id]).id},
        follow_redirects=True,
        headers=ENGLISH,
    )

    assert "The two have changed places." in text_of(answer)
    assert signs(fresh) == {one.id: before[other.id], other.id: before[one.id]}


def test_needs_and_locks_hold_against_a_hand(app, desk, session, fresh, fair):
    one, other = booth(fair, needs_power=True), booth(fair, size=BoothSize.DOUBLE)
    compute(app, fair)

    def move(row, number):
        answer = desk.post(
            f"/office/fairs/{fair.id}/floor/move",
            data={"booth": row.id, "spot": spot_of(fresh, number).id if number else 999_999},
            follow_redirects=True,
            headers=ENGLISH,
        )
        return text_of(answer)

    before = signs(fresh)
    assert "needs power or a double booth" in move(one, "A02")
    assert "has no such booth" in move(one, None)
    assert "has no such booth" in move(one, "R1")
    desk.post(f"/office/fairs/{fair.id}/floor/lock", data={"booth": other.id, "locked": "1"})
    assert "is locked there" in move(one, before[other.id])
    assert "is locked where it stands" in move(other, before[one.id])
    assert signs(fresh) == before
    nobody = desk.post(
        f"/office/fairs/{fair.id}/floor/move",
        data={"booth": 999_999, "spot": spot_of(fresh, "A02").id},
        follow_redirects=True,
        headers=ENGLISH,
    )
    assert "has no booth at the fair" in text_of(nobody)


def test_who_would_be_pushed_to_a_spot_that_does_not_fit_is_not_pushed(app, desk, session, fresh, fair):
    small, needy = booth(fair), booth(fair, needs_power=True)
    compute(app, fair)
    session.get(Booth, small.id).spot_id = None
    session.commit()
    row = session.get(Booth, small.id)
    row.spot_id = spot_of(fresh, "A02").id
    session.commit()

    answer = desk.post(
        f"/office/fairs/{fair.id}/floor/move",
        data={"booth": small.id, "spot": spot_of(fresh, signs(fresh)[needy.id]).id},
        follow_redirects=True,
        headers=ENGLISH,
    )

    assert "which A02 has not" in text_of(answer)


def test_who_finds_no_spot_is_named(app, desk, session, fair):
    for _ in range(5):
        booth(fair, size=BoothSize.DOUBLE)
    compute(app, fair)

    page = visit(desk, f"/office/fairs/{fair.id}/floor")

    assert "1 enterprise has no spot" in page
    assert "needs a double booth" in page


def test_a_newcomer_takes_a_free_spot_and_nobody_else_moves(app, session, fresh, fair, official):
    old = booth(fair)
    compute(app, fair)
    before = signs(fresh)
    newcomer = FairRegistrationFactory(fair=fair)
    with app.app_context(), transaction():
        standing = db.session.get(Fair, fair.id)
        row = db.session.get(FairRegistration, newcomer.id)
        fair_registrations.approve(standing, row, today=TODAY, account_id=official.id)

    after = signs(fresh)
    assert after[old.id] == before[old.id]
    assert len(after) == 2


def test_rooms_go_to_those_who_asked(app, session, fresh, fair, desk):
    asks, does_not = booth(fair, needs_room=True), booth(fair)
    compute(app, fair)

    assert fresh().get(Booth, asks.id).room_id == spot_of(fresh, "R1").id
    assert fresh().get(Booth, does_not.id).room_id is None
    assert "room R1" in visit(desk, f"/office/fairs/{fair.id}/floor")


def test_a_fair_moves_to_another_hall_and_everybody_has_a_spot_there(app, desk, session, fresh, fair):
    booth(fair)
    compute(app, fair)
    other = hall_of(name="体育馆", rows=1, booths=2, rooms=0)
    small = hall_of(name="小会议室", rows=1, booths=1, rooms=0)
    address = f"/office/fairs/{fair.id}/floor/hall"

    answer = desk.post(address, data={"hall": other.id}, follow_redirects=True, headers=ENGLISH)
    booth(fair)
    too_small = desk.post(address, data={"hall": small.id}, follow_redirects=True, headers=ENGLISH)

    assert "held in 体育馆" in text_of(answer)
    assert "2 enterprises come, and this hall has 1 booths" in text_of(too_small)
    row = fresh().get(Fair, fair.id)
    assert (row.hall_id, row.venue) == (other.id, "体育馆")
    desk.post(address, data={"hall": ""})
    assert fresh().get(Fair, fair.id).hall_id is None
    assert signs(fresh) == {}
    assert "no hall with a floor plan" in visit(desk, f"/office/fairs/{fair.id}/floor")
    nothing = desk.post(f"/office/fairs/{fair.id}/floor/compute", follow_redirects=True, headers=ENGLISH)
    assert "Please choose a hall first." in text_of(nothing)


def test_a_hall_of_another_county_is_no_choice(desk, session, fair):
    elsewhere = hall_of("321023")

    answer = desk.post(f"/office/fairs/{fair.id}/floor/hall", data={"hall": elsewhere.id})

    assert answer.status_code == 400


def test_what_was_held_stands_as_it_stood(app, desk, session, fresh, fair):
    one = booth(fair)
    compute(app, fair)
    before = signs(fresh)
    session.refresh(fair)
    fair.held_on = TODAY - timedelta(days=1)
    session.commit()
    spot = spot_of(fresh, "B03")

    answer = desk.post(
        f"/office/fairs/{fair.id}/floor/move", data={"booth": one.id, "spot": spot.id}, follow_redirects=True
    )

    assert answer.status_code == 200
    assert signs(fresh) == before


def test_a_county_draws_its_own_plans_only(client, session, sign_in, fair):
    sign_in(AccountFactory(county_official=True, division_code="321002"))

    visit(client, f"/office/fairs/{fair.id}/floor", status=404)
    assert client.post(f"/office/fairs/{fair.id}/floor/compute").status_code == 404


def test_the_plan_asks_the_database_as_often_for_many(app, desk, session, fair, count_queries):
    booth(fair)
    compute(app, fair)
    with count_queries() as one:
        visit(desk, f"/office/fairs/{fair.id}/floor")
    for _ in range(3):
        booth(fair)
    compute(app, fair)
    with count_queries() as many:
        visit(desk, f"/office/fairs/{fair.id}/floor")

    assert len(many.statements) == len(one.statements) <= 12


def test_an_official_lays_a_hall_out_and_describes_it(desk, session, fresh):
    form = {"name": "镇文化中心", "address": "三垛镇中心路", "rows": "2", "booths": "4", "rooms": "1"}
    desk.post("/office/fairs/halls", data=form)
    hall = fresh().scalars(select(Hall)).one()
    spots = fresh().scalars(select(HallSpot).order_by(HallSpot.number)).all()
    assert [spot.number for spot in spots] == ["A01", "A02", "A03", "A04", "B01", "B02", "B03", "B04", "R1"]

    usable = [spot.id for spot in spots if spot.number != "B04"]
    desk.post(
        f"/office/fairs/halls/{hall.id}", data={"usable": usable, "power": [spots[0].id], "double": ["x", "9" * 40]}
    )

    changed = {spot.number: spot for spot in fresh().scalars(select(HallSpot))}
    assert [number for number, spot in changed.items() if not spot.is_usable] == ["B04"]
    assert [number for number, spot in changed.items() if spot.has_power] == ["A01"]
    assert {spot.size for spot in changed.values()} == {BoothSize.SINGLE}
    assert fresh().get(Hall, hall.id).is_usual is False
    assert "镇文化中心" in visit(desk, "/office/fairs/halls")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Please fill this in"),
        ({"name": "长" * 61}, "61 characters"),
        ({"name": "高邮市人力资源市场"}, "hall of this name already"),
        ({"rows": "0"}, "between 1 and 12 rows"),
        ({"booths": "21"}, "between 1 and 20 booths"),
        ({"rooms": "11"}, "at most 10 rooms"),
    ],
)
def test_a_hall_that_cannot_be_is_refused_at_its_field(desk, session, fresh, hall, changes, sentence):
    form = {"name": "新大厅", "address": "", "rows": "2", "booths": "4", "rooms": "1"}

    answer = desk.post("/office/fairs/halls", data=form | changes, headers=ENGLISH)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert fresh().scalar(select(func.count(Hall.id))) == 1


def test_a_county_looks_after_its_own_halls(client, session, sign_in, hall):
    sign_in(AccountFactory(county_official=True, division_code="321002"))

    assert hall.name not in visit(client, "/office/fairs/halls")
    visit(client, f"/office/fairs/halls/{hall.id}", status=404)
