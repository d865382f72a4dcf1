"""How a cluster is reached: over TLS, with a password or a key, by several hosts, with patience and without end."""

from __future__ import annotations

import base64
import json
import socket
import ssl
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
import trustme

from search import SearchUnavailable, VacancyQuestion, open_index
from tests.search.conftest import ids, vacancy

if TYPE_CHECKING:
    from collections.abc import Mapping

WHO = ("clerk", "s@crt")
KEY = "a-key-of-the-city"


class Gate(ThreadingHTTPServer):
    """Stands before a cluster as a proxy of an office does: speaks TLS, and lets in only whom it knows."""

    def __init__(self, behind: str, certificate: trustme.LeafCert) -> None:
        self.behind = behind
        self.asked: list[str] = []
        super().__init__(("127.0.0.1", 0), _Asked)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        self.socket = context.wrap_socket(self.socket, server_side=True)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request, client_address):
        """A client that does not trust the certificate breaks off; that is what it is tested for."""


class _Asked(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Gate

    def _pass_on(self) -> None:
        password = base64.b64encode(":".join(WHO).encode()).decode()
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked.append(self.path)
        if self.headers["Authorization"] not in {f"Basic {password}", f"ApiKey {KEY}"}:
            self._answer(401, {}, json.dumps({"error": "who are you", "status": 401}).encode())
            return
        kept = {name: self.headers[name] for name in ("Content-Type", "Accept") if self.headers[name]}
        asked = urllib.request.Request(self.server.behind + self.path, body or None, kept, method=self.command)
        try:
            with urllib.request.urlopen(asked) as answer:
                self._answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            self._answer(error.code, error.headers, error.read())

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _pass_on  # noqa: N815

    def _answer(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        self.send_response(status)
        for name in ("Content-Type", "X-Elastic-Product"):
            if headers.get(name):
                self.send_header(name, headers[name])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Say nothing on the screen of the tests."""


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture
def ca(authority, tmp_path):
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


@pytest.fixture
def gate(cluster, authority):
    gate = Gate(cluster, authority.issue_cert("127.0.0.1"))
    yield gate
    gate.shutdown()
    gate.server_close()


@pytest.fixture
def prefix(cluster_url):
    return cluster_url.rpartition("/")[2]


def works(url):
    with open_index(url) as index:
        index.rebuild("vacancies", [vacancy(1, "保安")])
        return ids(index.search(VacancyQuestion(text="保安"))) == ["1"]


def refuses(url):
    with open_index(url) as index, pytest.raises(SearchUnavailable):
        index.search(VacancyQuestion())
    return True


def test_a_password_is_sent_over_tls_to_a_host_that_is_who_it_says(gate, ca, prefix):
    assert works(f"https://clerk:s%40crt@127.0.0.1:{gate.server_port}/{prefix}?ca={ca}")
    assert gate.asked


def test_a_key_opens_as_well(gate, ca, prefix):
    assert works(f"https://127.0.0.1:{gate.server_port}/{prefix}?ca={ca}&api_key={KEY}")


def test_a_host_that_nobody_vouches_for_is_told_nothing(gate, prefix, tmp_path):
    other = tmp_path / "other.pem"
    trustme.CA().cert_pem.write_to_path(str(other))

    assert refuses(f"https://clerk:s%40crt@127.0.0.1:{gate.server_port}/{prefix}?ca={other}&retries=0")
    assert refuses(f"https://clerk:s%40crt@127.0.0.1:{gate.server_port}/{prefix}?retries=0")
    assert gate.asked == []


def test_who_checks_no_certificate_says_so(gate, prefix):
    assert works(f"https://clerk:s%40crt@127.0.0.1:{gate.server_port}/{prefix}?verify=false")


@pytest.mark.parametrize("who", ["clerk:wrong@", ""])
def test_a_wrong_password_makes_search_unavailable_and_is_not_repeated_in_the_reason(gate, ca, prefix, who):
    url = f"https://{who}127.0.0.1:{gate.server_port}/{prefix}?ca={ca}"
    with open_index(url) as index, pytest.raises(SearchUnavailable) as refusal:
        index.search(VacancyQuestion())

    assert "401" in str(refusal.value)
    assert "wrong" not in str(refusal.value)


def test_a_host_that_is_away_is_passed_over(cluster, prefix):
    assert works(f"http://127.0.0.1:9,{cluster.removeprefix('http://')}/{prefix}?retries=2")


def test_a_host_that_says_nothing_is_given_up_in_time_for_another(cluster, prefix):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]},{cluster.removeprefix('http://')}/{prefix}"
        start = time.monotonic()

        assert works(f"{url}?retries=3&timeout=5")
        assert time.monotonic() - start < 60
