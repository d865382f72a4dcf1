"""Contests: called by the city, entered by enterprises until the last day, judged without conflicts, published."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from domain.accounts import Role
from domain.brands import BrandPersonKind
from domain.contests import ContestKind, ContestState
from domain.messages import MessageKind
from tests.factories import (
    BAOYING,
    GAOYOU,
    TODAY,
    AccountFactory,
    BrandFactory,
    BrandMemberFactory,
    ContestEntryFactory,
    ContestFactory,
    ContestJurorFactory,
    ContestScoreFactory,
    EnterpriseFactory,
)
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp.models import (
    AuditEntry,
    Contest,
    ContestConflict,
    ContestEntry,
    ContestJuror,
    ContestScore,
    Delivery,
    Message,
)
from webapp.reads.contests import find_contest, rating_of

NEW = "/office/contests/new"


@pytest.fixture
def city(client, session, sign_in):
    """The city at its desk."""
    return sign_in(AccountFactory(city_official=True))


@pytest.fixture
def ours(session):
    """An enterprise of two brands, and its account."""
    enterprise = EnterpriseFactory()
    brands = [BrandFactory(), BrandFactory()]
    for brand in brands:
        BrandMemberFactory(brand=brand, enterprise=enterprise)
    account = AccountFactory(role=Role.ENTERPRISE, enterprise_id=enterprise.id)
    return SimpleNamespace(enterprise=enterprise, brands=brands, account=account)


@pytest.fixture
def judged(session):
    """A contest with two entries of Gaoyou, three jurors of the city, and points of all but the last for the last."""
    contest = ContestFactory(judging=True)
    first, second = (ContestEntryFactory(contest_id=contest.id) for _ in range(2))
    jurors = [ContestJurorFactory(contest_id=contest.id) for _ in range(3)]
    for number, juror in enumerate(jurors):
        ContestScoreFactory(juror_id=juror.id, entry_id=first.id, points=[90 - 5 * number, 80])
        if number < 2:
            ContestScoreFactory(juror_id=juror.id, entry_id=second.id, points=[60 - 5 * number, 50])
    return SimpleNamespace(contest=contest, first=first, second=second, jurors=jurors)


def typed(**changed):
    usual = {
        "kind": "brands",
        "title": "劳务品牌征集评选",
        "title_en": "Exemplary brands of the year",
        "about": "选树有特色的劳务品牌。",
        "opens_on": TODAY.isoformat(),
        "closes_on": (TODAY + timedelta(days=20)).isoformat(),
        "winners": "3",
        "name1": "特色",
        "weight1": "60",
        "name2": "影响",
        "weight2": "40",
    }
    return usual | changed


def step(client, contest, word, **data):
    return client.post(f"/office/contests/{contest.id}/steps/{word}", data=data, headers=ENGLISH)


def state_of(fresh, contest):
    return fresh().get(Contest, contest.id).state


def actions(fresh):
    return fresh().scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()


def test_the_city_drafts_and_calls_a_contest_and_everybody_reads_it(city, app, fresh):
    answer = city.post(NEW, data=typed(), headers=ENGLISH)
    assert answer.status_code == 302, text_of(answer)
    contest = fresh().scalars(select(Contest)).one()
    visitor = app.test_client()
    assert "Exemplary brands of the year" not in visit(visitor, "/contests")
    visit(visitor, f"/contests/{contest.id}", status=404)

    assert step(city, contest, "call").status_code == 302

    assert state_of(fresh, contest) is ContestState.OPEN
    assert actions(fresh) == ["contest.draft", "contest.call"]
    assert "Exemplary brands of the year" in visit(visitor, "/contests")
    page = visit(visitor, f"/contests/{contest.id}")
    assert "特色 60%" in page
    assert "Entries are taken" in page


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"title": ""}, "Please fill this in."),
        ({"kind": "cakes"}, "Please choose one of the list."),
        ({"closes_on": (TODAY - timedelta(days=1)).isoformat()}, "The last day comes after the first"),
        ({"winners": "0"}, "Between one and 50 can win."),
        ({"weight2": "30"}, "The weights must come to 100, each at least 1. Now they come to 90."),
        ({"weight2": ""}, "A criterion needs both a name and a weight."),
        ({"name2": "特色"}, "This criterion stands there already."),
        ({"weight1": "9" * 400}, "Please type a whole number."),
        ({"about": "长" * 4001}, "The text has 4001 characters."),
    ],
)
def test_a_draft_that_does_not_do_is_refused_and_nothing_typed_is_lost(city, fresh, changed, why):
    answer = city.post(NEW, data=typed(**changed), headers=ENGLISH)

    assert answer.status_code == 422
    assert why in text_of(answer)
    assert "Exemplary brands of the year" in answer.text
    assert fresh().scalar(select(func.count(Contest.id))) == 0


def test_a_draft_is_changed_and_a_called_contest_is_not(city, fresh):
    drafted, called = ContestFactory(state=ContestState.DRAFTED), ContestFactory()

    assert "特色" in city.get(f"/office/contests/{drafted.id}/edit").text
    assert city.post(f"/office/contests/{drafted.id}/edit", data=typed(), headers=ENGLISH).status_code == 302
    refused = city.post(f"/office/contests/{called.id}/edit", data=typed(), headers=ENGLISH)

    assert refused.status_code == 422
    assert "The contest is called." in text_of(refused)
    assert fresh().get(Contest, drafted.id).title_en == "Exemplary brands of the year"
    assert fresh().get(Contest, called.id).title_en == called.title_en


def test_only_the_city_has_contests_and_a_county_sees_them(client, session, sign_in):
    contest = ContestFactory()
    drafted = ContestFactory(state=ContestState.DRAFTED)
    sign_in(AccountFactory(county_official=True))

    page = visit(client, "/office/contests")

    assert contest.title_en in page
    assert drafted.title_en not in page
    assert client.get(NEW).status_code == 403
    assert step(client, contest, "judge").status_code == 403


def test_an_enterprise_enters_its_brand_once(client, ours, sign_in, fresh):
    contest = ContestFactory()
    sign_in(ours.account)
    words = {"brand_id": str(ours.brands[0].id), "title": "一碗面的匠心", "story": "从一间作坊起步。"}
    assert contest.title_en in visit(client, "/enterprise/contests")

    answer = client.post(f"/contests/{contest.id}/enter", data=words, headers=ENGLISH)

    assert answer.status_code == 302, text_of(answer)
    row = fresh().scalars(select(ContestEntry)).one()
    assert (row.brand_id, row.enterprise_id, row.title, row.person_name) == (
        ours.brands[0].id,
        ours.enterprise.id,
        "一碗面的匠心",
        "",
    )
    again = client.post(f"/contests/{contest.id}/enter", data=words, headers=ENGLISH)
    assert again.status_code == 422
    assert "This has been entered already" in text_of(again)
    assert "从一间作坊起步。" in again.text
    other = words | {"brand_id": str(ours.brands[1].id)}
    assert client.post(f"/contests/{contest.id}/enter", data=other, headers=ENGLISH).status_code == 302
    assert fresh().scalar(select(func.count(ContestEntry.id))) == 2


def test_nobody_enters_the_brand_of_others(client, ours, sign_in, fresh):
    contest, foreign = ContestFactory(), BrandFactory()
    sign_in(ours.account)

    for brand in (str(foreign.id), "", "many", "9" * 30):
        words = {"brand_id": brand, "title": "题", "story": "事"}
        assert client.post(f"/contests/{contest.id}/enter", data=words).status_code == 422, brand

    assert fresh().scalar(select(func.count(ContestEntry.id))) == 0


def test_a_person_is_nominated_with_their_consent_stated(client, ours, sign_in, fresh):
    contest = ContestFactory(kind=ContestKind.PEOPLE)
    sign_in(ours.account)
    words = {"brand_id": str(ours.brands[0].id), "title": "老师傅", "story": "带徒五十人。", "person_name": "陈师傅"}

    for missing, why in (
        ({"person_kind": "founder"}, "Nobody is entered who has not agreed to it."),
        ({"agrees": "y"}, "Please say what the person is to the brand."),
        ({"agrees": "y", "person_kind": "founder", "person_name": ""}, "Please say who the person is."),
    ):
        refused = client.post(f"/contests/{contest.id}/enter", data=words | missing, headers=ENGLISH)
        assert refused.status_code == 422
        assert why in text_of(refused)
        assert "带徒五十人。" in refused.text
    for name in ("陈师傅", "李师傅"):
        told = words | {"agrees": "y", "person_kind": "founder", "person_name": name}
        assert client.post(f"/contests/{contest.id}/enter", data=told, headers=ENGLISH).status_code == 302

    rows = fresh().scalars(select(ContestEntry).order_by(ContestEntry.id)).all()
    assert [(row.person_name, row.person_kind, row.person_agreed_at is not None) for row in rows] == [
        ("陈师傅", BrandPersonKind.FOUNDER, True),
        ("李师傅", BrandPersonKind.FOUNDER, True),
    ]


def own_entry(ours, **contest):
    row = ContestFactory(**contest)
    return row, ContestEntryFactory(
        contest_id=row.id, brand=ours.brands[0], enterprise=ours.enterprise, submitted_by_id=ours.account.id
    )


def test_an_entry_is_changed_and_withdrawn_until_the_window_closes(client, ours, sign_in, fresh):
    _, entry = own_entry(ours)
    sign_in(ours.account)
    words = {"brand_id": str(ours.brands[1].id), "title": "新题目", "story": "新故事"}

    assert "从一间作坊起步" in client.get(f"/enterprise/contests/{entry.id}").text
    assert client.post(f"/enterprise/contests/{entry.id}", data=words, headers=ENGLISH).status_code == 302

    row = fresh().scalars(select(ContestEntry)).one()
    assert (row.title, row.brand_id) == ("新题目", ours.brands[1].id)
    client.post(f"/enterprise/contests/{entry.id}/withdraw")
    assert fresh().scalars(select(ContestEntry)).all() == []
    assert actions(fresh) == ["contest_entry.change", "contest_entry.withdraw"]


@pytest.mark.parametrize("contest", [{"closed": True}, {"judging": True}])
def test_after_the_window_nothing_is_entered_changed_or_withdrawn_and_nothing_typed_is_lost(
    client, ours, sign_in, fresh, contest
):
    row, entry = own_entry(ours, **contest)
    sign_in(ours.account)
    words = {"brand_id": str(ours.brands[1].id), "title": "新题目", "story": "写了很久的新故事"}

    entered = client.post(f"/contests/{row.id}/enter", data=words, headers=ENGLISH)
    changed = client.post(f"/enterprise/contests/{entry.id}", data=words, headers=ENGLISH)
    client.post(f"/enterprise/contests/{entry.id}/withdraw")

    for refused in (entered, changed):
        assert refused.status_code == 422
        assert "the window is closed" in text_of(refused)
        assert "写了很久的新故事" in refused.text
    assert fresh().scalars(select(ContestEntry.title)).all() == [entry.title]
    assert client.get(f"/contests/{row.id}/enter").status_code == 302
    assert "The jury reads the entry as it stands here." in visit(client, f"/enterprise/contests/{entry.id}")


def test_nobody_sees_or_changes_the_entry_of_another_enterprise(client, ours, sign_in):
    foreign = ContestEntryFactory()
    sign_in(ours.account)

    visit(client, f"/enterprise/contests/{foreign.id}", status=404)
    assert client.post(f"/enterprise/contests/{foreign.id}/withdraw").status_code == 404


def test_the_city_appoints_officials_and_nobody_else(city, fresh):
    contest = ContestFactory()
    official, worker = AccountFactory(county_official=True), AccountFactory()
    address = f"/office/contests/{contest.id}/jurors"

    assert city.post(address, data={"account_id": official.id}).status_code == 302
    for wrong in (official.id, worker.id, "", "many", "9" * 40):
        assert city.post(address, data={"account_id": wrong}).status_code == 422, wrong

    juror = fresh().scalars(select(ContestJuror)).one()
    assert juror.account_id == official.id
    city.post(f"{address}/{juror.id}/dismiss")
    city.post(f"{address}/{juror.id}/dismiss")
    assert fresh().scalars(select(ContestJuror)).all() == []
    assert actions(fresh) == ["contest_juror.appoint", "contest_juror.dismiss"]


def test_no_jury_is_appointed_for_a_draft_or_changed_once_it_has_scored(city, judged, fresh):
    drafted = ContestFactory(state=ContestState.DRAFTED)
    official = AccountFactory(county_official=True)

    refused = city.post(f"/office/contests/{drafted.id}/jurors", data={"account_id": official.id}, headers=ENGLISH)
    city.post(f"/office/contests/{judged.contest.id}/jurors/{judged.jurors[0].id}/dismiss")

    assert refused.status_code == 422
    assert "The contest does not stand where this is possible." in text_of(refused)
    assert fresh().scalar(select(func.count(ContestJuror.id))) == 3


def test_the_jury_begins_after_the_last_day_and_says_which_entries_lack_jurors(city, fresh):
    contest = ContestFactory()
    entry = ContestEntryFactory(contest_id=contest.id)
    elsewhere = ContestEntryFactory(
        contest_id=contest.id,
        brand=BrandFactory(division_code=BAOYING),
        enterprise=EnterpriseFactory(division_code=BAOYING),
    )
    for division in (BAOYING, "321081", "321000"):
        role = Role.CITY_OFFICIAL if division == "321000" else Role.COUNTY_OFFICIAL
        ContestJurorFactory(contest_id=contest.id, account=AccountFactory(role=role, division_code=division))
    early = step(city, contest, "judge")
    assert early.status_code == 422
    assert "The jury begins after that day." in text_of(early)
    end = fresh()
    end.get(Contest, contest.id).closes_on = TODAY - timedelta(days=1)
    end.commit()

    lacking = step(city, contest, "judge")

    assert lacking.status_code == 422
    said = text_of(lacking).partition("fewer than 3 jurors without a conflict: ")[2].partition(".")[0]
    assert said == elsewhere.brand.name
    assert entry.brand.name not in said
    ContestJurorFactory(contest_id=contest.id)
    assert step(city, contest, "judge").status_code == 302
    assert state_of(fresh, contest) is ContestState.JUDGING


def told(app, sign_in, account):
    """What stands on somebody's page of messages."""
    return visit(sign_in(account, on=app.test_client()), "/messages")


