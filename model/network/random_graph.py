"""The random graph: every pair is linked with the same chance (Gilbert 1959)."""

from __future__ import annotations

import numpy as np

from model.network.graph import Graph, from_edges
from model.network.links import attempts_each, poisson, towards_anybody
from model.network.luck import Purpose, uniforms


def random_graph(count: int, mean_degree: float, seed: int) -> Graph:
    """Return a graph in which all pairs are linked independently with one probability."""
    tried = attempts_each(mean_degree / max(count - 1, 1), count)
    made = poisson(tried, uniforms(seed, np.arange(count), Purpose.DEGREE)[0])
    low, high = np.zeros(count, np.int64), np.full(count, count)
    return from_edges(*towards_anybody(seed, made, low, high, Purpose.ANYBODY), count)
