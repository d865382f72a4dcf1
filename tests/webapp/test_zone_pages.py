"""Pages of zones: drafted, previewed, handed in, approved, published, taken back; the public sees what is published."""

import re
from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from domain.accounts import Role
from domain.zone_pages import STANDARD_PAGE, SectionKind, VersionState
from tests.factories import (
    BAOYING,
    NOW,
    AccountFactory,
    BrandFactory,
    BrandMemberFactory,
    EnterpriseFactory,
    VacancyFactory,
    ZoneFactory,
)
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp.extensions import db
from webapp.models import AuditEntry, BrandPerson, BrandSite, Message, Zone, ZoneVersion
from webapp.services import zone_pages
from webapp.transaction import transaction

S = VersionState


@pytest.fixture
def zone(session):
    brand = BrandFactory(story="一碗烫干丝。", story_en="A bowl of tofu.")
    session.add(BrandPerson(brand_id=brand.id, kind="founder", name="陈师傅", note="第一代"))
    session.add(BrandSite(brand_id=brand.id, kind="training_base", name="烹饪实训基地"))
    session.add(BrandSite(brand_id=brand.id, kind="park", name="美食产业园"))
    session.commit()
    return ZoneFactory(slug="chefs", brand=brand)


@pytest.fixture
def office(app, session, sign_in):
    client = app.test_client()
    client.account = AccountFactory(city_official=True)
    return sign_in(client.account, on=client)


@pytest.fixture
def enterprise(app, zone, sign_in):
    client = app.test_client()
    member = BrandMemberFactory(brand=zone.brand)
    client.account = AccountFactory(role=Role.ENTERPRISE, enterprise_id=member.enterprise_id)
    return sign_in(client.account, on=client)


def typed(**changes):
    """The form as it stands at first, with some fields changed: story__text="…", videos__is_shown=""."""
    fields = {}
    for position, kind in enumerate(SectionKind, start=1):
        fields |= {f"{kind}-position": position, f"{kind}-is_shown": "y"}
    fields |= {name.replace("__", "-"): value for name, value in changes.items()}
    return {name: value for name, value in fields.items() if value != ""}


def versions(fresh):
    return {row.number: row.state for row in fresh().scalars(select(ZoneVersion))}


def test_the_public_sees_nothing_of_a_draft_and_all_of_what_is_published(client, office, zone, fresh):
    answer = office.post(
        f"/office/zones/{zone.id}/compose",
        data=typed(story__heading="三代人的灶台", story__heading_en="Three generations", story__text="从扬州到世界。"),
    )
    assert answer.status_code == 302
    assert "Three generations" not in visit(client, "/zones/chefs")
    assert "Three generations" in visit(office, f"/office/zones/{zone.id}/versions/1")
    visit(client, f"/office/zones/{zone.id}/versions/1", status=302)

    office.post(f"/office/zones/{zone.id}/versions/1/publish")

    page = visit(client, "/zones/chefs")
    assert "Three generations" in page
    assert "从扬州到世界。" in page
    assert "A bowl of tofu." not in page
    assert versions(fresh) == {1: S.PUBLISHED}
    assert fresh().scalars(select(AuditEntry.action)).all() == ["zone.page_published"]


def test_sections_stand_in_the_order_that_was_composed_and_only_those_switched_on(client, office, zone):
    VacancyFactory(brand=zone.brand)
    positions = {f"{kind}__position": 9 - number for number, kind in enumerate(SectionKind)}

    office.post(f"/office/zones/{zone.id}/compose", data=typed(**positions, people__is_shown=""))
    office.post(f"/office/zones/{zone.id}/versions/1/publish")

    page = client.get("/zones/chefs").text
    stands = [page.index(f'id="{kind}"') for kind in ("training", "enterprises", "story", "vacancies", "figures")]
    assert stands == sorted(stands)
    assert 'id="people"' not in page
    assert "陈师傅" not in page
    assert "烹饪实训基地" in page
    assert "美食产业园" not in page