def test_an_entrant_hears_that_the_entry_is_in(app, client, ours, sign_in, fresh):
    contest = ContestFactory()
    sign_in(ours.account)
    words = {"brand_id": str(ours.brands[0].id), "title": "一碗面的匠心", "story": "从一间作坊起步。"}

    client.post(f"/contests/{contest.id}/enter", data=words, headers=ENGLISH)

    assert "“一碗面的匠心” is entered. It may be changed until" in told(app, sign_in, ours.account)
    assert fresh().scalars(select(Delivery)).all() == [], "whoever enters looks at the page and needs no call"


def test_entrants_hear_what_becomes_of_their_contest_and_jurors_what_waits(app, city, ours, sign_in, fresh):
    contest = ContestFactory(closed=True)
    entries = [
        ContestEntryFactory(contest_id=contest.id, brand=brand, enterprise=ours.enterprise, title=f"匠心{number}")
        for number, brand in enumerate(ours.brands)
    ]
    jurors = [ContestJurorFactory(contest_id=contest.id) for _ in range(3)]
    # One of the same county has nothing to score and hears nothing.
    near = AccountFactory(county_official=True, division_code=ours.brands[0].division_code)
    ContestJurorFactory(contest_id=contest.id, account=near)

    assert step(city, contest, "judge").status_code == 302

    assert "“匠心0” is before the jury now." in told(app, sign_in, ours.account)
    kinds = fresh().scalars(select(Message.account_id).where(Message.kind == MessageKind.ENTRIES_TO_SCORE)).all()
    assert sorted(kinds) == sorted(juror.account_id for juror in jurors)
    assert "2 entries of “" in told(app, sign_in, jurors[0].account)

    late = AccountFactory(city_official=True)
    city.post(f"/office/contests/{contest.id}/jurors", data={"account_id": late.id})
    assert "wait for your points" in told(app, sign_in, late)
    asked = select(func.count(Message.id)).where(Message.kind == MessageKind.ENTRIES_TO_SCORE)
    assert fresh().scalar(asked) == 4, "the others are not told again"

    for juror in [*jurors, fresh().scalars(select(ContestJuror).where(ContestJuror.account_id == late.id)).one()]:
        for number, entry in enumerate(entries):
            ContestScoreFactory(juror_id=juror.id, entry_id=entry.id, points=[90 - 40 * number, 80 - 40 * number])
    assert step(city, contest, "publish").status_code == 302
    page = told(app, sign_in, ours.account)
    assert "“匠心0” has rank 1 and is among the winners." in page
    assert "“匠心1” has rank 2" in page
    assert fresh().scalar(select(func.count(Delivery.id)).where(Delivery.address == ours.account.phone)) == 4


