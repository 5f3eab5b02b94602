"""Communities: groups of equal size, planted in the graph, whose members mostly know each other.

The planted partition of Condon & Karp (2001, "Algorithms for graph partitioning on the
planted partition model"): a pair is linked with one probability inside a community and
with another across. Members of a community have neighbouring numbers.
"""

from __future__ import annotations

import numpy as np

from model.network.graph import Graph, from_edges
from model.network.links import Counts, attempts_each, poisson, towards_anybody
from model.network.luck import Purpose, uniforms


def bounds(count: int, size: int) -> Counts:
    """Return where each community begins, and ``count`` at the end: sizes differ by one."""
    groups = max(1, round(count / size))
    return np.arange(groups + 1, dtype=np.int64) * count // groups


def pair_chances(
    count: int, mean_degree: float, homophily: float, members: float
) -> tuple[float, float]:
    """Return the chances that a pair is linked inside a community and across communities.

    ``homophily`` is the share of a person's links that stay inside; where a community is too
    small for that many, or there is only one, the others take up the rest.
    """
    inside, outside = members - 1, count - members
    if outside <= 0:
        return mean_degree / max(inside, 1), 0.0
    near = min(homophily * mean_degree, inside)
    return near / max(inside, 1), (mean_degree - near) / outside


def communities(
    count: int, mean_degree: float, homophily: float, community_size: int, seed: int
) -> Graph:
    """Return planted communities; ``homophily`` is the share of links inside them."""
    borders = bounds(count, community_size)
    members = np.diff(borders)
    near, far = pair_chances(count, mean_degree, homophily, count / len(members))
    luck = uniforms(seed, np.arange(count), Purpose.DEGREE, words=2)
    low, high = np.repeat(borders[:-1], members), np.repeat(borders[1:], members)
    everyone = np.zeros(count, np.int64), np.full(count, count)
    close = poisson(attempts_each(near, count / len(members)), luck[0])
    away = poisson(attempts_each(far, count), luck[1])
    a, b = towards_anybody(seed, close, low, high, Purpose.NEIGHBOUR)
    c, d = towards_anybody(seed, away, *everyone, Purpose.ANYBODY)
    across = (d < low[c]) | (d >= high[c])
    return from_edges(np.concatenate([a, c[across]]), np.concatenate([b, d[across]]), count)
