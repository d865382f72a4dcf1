"""A real city served by the real processes, and a real browser that walks it at two sizes and forgives nothing."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import sync_playwright

from tests.ports import free_port

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "build" / "pictures"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}
WORKERS, VACANCIES = 3000, 800
"""Enough that every desk has something to decide, for each story at each size and in each language."""
READY_SECONDS = 60
PATIENCE_MS = 15_000
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
LANGUAGES = ("zh-CN", "en-US")


def pytest_collection_modifyitems(items):
    """Whatever is tested here is tested in the browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass(frozen=True)
class City:
    """A demo city that is being served: its address, who may sign in as what, and the file of its database."""

    address: str
    accounts: dict[str, dict[str, str]]
    database: Path


@pytest.fixture(scope="package")
def city(tmp_path_factory):
    """A small city, made by the demo's own generator, with its web server and its clock."""
    folder = tmp_path_factory.mktemp("city")
    environment = os.environ | {
        "LAOPIN_DATABASE_URL": f"sqlite:///{folder / 'city.db'}",
        "LAOPIN_SEARCH_URL": f"embedded://{folder / 'search'}",
        "LAOPIN_EVIDENCE_FOLDER": str(folder / "evidence"),
        "LAOPIN_SECRET_KEY": "only for the browser tests",
        "LAOPIN_SIGN_IN_LIMIT": "1000 per minute",
        "LAOPIN_IS_DEMO": "true",
    }
    sizes = ["--workers", str(WORKERS), "--vacancies", str(VACANCIES)]
    command = [sys.executable, "-m", "scripts.demo_city", *sizes, "--accounts", str(folder / "accounts.json")]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    port = free_port()
    serve = [
        sys.executable,
        "-m",
        "gunicorn",
        "--workers",
        "2",
        "--bind",
        f"127.0.0.1:{port}",
        "webapp.app:create_app()",
    ]
    web = subprocess.Popen(serve, cwd=ROOT, env=environment)
    clock = subprocess.Popen([sys.executable, "-m", "jobs"], cwd=ROOT, env=environment)
    try:
        _wait_until_ready(f"http://127.0.0.1:{port}/readyz", web)
        accounts = json.loads((folder / "accounts.json").read_text(encoding="utf-8"))
        yield City(address=f"http://127.0.0.1:{port}", accounts=accounts, database=folder / "city.db")
    finally:
        for process in (web, clock):
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)


@pytest.fixture(scope="package")
def browser():
    """Debian's Chromium."""
    path = shutil.which("chromium")
    assert path, "Chromium is not installed. On Debian: apt-get install chromium fonts-noto-cjk"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=SIZES)
def size(request):
    """A cheap phone, and a desk."""
    return request.param


class Visitor:
    """Somebody at a browser. Each page that is visited is checked.

    No console error, no failed request, no barrier (WCAG 2.2 AA), nothing wider than the screen.
    """

    def __init__(self, page, city, size, tells=None):
        self.page = page
        self.city = city
        self.size = size
        self.tells = tells
        self.complaints = []
        page.on("console", self._note_console)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("requestfailed", self._note_failure)
        page.on("response", self._note_answer)

    def _note_console(self, message):
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _note_failure(self, request):
        # A page that is left, and a file that is downloaded, break off what was asked for; nobody misses it.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"{request.url}: {request.failure}")

    def _note_answer(self, answer):
        if answer.status >= HTTPStatus.BAD_REQUEST:
            self.complaints.append(f"{answer.url}: {answer.status}")

    def unexpected(self):
        """What went wrong and was not meant to: a refusal that is tested is an answer like any other."""
        return [text for text in self.complaints if not (self.tells and self.tells.search(text))]

    def go(self, address):
        """Open an address of the city and look at it closely."""
        answer = self.page.goto(self.city.address + address)
        assert answer.ok, f"{address}: {answer.status}"
        self.look()

    def follow(self, way):
        """Click what leads to another page, and look closely at that."""
        with self.page.expect_navigation():
            way.click()
        self.look()

    def look(self):
        """Check the page as it stands now."""
        self.page.wait_for_load_state("load")
        # What lies beneath a bar that stays is no barrier: one scrolls.
        self.page.evaluate("window.scrollTo(0, 0)")
        self.page.evaluate(AXE_SCRIPT)
        # What is well is long, and takes as long to hand over as to find.
        violations = self.page.evaluate("options => axe.run(options).then(found => found.violations)", AXE)
        self.complaints += [
            f"{self.page.url}: {violation['id']}: {node['html'][:200]}"
            for violation in violations
            for node in violation["nodes"]
        ]
        wider = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if wider > 0:
            self.complaints.append(f"{self.page.url}: {wider} px wider than the screen")

    def sign_in(self, role):
        """Sign in through the form, as the city's account of a role."""
        self.go("/sign-in")
        self.fill_in_account(role)

    def fill_in_account(self, role):
        """Sign in where the form stands already."""
        account = self.city.accounts[role]
        self.page.fill("input[name=phone]", account["phone"])
        self.page.fill("input[name=password]", account["password"])
        self.follow(self.page.locator("form[data-sign-in] button[type=submit]"))

    def sign_in_as_one_of(self, phones, address, needs=""):
        """Sign in as the first of these who finds what is needed at the address; the demo has one password for all."""
        for phone in phones:
            self.page.context.clear_cookies()
            self.page.goto(f"{self.city.address}/sign-in")
            self.page.fill("input[name=phone]", phone)
            self.page.fill("input[name=password]", self.city.accounts["worker"]["password"])
            with self.page.expect_navigation():
                self.page.locator("form[data-sign-in] button[type=submit]").click()
            answer = self.page.request.get(self.city.address + address)
            if answer.ok and needs in answer.text():
                return
        raise AssertionError(f"none of them finds it at {address}")

    def take_picture(self, name, *, is_whole=True):
        """Keep the page as a picture for the README, and to be looked at: the whole page, or what the screen shows."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}-{self.size}.png", full_page=is_whole)


@pytest.fixture
def visit(browser, city, size):
    """Opens a visit in a language, `on` a phone or a desktop where a story needs both.

    At its end nothing may have gone wrong on any page but what `tells` names.
    """
    contexts, visitors = [], []

    def open_visit(locale="zh-CN", tells=None, on=size):
        context = browser.new_context(viewport=SIZES[on], locale=locale, has_touch=on == "phone")
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        visitors.append(Visitor(context.new_page(), city, on, tells))
        return visitors[-1]

    yield open_visit
    for context in contexts:
        context.close()
    assert [complaint for visitor in visitors for complaint in visitor.unexpected()] == []


def _wait_until_ready(address, process):
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, "the web server ended"
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    raise AssertionError(f"{address} did not answer")
