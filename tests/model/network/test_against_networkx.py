"""Each kind against networkx's generator of that kind, and against what theory says of it."""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest
from scipy import stats

from model.network.communities import bounds, pair_chances
from model.network.graph import Graph, degrees, edges, from_edges
from model.network.measures import clustering, mean_path
from tests.model.network.worlds import degrees_of, made, to_networkx

COUNT, MEAN, SEEDS = 2000, 8, range(6)
GROUPS, HOMOPHILY = 10, 0.8


def planted(seed: int) -> nx.Graph:
    near, far = pair_chances(COUNT, MEAN, HOMOPHILY, COUNT / GROUPS)
    return nx.planted_partition_graph(GROUPS, COUNT // GROUPS, near, far, seed=seed)


Maker = Callable[[int], Graph]
Rival = Callable[[int], nx.Graph]
PAIRS: dict[str, tuple[Maker, Rival]] = {
    "random": (
        lambda seed: made("random", COUNT, seed),
        lambda seed: nx.fast_gnp_random_graph(COUNT, MEAN / (COUNT - 1), seed=seed),
    ),
    "small_world": (
        lambda seed: made("small_world", COUNT, seed),
        lambda seed: nx.watts_strogatz_graph(COUNT, MEAN, 0.1, seed=seed),
    ),
    "scale_free": (
        lambda seed: made("scale_free", COUNT, seed, clustering=0.0),
        lambda seed: nx.barabasi_albert_graph(COUNT, MEAN // 2, seed=seed),
    ),
    "scale_free_clustered": (
        lambda seed: made("scale_free", COUNT, seed, clustering=0.5),
        lambda seed: nx.powerlaw_cluster_graph(COUNT, MEAN // 2, 0.5, seed=seed),
    ),
    "communities": (
        lambda seed: made("communities", COUNT, seed, homophily=HOMOPHILY, community_size=200),
        planted,
    ),
}


@pytest.fixture(scope="module", params=PAIRS)
def both(request: pytest.FixtureRequest) -> tuple[list[Graph], list[Graph]]:
    """Return our graphs and those of networkx, some seeds of each."""
    ours, theirs = PAIRS[request.param]
    nets = [np.array(theirs(seed).edges()) for seed in SEEDS]
    return [ours(s) for s in SEEDS], [from_edges(e[:, 0], e[:, 1], COUNT) for e in nets]


def test_degrees_are_distributed_alike(both) -> None:
    ours, theirs = (np.concatenate([degrees(g) for g in graphs]) for graphs in both)
    grid = np.arange(max(ours.max(), theirs.max()) + 1)
    gap = [np.searchsorted(np.sort(d), grid, side="right") / len(d) for d in (ours, theirs)]
    assert np.abs(gap[0] - gap[1]).max() < 0.03  # both are samples of 12,000


def test_clustering_is_alike(both) -> None:
    ours, theirs = (np.mean([clustering(g) for g in graphs]) for graphs in both)
    assert ours == pytest.approx(theirs, rel=0.1, abs=0.002)


def test_paths_are_alike(both) -> None:
    ours, theirs = (np.mean([mean_path(g) for g in graphs]) for graphs in both)
    assert ours == pytest.approx(theirs, rel=0.03)


@pytest.mark.parametrize("kind", ["social", "small_world", "scale_free", "communities", "random"])
def test_rows_are_the_adjacency_of_networkx(kind: str) -> None:
    graph = made(kind, 300)
    expected = nx.to_scipy_sparse_array(to_networkx(graph), format="csr")
    expected.sort_indices()
    assert np.array_equal(graph.indptr, expected.indptr)
    assert np.array_equal(graph.indices, expected.indices)
    assert np.array_equal(degrees(graph), degrees_of(to_networkx(graph)))


@pytest.mark.slow
def test_every_pair_of_the_random_graph_is_linked_with_the_same_chance() -> None:
    count, mean, runs = 6, 2.0, 2000
    met = np.zeros((count, count))
    for seed in range(runs):
        np.add.at(met, edges(made("random", count, seed, mean_degree=mean)), 1)
    chance = mean / (count - 1)
    share = met[np.triu_indices(count, 1)] / runs
    assert np.abs(share - chance).max() < 4 * np.sqrt(chance * (1 - chance) / runs)


def test_degrees_of_the_random_graph_are_poisson() -> None:
    found = degrees(made("random", 50_000))
    expected = stats.poisson(MEAN).pmf(np.arange(1, 17)) * len(found)
    counted = np.bincount(found, minlength=17)[1:17]
    assert np.abs((counted - expected) / np.sqrt(expected)).max() < 5


def test_degrees_of_the_scale_free_graph_follow_the_law_of_growth() -> None:
    """Dorogovtsev, Mendes & Samukhin (2000): P(k) = 2m(m+1) / (k(k+1)(k+2))."""
    links = MEAN // 2
    found = degrees(made("scale_free", 50_000, clustering=0.0))
    k = np.array([links, links + 1, 2 * links, 4 * links, 10 * links])
    at_least = links * (links + 1) / (k * (k + 1))
    share = np.array([(found >= least).mean() for least in k])
    assert share == pytest.approx(at_least, rel=0.1)


def test_the_share_inside_communities_is_homophily() -> None:
    graph = made("communities", 6000, homophily=0.7, community_size=100)
    group = np.searchsorted(bounds(6000, 100), np.arange(6000), side="right")
    source, target = edges(graph)
    assert (group[source] == group[target]).mean() == pytest.approx(0.7, abs=0.015)
