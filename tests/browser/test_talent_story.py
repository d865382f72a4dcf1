"""A county enters people from a table: the wrong row comes back, and the statistics count whom the list shows."""

import pytest
from playwright.sync_api import expect

from webapp.services.spreadsheets import read_sheet, write_sheet

PERSON = {
    "姓名": "蒋月娥",
    "手机号": "19977000001",
    "出生年份": "1979",
    "居住地": "高邮三垛镇",
    "求职工种": "中式烹调师",
    "企业可以找到档案": "是",
    "可参加岗位、招聘会、劳务输出匹配": "是",
    "授权文号": "邮人社授〔2026〕0077",
    "同意时间": "2026-11-02",
    "同意方式": "纸质签字",
}
WITHOUT_CONSENT = PERSON | {"姓名": "蒋月华", "手机号": "19977000002", "授权文号": ""}


def counted(visitor):
    """How many people the statistics count, by the tile itself."""
    visitor.go("/office/talents/statistics")
    return int(visitor.page.locator(".figure-tile[data-figure]").first.get_attribute("data-figure"))


@pytest.mark.parametrize("size", ["desktop"], indirect=True)
def test_a_county_enters_people_from_a_table_and_the_statistics_count_them(visit, tmp_path):
    visitor = visit()
    page = visitor.page
    visitor.sign_in("county_official")
    before = counted(visitor)

    visitor.go("/office/talents/import")
    with page.expect_download() as download:
        page.locator("a[href$='/import/template']").click()
    heads = [head.rstrip("*") for head in read_sheet(download.value.path().read_bytes())[0].cells]
    table = tmp_path / "人员.xlsx"
    rows = [[person.get(head, "") for head in heads] for person in (PERSON, WITHOUT_CONSENT)]
    table.write_bytes(write_sheet("人员", heads, rows))
    page.set_input_files("#file", table)
    visitor.follow(page.locator("form[enctype] button"))
    refused = page.locator("#main tbody tr")
    expect(refused).to_have_count(1)
    expect(refused).to_contain_text("蒋月华")
    expect(refused).to_contain_text("授权文号")
    with page.expect_download() as download:
        page.locator("form[action$='/refused'] button").click()
    assert "蒋月华" in read_sheet(download.value.path().read_bytes())[-1].cells

    assert counted(visitor) == before + 1
    visitor.take_picture("talent-statistics")
    visitor.follow(page.locator(".figure-tile[data-figure]").first)
    expect(page.locator(".rows-total").first).to_have_attribute("data-rows", str(before + 1))
    expect(page.locator("tbody tr").first).to_contain_text("蒋月娥")
