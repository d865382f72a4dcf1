"""The door of a fair goes on without network, also after the power was gone, and is gone with whoever signs out."""

import re
import shutil
import socketserver
import sqlite3
from contextlib import closing, contextmanager, suppress
from socket import SHUT_RDWR, create_connection
from threading import Thread
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error, expect

from webapp.calendar import today

from .conftest import FLAGS, PATIENCE_MS, SIZES, Visitor

UNTIL_GONE = """async (name) => {
  for (let tries = 0; tries < 100 && (await caches.keys()).includes(name); tries++)
    await new Promise((go) => setTimeout(go, 100));
}"""
UNTIL_READY = """Promise.race([
  navigator.serviceWorker.ready.then(({ active }) => active.scriptURL),
  new Promise((_, refuse) => setTimeout(() => refuse(new Error("no keeper after a minute")), 60000)),
])"""
NO_NETWORK = re.compile("ERR_|The FetchEvent")


class Network:
    """What lies between a hall and the city; it may go and come back.

    A browser that is told to be offline says so to its pages. A hall whose line is cut does not.
    """

    def __init__(self, city):
        upstream = urlsplit(city.address)
        self.open = set()
        self.is_mute = False
        """Whether it takes what one sends and never answers."""
        self.instead = (b"", b"")
        """What the city says, and what the browser hears instead; both as long."""

        class Line(socketserver.BaseRequestHandler):
            def handle(line):  # noqa: N805
                if self.is_mute:
                    self.open.add(line.request)
                    with suppress(OSError):
                        while line.request.recv(65536):
                            pass
                    return
                with create_connection((upstream.hostname, upstream.port)) as far:
                    ends = {line.request, far}
                    self.open |= ends
                    back = Thread(target=_carry, args=(far, line.request, self.instead))
                    back.start()
                    # What is packed cannot be exchanged.
                    _carry(line.request, far, (b"Accept-Encoding", b"X-Encoding"))
                    back.join()
                    self.open -= ends

        self.line, self.server = Line, None
        self.come()
        self.port = self.server.server_address[1]
        self.address = f"http://127.0.0.1:{self.port}"

    def come(self):
        port = self.server.server_address[1] if self.server else 0
        socketserver.ThreadingTCPServer.allow_reuse_address = True
        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", port), self.line)
        self.server.daemon_threads = True
        Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}).start()

    def go(self):
        self.server.shutdown()
        for end in list(self.open):
            with suppress(OSError):
                end.shutdown(SHUT_RDWR)
        self.server.server_close()


def _carry(near, far, instead):
    """Hand on what comes, until one of the two hangs up."""
    with suppress(OSError):
        while data := near.recv(65536):
            far.sendall(data.replace(*instead) if instead[0] else data)
    for end in (near, far):
        with suppress(OSError):
            end.shutdown(SHUT_RDWR)


@pytest.fixture
def network(city):
    """A line that is there at first."""
    network = Network(city)
    yield network
    network.go()


@pytest.fixture
def hall(city):
    """A fair whose day is today, with the codes of three who have not come yet."""
    with closing(sqlite3.connect(city.database, timeout=30)) as database:
        fair, day = database.execute(
            "SELECT id, held_on FROM fair WHERE (SELECT count(*) FROM fair_ticket WHERE fair_id = fair.id"
            " AND state = 'booked') >= 9 AND state = 'held' ORDER BY held_on LIMIT 1"
        ).fetchone()
        asked = "SELECT code FROM fair_ticket WHERE fair_id = ? AND state = 'booked' ORDER BY id LIMIT 3"
        codes = [code for (code,) in database.execute(asked, (fair,))]
        move = "UPDATE fair SET held_on = ? WHERE id = ?"
        with database:
            database.execute(move, (today().isoformat(), fair))
        yield fair, codes
        with database:
            database.execute(move, (day, fair))


@pytest.fixture
def tablet(browser, network, city, tmp_path):
    """Opens a browser that keeps what it has on its disk: it may be closed and opened again."""

    @contextmanager
    def open_tablet(size="phone", locale="zh-CN"):
        context = browser.browser_type.launch_persistent_context(
            tmp_path / "tablet",
            executable_path=shutil.which("chromium"),
            args=FLAGS,
            viewport=SIZES[size],
            locale=locale,
        )
        context.set_default_timeout(PATIENCE_MS)
        at_the_hall = type(city)(network.address, city.accounts, city.database)
        visitor = Visitor(context.pages[0], at_the_hall, size, NO_NETWORK)
        yield visitor
        context.close()
        assert visitor.unexpected() == []

    return open_tablet


