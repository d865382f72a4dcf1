"""The card of a zone: a picture with its figures of today and a code that leads there."""

from io import BytesIO

import pytest
from PIL import Image

from domain.brands import BrandCategory
from tests.factories import BrandFactory, VacancyFactory, ZoneFactory
from tests.webapp.pages import visit
from webapp.pictures import CARD_SIZE, CardWords, draw_card


@pytest.fixture
def zone(session):
    brand = BrandFactory(name="高邮厨师")
    VacancyFactory(brand=brand, headcount=3)
    return ZoneFactory(slug="chefs", brand=brand, title="高邮厨师专区", title_en="Gaoyou chefs")


def words(**changed):
    said = {
        "title": "高邮厨师专区",
        "lead": "一碗烫干丝",
        "numbers": (("12", "在招岗位"), ("34", "招聘人数"), ("5", "招聘企业"), ("6,500", "月薪中位数")),
        "day": "截至今天",
        "call": "扫码看岗位",
        "sender": "劳品",
    }
    return CardWords(**said | changed)


def opened(content):
    return Image.open(BytesIO(content)).convert("RGB")


def test_the_card_is_a_picture_that_says_what_the_page_beside_it_says(client, zone):
    answer = client.get("/zones/chefs/card.png")

    assert answer.mimetype == "image/png"
    assert opened(answer.data).size == CARD_SIZE
    page = client.get("/zones/chefs/share", headers={"Accept-Language": "zh-CN"}).get_data(as_text=True)
    assert 'alt="高邮厨师专区' in page
    assert "http://localhost/zones/chefs?from=card" in page
    assert "Share card" in visit(client, "/zones/chefs")


def test_a_zone_that_is_hidden_has_no_card(client, session, zone):
    zone.is_published = False
    session.commit()

    visit(client, "/zones/chefs/share", status=404)
    assert client.get("/zones/chefs/card.png").status_code == 404


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"title": "扬州市二〇二六年高校毕业生等青年就业服务攻坚行动网络招聘专区暨直播带岗活动"},
        {"title": "Work in the Yangzhou Economic Development Zone and its surroundings, 2026", "lead": "word " * 60},
        {"lead": "", "numbers": ()},
    ],
)
def test_long_and_missing_words_leave_the_numbers_and_the_code_where_they_are(changed):
    address = "http://localhost/zones/chefs?from=card"
    plain = opened(draw_card(words(), address=address, category=BrandCategory.LIVELIHOOD))
    card = opened(draw_card(words(**changed), address=address, category=BrandCategory.LIVELIHOOD))

    code = (56, CARD_SIZE[1] - 316, 316, CARD_SIZE[1] - 56)
    assert dark(card.crop(code)) == dark(plain.crop(code)) > 1000
    assert dark(card.crop((700, 430, 750, 1100))) == 0, "nothing runs over the edge"


def dark(picture):
    return sum(count for count, colour in picture.getcolors(maxcolors=2**20) if sum(colour) < 120)
