"""The social networks of runs: made or read once for all runs that share one."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import NamedTuple

from model.errors import InputError
from model.network import build_network, read_network
from model.network.graph import Graph
from model.scenario import Scenario


class NetworkFile(NamedTuple):
    """A file with a social graph."""

    path: str
    digest: str = ""
    """Hash that the file has to have; empty if that is not checked."""
    header: bool | None = None
    """Whether the first row names the columns; None to guess."""


class Networks:
    """Networks used last: arms and neighbouring points share them."""

    def __init__(self, most_bytes: int = 200 << 20) -> None:
        self._most, self._size = most_bytes, 0
        self._kept: OrderedDict[Hashable, Graph] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Graph]) -> Graph:
        """Return the network of a key, made if it is not at hand."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        graph = make()
        with self._lock:
            if key not in self._kept:
                self._kept[key] = graph
                self._size += _size(graph)
            while self._size > self._most and len(self._kept) > 1:
                self._size -= _size(self._kept.popitem(last=False)[1])
        return graph


NETWORKS = Networks()
"""Those of this process."""


def _size(graph: Graph) -> int:
    return int(graph.indptr.nbytes + graph.indices.nbytes)


def network_of(scenario: Scenario, file: NetworkFile | None = None) -> Graph:
    """Return the network that a scenario describes, or that of a file."""
    if file is not None:
        return NETWORKS.get(file, lambda: _read(file))
    count = int(scenario.values["people.count"])
    values = {k: v for k, v in scenario.values.items() if k.startswith("network.")}
    key = (count, scenario.seed, tuple(values.items()))
    return NETWORKS.get(key, lambda: build_network(values, count, scenario.seed))


def _read(file: NetworkFile) -> Graph:
    from experiments.manifest import file_facts

    if file.digest and file_facts(file.path)["sha256"] != file.digest:
        raise InputError("has changed since the runs began", file=file.path)
    return read_network(file.path, file.header)[0]
