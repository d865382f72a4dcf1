"""Stories: told with consent, read by officials of the place before everybody does, and gone at a word."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from domain.accounts import Role
from domain.brands import BrandPersonKind
from domain.stories import StoryState
from tests.factories import (
    BAOYING,
    TODAY,
    AccountFactory,
    BrandFactory,
    BrandMemberFactory,
    EnterpriseFactory,
    StoryFactory,
    ZoneFactory,
)
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp.models import AuditEntry, BrandPerson, Story

NEW = "/desk/stories/new"


@pytest.fixture
def ours(client, session, sign_in):
    """An enterprise of a brand of Gaoyou, signed in."""
    enterprise, brand = EnterpriseFactory(), BrandFactory()
    BrandMemberFactory(brand=brand, enterprise=enterprise)
    account = AccountFactory(role=Role.ENTERPRISE, enterprise_id=enterprise.id)
    return SimpleNamespace(client=sign_in(account), brand=brand, enterprise=enterprise, account=account)


@pytest.fixture
def county(app, session, sign_in):
    """Who reads it in Gaoyou."""
    return sign_in(AccountFactory(county_official=True), on=app.test_client())


def typed(brand, **changed):
    usual = {
        "brand_id": str(brand.id),
        "person_name": "陈师傅",
        "person_kind": "inheritor",
        "title": "一把刀，三代人",
        "text": "十六岁随父亲学艺。",
        "consent_proof": "签了同意书",
        "consent_on": TODAY.isoformat(),
    }
    return usual | changed


def post(client, story, act, **data):
    return client.post(f"/desk/stories/{story.id}/{act}", data=data, headers=ENGLISH)


def test_an_enterprise_tells_a_story_an_official_publishes_it_and_everybody_reads_it(ours, county, app, fresh):
    answer = ours.client.post(NEW, data=typed(ours.brand), headers=ENGLISH)
    assert answer.status_code == 302, text_of(answer)
    story = fresh().scalars(select(Story)).one()
    visitor = app.test_client()
    visit(visitor, f"/stories/{story.id}", status=404)
    assert "一把刀，三代人" in visit(county, "/desk/stories")

    assert post(county, story, "publish").status_code == 302

    row = fresh().get(Story, story.id)
    assert (row.state, row.person_kind) == (StoryState.PUBLISHED, BrandPersonKind.INHERITOR)
    assert row.published_at is not None
    assert "一把刀，三代人" in visit(visitor, "/stories")
    page = visit(visitor, f"/stories/{story.id}")
    assert "十六岁随父亲学艺。" in page
    assert "签了同意书" not in page, "how somebody agreed is nobody else's business"
    assert fresh().scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all() == [
        "story.hand_in",
        "story.publish",
    ]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"title": ""}, "Please fill this in."),
        ({"text": " "}, "Please fill this in."),
        ({"consent_proof": ""}, "Please fill this in."),
        ({"consent_on": (TODAY + timedelta(days=1)).isoformat()}, "This day is still to come."),
        ({"consent_on": "yesterday"}, "Please type a day as"),
        ({"person_kind": "king"}, "Please choose one of the list."),
        ({"person_name": "名" * 41}, "The name has 41 characters."),
        ({"brand_id": "0"}, "Please choose one of the list."),
    ],
)
def test_what_does_not_do_is_refused_at_the_field_and_nothing_typed_is_lost(ours, fresh, changed, why):
    answer = ours.client.post(NEW, data=typed(ours.brand, **changed), headers=ENGLISH)

    assert answer.status_code == 422
    assert why in text_of(answer)
    assert (changed.get("text") or "十六岁随父亲学艺。").strip() in answer.text
    assert fresh().scalar(select(func.count(Story.id))) == 0


def test_nobody_tells_a_story_of_a_brand_of_others(ours, county, fresh):
    foreign = BrandFactory(division_code=BAOYING)

    for client in (ours.client, county):
        assert client.post(NEW, data=typed(foreign), headers=ENGLISH).status_code == 422
    assert fresh().scalar(select(func.count(Story.id))) == 0


def test_a_story_goes_back_with_a_reason_and_comes_again(ours, county, fresh):
    story = StoryFactory(
        brand=ours.brand, enterprise_id=ours.enterprise.id, state=StoryState.HANDED_IN, published_at=None
    )
    assert "Please say why" in text_of(post(county, story, "send-back", reason=""))
    assert post(county, story, "send-back", reason="请补充年份").status_code == 302
    assert "请补充年份" in visit(ours.client, f"/desk/stories/{story.id}/edit")

    address = f"/desk/stories/{story.id}/edit"
    again = ours.client.post(address, data=typed(ours.brand, title="新题目"), headers=ENGLISH)

    assert again.status_code == 302
    row = fresh().get(Story, story.id)
    assert (row.state, row.title, row.reason) == (StoryState.HANDED_IN, "新题目", "")


@pytest.mark.parametrize("what", ["wrote", "changed"])
def test_an_official_who_wrote_or_changed_a_story_leaves_it_to_another(ours, app, sign_in, county, fresh, what):
    account = AccountFactory(county_official=True)
    hand = sign_in(account, on=app.test_client())
    if what == "wrote":
        hand.post(NEW, data=typed(ours.brand), headers=ENGLISH)
        story = fresh().scalars(select(Story)).one()
    else:
        story = StoryFactory(brand=ours.brand, enterprise_id=ours.enterprise.id, state=StoryState.HANDED_IN)
        hand.post(f"/desk/stories/{story.id}/edit", data=typed(ours.brand), headers=ENGLISH)
        assert fresh().get(Story, story.id).changed_by_id == account.id

    assert "Another official publishes it." in visit(hand, f"/desk/stories/{story.id}")
    refused = hand.post(f"/desk/stories/{story.id}/publish", headers=ENGLISH, follow_redirects=True)

    assert "You wrote or changed this story yourself." in text_of(refused)
    assert fresh().get(Story, story.id).state is StoryState.HANDED_IN
    assert post(county, story, "publish").status_code == 302
    assert fresh().get(Story, story.id).state is StoryState.PUBLISHED


def test_today_counts_the_stories_of_the_place_that_wait_to_be_read(ours, county):
    StoryFactory(brand=ours.brand, state=StoryState.HANDED_IN)
    StoryFactory(brand=ours.brand)
    StoryFactory(brand=BrandFactory(division_code=BAOYING), state=StoryState.HANDED_IN)

    assert "1 stories of people to read" in visit(county, "/office")


def test_what_is_published_is_not_changed(ours, fresh):
    story = StoryFactory(brand=ours.brand, enterprise_id=ours.enterprise.id)

    refused = ours.client.post(f"/desk/stories/{story.id}/edit", data=typed(ours.brand), headers=ENGLISH)

    assert refused.status_code == 422
    assert "The story has moved on." in text_of(refused)
    assert fresh().get(Story, story.id).title == story.title


@pytest.mark.parametrize("who", ["enterprise", "county"])
def test_a_story_is_gone_at_the_word_of_the_person(ours, county, app, fresh, who):
    story = StoryFactory(brand=ours.brand, enterprise_id=ours.enterprise.id)
    client = ours.client if who == "enterprise" else county
    visitor = app.test_client()
    assert story.title in visit(visitor, "/stories")

    assert post(client, story, "withdraw").status_code == 302

    assert fresh().scalars(select(Story)).all() == []
    visit(visitor, f"/stories/{story.id}", status=404)
    entry = fresh().scalars(select(AuditEntry)).one()
    assert entry.action == "story.withdraw"
    assert "陈师傅" not in str(entry.figures)


def test_only_who_wrote_it_and_officials_of_the_place_have_it_on_their_desk(app, session, ours, sign_in):
    story = StoryFactory(state=StoryState.HANDED_IN)
    other = sign_in(AccountFactory(county_official=True, division_code=BAOYING), on=app.test_client())

    for client in (ours.client, other):
        visit(client, f"/desk/stories/{story.id}", status=404)
        assert post(client, story, "withdraw").status_code == 404
    assert post(other, story, "publish").status_code == 404
    assert post(ours.client, story, "publish").status_code == 403


def test_the_people_of_a_zone_lead_to_their_stories(client, session, count_queries):
    brand = BrandFactory()
    session.add(BrandPerson(brand_id=brand.id, kind=BrandPersonKind.INHERITOR, name="陈师傅", note="第三代"))
    session.add(BrandPerson(brand_id=brand.id, kind=BrandPersonKind.FOUNDER, name="李师傅", note="第一代"))
    session.commit()
    ZoneFactory(slug="chefs", brand=brand)
    visit(client, "/zones/chefs")
    with count_queries() as before:
        visit(client, "/zones/chefs")
    story = StoryFactory(brand=brand)
    StoryFactory(brand=brand, person_name="李师傅", person_kind=BrandPersonKind.FOUNDER, state=StoryState.HANDED_IN)

    with count_queries() as after:
        page = client.get("/zones/chefs").text

    assert f'href="/stories/{story.id}"' in page
    assert page.count('href="/stories/') == 1
    assert len(after.statements) == len(before.statements)


def test_the_stories_of_one_brand_are_listed_alone_and_in_few_questions(client, session, count_queries):
    brand = BrandFactory()
    mine, other = StoryFactory(brand=brand), StoryFactory()

    page = visit(client, f"/stories?brand={brand.slug}")

    assert mine.title in page
    assert other.title not in page
    counts = []
    for more in (0, 5):
        for _ in range(more):
            StoryFactory()
        with count_queries() as counted:
            visit(client, "/stories")
        counts.append(len(counted.statements))
    assert counts[0] == counts[1]