def test_a_contest_is_withdrawn_with_a_reason_and_is_seen_no_more(city, app, ours, sign_in, fresh):
    contest = ContestFactory()

    refused = step(city, contest, "withdraw", reason="")
    assert refused.status_code == 422
    assert "Please say why" in text_of(refused)
    ContestEntryFactory(contest_id=contest.id, enterprise=ours.enterprise)
    assert step(city, contest, "withdraw", reason="政策调整").status_code == 302

    assert state_of(fresh, contest) is ContestState.WITHDRAWN
    assert "The contest does not take place: 政策调整" in told(app, sign_in, ours.account)
    visit(app.test_client(), f"/contests/{contest.id}", status=404)
    assert step(city, contest, "call").status_code == 422
    assert step(city, contest, "nonsense").status_code == 404


def test_a_juror_reads_and_scores_and_changes_the_points(client, judged, sign_in, fresh):
    last = judged.jurors[2]
    sign_in(last.account)
    bench = f"/office/contests/{judged.contest.id}/jury"
    assert judged.second.title in visit(client, bench)
    assert "从一间作坊起步" in visit(client, f"{bench}/{judged.second.id}")

    for points in (("70", "60"), ("75", "100")):
        data = {"points1": points[0], "points2": points[1]}
        assert client.post(f"{bench}/{judged.second.id}", data=data, headers=ENGLISH).status_code == 302

    mine = select(ContestScore.points).where(
        ContestScore.juror_id == last.id, ContestScore.entry_id == judged.second.id
    )
    assert fresh().scalars(mine).all() == [[75, 100]]
    trail = fresh().scalars(select(AuditEntry.figures).order_by(AuditEntry.id)).all()
    assert [(one["before"], one["points"]) for one in trail] == [([], [70, 60]), ([70, 60], [75, 100])]


