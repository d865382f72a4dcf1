"""The wires between the nodes of a cluster, so that a test can cut them: each node is reached through one of ours."""

from __future__ import annotations

import select
import socket
import threading
from contextlib import suppress

import psutil

HOST = "127.0.0.1"
BLOCK = 65536


class Wires:
    """Forwards what nodes say to each other; `cut` parts one of them from the others until `mend`.

    Node n listens at `behind + n` and is known to the others as `before + n`. Which node speaks is seen by the process
    that the other end of a connection belongs to.
    """

    def __init__(self, nodes: int, *, before: int, behind: int) -> None:
        self.behind = behind
        self.pids: dict[int, int] = {}
        """Node to process, as it is started."""
        self._cut: set[int] = set()
        self._open: dict[socket.socket, tuple[int, int]] = {}
        self._lock = threading.Lock()
        self._doors = [socket.create_server((HOST, before + number)) for number in range(nodes)]
        for number, door in enumerate(self._doors):
            threading.Thread(target=self._serve, args=(number, door), daemon=True).start()

    def cut(self, number: int) -> None:
        """From now on nothing passes to or from a node."""
        with self._lock:
            self._cut.add(number)
            ends = [end for end, nodes in self._open.items() if number in nodes]
        for end in ends:
            _close(end)

    def mend(self) -> None:
        """Let everything pass again."""
        with self._lock:
            self._cut.clear()

    def close(self) -> None:
        """Forward nothing any more."""
        for end in (*self._doors, *list(self._open)):
            _close(end)

    def _serve(self, number: int, door: socket.socket) -> None:
        while True:
            try:
                near, peer = door.accept()
            except OSError:
                return
            threading.Thread(target=self._forward, args=(near, peer[1], number), daemon=True).start()

    def _forward(self, near: socket.socket, port: int, target: int) -> None:
        source = self._who(port)
        with near:
            if {source, target} & self._cut:
                return
            try:
                far = socket.create_connection((HOST, self.behind + target))
            except OSError:
                return
            with far:
                with self._lock:
                    self._open |= {near: (source, target), far: (source, target)}
                with suppress(OSError, ValueError):
                    self._pump(near, far, {source, target})
                with self._lock:
                    del self._open[near], self._open[far]

    def _pump(self, near: socket.socket, far: socket.socket, nodes: set[int]) -> None:
        ends = {near: far, far: near}
        while not nodes & self._cut:
            for end in select.select(list(ends), [], [])[0]:
                data = end.recv(BLOCK)
                if not data:
                    return
                ends[end].sendall(data)

    def _who(self, port: int) -> int:
        """The node whose process holds a port; -1 where it is none of them."""
        for number, pid in self.pids.items():
            with suppress(psutil.Error):
                if any(
                    found.laddr and found.laddr.port == port for found in psutil.Process(pid).net_connections("tcp")
                ):
                    return number
        return -1


def _close(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
