"""Whatever anybody types, in any form of the product: nothing breaks, and what was typed is still there, as text."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit

import pytest
from sqlalchemy import select

from domain.accounts import Role
from webapp.access import ROUTES, SEAL, VISITOR
from webapp.app import create_app
from webapp.extensions import db, limiter
from webapp.models import Account
from webapp.reads.accounts import session_seal
from webapp.settings import Settings

ROOT = Path(__file__).parents[2]
EACH_ENDPOINT = 2
"""How many addresses of an endpoint are visited: the second often has what the first lacks."""
FORGETS = {"password", "again", "new_password", "old_password", "code", "csrf_token"}
"""Fields that a page must not show again, or that belong to a page that leads elsewhere."""
LEADS_AWAY = {"accounts.sign_out", "accounts.lock", "accounts.reset_password", "accounts.change_password"}
"""After these nobody is signed in any more; each has tests of its own."""

TEXTS = {
    "marks": "<script>alert(1)</script><b>\"'&",
    "long": "长" * 10_000,
    "unseen": "a\x00b\u202e\ufeff\x1b[31m",
    "surrogate": b"\xed\xa0\x80\xff\xfe",
    "number": "9" * 400,
    "below zero": "-1",
    "past": "1900-01-01",
    "no number": "NaN",
    "format": "%s %(x)s {0} ' OR 1=1 --",
    "nothing": "",
}
QUERIES = {
    "page": "1000000000",
    "q": "\x00<b>%",
    "state": "no-such-state",
    "sort": "no-such-order",
    "county": "999999",
    "at": "nan,inf",
    "radius": "-1",
    "wage": "1e309",
    "day": "2026-02-30",
    "job": "no.such",
}


class Forms(HTMLParser):
    """The forms and links of a page."""

    def __init__(self):
        super().__init__()
        self.forms, self.links = [], []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        elif tag == "form":
            self.forms.append(
                {"method": (given.get("method") or "get").lower(), "action": given.get("action"), "fields": {}}
            )
        elif tag in {"input", "textarea", "select", "button"} and given.get("name") and self.forms:
            kind = given.get("type", tag)
            self.forms[-1]["fields"].setdefault(given["name"], (kind, given.get("value") or ""))


def read(answer):
    page = Forms()
    if answer.content_type.startswith("text/html"):
        page.feed(answer.get_data(as_text=True))
    return page


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    """A small demo city: every kind of row there is, and somebody of every role."""
    folder = tmp_path_factory.mktemp("city")
    settings = Settings(
        database_url=f"sqlite:///{folder / 'city.db'}",
        search_url=f"embedded://{folder / 'search'}",
        evidence_folder=str(folder / "evidence"),
        secret_key="only for tests",
    )
    environment = os.environ | {
        "LAOPIN_DATABASE_URL": settings.database_url,
        "LAOPIN_SEARCH_URL": settings.search_url,
        "LAOPIN_EVIDENCE_FOLDER": settings.evidence_folder,
    }
    command = [sys.executable, "-m", "scripts.demo_city", "--workers", "300", "--vacancies", "120"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    app = create_app(settings)
    app.config.update(WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False)
    limiter.enabled = False
    return app


def signed_in(app, role):
    client = app.test_client()
    if role != VISITOR:
        with app.app_context():
            account = db.session.scalars(
                select(Account).where(Account.role == role).order_by(Account.id).limit(1)
            ).one()
            with client.session_transaction() as cookie:
                cookie.update({"_user_id": str(account.id), "_fresh": True, SEAL: session_seal(account)})
    return client


def endpoint_of(app, address, method="GET"):
    try:
        return app.url_map.bind("localhost").match(urlsplit(address).path, method=method)[0]
    except Exception:  # noqa: BLE001  whatever is wrong with it, it is no address of ours
        return None


def walk(app, role):
    """Visit what can be reached by links, a few of each endpoint; yields address and page."""
    client = signed_in(app, role)
    seen, visits = {"/"}, Counter()
    waiting = ["/", "/sign-in", "/sign-up", "/me", "/enterprise", "/agency", "/office", "/admin/accounts", "/account"]
    while waiting:
        address = waiting.pop(0)
        endpoint = endpoint_of(app, address)
        if endpoint is None or role not in ROUTES.get(endpoint, ()) or visits[endpoint] >= EACH_ENDPOINT:
            continue
        visits[endpoint] += 1
        answer = client.get(address, headers={"Accept-Language": "en"})
        assert answer.status_code < 500, f"{address} as {role}: {answer.status_code}"
        page = read(answer)
        yield address, page
        for link in page.links:
            there = urljoin(address, link)
            if not urlsplit(there).netloc and there not in seen:
                seen.add(there)
                waiting.append(there)


def hostile(fields, text):
    """The form with one text in every field that can be typed into; what was chosen before stays chosen."""
    filled = {}
    for name, (kind, value) in fields.items():
        is_typed = kind in {
            "text",
            "search",
            "tel",
            "email",
            "number",
            "date",
            "time",
            "password",
            "textarea",
            "input",
            "url",
        }
        filled[name] = text if is_typed else value
    return filled


@pytest.mark.parametrize("role", [VISITOR, *Role])
def test_no_form_breaks_on_anything(city, role):
    broken, asked = [], Counter()
    for address, page in list(walk(city, role)):
        for form in page.forms:
            action = urljoin(address, form["action"] or address)
            endpoint = endpoint_of(city, action, form["method"].upper())
            key = (endpoint, tuple(sorted(form["fields"])))
            if form["method"] != "post" or endpoint in LEADS_AWAY or endpoint is None or asked[key]:
                continue
            asked[key] += 1
            for name, text in TEXTS.items():
                answer = signed_in(city, role).post(action, data=hostile(form["fields"], text))
                if answer.status_code >= 500:
                    broken.append(f"{action} ({endpoint}) with {name} as {role}")
            for values in ({}, {name: ["1", "2"] for name in form["fields"]}, {"unknown": "x"}):
                answer = signed_in(city, role).post(action, data=values)
                if answer.status_code >= 500:
                    broken.append(f"{action} ({endpoint}) with {sorted(values)} as {role}")
    assert asked
    assert broken == []


@pytest.mark.parametrize("role", [VISITOR, *Role])
def test_no_address_breaks_on_any_query(city, role):
    broken = []
    client = signed_in(city, role)
    for address in {urlsplit(found).path for found, _ in walk(city, role)}:
        for name, value in QUERIES.items():
            answer = client.get(f"{address}?{urlencode({name: value})}")
            if answer.status_code >= 500:
                broken.append(f"{address}?{name}={value!r} as {role}")
        for query in ("%ff=%fe", "q=" + "x" * 5000, "page=1&page=2", "q[]=1", "&&&=", "q=%00"):
            answer = client.get(f"{address}?{query}")
            if answer.status_code >= 500:
                broken.append(f"{address}?{query[:30]} as {role}")
    assert broken == []


@pytest.mark.parametrize(
    "role", [VISITOR, Role.WORKER, Role.ENTERPRISE, Role.AGENCY, Role.CITY_OFFICIAL, Role.ADMINISTRATOR]
)
def test_a_form_that_is_refused_still_holds_what_was_typed_and_shows_it_as_text(city, role):
    lost, refused = [], 0
    text = TEXTS["marks"]
    for address, page in list(walk(city, role)):
        for form in page.forms:
            action = urljoin(address, form["action"] or address)
            endpoint = endpoint_of(city, action, form["method"].upper())
            if form["method"] != "post" or endpoint in LEADS_AWAY or endpoint is None:
                continue
            filled = hostile(form["fields"], text)
            if text not in filled.values():
                continue
            answer = signed_in(city, role).post(action, data=filled)
            if answer.status_code != 422:
                continue
            refused += 1
            body = answer.get_data(as_text=True)
            if "<script>alert" in body:
                lost.append(f"{action}: runs what was typed")
            values = unescape(re.sub(r"(?s)<script\b[^>]*src.*?</script>", "", body))
            kept = [name for name, value in filled.items() if value == text and name not in FORGETS]
            if kept and values.count(text) < len(kept):
                lost.append(f"{action}: {values.count(text)} of {kept}")
    assert refused
    assert lost == []
