"""Files to keep: a name in Chinese letters goes through a real web server and arrives as it was."""

import pytest
from flask import Response
from werkzeug.http import parse_options_header

from domain.accounts import Role
from tests.factories import AccountFactory, EnterpriseFactory
from webapp.downloads import keep_as

CHINESE = {"Accept-Language": "zh-CN"}


def name_of(answer):
    """Under what name a browser keeps it; a header with other than Latin letters is never sent."""
    said = answer.headers["Content-Disposition"]
    assert said.isascii()
    kind, options = parse_options_header(said)
    assert kind == "attachment"
    return options["filename"]


@pytest.mark.parametrize("name", ["roster-7.xlsx", "人员录入表.xlsx", "证书 “A”; 1.pdf"])
def test_a_file_is_kept_under_its_name(name):
    assert name_of(keep_as(Response(), name)) == name


def test_the_template_of_people_has_a_chinese_name_for_those_who_read_chinese(app, sign_in, session):
    desk = sign_in(AccountFactory(county_official=True), on=app.test_client())

    assert name_of(desk.get("/office/talents/import/template", headers=CHINESE)) == "人员录入表.xlsx"


def test_the_template_of_vacancies_has_one_too(app, sign_in, session):
    account = AccountFactory(role=Role.ENTERPRISE, enterprise_id=EnterpriseFactory().id)
    desk = sign_in(account, on=app.test_client())

    assert name_of(desk.get("/enterprise/vacancies/import/template", headers=CHINESE)) == "岗位.xlsx"
