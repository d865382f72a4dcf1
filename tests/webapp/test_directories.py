"""The guidance directory: numbered editions that never change, what each has changed, Excel and PDF."""

from __future__ import annotations

import re
import zlib
from datetime import timedelta
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from domain.brands import BrandState, Indicator
from tests.factories import TODAY, YANGZHOU, AccountFactory, BrandFactory, BrandFigureFactory
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp.models import AuditEntry, DirectoryEdition

DRAFT = "/office/brands/directory"
FIRST, SECOND = f"{TODAY.year}-1", f"{TODAY.year}-2"


@pytest.fixture
def chefs(session):
    chefs = BrandFactory(name="高邮厨师", industry_code="H62")
    BrandFigureFactory(brand_id=chefs.id, value=4200)
    BrandFigureFactory(brand_id=chefs.id, indicator=Indicator.OUTPUT_FEN, value=34_000_000_000)
    BrandFigureFactory(brand_id=chefs.id, year=TODAY.year - 2, value=9999)
    return chefs


@pytest.fixture
def city(app, sign_in, session):
    return sign_in(AccountFactory(city_official=True), on=app.test_client())


def publish(city, note="", *, status=302):
    answer = city.post(DRAFT, data={"note": note}, headers=ENGLISH)
    assert answer.status_code == status, text_of(answer)
    return text_of(answer)


def test_before_the_first_edition_the_page_says_so(client, city):
    assert "No edition yet" in visit(client, "/directory")
    assert "No brand is listed yet." in visit(city, DRAFT)
    assert "No brand is listed yet." in publish(city, status=422)


def test_the_city_publishes_the_library_as_a_numbered_edition(client, city, fresh, chefs):
    BrandFactory(name="还没入库的", state=BrandState.NURTURING)

    publish(city, "首期目录")

    edition = fresh().scalars(select(DirectoryEdition)).one()
    assert (edition.number, edition.published_on, edition.note) == (FIRST, TODAY, "首期目录")
    page = visit(client, "/directory")
    assert f"Edition {FIRST}" in page
    assert "首期目录" in page
    line = page.partition("All brands of the edition")[2]
    assert "高邮厨师 餐饮业 Gaoyou Culture and tourism City brand Certified by the city 4,200" in line
    assert "34,000 × 10,000 yuan" in line
    assert "还没入库的" not in page
    assert fresh().scalars(select(AuditEntry)).one().action == "directory.publish"


def test_the_next_edition_says_what_came_what_left_and_what_changed(client, city, session, chefs):
    leaving = BrandFactory(name="高邮纺织工")
    publish(city)
    leaving.state = BrandState.EXITED
    chefs.name = "高邮淮扬菜厨师"
    session.commit()
    BrandFactory(name="高邮灯具安装工", division_code=YANGZHOU)
    assert f"Edition {SECOND}" in visit(city, DRAFT)

    publish(city)

    page = visit(client, f"/directory/{SECOND}")
    assert f"1 new since edition {FIRST} 1 changed 1 left" in page
    assert "高邮灯具安装工" in visit(client, f"/directory/{SECOND}?part=added").partition("New since")[2]
    assert "高邮纺织工" in visit(client, f"/directory/{SECOND}?part=removed")
    changed = visit(client, f"/directory/{SECOND}?part=changed")
    assert "高邮淮扬菜厨师 Name of the brand 高邮厨师 高邮淮扬菜厨师" in changed
    first = visit(client, f"/directory/{FIRST}")
    assert "高邮纺织工" in first
    assert "高邮淮扬菜厨师" not in first
    assert "new since" not in first


def test_a_part_without_lines_says_so_and_an_unknown_one_is_refused(client, city, chefs):
    publish(city)

    assert "Nothing here" in visit(client, f"/directory/{FIRST}?part=removed")
    assert "“part”" in visit(client, f"/directory/{FIRST}?part=x", status=400)


