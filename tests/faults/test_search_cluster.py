"""A cluster of three loses a node under load, and a node is killed and comes back: no search and no write is lost."""

from __future__ import annotations

import os
import signal
import threading
import time

import pytest
from elasticsearch import Elasticsearch

from scripts import elasticsearch_cluster
from search import SearchUnavailable, Upsert, VacancyDocument, VacancyQuestion, open_index

pytestmark = pytest.mark.faults
PORT = 9280
WAIT_SECONDS = 60


def vacancies(count: int) -> list[VacancyDocument]:
    return [VacancyDocument(id=str(number), title="保安") for number in range(count)]


def until(condition) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def master() -> int:
    """The node that leads the cluster: its loss is the hardest."""
    with Elasticsearch(f"http://127.0.0.1:{PORT}") as client:
        state = client.cluster.state(metric="master_node,nodes")
    return int(state["nodes"][state["master_node"]]["name"].removeprefix("node-"))


@pytest.fixture
def three_nodes():
    elasticsearch_cluster.start(3, PORT)
    yield f"http://127.0.0.1:{PORT},127.0.0.1:{PORT + 1},127.0.0.1:{PORT + 2}?shards=3&replicas=1&retries=5&timeout=30"
    elasticsearch_cluster.stop(PORT)


@pytest.fixture
def one_node():
    yield elasticsearch_cluster.start(1, PORT)
    elasticsearch_cluster.stop(PORT)


def test_the_killed_leader_of_three_loses_no_search_and_no_write(three_nodes):
    with open_index(three_nodes) as index:
        index.rebuild("vacancies", vacancies(1000))
        until(lambda: elasticsearch_cluster.health(PORT)["status"] == "green")
        totals: list[int] = []
        failures: list[Exception] = []
        done = threading.Event()

        def keep_searching() -> None:
            while not done.is_set():
                try:
                    totals.append(index.search(VacancyQuestion(text="保安", size=1)).total)
                except Exception as error:  # noqa: BLE001  whatever a search may throw is what this test is about
                    failures.append(error)

        searching = threading.Thread(target=keep_searching)
        searching.start()
        try:
            until(lambda: len(totals) > 20)
            os.kill(elasticsearch_cluster.pids(PORT)[master()], signal.SIGKILL)
            for start in range(1000, 1400, 50):
                new = vacancies(start + 50)[start:]
                index.write("vacancies", [Upsert(document=vacancy, version=1) for vacancy in new])
        finally:
            done.set()
            searching.join()

        assert [str(failure)[:300] for failure in failures] == []
        assert min(totals) == 1000
        assert index.count("vacancies") == 1400
        assert len(dict(index.checksums("vacancies"))) == 1400


def test_a_killed_node_is_unavailable_and_has_everything_when_it_is_back(one_node):
    with open_index(f"{one_node}?retries=0") as index:
        index.rebuild("vacancies", vacancies(300))
        index.write("vacancies", [Upsert(document=VacancyDocument(id="9999", title="厨师"), version=1)])
        before = dict(index.checksums("vacancies"))
        pid = elasticsearch_cluster.pids(PORT)[0]
        os.kill(pid, signal.SIGKILL)
        until(lambda: not elasticsearch_cluster.pids(PORT))

        with pytest.raises(SearchUnavailable):
            index.search(VacancyQuestion(text="保安"))

        elasticsearch_cluster.launch(0, 1, PORT, elasticsearch_cluster.jars())
        until(lambda: (elasticsearch_cluster.health(PORT) or {"status": "red"})["status"] == "green")
        assert dict(index.checksums("vacancies")) == before
        assert index.search(VacancyQuestion(text="厨师")).total == 1
