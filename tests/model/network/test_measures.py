"""The measures against networkx, and their samples against the whole."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from model.network import measures
from model.network.graph import Graph, from_edges
from tests.conftest import thinned
from tests.model.network.worlds import made, to_networkx, with_isolated

NOBODY_KNOWS_ANYBODY = with_isolated(Graph(np.zeros(1, np.int64), np.zeros(0, np.int32)), 4)


@pytest.fixture(scope="module", params=thinned(["social", "scale_free", "small_world"]))
def graph(request: pytest.FixtureRequest) -> Graph:
    return made(request.param, 400, mean_degree=6.0)


def test_measures_are_those_of_networkx(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    net = to_networkx(graph)
    net = net.subgraph(max(nx.connected_components(net), key=len))
    assert len(net) == 400, "paths are compared on a connected graph"
    monkeypatch.setattr(measures, "PATH_SAMPLE", 400)
    assert measures.clustering(graph) == pytest.approx(nx.average_clustering(net))
    assert measures.assortativity(graph) == pytest.approx(nx.degree_assortativity_coefficient(net))
    assert measures.mean_path(graph) == pytest.approx(nx.average_shortest_path_length(net))
    assert measures.mean_degree(graph) == pytest.approx(2 * net.number_of_edges() / 400)
    logs = np.log([degree for _, degree in net.degree()])
    assert measures.degree_mu(graph) == pytest.approx(logs.mean())
    assert measures.degree_sd(graph) == pytest.approx(logs.std())


def test_samples_come_close_to_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = made("social", 3000)
    whole = measures.clustering(graph)
    monkeypatch.setattr(measures, "CLUSTERING_SAMPLE", 1000)
    sampled = [measures.clustering(graph, seed) for seed in range(3)]
    assert sampled == pytest.approx([whole] * 3, abs=0.03)
    assert len(set(sampled)) == 3
    assert measures.clustering(graph, 1) == sampled[1]


def test_a_sample_has_no_repeats() -> None:
    chosen = measures.sample(made("random", 500), 100, seed=4)
    assert len(np.unique(chosen)) == 100
    assert chosen.max() < 500
    assert len(measures.sample(made("random", 50), 100, seed=4)) == 50


def test_cliques_in_a_row_are_found_as_communities() -> None:
    count, size = 60, 6
    group = np.arange(count) // size
    a, b = np.nonzero(group[:, None] == group[None, :])
    bridge = np.arange(size - 1, count - 1, size)
    graph = from_edges(np.r_[a, bridge], np.r_[b, bridge + 1], count)
    net = to_networkx(graph)
    cliques = [set(range(first, first + size)) for first in range(0, count, size)]
    assert measures.modularity(graph) == pytest.approx(nx.community.modularity(net, cliques))


def test_graphs_without_links_have_statistics_too() -> None:
    assert measures.clustering(NOBODY_KNOWS_ANYBODY) == 0
    assert measures.mean_path(NOBODY_KNOWS_ANYBODY) == 0
    assert measures.assortativity(NOBODY_KNOWS_ANYBODY) == 0
    assert measures.mean_degree(NOBODY_KNOWS_ANYBODY) == 0


def test_statistics_are_all_measures_by_name() -> None:
    graph = made("social", 300)
    found = measures.statistics(graph, seed=2)
    assert set(found) == set(measures.STATISTICS)
    assert found["modularity"] == measures.modularity(graph, 2)
    assert found == measures.statistics(graph, seed=2)
