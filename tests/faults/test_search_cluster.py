"""A cluster loses a node, is parted, or is full: no search and no write is lost, and in the end all is there."""

from __future__ import annotations

import os
import signal
import threading
import time
from contextlib import suppress
from dataclasses import replace

import pytest
from elasticsearch import Elasticsearch

from scripts import elasticsearch_cluster
from search import SearchUnavailable, Upsert, VacancyDocument, VacancyQuestion, checksum, open_index

from .wires import Wires

pytestmark = pytest.mark.faults
PORT = 9280
NEAR, FAR = PORT + 40, PORT + 50
"""Where nodes are known to each other, and where they listen."""
WAIT_SECONDS = 180
MOST_ROUNDS = 40


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
def parted():
    """Three nodes, and the wires between them."""
    wires = Wires(3, before=NEAR, behind=FAR)
    hosts = ",".join(f"127.0.0.1:{NEAR + number}" for number in range(3))

    def settings(number):
        return {"transport.publish_port": str(NEAR + number), "discovery.seed_hosts": hosts}

    class Pids(dict):
        def items(self):
            return elasticsearch_cluster.pids(PORT).items()

    wires.pids = Pids()
    elasticsearch_cluster.start(3, PORT, settings=settings)
    yield wires
    elasticsearch_cluster.stop(PORT)
    wires.close()


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


def test_what_lay_on_a_killed_node_alone_is_missed_and_not_passed_over(three_nodes):
    """Without copies a part of the index is gone: that is an error, not a page with less on it."""
    alone = three_nodes.replace("replicas=1&retries=5", "replicas=0&retries=1")
    with open_index(alone) as index:
        index.rebuild("vacancies", vacancies(300))
        leader = master()
        lost = (leader + 1) % 3
        os.kill(elasticsearch_cluster.pids(PORT)[lost], signal.SIGKILL)
        until(lambda: (elasticsearch_cluster.health(PORT + leader) or {}).get("number_of_nodes") == 2)

        for ask in (
            lambda: index.search(VacancyQuestion(text="保安")),
            lambda: index.count("vacancies"),
            lambda: list(index.checksums("vacancies")),
        ):
            with pytest.raises(SearchUnavailable):
                ask()


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


def test_a_cluster_that_was_parted_has_in_the_end_every_write_that_was_taken(parted):
    address = ",".join(f"127.0.0.1:{PORT + number}" for number in range(3))
    documents = {document.id: document for document in vacancies(500)}
    with open_index(f"http://{address}?shards=3&replicas=1&retries=5&timeout=10") as index:
        index.rebuild("vacancies", documents.values())
        until(lambda: elasticsearch_cluster.health(PORT)["status"] == "green")
        alone = master()
        totals: list[int] = []
        done = threading.Event()

        def keep_searching() -> None:
            while not done.is_set():
                with suppress(SearchUnavailable):
                    totals.append(index.search(VacancyQuestion(text="保安", size=1)).total)

        searching = threading.Thread(target=keep_searching)
        searching.start()
        try:
            until(lambda: totals)
            parted.cut(alone)
            refused = 0
            for version in range(1, 9):
                batch = [replace(documents[str(number)], headcount=version + 1) for number in range(version * 50)]
                while True:
                    try:
                        index.write("vacancies", [Upsert(document=one, version=version) for one in batch])
                        break
                    except SearchUnavailable:
                        # As the sync does: what was not taken stays in the outbox, and is tried again.
                        refused += 1
                        assert refused < 100
                documents |= {one.id: one for one in batch}
            parted.mend()
            until(lambda: (elasticsearch_cluster.health(PORT + alone) or {}).get("number_of_nodes") == 3)
            until(lambda: elasticsearch_cluster.health(PORT)["status"] == "green")
        finally:
            done.set()
            searching.join()

        assert set(totals) == {500}
        index.reload()
        assert dict(index.checksums("vacancies")) == {one.id: checksum(one) for one in documents.values()}


def _rejected(address):
    """How many writes a node with a full queue has sent back."""
    with Elasticsearch(address) as client:
        (node,) = client.nodes.stats(metric="thread_pool")["nodes"].values()
    return node["thread_pool"]["write"]["rejected"]


def test_a_full_queue_loses_no_write(tmp_path):
    tight = {"thread_pool.write.size": "1", "thread_pool.write.queue_size": "1", "node.processors": "1"}
    address = elasticsearch_cluster.start(1, PORT, settings=lambda _: tight)
    try:
        with open_index(f"{address}?shards=4") as index:
            index.rebuild("vacancies", [])
            rounds = 0
            # A quick machine may empty the queue in time; it is filled again until it was too full once.
            while not _rejected(address):
                assert rounds < MOST_ROUNDS
                writers = [
                    threading.Thread(
                        target=index.write,
                        args=(
                            "vacancies",
                            [Upsert(document=one, version=1 + rounds) for one in vacancies(n * 300)[-300:]],
                        ),
                    )
                    for n in range(1, 9)
                ]
                for writer in writers:
                    writer.start()
                for writer in writers:
                    writer.join()
                rounds += 1

            assert index.count("vacancies") == 2400
    finally:
        elasticsearch_cluster.stop(PORT)
