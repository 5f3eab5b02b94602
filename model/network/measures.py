"""What is said about a graph's shape in one number each; large graphs are sampled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import networkx
import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse import csgraph

from model.network.graph import Graph, count_people, degrees, directed, edges
from model.network.luck import Purpose, uniforms

CLUSTERING_SAMPLE = 20_000
"""People whose friends are looked at for clustering."""

PATH_SAMPLE = 100
"""People from whom paths are measured."""

Values = npt.NDArray[Any]


def sample(graph: Graph, size: int, seed: int) -> npt.NDArray[np.int64]:
    """Return ``size`` people drawn without repeats, or everyone if there are no more."""
    count = count_people(graph)
    if count <= size:
        return np.arange(count)
    rank = uniforms(seed, np.arange(count), Purpose.SAMPLE)[0]
    return np.sort(np.argpartition(rank, size)[:size])


def matrix(graph: Graph) -> sparse.csr_array:
    """Return the adjacency matrix, ones as float32."""
    ones = np.ones(len(graph.indices), np.float32)
    shape = (count_people(graph), count_people(graph))
    return sparse.csr_array((ones, graph.indices, graph.indptr), shape=shape)


def mean_degree(graph: Graph, seed: int = 0) -> float:
    """Return the mean number of friends."""
    return float(degrees(graph).mean())


def ln_degrees(graph: Graph) -> Values:
    """Return the logarithms of the degrees of all who have friends."""
    friends = degrees(graph)
    return np.log(friends[friends > 0])


def degree_mu(graph: Graph, seed: int = 0) -> float:
    """Return the mean of ln degree over all who have friends."""
    return float(ln_degrees(graph).mean())


def degree_sd(graph: Graph, seed: int = 0) -> float:
    """Return the standard deviation of ln degree over all who have friends."""
    return float(ln_degrees(graph).std())


def clustering(graph: Graph, seed: int = 0) -> float:
    """Return the mean share of pairs of a person's friends who are friends (Watts & Strogatz).

    Zero for people with fewer than two friends, as in networkx.
    """
    links = matrix(graph)
    chosen = links[sample(graph, CLUSTERING_SAMPLE, seed)]
    triangles = (chosen @ links).multiply(chosen).sum(axis=1) / 2
    friends = np.diff(chosen.indptr)
    return float((triangles / np.maximum(friends * (friends - 1) / 2, 1)).mean())


def assortativity(graph: Graph, seed: int = 0) -> float:
    """Return the correlation of the degrees at both ends of a link (Newman 2002)."""
    source, target = directed(graph)
    return correlation(degrees(graph)[source], degrees(graph)[target])


def correlation(one: Values, other: Values) -> float:
    """Return the correlation of two rows of numbers; 0 where one does not vary."""
    if len(one) < 2 or not one.std() or not other.std():
        return 0.0
    return float(np.corrcoef(one, other)[0, 1])


def modularity(graph: Graph, seed: int = 0) -> float:
    """Return the modularity of communities found by Louvain's method (Blondel et al. 2008)."""
    net = networkx.Graph()
    net.add_nodes_from(range(count_people(graph)))
    net.add_edges_from(zip(*(ends.tolist() for ends in edges(graph)), strict=True))
    found = networkx.community.louvain_communities(net, seed=seed)
    return float(networkx.community.modularity(net, found))


def mean_path(graph: Graph, seed: int = 0) -> float:
    """Return the mean number of steps between people who can reach each other."""
    steps = csgraph.dijkstra(
        matrix(graph), indices=sample(graph, PATH_SAMPLE, seed), unweighted=True
    )
    reached = steps[np.isfinite(steps) & (steps > 0)]
    return float(reached.mean()) if len(reached) else 0.0


STATISTICS: Mapping[str, Callable[[Graph, int], float]] = MappingProxyType(
    {
        "mean_degree": mean_degree,
        "degree_mu": degree_mu,
        "degree_sd": degree_sd,
        "clustering": clustering,
        "assortativity": assortativity,
        "mean_path": mean_path,
        "modularity": modularity,
    }
)
"""All of them by name."""


def statistics(graph: Graph, seed: int = 0) -> dict[str, float]:
    """Return every statistic; ``seed`` chooses the samples and Louvain's order."""
    return {name: measure(graph, seed) for name, measure in STATISTICS.items()}
