"""The ways through the site lead somewhere, and only there where who looks may go."""

from dataclasses import replace

import pytest

from domain.accounts import Role
from tests.factories import AccountFactory
from tests.webapp.pages import text_of, visit
from webapp import access, navigation
from webapp.navigation import DESKS, PUBLIC, Way


def test_every_way_leads_to_a_page_that_its_role_may_see(app):
    endpoints = set(app.view_functions)
    for way in PUBLIC:
        assert way.endpoint in endpoints
        assert access.ROUTES[way.endpoint] == access.EVERYBODY
    for role, ways in DESKS.items():
        for way in ways:
            assert way.endpoint in endpoints, way
            assert role in access.ROUTES[way.endpoint], (role, way)


def test_every_role_has_its_row(app):
    assert set(DESKS) == set(Role)


def test_the_page_one_is_on_is_marked(client, session):
    page = client.get("/zones").text

    assert 'href="/zones" aria-current="page"' in page
    assert 'href="/vacancies" aria-current="page"' not in page


def test_a_way_that_does_not_exist_yet_is_not_shown(app, client, session, monkeypatch):
    missing = Way(endpoint="nowhere.index", name="Nowhere", icon="info")
    monkeypatch.setattr(navigation, "PUBLIC", (*PUBLIC, missing))

    assert "Nowhere" not in visit(client, "/")


def test_a_way_is_shown_to_its_role_only(app, client, session, sign_in, monkeypatch):
    only_enterprises = replace(PUBLIC[0], name="Only for enterprises")
    monkeypatch.setattr(navigation, "PUBLIC", (*PUBLIC[1:], only_enterprises))
    monkeypatch.setitem(access.ROUTES, only_enterprises.endpoint, access.ENTERPRISE)

    assert "Only for enterprises" not in visit(client, "/")
    sign_in(AccountFactory(role=Role.ENTERPRISE))
    assert "Only for enterprises" in visit(client, "/")


@pytest.mark.parametrize("is_demo", [True, False])
def test_a_demonstration_says_so_on_every_page(app, client, session, monkeypatch, is_demo):
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], is_demo=is_demo))
    for address in ("/", "/vacancies", "/zones", "/fairs"):
        assert ("演示系统：人员、企业和岗位均为虚构。" in text_of(client.get(address))) is is_demo