@pytest.mark.parametrize("points", ["", "101", "-1", "many", "9" * 400])
def test_points_that_cannot_be_are_refused_at_the_criterion(client, judged, sign_in, fresh, points):
    sign_in(judged.jurors[2].account)
    address = f"/office/contests/{judged.contest.id}/jury/{judged.second.id}"

    refused = client.post(address, data={"points1": "77", "points2": points}, headers=ENGLISH)

    assert refused.status_code == 422
    assert 'id="points2-error"' in refused.text
    assert 'value="77"' in refused.text
    assert fresh().scalar(select(func.count(ContestScore.id))) == 5


def test_a_juror_of_the_same_county_neither_sees_nor_scores(client, judged, session, sign_in, fresh):
    of_gaoyou = ContestJurorFactory(
        contest_id=judged.contest.id, account=AccountFactory(county_official=True, division_code=GAOYOU)
    )
    sign_in(of_gaoyou.account)
    bench = f"/office/contests/{judged.contest.id}/jury"

    page = visit(client, bench)

    assert "2 entries are kept from you: from your own place." in page
    assert judged.first.title not in page
    visit(client, f"{bench}/{judged.first.id}", status=404)
    assert client.post(f"{bench}/{judged.first.id}", data={"points1": "9", "points2": "9"}).status_code == 404
    assert fresh().scalar(select(func.count(ContestScore.id))) == 5


