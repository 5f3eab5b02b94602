"""The small world of Watts & Strogatz (1998): a ring of neighbours with some links rewired."""

from __future__ import annotations

import numpy as np

from model.network.graph import Graph, from_edges
from model.network.links import makers, spread_evenly
from model.network.luck import Purpose, uniforms


def small_world(count: int, mean_degree: float, rewiring: float, seed: int) -> Graph:
    """Return a ring where each knows the nearest; a share ``rewiring`` of links leads anywhere.

    A rewired link that meets a friend already there is lost: a share of about
    rewiring x mean_degree / count.
    """
    source, order = makers(spread_evenly(count, mean_degree / 2))
    target = (source + order + 1) % count
    luck = uniforms(seed, source, Purpose.RING, index=order, words=2)
    moved = luck[0] < rewiring
    target[moved] = (luck[1][moved] * count).astype(np.int32)
    return from_edges(source, target, count)