def test_what_somebody_typed_is_shown_as_text(client, office, zone):
    attack = "<script>alert(1)</script><img src=x onerror=alert(2)>\n第二行"
    office.post(f"/office/zones/{zone.id}/compose", data=typed(story__text=attack, story__heading="<b>粗</b>"))
    office.post(f"/office/zones/{zone.id}/versions/1/publish")

    page = client.get("/zones/chefs").text

    assert "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt;\n第二行" in page
    assert "&lt;b&gt;粗&lt;/b&gt;" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_arrows_move_a_section_and_keep_what_was_typed(office, zone, fresh):
    answer = office.post(f"/office/zones/{zone.id}/compose", data=typed(move="vacancies:up", story__text="别丢了我"))

    assert answer.location.endswith("#section-vacancies")
    page = fresh().scalars(select(ZoneVersion)).one().page
    assert [section.kind for section in page.sections][:2] == [SectionKind.VACANCIES, SectionKind.FIGURES]
    assert page.section(SectionKind.STORY).text == "别丢了我"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"story__heading": "长" * 31}, "The heading has 31 characters. It may have 30."),
        ({"story__text": "长" * 2001}, "The text has 2001 characters. It may have 2000."),
        ({"videos__links": "影片 http://example.cn/1"}, "begins with https://"),
        ({"videos__links": "影片 https://example.cn/1\n" * 7}, "You named 7 videos. A section shows at most 6."),
        ({"story__position": "x"}, "Please type a whole number."),
        ({"story__position": "77"}, "The position lies between 1 and 9."),
        ({"story__picture": "f" * 32}, "Please choose one of the list."),
        ({f"{kind}__is_shown": "" for kind in SectionKind}, "Every section is switched off."),
    ],
)
def test_what_cannot_be_kept_is_said_at_its_section_and_nothing_is_lost(office, zone, fresh, changes, said):
    answer = office.post(
        f"/office/zones/{zone.id}/compose", data=typed(people__text="打了半天的字", **changes), headers=ENGLISH
    )

    assert answer.status_code == 422
    assert said in text_of(answer)
    assert "打了半天的字" in answer.text
    assert versions(fresh) == {}


def test_videos_are_links_that_open_elsewhere(client, office, zone):
    office.post(
        f"/office/zones/{zone.id}/compose",
        data=typed(videos__links="一刀 一世界 https://video.example.cn/1\n\n第二部 https://video.example.cn/2"),
    )
    office.post(f"/office/zones/{zone.id}/versions/1/publish")

    page = client.get("/zones/chefs").text

    assert '<a href="https://video.example.cn/1" rel="noopener noreferrer" target="_blank"' in page
    assert "一刀 一世界" in page
    assert "video.example.cn/2" in page


def test_an_enterprise_proposes_and_an_official_sends_back_and_then_approves(client, enterprise, office, zone, fresh):
    compose = f"/enterprise/zones/{zone.id}/compose"
    enterprise.post(compose, data=typed(story__text="我们的初稿"))
    assert "Draft" in visit(enterprise, "/enterprise/zones")
    visit(office, f"/office/zones/{zone.id}/versions/1", status=404)
    assert "我们的初稿" not in office.get(f"/office/zones/{zone.id}").text

    enterprise.post(f"/enterprise/zones/{zone.id}/hand-in")
    waiting = visit(office, f"/office/zones/{zone.id}")
    assert "Handed in" in waiting
    assert "The story" in waiting
    assert "我们的初稿" in visit(office, f"/office/zones/{zone.id}/versions/1")
    fixed = enterprise.post(compose, data=typed(story__text="偷偷再改"), headers=ENGLISH)
    assert "Withdraw it to change it." in text_of(fixed)

    nothing = office.post(f"/office/zones/{zone.id}/versions/1/send-back", data={"reason": " "}, headers=ENGLISH)
    assert nothing.status_code == 422
    assert "Please say why" in text_of(nothing)
    office.post(f"/office/zones/{zone.id}/versions/1/send-back", data={"reason": "请补充师傅的故事"})
    assert "请补充师傅的故事" in visit(enterprise, f"/enterprise/zones/{zone.id}")

    enterprise.post(compose, data=typed(story__text="补好了"))
    enterprise.post(f"/enterprise/zones/{zone.id}/hand-in")
    assert "补好了" not in visit(client, "/zones/chefs")
    office.post(f"/office/zones/{zone.id}/versions/1/publish")

    assert "补好了" in visit(client, "/zones/chefs")
    assert "The public sees what you proposed" in visit(enterprise, f"/enterprise/zones/{zone.id}")
    told = fresh().scalars(select(Message).order_by(Message.id)).all()
    assert [(one.account_id, one.words["state"]) for one in told] == [
        (enterprise.account.id, "sent_back"),
        (enterprise.account.id, "published"),
    ]
    assert "was sent back: 请补充师傅的故事" in visit(enterprise, "/messages")


