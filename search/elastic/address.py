"""The address of a cluster: hosts, who we are there, and how patient we are, all in one line.

https://user:password@one:9200,two:9200/prefix?ca=/etc/ssl/ca.pem&api_key=…&timeout=5&retries=2&shards=3&replicas=1
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

from search.port import UrlInvalid

if TYPE_CHECKING:
    from collections.abc import Callable

SCHEMES = ("http", "https")
_TRUTH = {"true": True, "false": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a cluster is and how to speak to it."""

    hosts: tuple[str, ...]
    prefix: str = ""
    """Begins the names of our indexes, where a cluster is shared."""
    basic_auth: tuple[str, str] | None = None
    api_key: str | None = None
    ca: str | None = None
    """A file with the certificate that the hosts' certificates are checked against."""
    verify: bool = True
    timeout: float = 10.0
    """Seconds for one answer."""
    retries: int = 2
    """Further tries, each on another host where there is one."""
    shards: int = 1
    replicas: int = 0


def read_address(url: str) -> Address:
    """Raises UrlInvalid, which never repeats a password."""
    try:
        parts = urlsplit(url)
        who, _, where = parts.netloc.rpartition("@")
        hosts = tuple(f"{parts.scheme}://{host}" for host in where.split(",") if host)
        ports = [urlsplit(host).port for host in hosts]
        options = {
            name: _OPTIONS[name](value) for name, value in parse_qsl(parts.query, strict_parsing=bool(parts.query))
        }
    except (ValueError, KeyError) as error:
        raise UrlInvalid(reason=f"{type(error).__name__} in the address of the cluster") from error
    if parts.scheme not in SCHEMES or not hosts or None in ports:
        raise UrlInvalid(reason="the address of the cluster needs http(s)://host:port")
    user, _, password = who.partition(":")
    return Address(
        hosts=hosts,
        prefix=f"{parts.path.strip('/')}-" if parts.path.strip("/") else "",
        basic_auth=(unquote(user), unquote(password)) if who else None,
        **options,
    )


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _counted(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


_OPTIONS: dict[str, Callable[[str], Any]] = {
    "api_key": str,
    "ca": str,
    "verify": _TRUTH.__getitem__,
    "timeout": _positive,
    "retries": _counted,
    "shards": _positive,
    "replicas": _counted,
}
