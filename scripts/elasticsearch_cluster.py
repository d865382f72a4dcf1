"""Starts and stops real Elasticsearch nodes on this machine, from packages: scripts/elasticsearch start|stop|status."""

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
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).parent.parent
VERSION = "9.5.3"
PORT = 9250
STARTUP_SECONDS = 240
STOPPING_SECONDS = 30
CHILDREN: dict[int, subprocess.Popen[bytes]] = {}
"""Nodes that this process started."""
POM = f"""<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>laopin</groupId><artifactId>elasticsearch-jars</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.elasticsearch</groupId><artifactId>elasticsearch</artifactId><version>{VERSION}</version>
    </dependency>
    <dependency>
      <groupId>org.elasticsearch.plugin</groupId><artifactId>transport-netty4</artifactId><version>{VERSION}</version>
    </dependency>
  </dependencies>
</project>
"""


Settings: TypeAlias = "Callable[[int], Mapping[str, str]]"


def no_settings(_number: int) -> Mapping[str, str]:
    """Nothing beside the usual."""
    return {}


class CannotStart(Exception):
    """A cluster cannot be started here; the message says why and what to do."""


def cache_folder() -> Path:
    """Where the jars are kept for every checkout of this person."""
    return Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "laopin" / f"elasticsearch-{VERSION}"


def jars() -> Path:
    """The folder of the jars, fetched by Maven when they are not there. Raises CannotStart."""
    folder = cache_folder()
    if folder.is_dir():
        return folder
    maven = shutil.which("mvn")
    if maven is None:
        raise CannotStart(
            "Maven fetches Elasticsearch and is not installed. On Debian or Ubuntu:  apt-get install maven"
        )
    click.echo(f"Fetching Elasticsearch {VERSION} (44 MB) with Maven …", err=True)
    beside = folder.with_name(f"{folder.name}.{os.getpid()}")
    beside.mkdir(parents=True)
    (beside / "pom.xml").write_text(POM, encoding="utf-8")
    command = [maven, "-q", "-B", "dependency:copy-dependencies", "-DoutputDirectory=."]
    fetched = subprocess.run(command, cwd=beside, capture_output=True, text=True, check=False)
    if fetched.returncode:
        shutil.rmtree(beside)
        raise CannotStart(
            f"Maven could not fetch Elasticsearch {VERSION}:\n{fetched.stdout[-2000:]}{fetched.stderr[-2000:]}"
        )
    try:
        beside.rename(folder)
    except OSError:  # Another process was quicker.
        shutil.rmtree(beside)
    return folder


def home(port: int) -> Path:
    """Where the cluster of a port keeps its nodes."""
    return ROOT / "build" / "elasticsearch" / str(port)


def pids(port: int) -> dict[int, int]:
    """Node number to process of the nodes that were started and live."""
    found: dict[int, int] = {}
    for file in sorted(home(port).glob("node-*/pid")):
        pid = int(file.read_text())
        _reap(pid)
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            continue
        found[int(file.parent.name.removeprefix("node-"))] = pid
    return found


def start(nodes: int, port: int, *, settings: Settings = no_settings) -> str:
    """Start a fresh cluster of so many nodes and wait until it answers; its address. Raises CannotStart.

    `settings` gives what a node of a number has beside the usual.
    """
    if pids(port):
        raise CannotStart(f"A cluster runs on port {port} already.")
    folder = jars()
    shutil.rmtree(home(port), ignore_errors=True)
    for number in range(nodes):
        launch(number, nodes, port, folder, settings=settings(number))
    deadline = time.monotonic() + STARTUP_SECONDS
    while True:
        answer = health(port)
        if answer is not None and answer["number_of_nodes"] == nodes and answer["status"] != "red":
            return f"http://127.0.0.1:{port}"
        if len(pids(port)) < nodes or time.monotonic() > deadline:
            said = "\n".join(file.read_text()[-1500:] for file in sorted(home(port).glob("node-*/output")))
            stop(port)
            raise CannotStart(f"Elasticsearch did not start on port {port}:\n{said}")
        time.sleep(0.3)


def launch(number: int, nodes: int, port: int, folder: Path, *, settings: Mapping[str, str] | None = None) -> int:
    """Start one node of a cluster, on its data if it has any; its process."""
    place = home(port) / f"node-{number}"
    place.mkdir(parents=True, exist_ok=True)
    command = [
        sys.executable,
        "-m",
        "scripts.elasticsearch_node",
        str(place),
        str(folder),
        str(number),
        str(nodes),
        str(port),
        json.dumps(dict(settings or {})),
    ]
    with (place / "output").open("a") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
        )
    CHILDREN[process.pid] = process
    (place / "pid").write_text(str(process.pid))
    return process.pid


def stop(port: int) -> None:
    """Stop every node that was started on the port, and wait until it is gone."""
    for pid in pids(port).values():
        os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + STOPPING_SECONDS
    while running := pids(port):
        for pid in running.values():
            if time.monotonic() > deadline:
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.1)
    shutil.rmtree(home(port), ignore_errors=True)


def _reap(pid: int) -> None:
    """Take note of a child of ours that ended; a process that somebody else started is not ours to reap."""
    child = CHILDREN.get(pid)
    if child is not None and child.poll() is not None:
        del CHILDREN[pid]


def health(port: int) -> dict[str, Any] | None:
    """What the cluster says of itself, or None where it does not answer."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_cluster/health", timeout=5) as answer:
            found: dict[str, Any] = json.load(answer)
            return found
    except (urllib.error.URLError, OSError, ValueError):
        return None


@click.group()
def main() -> None:
    """A real Elasticsearch on this machine, for tests and benchmarks."""


@main.command("start")
@click.option("--nodes", default=1, show_default=True, type=click.IntRange(1, 5))
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(1024, 65000))
def start_command(nodes: int, port: int) -> None:
    """Start a fresh cluster and wait until it answers."""
    try:
        click.echo(start(nodes, port))
    except CannotStart as reason:
        raise click.ClickException(str(reason)) from reason


@main.command("stop")
@click.option("--nodes", hidden=True, type=int)
@click.option("--port", default=PORT, show_default=True, type=int)
def stop_command(nodes: int | None, port: int) -> None:  # noqa: ARG001  the same options as start
    """Stop the cluster and forget what it held."""
    stop(port)


@main.command("status")
@click.option("--nodes", hidden=True, type=int)
@click.option("--port", default=PORT, show_default=True, type=int)
def status_command(nodes: int | None, port: int) -> None:  # noqa: ARG001  the same options as start
    """Say how the cluster is; exit status 1 where there is none."""
    answer = health(port)
    if answer is None:
        raise click.ClickException(f"No Elasticsearch answers on port {port}.")
    click.echo(f"http://127.0.0.1:{port}: {answer['status']}, {answer['number_of_nodes']} nodes")


if __name__ == "__main__":
    main()