def test_an_enterprise_publishes_nothing_by_itself_and_reaches_only_its_zones(enterprise, zone, session, fresh):
    other = ZoneFactory(brand=BrandFactory())
    of_category = ZoneFactory(of_category=True)
    enterprise.post(f"/enterprise/zones/{zone.id}/compose", data=typed(story__text="x"))

    assert enterprise.post(f"/office/zones/{zone.id}/versions/1/publish").status_code == 403
    for number in (other.id, of_category.id):
        visit(enterprise, f"/enterprise/zones/{number}", status=404)
        visit(enterprise, f"/enterprise/zones/{number}/compose", status=404)
        assert enterprise.post(f"/enterprise/zones/{number}/compose", data=typed()).status_code == 404
        assert enterprise.post(f"/enterprise/zones/{number}/hand-in").status_code == 404
    assert versions(fresh) == {1: S.DRAFT}


def test_who_only_asks_to_belong_composes_nothing(app, session, sign_in, zone):
    asking = BrandMemberFactory(brand=zone.brand, approved_at=None)
    client = sign_in(AccountFactory(role=Role.ENTERPRISE, enterprise_id=asking.enterprise_id), on=app.test_client())

    assert "You belong to no brand yet" in visit(client, "/enterprise/zones")
    visit(client, f"/enterprise/zones/{zone.id}/compose", status=404)


def test_another_enterprise_of_the_brand_does_not_see_what_this_one_drafts(app, enterprise, zone, sign_in, fresh):
    other = BrandMemberFactory(brand=zone.brand)
    client = sign_in(AccountFactory(role=Role.ENTERPRISE, enterprise_id=other.enterprise_id), on=app.test_client())
    enterprise.post(f"/enterprise/zones/{zone.id}/compose", data=typed(story__text="秘密"))

    visit(client, f"/enterprise/zones/{zone.id}/versions/1", status=404)
    client.post(f"/enterprise/zones/{zone.id}/compose", data=typed(story__text="另一份"))

    assert versions(fresh) == {1: S.DRAFT, 2: S.DRAFT}


def test_a_withdrawn_proposal_is_gone(enterprise, office, zone, fresh):
    enterprise.post(f"/enterprise/zones/{zone.id}/compose", data=typed(story__text="x"))
    enterprise.post(f"/enterprise/zones/{zone.id}/hand-in")

    enterprise.post(f"/enterprise/zones/{zone.id}/withdraw")

    assert versions(fresh) == {1: S.DROPPED}
    assert "You have proposed nothing yet" in visit(enterprise, f"/enterprise/zones/{zone.id}")
    visit(office, f"/office/zones/{zone.id}/versions/1", status=404)
    assert enterprise.post(f"/enterprise/zones/{zone.id}/withdraw").status_code == 404


def test_officials_go_back_to_what_stood_there_before(client, office, zone, fresh):
    for text in ("第一版", "第二版"):
        office.post(f"/office/zones/{zone.id}/compose", data=typed(story__text=text))
        number = max(versions(fresh))
        office.post(f"/office/zones/{zone.id}/versions/{number}/publish")
    assert "第二版" in visit(client, "/zones/chefs")
    history = visit(office, f"/office/zones/{zone.id}")
    assert "Differs from today in" in history

    office.post(f"/office/zones/{zone.id}/versions/1/go-back")

    assert "第一版" in visit(client, "/zones/chefs")
    assert versions(fresh) == {1: S.REPLACED, 2: S.REPLACED, 3: S.PUBLISHED}
    assert fresh().scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()[-1] == "zone.go_back"


