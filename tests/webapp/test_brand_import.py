"""Brands and yearly figures from a table: what can stand is kept, every other row comes back with its reason."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from domain.brands import Indicator
from tests.factories import BAOYING, TODAY, AccountFactory, BrandFactory, BrandFigureFactory
from tests.webapp.pages import ENGLISH, text_of
from webapp.models import AuditEntry, Brand, BrandFigure

LAST = TODAY.year - 1
FIGURE_HEADS = ["品牌", "年度", "从业人数", "技能劳动者", "月平均工资", "年产值", "市场份额", "数据来源"]
BRAND_HEADS = ["品牌名称", "归属地", "类别", "行业", "职业", "产品与服务", "保留现名的理由"]


@pytest.fixture
def desk(client, sign_in, session):
    return sign_in(AccountFactory(county_official=True))


def table(heads, *rows):
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([heads, *rows]):
            sheet.write_row(number, 0, row)
    return file.getvalue()


def send(desk, kind, content):
    return desk.post(f"/office/brands/import/{kind}", data={"file": (BytesIO(content), "表.xlsx")}, headers=ENGLISH)


def rows_of(answer):
    return CalamineWorkbook.from_filelike(BytesIO(answer.data)).get_sheet_by_index(0).to_python()


def test_figures_of_a_table_are_kept_and_whatever_cannot_be_is_reported_row_by_row(desk, fresh):
    eggs, ducks = BrandFactory(name="高邮咸鸭蛋加工工"), BrandFactory(name="高邮麻鸭饲养员")
    BrandFactory(name="宝应荷藕工", division_code=BAOYING)
    BrandFigureFactory(brand_id=ducks.id, year=LAST)

    answer = send(
        desk,
        "figures",
        table(
            FIGURE_HEADS,
            ["高邮 咸鸭蛋加工工", LAST, 5400, 2100, "5,600元", "3.4亿", "12.5%", "县统计局"],
            ["高邮咸鸭蛋加工工", LAST, 5500, "", "", "", "", "又一次"],
            ["高邮麻鸭饲养员", LAST, 2900, "", "", "", "", "县统计局"],
            ["高邮麻鸭饲养员", LAST - 1, 2900, 3000, "", "", "", "县统计局"],
            ["高邮麻鸭饲养员", LAST - 2, 2900, "", "", "", 180, "县统计局"],
            ["高邮麻鸭饲养员", LAST - 3, 0, "", "", "", "", "县统计局"],
            ["高邮麻鸭饲养员", TODAY.year, 2900, "", "", "", "", "县统计局"],
            ["高邮麻鸭饲养员", LAST - 4, "很多", "", "", "", "", ""],
            ["宝应荷藕工", LAST, 100, "", "", "", "", "县统计局"],
            ["没有的品牌", LAST, 100, "", "", "", "", "县统计局"],
        ),
    )

    assert answer.status_code == 200
    kept = fresh().scalars(select(BrandFigure).where(BrandFigure.brand_id == eggs.id)).all()
    assert {row.indicator: int(row.value * 1000) for row in kept} == {
        Indicator.WORKFORCE: 5_400_000,
        Indicator.SKILLED_WORKERS: 2_100_000,
        Indicator.MEAN_MONTHLY_WAGE_FEN: 560_000_000,
        Indicator.OUTPUT_FEN: 34_000_000_000_000,
        Indicator.MARKET_SHARE: 125,
    }
    page = text_of(answer)
    assert "1 row is kept." in page
    assert "9 rows were refused" in page
    for words in (
        f"{LAST} is reported already.",
        "Skilled workers 3000 of 2900 people",
        "Market share A share is at most 100 %.",
        "People at work This cannot be zero",
        "Year A report is for a year that has ended",
        "People at work Please type a whole number.",
        "Where the figures come from Please fill this in.",
        "“宝应荷藕工” is no brand of your library.",
        "“没有的品牌” is no brand of your library.",
    ):
        assert words in page, words


def test_the_refused_rows_come_back_to_be_corrected_and_sent_again(desk, fresh):
    BrandFactory(name="高邮麻鸭饲养员")
    row = ["高邮麻鸭饲养员", LAST, "很多", "", "", "", "", "县统计局"]
    answer = send(desk, "figures", table(FIGURE_HEADS, row))
    assert answer.status_code == 422
    carried = answer.text.partition('name="rows" value="')[2].partition('"')[0].replace("&#34;", '"')

    book = desk.post("/office/brands/import/figures/refused", data={"rows": carried})

    heads, refused = rows_of(book)
    assert refused[heads.index("从业人数")] == "很多"
    assert "原因" in heads
    corrected = [str(cell) if head != "从业人数" else "2900" for head, cell in zip(heads, refused, strict=True)]
    assert send(desk, "figures", table(heads, corrected)).status_code == 302
    assert [row.value for row in fresh().scalars(select(BrandFigure))] == [2900]


def test_brands_of_a_table_are_entered_and_near_names_are_refused(desk, fresh):
    BrandFactory(name="高邮麻鸭饲养员")

    answer = send(
        desk,
        "brands",
        table(
            BRAND_HEADS,
            ["高邮灯具安装工", "高邮市", "中高端技能类", "C38", "电工", "路灯", ""],
            ["高邮灯具安装师", "高邮市", "中高端技能类", "", "", "", ""],
            ["高邮麻鸭饲养员", "高邮", "文化旅游类", "", "", "", ""],
            ["高邮湖鲜", "高邮", "文化旅游类", "", "", "", ""],
            ["高邮双黄蛋", "高邮", "文化旅游类", "", "", "", "百年老名字"],
            ["宝应荷藕工", "宝应", "文化旅游类", "", "", "", ""],
            ["高邮剪纸艺人", "火星", "文化旅游类", "星际业", "", "", ""],
            ["高邮剪纸艺人", "高邮", "没有的类别", "", "", "", ""],
        ),
    )

    assert sorted(row.name for row in fresh().scalars(select(Brand))) == [
        "高邮双黄蛋",
        "高邮灯具安装工",
        "高邮麻鸭饲养员",
    ]
    lamps = fresh().scalars(select(Brand).where(Brand.name == "高邮灯具安装工")).one()
    assert (lamps.industry_code, lamps.products) == ("C38", "路灯")
    page = text_of(answer)
    for words in (
        "高邮灯具安装工 exists already: one character off.",
        "高邮麻鸭饲养员 exists already: the same name.",
        "Missing: a word for people.",
        "This belongs to another division",
        "“火星” is no place that we know.",
        "“星际业” is no industry of the classification.",
    ):
        assert words in page, words
    assert len(fresh().scalars(select(AuditEntry).where(AuditEntry.action == "brand.create")).all()) == 2


def test_a_table_without_a_needed_column_and_a_file_that_is_none_are_refused(desk):
    assert "no column for: Brand" in text_of(send(desk, "figures", table(["年度"], [LAST])))
    assert "not an Excel table" in text_of(send(desk, "brands", b"no table"))
    assert desk.post("/office/brands/import/brands", data={}).status_code == 422


@pytest.mark.parametrize(("kind", "head"), [("brands", "品牌名称*"), ("figures", "品牌*")])
def test_the_template_has_an_example_that_can_be_sent(desk, kind, head, fresh):
    template = desk.get(f"/office/brands/import/{kind}/template").data
    rows = CalamineWorkbook.from_filelike(BytesIO(template)).get_sheet_by_index(0).to_python()
    assert rows[0][0] == head
    if kind == "figures":
        BrandFactory(name=rows[1][0])

    assert send(desk, kind, template).status_code == 302


@pytest.mark.parametrize("kind", ["x", "%00"])
def test_there_is_no_table_of_another_kind(desk, kind):
    assert desk.get(f"/office/brands/import/{kind}").status_code == 404


@pytest.mark.parametrize("rows", ["{]", "1", json.dumps([["a"]]), json.dumps([[1, 2]])])
def test_a_report_that_was_tampered_with_is_refused(desk, rows):
    assert desk.post("/office/brands/import/figures/refused", data={"rows": rows}).status_code == 400