def test_a_declared_conflict_takes_the_entry_and_its_points_from_a_juror(client, judged, sign_in, fresh):
    juror = judged.jurors[0]
    sign_in(juror.account)
    bench = f"/office/contests/{judged.contest.id}/jury"
    address = f"{bench}/{judged.first.id}/conflict"
    refused = client.post(address, data={"reason": ""}, headers=ENGLISH)
    assert refused.status_code == 422
    assert "Please say why you cannot judge this entry." in text_of(refused)

    assert client.post(address, data={"reason": "亲属在该企业任职"}).status_code == 302

    assert fresh().scalars(select(ContestConflict.reason)).all() == ["亲属在该企业任职"]
    mine = select(ContestScore.entry_id).where(ContestScore.juror_id == juror.id)
    assert fresh().scalars(mine).all() == [judged.second.id]
    noted = fresh().scalars(select(AuditEntry)).one()
    assert noted.action == "contest_conflict.declare"
    assert noted.figures["taken_back"] == [90, 80]
    visit(client, f"{bench}/{judged.first.id}", status=404)
    assert "1 entry is kept from you: where you declared a conflict." in visit(client, bench)


def test_nobody_but_a_juror_has_a_bench_and_nobody_reads_before_the_last_day(client, session, judged, sign_in):
    early = ContestFactory()
    entry = ContestEntryFactory(contest_id=early.id)
    juror = ContestJurorFactory(contest_id=early.id)
    sign_in(juror.account)

    page = visit(client, f"/office/contests/{early.id}/jury")

    assert "You can read them afterwards." in page
    assert entry.title not in page
    visit(client, f"/office/contests/{early.id}/jury/{entry.id}", status=404)
    visit(client, f"/office/contests/{judged.contest.id}/jury", status=404)


