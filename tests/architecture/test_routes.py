"""Nobody sees what they should not: every route declares who may, and the undeclared is refused."""

import pytest

from domain.accounts import Role
from tests.factories import AccountFactory, AgencyFactory, EnterpriseFactory, WorkerFactory
from webapp.access import ROUTES, VISITOR
from webapp.app import create_app
from webapp.settings import Settings

NOWHERE = {"int": 999_999, "default": "nowhere", "path": "nowhere", "string": "nowhere"}
BY_TOKEN = {"platform.metrics"}
"""Refuses everybody who does not bring the token of the settings; tested with the platform."""


def every_route(app):
    for rule in app.url_map.iter_rules():
        methods = sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        for method in methods:
            yield rule, method


def sample_address(app, rule):
    values = {
        name: NOWHERE.get(type(converter).__name__.removesuffix("Converter").lower(), 999_999)
        for name, converter in rule._converters.items()
    }
    with app.test_request_context():
        return app.url_for(rule.endpoint, **values).removeprefix("http://localhost")


def account_of(role):
    match role:
        case Role.COUNTY_OFFICIAL:
            return AccountFactory(county_official=True)
        case Role.CITY_OFFICIAL:
            return AccountFactory(city_official=True)
        case Role.ENTERPRISE:
            return AccountFactory(role=role, enterprise_id=EnterpriseFactory().id)
        case Role.AGENCY:
            return AccountFactory(role=role, agency_id=AgencyFactory().id)
        case Role.WORKER:
            account = AccountFactory(role=role)
            WorkerFactory(account_id=account.id)
            return account
        case _:
            return AccountFactory(role=role)


def test_every_route_is_declared_and_every_declaration_has_its_route(app):
    assert set(ROUTES) == {rule.endpoint for rule in app.url_map.iter_rules()}


# Who may go where is the same on every database, and the walk is long.
@pytest.mark.parametrize("session_app", ["sqlite"], indirect=True)
@pytest.mark.parametrize("who", [VISITOR, *Role])
def test_each_role_gets_where_it_may_and_nowhere_else(app, session, client, sign_in, who):
    if who != VISITOR:
        sign_in(account_of(who))
    wrong = []
    for rule, method in every_route(app):
        answer = client.open(sample_address(app, rule), method=method)
        to_sign_in = answer.status_code == 302 and "/sign-in" in answer.location
        refused = answer.status_code == 403 or (to_sign_in and rule.endpoint != "accounts.sign_out")
        if refused == (who in ROUTES[rule.endpoint]) and rule.endpoint not in BY_TOKEN:
            wrong.append(f"{method} {rule.rule} as {who}: {answer.status_code}")
        if answer.status_code >= 500:
            wrong.append(f"{method} {rule.rule} as {who}: {answer.status_code}")
        if who != VISITOR:
            sign_in(account_of(who)) if rule.endpoint == "accounts.sign_out" else None
    assert wrong == []


def test_a_route_that_is_not_declared_is_refused_for_everybody():
    app = create_app(Settings(database_url="sqlite://", secret_key="only for tests"))
    app.add_url_rule("/forgotten", "forgotten", lambda: "a secret")

    answer = app.test_client().get("/forgotten")

    assert answer.status_code == 403
    assert b"a secret" not in answer.data
