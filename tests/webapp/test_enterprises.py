"""The desk of an enterprise: a vacancy in a minute, one by one or from a table, and only its own."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from domain.accounts import Role
from domain.skills import SkillLevel
from domain.vacancies import VacancyState
from tests.factories import CHEF, SANDUO, TODAY, AccountFactory, EnterpriseFactory, VacancyFactory, WorkerFactory
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp.models import Enterprise, OutboxEntry, Vacancy

NEW = "/enterprise/vacancies/new"
IMPORT = "/enterprise/vacancies/import"


@pytest.fixture
def enterprise(session):
    return EnterpriseFactory(name="高邮湖畔餐饮有限公司")


@pytest.fixture
def desk(client, sign_in, enterprise):
    return sign_in(AccountFactory(role=Role.ENTERPRISE, enterprise_id=enterprise.id))


def typed(**changes):
    return {
        "title": "淮扬菜厨师",
        "occupation_code": CHEF,
        "headcount": "3",
        "wage_min": "6000",
        "wage_max": "8000",
        "wage_unit": "month",
        "division_code": SANDUO,
        "insurance": "five",
        "employment_type": "full_time",
        "shift": "day",
        "skill_level": "0",
        "valid_until": (TODAY + timedelta(days=30)).isoformat(),
        "duties": "负责淮扬菜烹制。",
    } | changes


def post(desk, address=NEW, **changes):
    return desk.post(address, data=typed(**changes), headers=ENGLISH)


def only(fresh, model=Vacancy):
    return fresh().scalars(select(model)).one()


def table(*rows):
    heads = ["名称", "人数", "最低工资", "最高工资", "地点"]
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([heads, *rows]):
            sheet.write_row(number, 0, row)
    file.seek(0)
    return file


def send(desk, content, name="岗位.xlsx"):
    file = BytesIO(content) if isinstance(content, bytes) else content
    return desk.post(IMPORT, data={"file": (file, name)}, headers=ENGLISH, content_type="multipart/form-data")


def test_a_vacancy_of_a_verified_enterprise_is_open_at_once_and_search_learns_of_it(desk, fresh):
    answer = post(desk)

    vacancy = only(fresh)
    assert answer.location.endswith(f"/enterprise/vacancies/{vacancy.id}")
    assert (vacancy.state, vacancy.headcount, vacancy.wage_min_fen) == (VacancyState.OPEN, 3, 6_000_00)
    assert str(vacancy.id) in {str(row.document_id) for row in fresh().scalars(select(OutboxEntry))}


def test_until_it_is_verified_an_enterprise_prepares(client, session, sign_in, fresh):
    sign_in(AccountFactory(role=Role.ENTERPRISE, enterprise_id=EnterpriseFactory(unverified=True).id))

    post(client)

    assert only(fresh).state is VacancyState.IN_REVIEW


def test_the_occupation_is_suggested_from_the_title(desk):
    answer = desk.post(NEW, data=typed(title="电焊工", occupation_code="", suggest="1"), headers=ENGLISH)

    assert answer.status_code == 200
    assert 'value="6-18-02-04"' in answer.text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": " "}, "Title"),
        ({"title": "长" * 10_000}, "10000 characters"),
        ({"headcount": "-3"}, "People"),
        ({"headcount": "0"}, "People"),
        ({"headcount": "many"}, "Please type a whole number"),
        ({"wage_min": "9000"}, "wage"),
        ({"wage_min": "1"}, "minimum wage"),
        ({"wage_min": "-5"}, "wage"),
        ({"wage_min": ""}, "Lowest wage"),
        ({"wage_unit": "century"}, "Paid by the"),
        ({"division_code": "999999"}, "Where"),
        ({"valid_until": (TODAY - timedelta(days=1)).isoformat()}, "Advertised until"),
        ({"valid_until": "2026-02-30"}, "Please type a day"),
        ({"starts_on": (TODAY - timedelta(days=1)).isoformat()}, "First working day"),
        ({"pay_day": "40"}, "Day of pay"),
        ({"contact_phone": "12"}, "Phone for questions"),
        ({"skills": "、".join(f"技能{n}" for n in range(99))}, "Skills"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(desk, fresh, changes, said):
    answer = post(desk, **changes)

    assert answer.status_code == 422
    assert said in text_of(answer)
    assert "aria-invalid" in answer.text
    assert fresh().scalars(select(Vacancy)).all() == []
    for name, value in {"title": "淮扬菜厨师", "wage_max": "8000", "duties": "负责淮扬菜烹制。"}.items():
        assert name in changes or value in answer.text.replace(",", ""), name


def test_html_in_a_vacancy_is_text_for_everybody(desk, client, fresh):
    post(desk, title="<img src=x onerror=alert(1)>厨师", duties="<script>alert(1)</script>")

    page = desk.get(f"/enterprise/vacancies/{only(fresh).id}").text
    assert "<img src=x" not in page
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_words_that_the_law_forbids_are_found_and_neutral_ones_proposed(desk, fresh):
    post(desk, title="厨师，限男性，35岁以下")

    vacancy = only(fresh)
    assert vacancy.state is VacancyState.IN_REVIEW
    page = visit(desk, f"/enterprise/vacancies/{vacancy.id}")
    assert "限男性" in page
    desk.post(f"/enterprise/vacancies/{vacancy.id}/proposals")
    assert "限男性" not in only(fresh).title
    assert only(fresh).state is VacancyState.OPEN


def test_the_same_vacancy_is_posted_once(desk, fresh):
    post(desk)

    answer = post(desk)

    assert answer.status_code == 422
    assert len(fresh().scalars(select(Vacancy)).all()) == 1


def test_a_change_on_an_old_page_overwrites_nothing(desk, fresh):
    post(desk)
    vacancy = only(fresh)
    address = f"/enterprise/vacancies/{vacancy.id}/edit"
    assert post(desk, address, version=str(vacancy.version), headcount="5").status_code == 302

    late = post(desk, address, version=str(vacancy.version), headcount="9")

    assert late.status_code == 422
    assert only(fresh).headcount == 5


def test_a_vacancy_is_paused_opened_again_and_closed(desk, fresh):
    post(desk)
    address = f"/enterprise/vacancies/{only(fresh).id}"

    desk.post(f"{address}/pause")
    assert only(fresh).state is VacancyState.PAUSED
    desk.post(f"{address}/reopen", data={"more": "", "valid_until": ""})
    assert only(fresh).state is VacancyState.OPEN
    desk.post(f"{address}/close")
    assert only(fresh).state is VacancyState.CLOSED


def test_the_vacancies_of_others_do_not_exist_here(desk, session, fresh):
    foreign = VacancyFactory()
    address = f"/enterprise/vacancies/{foreign.id}"

    for path in (address, f"{address}/edit", f"{address}/candidates"):
        visit(desk, path, status=404)
    for act in ("pause", "close", "reopen", "proposals", "invite"):
        assert desk.post(f"{address}/{act}").status_code == 404
    assert post(desk, f"{address}/edit").status_code == 404
    visit(desk, f"{NEW}?copy={foreign.id}", status=400)
    assert fresh().get(Vacancy, foreign.id).state is VacancyState.OPEN


def test_candidates_stand_in_the_order_of_the_plan_or_by_fit_as_asked(desk, session, enterprise):
    address = f"/enterprise/vacancies/{VacancyFactory(enterprise=enterprise, skill_level=SkillLevel.LEVEL_4).id}"
    master = WorkerFactory(skill_level=SkillLevel.LEVEL_4, alternative=1.0)
    cook = WorkerFactory(wage_wanted_fen=6_400_00)

    def people(query):
        page = desk.get(f"{address}/candidates{query}").text
        return re.findall(r'class="person-card" id="worker-(\d+)"', page)

    assert people("") == [str(cook.id), str(master.id)]
    assert people("?by_fit=1") == [str(master.id), str(cook.id)]
    assert "by_fit" in visit(desk, f"{address}/candidates?by_fit=yes", status=400)
    asked = desk.post(f"{address}/invite", data={"worker": master.id, "page": 1, "by_fit": 1})
    assert asked.location == f"{address}/candidates?page=1&by_fit=1#worker-{master.id}"


def test_the_list_refuses_what_it_does_not_know_and_bears_any_page(desk):
    post(desk)

    assert "state" in visit(desk, "/enterprise/vacancies?state=nonsense", status=400)
    visit(desk, f"/enterprise/vacancies?page={10**9}")
    visit(desk, f"/enterprise/vacancies?page={10**12}", status=400)


def test_the_list_asks_the_database_as_often_for_many(desk, enterprise, count_queries):
    VacancyFactory(enterprise=enterprise)
    visit(desk, "/enterprise/vacancies")
    with count_queries() as one:
        visit(desk, "/enterprise/vacancies")
    for _ in range(6):
        VacancyFactory(enterprise=enterprise)
    with count_queries() as many:
        visit(desk, "/enterprise/vacancies")

    assert len(one.statements) == len(many.statements) < 10


def test_a_table_becomes_vacancies_and_a_report_of_what_does_not(desk, fresh):
    answer = send(
        desk,
        table(
            ["淮扬菜厨师", 3, 6000, 8000, "高邮三垛镇"],
            ["电焊工", -2, 6000, 8000, "高邮三垛镇"],
            ["面点师", 2, 9000, 8000, "高邮三垛镇"],
            ["服务员", 2, 4000, 5000, "火星"],
        ),
    )

    assert answer.status_code == 200
    assert [row.title for row in fresh().scalars(select(Vacancy))] == ["淮扬菜厨师"]
    page = text_of(answer)
    for title in ("电焊工", "面点师", "服务员"):
        assert title in page
    assert "火星" in page
    assert "3" in page


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.xlsx"),
        (b"this is no table", "words.xlsx"),
        (b"PK\x03\x04broken", "broken.xlsx"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "old.xls"),
        (b"<html><table></table></html>", "page.xls"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_reason(desk, fresh, content, name):
    answer = send(desk, content, name)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text or "notice" in answer.text
    assert fresh().scalars(select(Vacancy)).all() == []


def test_no_file_at_all_is_said(desk):
    assert desk.post(IMPORT, data={}, headers=ENGLISH).status_code == 422


def test_the_template_can_be_filled_in_and_sent(desk):
    answer = desk.get(f"{IMPORT}/template")

    book = CalamineWorkbook.from_filelike(BytesIO(answer.data))
    heads = book.get_sheet_by_index(0).to_python()[0]
    assert {"名称*", "人数*", "最低工资*"} <= set(heads)


def test_what_was_refused_comes_back_as_a_table_with_the_reasons(desk):
    answer = desk.post(f"{IMPORT}/refused", data={"rows": '[[{"title": "=1+1"}, "A reason"]]'})

    rows = CalamineWorkbook.from_filelike(BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    assert any("A reason" in map(str, row) for row in rows)
    assert any("=1+1" in map(str, row) for row in rows)
    assert desk.post(f"{IMPORT}/refused", data={"rows": "{]"}).status_code == 400


def test_an_enterprise_says_who_it_is_and_keeps_its_verified_name(desk, enterprise, fresh):
    data = {
        "name": "另一个名字有限公司",
        "division_code": SANDUO,
        "address": "湖滨路1号",
        "introduction": "<i>二十年老店</i>",
        "contact_name": "李明",
        "contact_phone": "13812345678",
        "commitment": "1",
    }

    assert desk.post("/enterprise/profile", data=data).status_code == 302

    kept = fresh().get(Enterprise, enterprise.id)
    assert (kept.name, kept.address) == ("高邮湖畔餐饮有限公司", "湖滨路1号")
    assert kept.commitment_signed_at is not None


@pytest.mark.parametrize(
    "changes",
    [{"contact_phone": "1"}, {"division_code": "110000"}, {"introduction": "长" * 20_000}, {"address": "长" * 999}],
)
def test_what_an_enterprise_says_is_checked(desk, changes):
    data = {"name": "湖畔", "division_code": SANDUO, "introduction": "", "contact_phone": ""} | changes

    assert desk.post("/enterprise/profile", data=data).status_code == 422