def test_points_are_given_only_while_the_jury_is_at_work(client, session, sign_in, fresh):
    contest = ContestFactory(closed=True)
    entry = ContestEntryFactory(contest_id=contest.id)
    sign_in(ContestJurorFactory(contest_id=contest.id).account)
    address = f"/office/contests/{contest.id}/jury/{entry.id}"
    assert "Points are given once the city lets the jury begin." in visit(client, address)

    assert client.post(address, data={"points1": "9", "points2": "9"}).status_code == 422
    assert fresh().scalar(select(func.count(ContestScore.id))) == 0


def test_results_wait_for_three_scores_of_every_entry(city, judged, fresh):
    refused = step(city, judged.contest, "publish")

    assert refused.status_code == 422
    assert f"fewer than 3 scores: {judged.second.brand.name}." in text_of(refused)
    assert state_of(fresh, judged.contest) is ContestState.JUDGING
    assert fresh().get(ContestEntry, judged.first.id).result == {}


def test_published_results_are_kept_named_and_open_the_scores_behind_them(city, app, session, judged, sign_in, fresh):
    ContestScoreFactory(juror_id=judged.jurors[2].id, entry_id=judged.second.id, points=[50, 50])
    visitor = app.test_client()
    assert judged.first.title not in visit(visitor, f"/contests/{judged.contest.id}")
    visit(city, f"/office/contests/{judged.contest.id}/scores/{judged.first.id}", status=404)

    assert step(city, judged.contest, "publish").status_code == 302

    assert state_of(fresh, judged.contest) is ContestState.PUBLISHED
    first, second = (fresh().get(ContestEntry, row.id) for row in (judged.first, judged.second))
    # 0.6 of 90, 85, 80 and 0.4 of 80; 0.6 of 60, 55, 50 and 0.4 of 50: the jurors differ alike, so no doubt is left.
    assert (first.result["score"], first.result["place"], first.has_won) == (83, 1, True)
    assert (second.result["score"], second.result["place"], second.has_won) == (53, 2, False)
    assert first.result["criteria"] == [85, 80]
    assert (first.result["low"], first.result["high"], first.result["alike"]) == (83, 83, [])
    assert actions(fresh) == ["contest.win", "contest.publish"]
    page = visit(visitor, f"/contests/{judged.contest.id}")
    assert "83.00" in page
    assert "Winner" in page
    assert "3 jurors" in page
    assert f"/scores/{judged.first.id}" not in visitor.get(f"/contests/{judged.contest.id}").text
    assert judged.jurors[0].account.name not in page
    linked = city.get(f"/contests/{judged.contest.id}", headers=ENGLISH).text
    assert f'href="/office/contests/{judged.contest.id}/scores/{judged.first.id}" data-figure="83.00"' in linked
    behind = city.get(f"/office/contests/{judged.contest.id}/scores/{judged.first.id}", headers=ENGLISH)
    assert 'data-rows="83.00"' in behind.text
    assert f"{judged.jurors[0].account.name} 90 80 86.00 +3.00 83.00" in text_of(behind)


