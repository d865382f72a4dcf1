"""The address of a cluster."""

from __future__ import annotations

import pytest

from search import SearchUnavailable, UrlInvalid, open_index
from search.elastic.address import Address, read_address


def test_one_line_says_hosts_who_we_are_and_how_patient():
    url = (
        "https://clerk:s%40crt@one.example:9200,two.example:9201/city?ca=/etc/ca.pem&timeout=3&retries=0&shards=3"
        "&replicas=1&verify=false"
    )

    assert read_address(url) == Address(
        hosts=("https://one.example:9200", "https://two.example:9201"),
        prefix="city-",
        basic_auth=("clerk", "s@crt"),
        ca="/etc/ca.pem",
        verify=False,
        timeout=3,
        retries=0,
        shards=3,
        replicas=1,
    )


def test_a_key_may_say_who_we_are():
    address = read_address("http://127.0.0.1:9200?api_key=abc")

    assert (address.api_key, address.basic_auth, address.prefix) == ("abc", None, "")


@pytest.mark.parametrize(
    "url",
    [
        "http://",
        "http://host",
        "http://host:port",
        "http://host:99999",
        "http://host:9200?unknown=1",
        "http://host:9200?timeout=0",
        "http://host:9200?timeout=soon",
        "http://host:9200?retries=-1",
        "http://host:9200?verify=maybe",
        "http://host:9200?timeout",
        "http://[::1",
    ],
)
def test_an_address_that_cannot_be_read_is_refused(url):
    with pytest.raises(UrlInvalid):
        open_index(url)


def test_a_refused_address_does_not_repeat_the_password():
    with pytest.raises(UrlInvalid) as refusal:
        open_index("http://clerk:secret@host:9200?unknown=1")

    assert "secret" not in str(refusal.value)


def test_a_secure_cluster_is_checked_by_its_certificate(tmp_path):
    certificate = tmp_path / "ca.pem"
    certificate.write_text("no certificate")

    for url in (f"https://127.0.0.1:9?ca={certificate}", "https://127.0.0.1:9", "https://127.0.0.1:9?verify=false"):
        with open_index(f"{url}{'&' if '?' in url else '?'}retries=0") as index, pytest.raises(SearchUnavailable):
            index.count("vacancies")
