"""The default network against theory and against two graphs of real platforms."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pytest
from scipy import stats

from model.network import Graph, read_network
from model.network.graph import count_people, degrees
from model.network.measures import clustering, mean_path, statistics
from tests.conftest import shared_data
from tests.model.network.worlds import made

REAL = {
    "LastFM": "graphs/lastfm_asia_edges.csv",
    "Facebook": "graphs/fb_company_edges.csv",
}
TOLERANCE = {
    "degree_mu": 0.2,
    "degree_sd": 0.12,
    "clustering": 0.05,
    "assortativity": 0.1,
    "mean_path": 0.5,
    "modularity": 0.12,
}
"""How far the default may be from a real graph; the two differ by up to .12, .08 and .2 from
each other in the first, fifth and sixth."""


@lru_cache(maxsize=2)
def pair(name: str) -> tuple[Graph, Graph]:
    """Return a real graph, and the default for as many people with as many links."""
    real = read_network(shared_data(REAL[name])).graph
    count = count_people(real)
    return real, made("social", count, mean_degree=float(degrees(real).mean()))


@pytest.mark.slow
@pytest.mark.parametrize("name", REAL)
def test_the_default_resembles_a_real_graph(name: str) -> None:
    real, ours = (statistics(graph) for graph in pair(name))
    apart = {key: round(ours[key] - real[key], 3) for key in TOLERANCE}
    assert {key: gap for key, gap in apart.items() if abs(gap) > TOLERANCE[key]} == {}


@pytest.mark.parametrize("name", REAL)
def test_degrees_are_distributed_as_in_a_real_graph(name: str) -> None:
    real, ours = (degrees(graph) for graph in pair(name))
    assert stats.ks_2samp(real, ours).statistic < 0.1


def test_degrees_are_lognormal() -> None:
    """Being chosen is luck, which widens the distribution among people with few friends."""
    found = degrees(made("social", 50_000, mean_degree=40.0, community_size=2000))
    assert np.log(found).std() == pytest.approx(1.0, abs=0.06)
    shares = np.array([0.3, 0.5, 0.75, 0.9, 0.99, 0.999])
    expected = stats.lognorm(s=1.0, scale=40 * np.exp(-0.5)).ppf(shares)
    assert np.quantile(found, shares) == pytest.approx(expected, rel=0.06)


@pytest.mark.parametrize("count", [1000, 10_000, 100_000])
def test_clustering_does_not_depend_on_size(count: int) -> None:
    assert clustering(made("social", count)) == pytest.approx(0.22, abs=0.03)


@pytest.mark.often
def test_paths_grow_slowly_with_size() -> None:
    paths = [mean_path(made("social", count)) for count in (1000, 10_000, 100_000)]
    assert 3 < paths[0] < paths[1] < paths[2] < 7