def test_an_edition_in_which_nothing_changed_is_refused_and_the_note_stays(city, chefs, fresh):
    publish(city)

    assert "Nothing has changed since the last edition." in visit(city, DRAFT)
    assert "注意事项" in publish(city, "注意事项", status=422)
    assert len(fresh().scalars(select(DirectoryEdition)).all()) == 1


def test_a_note_that_is_too_long_is_refused_and_stays(city, chefs, fresh):
    page = publish(city, "注" * 501, status=422)

    assert "The text has 501 characters. It may have 500." in page
    assert "注" * 501 in page
    assert fresh().scalars(select(DirectoryEdition)).all() == []


def test_editions_are_counted_anew_each_year(city, session, chefs, fresh):
    official = AccountFactory(city_official=True)
    session.add(
        DirectoryEdition(
            number=f"{TODAY.year - 1}-7",
            year=TODAY.year - 1,
            sequence=7,
            published_on=TODAY - timedelta(days=366),
            published_by_id=official.id,
        )
    )
    session.commit()

    publish(city)

    assert fresh().scalars(select(DirectoryEdition.number).order_by(DirectoryEdition.id)).all()[-1] == FIRST


def test_a_county_reads_the_draft_and_cannot_publish(app, sign_in, session, chefs, fresh):
    county = sign_in(AccountFactory(county_official=True), on=app.test_client())

    assert "Publish the edition" not in visit(county, DRAFT)
    assert county.post(DRAFT, data={"note": ""}).status_code == 403
    assert fresh().scalars(select(DirectoryEdition)).all() == []


def test_an_edition_is_kept_as_excel_with_its_changes_on_a_sheet_of_their_own(client, city, session, chefs):
    publish(city)
    BrandFactory(name="高邮灯具安装工")
    publish(city)

    answer = client.get(f"/directory/{SECOND}/excel")

    book = CalamineWorkbook.from_filelike(BytesIO(answer.data))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0][:3] == ["序号", "品牌", "归属"]
    assert ["高邮厨师" in row for row in rows].count(True) == 1
    assert next(row for row in rows if "高邮厨师" in row)[-3:] == ["4,200", "", "34,000"]
    assert book.get_sheet_by_index(1).to_python() == [["新增：高邮灯具安装工"]]
    assert "attachment" in answer.headers["Content-Disposition"]


def test_an_edition_is_kept_as_a_pdf_that_names_its_number_on_every_page(client, city, session, chefs):
    for number in range(60):
        BrandFactory(name=f"高邮第{number}号工匠")
    publish(city, "供各县（市、区）参照执行。")

    answer = client.get(f"/directory/{FIRST}/pdf")

    assert answer.content_type == "application/pdf"
    assert answer.data.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", answer.data)) >= 2
    assert len(answer.data) < 500_000
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", answer.data, re.DOTALL)
    assert any(b"BT" in zlib.decompress(stream) for stream in streams if stream[:1] == b"\x78")


@pytest.mark.parametrize("number", ["1999-1", "x", "%00", "a" * 3000])
def test_there_is_no_edition_of_a_number_that_was_not_given(client, session, number):
    for part in ("", "/excel", "/pdf"):
        visit(client, f"/directory/{number}{part}", status=404)


@pytest.mark.parametrize(("address", "queries"), [("/directory", 5), (f"/directory/{SECOND}", 5), (DRAFT, 8)])
def test_the_directory_asks_the_database_as_often_for_many_brands_as_for_few(
    client, city, session, chefs, count_queries, address, queries
):
    publish(city)
    BrandFactory()
    publish(city)
    reader = city if address == DRAFT else client
    reader.get(address)
    with count_queries() as few:
        reader.get(address)
    for _ in range(5):
        BrandFigureFactory(brand_id=BrandFactory().id)
    with count_queries() as many:
        reader.get(address)

    assert len(few.statements) == len(many.statements) == queries