def test_nobody_goes_back_to_what_was_never_public(office, zone, fresh):
    office.post(f"/office/zones/{zone.id}/compose", data=typed(story__text="x"))

    answer = office.post(f"/office/zones/{zone.id}/versions/1/go-back", follow_redirects=True, headers=ENGLISH)

    assert "This version has moved on" in text_of(answer)
    assert versions(fresh) == {1: S.DRAFT}


def test_a_draft_that_a_colleague_has_changed_meanwhile_is_not_overwritten(office, zone, fresh):
    compose = f"/office/zones/{zone.id}/compose"
    office.post(compose, data=typed(story__text="甲先写"))
    lock = re.search(r'name="lock" value="(\d+)"', office.get(compose).text)[1]
    office.post(compose, data=typed(story__text="乙改了", lock=lock))

    answer = office.post(compose, data=typed(story__text="甲又改", lock=lock), headers=ENGLISH)

    assert answer.status_code == 422
    assert "Somebody else has changed it meanwhile." in text_of(answer)
    assert "甲又改" in answer.text
    assert fresh().scalars(select(ZoneVersion)).one().page.section(SectionKind.STORY).text == "乙改了"


def test_of_two_who_publish_at_once_one_stands_and_the_other_is_kept(app, session, fresh, zone, office):
    enterprises = [EnterpriseFactory() for _ in range(4)]
    for enterprise in enterprises:
        with app.app_context(), transaction():
            row = db.session.get(Zone, zone.id)
            draft = zone_pages.save_draft(row, STANDARD_PAGE, enterprise_id=enterprise.id, account_id=office.account.id)
            zone_pages.hand_in(row, draft, account_id=office.account.id)
    start = Barrier(len(enterprises))

    def publish(number):
        with app.app_context():
            start.wait()
            with transaction():
                row = db.session.scalars(select(ZoneVersion).where(ZoneVersion.number == number)).one()
                zone_pages.publish(db.session.get(Zone, zone.id), row, account_id=office.account.id)

    threads = [Thread(target=publish, args=(number,)) for number in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(versions(fresh).values()) == [S.PUBLISHED, S.REPLACED, S.REPLACED, S.REPLACED]


def test_a_county_composes_zones_of_its_own_only(client, session, sign_in, zone):
    theirs = ZoneFactory(brand=BrandFactory(division_code=BAOYING))
    sign_in(AccountFactory(county_official=True))

    visit(client, f"/office/zones/{zone.id}/compose")
    for address in ("", "/compose", "/versions/1"):
        visit(client, f"/office/zones/{theirs.id}{address}", status=404)
    for act in ("publish", "send-back", "go-back", "drop"):
        assert client.post(f"/office/zones/{theirs.id}/versions/1/{act}").status_code == 404


def test_the_page_of_a_part_shows_vacancies_and_not_the_story(client, office, zone):
    office.post(f"/office/zones/{zone.id}/compose", data=typed(vacancies__is_shown="", story__text="只在首页"))
    office.post(f"/office/zones/{zone.id}/versions/1/publish")
    VacancyFactory(brand=zone.brand, title="冷菜厨师")

    assert "冷菜厨师" not in visit(client, "/zones/chefs")
    part = visit(client, "/zones/chefs/places/321084")
    assert "冷菜厨师" in part
    assert "只在首页" not in part


def test_the_desk_of_a_zone_asks_the_database_as_often_for_many_versions(office, zone, session, count_queries):
    def add(number, state):
        session.add(
            ZoneVersion(
                zone_id=zone.id, number=number, state=state, content={"sections": []}, made_at=NOW, reason="", lock=1
            )
        )
        session.commit()

    add(1, S.PUBLISHED)
    with count_queries() as few:
        visit(office, f"/office/zones/{zone.id}")
    for number in range(2, 6):
        add(number, S.REPLACED)
    with count_queries() as many:
        visit(office, f"/office/zones/{zone.id}")

    assert len(few.statements) == len(many.statements) <= 5
