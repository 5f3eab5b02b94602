"""What the tests of networks share: default values, and the way to networkx."""

from __future__ import annotations

import networkx as nx
import numpy as np
import numpy.typing as npt

from model.network import Graph, build_network
from model.network.graph import count_people, directed, edges
from model.network.measures import Values, correlation
from model.parameters.declaration import Value
from model.parameters.network import PARAMETERS

DEFAULTS: dict[str, Value] = {p.name: p.default for p in PARAMETERS}


def made(kind: str, count: int, seed: int = 1, **values: Value) -> Graph:
    """Return a graph of one kind; ``values`` are keys of ``network.…``."""
    changed = {f"network.{key}": value for key, value in values.items()}
    return build_network({**DEFAULTS, "network.kind": kind, **changed}, count, seed)


def to_networkx(graph: Graph) -> nx.Graph:
    net = nx.empty_graph(count_people(graph))
    net.add_edges_from(zip(*(ends.tolist() for ends in edges(graph)), strict=True))
    return net


def degrees_of(net: nx.Graph) -> npt.NDArray[np.int64]:
    return np.array([degree for _, degree in net.degree()])


def same(one: Graph, other: Graph) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def assert_well_formed(graph: Graph, count: int) -> None:
    """Check the promises of ``Graph``: types, ascending rows, no repeats, both ways."""
    assert graph.indptr.dtype == np.int64
    assert graph.indices.dtype == np.int32
    assert graph.indptr[0] == 0
    assert len(graph.indptr) == count + 1
    assert graph.indptr[-1] == len(graph.indices)
    rows = np.repeat(np.arange(count), np.diff(graph.indptr))
    assert np.all(rows != graph.indices), "somebody is their own friend"
    key = rows.astype(np.int64) * count + graph.indices
    assert np.all(np.diff(key) > 0), "a row is not ascending, or repeats a friend"
    assert np.array_equal(np.sort(graph.indices.astype(np.int64) * count + rows), key)


def likeness(graph: Graph, values: Values) -> float:
    """Return how alike friends are: correlation over links, mean of the columns of ``values``."""
    source, target = directed(graph)
    pairs = [correlation(column[source], column[target]) for column in values.T]
    return float(np.mean(pairs))


def with_isolated(graph: Graph, extra: int = 1) -> Graph:
    """Return the graph with people without friends appended; all other rows stay."""
    ends = np.full(extra, graph.indptr[-1], dtype=np.int64)
    return Graph(np.concatenate([graph.indptr, ends]), graph.indices)