def test_after_publishing_no_juror_changes_anything(city, app, session, judged, sign_in, fresh):
    ContestScoreFactory(juror_id=judged.jurors[2].id, entry_id=judged.second.id, points=[50, 50])
    step(city, judged.contest, "publish")
    juror = sign_in(judged.jurors[0].account, on=app.test_client())

    address = f"/office/contests/{judged.contest.id}/jury/{judged.first.id}"
    assert juror.post(address, data={"points1": "0", "points2": "0"}).status_code == 404
    assert step(city, judged.contest, "withdraw", reason="再议").status_code == 422
    assert fresh().get(ContestEntry, judged.first.id).result["score"] == 83


def test_points_of_who_has_a_conflict_since_do_not_count(app, session, judged):
    session.add(
        ContestConflict(
            juror_id=judged.jurors[0].id,
            entry_id=judged.first.id,
            reason="亲属",
            declared_at=judged.contest.created_at,
        )
    )
    session.commit()
    with app.app_context():
        rating = rating_of(find_contest(judged.contest.id))

    assert {one.entry: one.jurors for one in rating.entries} == {judged.first.id: 2, judged.second.id: 2}


def test_pages_ask_the_database_as_often_for_many_entries(city, app, session, count_queries):
    contest = ContestFactory(judging=True)
    counts = []
    for more in (1, 5):
        for _ in range(more):
            entry = ContestEntryFactory(contest_id=contest.id)
            juror = ContestJurorFactory(contest_id=contest.id)
            ContestScoreFactory(juror_id=juror.id, entry_id=entry.id)
            ContestFactory()
        with count_queries() as counted:
            visit(city, f"/office/contests/{contest.id}")
            visit(app.test_client(), "/contests")
            visit(city, "/office/contests")
        counts.append(len(counted.statements))

    assert counts[0] == counts[1]