def open_door(visitor, fair):
    """Sign in and open the door, as one does who sets the tablet up."""
    door = f"/office/fairs/{fair}/door"
    visitor.sign_in_as_one_of([visitor.city.accounts["city_official"]["phone"]], door)
    visitor.page.goto(visitor.city.address + door)
    visitor.page.evaluate(UNTIL_READY)


def test_a_door_opens_again_without_network_and_sends_what_waits_once_there_is_one(tablet, network, hall):
    fair, codes = hall
    with tablet() as visitor:
        open_door(visitor, fair)
    network.go()

    with tablet() as visitor:
        page = visitor.page
        page.goto(f"{network.address}/office/fairs/{fair}/door")
        expect(page.locator("[data-door-as-it-was]")).to_be_visible()
        page.fill("#code", codes[0])
        page.press("#code", "Enter")
        expect(page.locator("[data-door-says]")).to_contain_text("1")
        # Who is picked from the list comes in, too.
        page.click(f"a[href$='/door/{codes[1]}']")
        expect(page.locator("[data-door-says]")).to_contain_text("2")
        visitor.look()
        visitor.take_picture("door-kept-zh", is_whole=False)
        assert [one for one in visitor.complaints if "/static/" in one] == [], "a file of the page was not kept"

    with tablet() as visitor:
        page = visitor.page
        page.goto(f"{network.address}/office/fairs/{fair}/door")
        expect(page.locator("[data-door-says]")).to_contain_text("2")
        network.come()
        page.evaluate("window.dispatchEvent(new Event('online'))")
        expect(page.locator("[data-door-sent]")).to_contain_text("2")
        expect(page.locator("[data-door-says]")).to_be_empty()
        expect(page.locator("[data-door-as-it-was]")).to_be_hidden()
        for code in codes[:2]:
            expect(page.locator(f"a[href$='/door/{code}']")).to_have_count(0)
        visitor.look()
        visitor.take_picture("door-sent-zh", is_whole=False)


@pytest.mark.parametrize("is_mute", [False, True])
def test_a_line_that_goes_while_a_code_is_looked_up_loses_no_code(tablet, network, hall, is_mute):
    fair, codes = hall
    with tablet("desktop", "en-US") as visitor:
        page = visitor.page
        open_door(visitor, fair)
        page.reload()
        if is_mute:
            network.is_mute = True
        else:
            network.go()
        page.fill("#code", codes[2])
        page.press("#code", "Enter")
        expect(page.locator("[data-door-says]")).to_contain_text("1")
        expect(page.locator("[data-door-as-it-was]")).to_be_visible()
        assert page.url.endswith("/door")
        visitor.look()
        visitor.take_picture("door-kept-en", is_whole=False)


@pytest.mark.parametrize("is_cut", [False, True])
def test_nothing_of_a_door_stays_for_whoever_comes_next(tablet, network, hall, is_cut):
    fair, _codes = hall
    door = f"{network.address}/office/fairs/{fair}/door"
    with tablet() as visitor:
        page = visitor.page
        open_door(visitor, fair)
        page.reload()
        if is_cut:
            network.go()
        page.locator(".desk-account summary").click()
        with page.expect_request("**/sign-out"):
            page.locator("[data-sign-out] button").click()
        if not is_cut:
            page.wait_for_url(f"{network.address}/")
            network.go()
        with pytest.raises(Error, match="ERR_"):
            page.goto(door)

    with tablet() as visitor, pytest.raises(Error, match="ERR_"):
        visitor.page.goto(door)


def test_a_door_that_others_may_not_see_is_no_longer_kept(tablet, network, hall):
    fair, _codes = hall
    with tablet() as visitor:
        page = visitor.page
        open_door(visitor, fair)
        page.context.clear_cookies()
        page.goto(f"{network.address}/office/fairs/{fair}/door")
        expect(page.locator("form[data-sign-in]")).to_be_visible()
        network.go()
        with pytest.raises(Error, match="ERR_"):
            page.goto(f"{network.address}/office/fairs/{fair}/door")


def stores(page):
    """The names of what the browser keeps."""
    return page.evaluate("caches.keys()")


def test_another_build_takes_the_place_of_the_one_that_was_kept(tablet, network, hall):
    fair, _codes = hall
    with tablet() as visitor:
        page = visitor.page
        open_door(visitor, fair)
        (before,) = stores(page)
        door, *files = before.split(" ")
        assert all(file.startswith("/static/dist/") for file in files)
        # The names carry the hashes of the files. Two that change places tell one build from another as well.
        network.instead = tuple(
            ", ".join(f'"{file}"' for file in order).encode() for order in (files, [*files[1:], files[0]])
        )
        page.reload()
        page.evaluate(UNTIL_GONE, before)
        assert stores(page) == [" ".join([door, *files[1:], files[0]])]
