"""Ranking rules of zones: tried with the first ten, kept, and obeyed by the search in the zone."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.accounts import Role
from domain.brands import BrandState
from domain.skills import SkillLevel
from domain.zone_ranking import RankingRule
from tests.factories import (
    BAOYING,
    CARER,
    CHEF,
    NOW,
    TODAY,
    AccountFactory,
    BrandFactory,
    BrandMemberFactory,
    VacancyFactory,
    WorkerFactory,
    ZoneFactory,
)
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp.engine import search_index
from webapp.extensions import db
from webapp.models import AuditEntry, BrandMember, BrandOccupation, OutboxEntry, Vacancy, Zone
from webapp.reads.indexing import documents
from webapp.services import indexing


@pytest.fixture
def zone(session):
    brand = BrandFactory(state=BrandState.CITY_CERTIFIED)
    session.add(BrandOccupation(brand_id=brand.id, occupation_code=CHEF))
    session.commit()
    return ZoneFactory(slug="chefs", brand=brand)


@pytest.fixture
def offered(zone):
    """Five vacancies, the newest first: an ordinary one, and one for each rule."""
    member = BrandMemberFactory(brand=zone.brand, is_leading=True).enterprise
    rows = {
        "普通文员": {"occupation_code": CARER},
        "龙头岗位": {"occupation_code": CARER, "enterprise": member},
        "宝应岗位": {"occupation_code": CARER, "division_code": BAOYING},
        "持证岗位": {"occupation_code": CARER, "skill_level": SkillLevel.LEVEL_4},
        "帮扶岗位": {"occupation_code": CARER, "is_hardship_friendly": True},
    }
    return {
        title: VacancyFactory(brand=zone.brand, title=title, opened_at=NOW - timedelta(days=40 + age), **fields)
        for age, (title, fields) in enumerate(rows.items())
    }


@pytest.fixture
def office(app, session, sign_in):
    return sign_in(AccountFactory(city_official=True), on=app.test_client())


def rules(**changes):
    return dict.fromkeys(RankingRule, "not") | {"county_code": "", "pinned": ""} | changes


def titles(page, offered):
    """The titles in the order in which they stand on a page."""
    return sorted((title for title in offered if title in page), key=page.index)


def fill(app):
    """Build the index in a context of its own: who looks at a page afterwards comes anew each time."""
    with app.app_context():
        indexing.rebuild(search_index(), today=TODAY)


@pytest.mark.parametrize(
    ("changes", "first"),
    [
        ({"leading": "clearly"}, "龙头岗位"),
        ({"certified": "little"}, "龙头岗位"),
        ({"county": "little", "county_code": BAOYING}, "宝应岗位"),
        ({"certificate": "clearly"}, "持证岗位"),
        ({"hardship": "foremost"}, "帮扶岗位"),
    ],
)
def test_a_rule_that_is_kept_decides_what_people_see_first(app, client, office, zone, offered, changes, first):
    fill(app)
    assert titles(visit(client, "/zones/chefs"), offered)[0] == "普通文员"

    answer = office.post(f"/office/zones/{zone.id}/ranking", data=rules(**changes))

    assert answer.status_code == 302, text_of(answer)
    found = titles(visit(client, "/zones/chefs"), offered)
    assert found[0] == first
    assert len(found) == len(offered)


def test_rules_are_tried_before_they_are_kept(app, client, office, zone, offered, fresh):
    fill(app)
    now = visit(office, f"/office/zones/{zone.id}/ranking")
    assert "as now" in now
    assert " up" not in now.partition("The first ten")[2]

    tried = office.post(
        f"/office/zones/{zone.id}/ranking", data=rules(hardship="clearly", **{"try": "1"}), headers=ENGLISH
    )

    page = text_of(tried).partition("The first ten under these rules")[2]
    assert tried.status_code == 200
    assert "4 up" in page
    assert "1 down" in page
    assert titles(page, offered)[0] == "帮扶岗位"
    assert fresh().scalar(select(Zone.ranking_rules)) == {}
    assert titles(visit(client, "/zones/chefs"), offered)[0] == "普通文员"


def test_the_preview_asks_with_the_words_that_were_typed(app, office, zone, offered):
    fill(app)

    data = rules(hardship="clearly", q="宝应", **{"try": "1"})
    page = text_of(office.post(f"/office/zones/{zone.id}/ranking", data=data, headers=ENGLISH))

    assert "宝应岗位" in page
    assert "帮扶岗位" not in page.partition("The first ten under these rules")[2]


def test_pinned_vacancies_stand_on_top_for_everybody_and_in_their_order(
    app, client, office, zone, offered, sign_in, session
):
    fill(app)
    numbers = [offered["帮扶岗位"].id, offered["持证岗位"].id]
    office.post(f"/office/zones/{zone.id}/ranking", data=rules(pinned=f"{numbers[0]}、 {numbers[1]}"))
    account = AccountFactory(role=Role.WORKER)
    WorkerFactory(account_id=account.id, wants=(CARER,))

    for page in (visit(client, "/zones/chefs"), visit(sign_in(account), "/zones/chefs")):
        assert titles(page, offered)[:2] == ["帮扶岗位", "持证岗位"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"pinned": "第一个"}, "Please type the numbers of vacancies."),
        ({"pinned": "99999999999"}, "Please type the numbers of vacancies."),
        ({"pinned": "999999"}, "There is no open vacancy with the number 999999 in this zone."),
        ({"pinned": ",".join(map(str, range(1, 12)))}, "You pinned 11 vacancies. At most 10 stand on top."),
        ({"county": "clearly"}, "Please choose the county."),
        ({"trades": "very"}, "Please choose one of the list."),
    ],
)
def test_rules_that_mean_nothing_are_refused_at_their_field(office, zone, offered, fresh, changes, said):
    for button in ({}, {"try": "1"}):
        answer = office.post(
            f"/office/zones/{zone.id}/ranking", data=rules(hardship="little") | changes | button, headers=ENGLISH
        )
        assert answer.status_code == 422
        assert said in text_of(answer)
        assert '<option selected value="little">' in answer.text
    assert fresh().scalar(select(Zone.ranking_rules)) == {}


def test_a_vacancy_of_another_zone_is_not_pinned(office, zone):
    other = VacancyFactory(title="别处的岗位")

    answer = office.post(f"/office/zones/{zone.id}/ranking", data=rules(pinned=str(other.id)), headers=ENGLISH)

    assert f"There is no open vacancy with the number {other.id}" in text_of(answer)


def test_only_the_zone_of_a_brand_has_trades(office, session):
    county = ZoneFactory(of_county=True)

    assert "The trades of the brand" not in visit(office, f"/office/zones/{county.id}/ranking")
    answer = office.post(f"/office/zones/{county.id}/ranking", data=rules(trades="clearly"), headers=ENGLISH)
    assert "Only the zone of a brand has trades of its own." in text_of(answer)


def test_who_ranks_is_noted_and_the_standard_comes_back(office, zone, fresh):
    office.post(f"/office/zones/{zone.id}/ranking", data=rules(hardship="clearly"))
    entry = fresh().scalars(select(AuditEntry)).one()
    assert entry.action == "zone.rank"
    assert "hardship: not → clearly" in entry.figures["changed"]
    assert "trades: clearly → not" in entry.figures["changed"]

    office.post(f"/office/zones/{zone.id}/ranking/forget")

    assert fresh().scalar(select(Zone.ranking_rules)) == {}


def test_a_pinned_vacancy_that_has_closed_is_said(session, office, zone, offered):
    office.post(f"/office/zones/{zone.id}/ranking", data=rules(pinned=str(offered["持证岗位"].id)))
    session.get(Vacancy, offered["持证岗位"].id).valid_until = TODAY - timedelta(days=1)
    session.commit()

    assert "are not open any more" in visit(office, f"/office/zones/{zone.id}/ranking")


def test_while_the_search_rests_nothing_is_compared(office, zone, offered):
    assert "The search is resting" in visit(office, f"/office/zones/{zone.id}/ranking")


def test_a_county_ranks_zones_of_its_own_only(client, session, sign_in, zone):
    theirs = ZoneFactory(brand=BrandFactory(division_code=BAOYING))
    sign_in(AccountFactory(county_official=True))

    visit(client, f"/office/zones/{zone.id}/ranking")
    visit(client, f"/office/zones/{theirs.id}/ranking", status=404)
    assert client.post(f"/office/zones/{theirs.id}/ranking", data=rules()).status_code == 404


def test_the_interface_ranks_a_zone_as_its_page_does(app, client, office, zone, offered):
    fill(app)
    office.post(f"/office/zones/{zone.id}/ranking", data=rules(hardship="clearly"))

    found = client.get("/api/v1/vacancies?zone=chefs").json["items"]

    assert found[0]["title"] == "帮扶岗位"


def test_the_index_knows_how_employers_stand_in_their_brand(app, session, zone, offered):
    suspended = BrandFactory(state=BrandState.SUSPENDED)
    asking = BrandMemberFactory(brand=zone.brand, approved_at=None, is_leading=True)
    plain = BrandMemberFactory(brand=zone.brand)
    of_suspended = BrandMemberFactory(brand=suspended, is_leading=True)
    for member in (asking, plain, of_suspended):
        VacancyFactory(brand=member.brand, enterprise=member.enterprise, title=f"岗位{member.id}")
    with app.app_context():
        numbers = list(db.session.scalars(select(Vacancy.id)))
        found = {one.title: one.standings for one in documents("vacancies", numbers, today=TODAY)}

    assert found["龙头岗位"] == ("certified", "leading")
    assert found["普通文员"] == found[f"岗位{asking.id}"] == ()
    assert found[f"岗位{plain.id}"] == ("certified",)
    assert found[f"岗位{of_suspended.id}"] == ("leading",)


def test_search_learns_when_an_enterprise_joins_leads_or_leaves(app, session, fresh, zone, offered):
    member = session.scalar(select(BrandMember))
    VacancyFactory(brand=zone.brand)

    def learnt():
        found = set(fresh().scalars(select(OutboxEntry.document_id)))
        session.execute(OutboxEntry.__table__.delete())
        session.commit()
        return found

    learnt()
    member.is_leading = False
    session.commit()
    assert learnt() == {offered["龙头岗位"].id}
    session.delete(member)
    session.commit()
    assert learnt() == {offered["龙头岗位"].id}
