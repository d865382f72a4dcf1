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
from typing import ClassVar
from urllib.parse import urlencode, urljoin, urlsplit

import pytest
from flask import Request
from sqlalchemy import select
from werkzeug.datastructures import ImmutableMultiDict

from domain.accounts import Role
from tests.factories import IDENTITY_KEY
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
    "page": ("1000000000", "0"),
    "county": ("999999", "320000"),
    "at": ("nan,inf",),
    "day": ("2026-02-30",),
    "wage": ("1e309",),
    "q": ("x" * 5000,),
}
"""What is the worst for some of the parameters that pages read."""
FOR_ALL = ("\x00<b>%", "-1")
"""What every parameter is given that a page reads."""
UNREAD = ("%ff=%fe&q[]=1&&&=&q=%00", "page=1&page=2")


class Parameters(ImmutableMultiDict):
    """What an address gives after its question mark, which notes what a page reads of it."""

    read: ClassVar[set[str]] = set()

    def __getitem__(self, name):
        self.read.add(name)
        return super().__getitem__(name)

    def __contains__(self, name):
        self.read.add(name)
        return super().__contains__(name)

    def get(self, name, *args, **kwargs):
        self.read.add(name)
        return super().get(name, *args, **kwargs)

    def getlist(self, name, *args, **kwargs):
        self.read.add(name)
        return super().getlist(name, *args, **kwargs)


class Noted(Request):
    """A request whose parameters note what is read of them."""

    parameter_storage_class = Parameters


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


@pytest.fixture(scope="session")
def city(tmp_path_factory):
    """A small demo city: every kind of row there is, and somebody of every role."""
    folder = tmp_path_factory.mktemp("city")
    settings = Settings(
        database_url=f"sqlite:///{folder / 'city.db'}",
        search_url=f"embedded://{folder / 'search'}",
        secret_key="only for tests",
        identity_keys=IDENTITY_KEY,
        evidence_folder=str(folder / "evidence"),
    )
    environment = os.environ | {
        "LAOPIN_DATABASE_URL": settings.database_url,
        "LAOPIN_SEARCH_URL": settings.search_url,
        "LAOPIN_IDENTITY_KEYS": settings.identity_keys,
        "LAOPIN_EVIDENCE_FOLDER": settings.evidence_folder,
    }
    command = [sys.executable, "-m", "scripts.demo_city", "--workers", "300", "--vacancies", "120"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    app = create_app(settings)
    app.request_class = Noted
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


@pytest.fixture(scope="session")
def pages(city):
    """The pages that each role can reach, with their addresses; each role walks once."""
    walked = {}

    def pages_of(role):
        if role not in walked:
            walked[role] = list(walk(city, role))
        return walked[role]

    return pages_of


def forms_of(city, pages, role):
    """The forms that a role can post, one of each kind: on which page, where to, which endpoint, with which fields."""
    known = set()
    for address, page in pages(role):
        for form in page.forms:
            action = urljoin(address, form["action"] or address)
            endpoint = endpoint_of(city, action, form["method"].upper())
            kind = (endpoint, tuple(sorted(form["fields"])))
            if form["method"] == "post" and endpoint is not None and endpoint not in LEADS_AWAY and kind not in known:
                known.add(kind)
                yield address, action, endpoint, form["fields"]


def still_there(client, address, action):
    """Whether a page still has a form: what was posted before may have ended what it is about."""
    page = read(client.get(address, headers={"Accept-Language": "en"}))
    return action in {urljoin(address, form["action"] or address) for form in page.forms}


def lost_words(filled, body):
    """What stands against a page that refuses a form: that it runs what was typed, or has lost some of it."""
    text = TEXTS["marks"]
    if "<script>alert" in body:
        return "runs what was typed"
    values = unescape(re.sub(r"(?s)<script\b[^>]*src.*?</script>", "", body))
    kept = [name for name, value in filled.items() if value == text and name not in FORGETS]
    return f"{values.count(text)} of {kept}" if kept and values.count(text) < len(kept) else ""


@pytest.mark.parametrize("role", [VISITOR, *Role])
def test_no_form_breaks_on_anything_and_a_refused_one_still_holds_what_was_typed(city, pages, role):
    forms = list(forms_of(city, pages, role))
    broken, lost, refused = [], [], 0

    def post(action, endpoint, values):
        answer = signed_in(city, role).post(action, data=values)
        if answer.status_code >= 500:
            broken.append(f"{action} ({endpoint}) with {str(values)[:80]}")
        return answer

    # First what is typed: a button without a field may end what the others are about.
    for address, action, endpoint, fields in forms:
        filled = hostile(fields, TEXTS["marks"])
        if TEXTS["marks"] in filled.values() and still_there(signed_in(city, role), address, action):
            answer = post(action, endpoint, filled)
            if answer.status_code == 422:
                refused += 1
                if said := lost_words(filled, answer.get_data(as_text=True)):
                    lost.append(f"{action}: {said}")
    for _, action, endpoint, fields in forms:
        for text in TEXTS.values():
            post(action, endpoint, hostile(fields, text))
        for values in ({}, {name: ["1", "2"] for name in fields}, {"unknown": "x"}):
            post(action, endpoint, values)
    assert forms
    assert refused or role is Role.COUNTY_OFFICIAL
    assert broken == []
    assert lost == []


@pytest.mark.parametrize("role", [VISITOR, *Role])
def test_no_address_breaks_on_any_query(city, pages, role):
    broken, tried = [], 0
    client = signed_in(city, role)
    one_of_each = {endpoint_of(city, found): urlsplit(found).path for found, _ in pages(role)}
    for address in one_of_each.values():
        Parameters.read.clear()
        client.get(address)
        read_here = sorted(Parameters.read)
        queries = [urlencode({name: value}) for name in read_here for value in (*QUERIES.get(name, ()), *FOR_ALL)]
        tried += len(queries)
        for query in (*queries, *UNREAD):
            answer = client.get(f"{address}?{query}")
            if answer.status_code >= 500:
                broken.append(f"{address}?{query[:40]}")
    assert tried > len(one_of_each), "pages read parameters, and this test no longer sees which"
    assert broken == []
