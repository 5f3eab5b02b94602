"""What people are interested in: alike among friends, on an absolute scale.

Everyone starts from keyed normal values, one a topic, and takes over some of the friends'
in a few rounds, as in the averaging of French (1956) and DeGroot (1974). Each person's values
are then scaled over the topics by themselves: no quantity of the whole population enters, so
one more person, without friends, changes nobody else's interests.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.special import ndtri

from model.network.graph import Graph, count_people, degrees
from model.network.luck import uniforms
from model.randomness import Block

CHUNK = 1 << 16
"""People whose interests are scaled at once, to spare memory."""

Table = npt.NDArray[np.float32]


def interests(
    graph: Graph, seed: int, topics: int, homophily: float, rounds: int, spread: float
) -> Table:
    """Return each person's interest in each topic: shape (people, topics), each row's mean 1.

    ``homophily`` is the weight of friends in one of the ``rounds``, ``spread`` the standard
    deviation of the logarithm over a person's topics.
    """
    values = _alike(graph, _innate(count_people(graph), seed, topics), homophily, rounds)
    for start in range(0, len(values), CHUNK):
        values[start : start + CHUNK] = _scaled(values[start : start + CHUNK], spread)
    return values


def _innate(count: int, seed: int, topics: int) -> Table:
    values = np.empty((count, topics), np.float32)
    people = np.arange(count)
    for first in range(0, topics, 4):
        words = min(4, topics - first)
        luck = uniforms(seed, people, 0, index=first // 4, words=words, block=Block.INTERESTS)
        values[:, first : first + words] = ndtri(luck).T
    return values


def _alike(graph: Graph, values: Table, homophily: float, rounds: int) -> Table:
    """Return the values after some rounds in which people move towards their friends' mean."""
    friends = degrees(graph)
    taken = np.where(friends > 0, homophily, 0.0).astype(np.float32)
    weight = np.repeat(taken / np.maximum(friends, 1).astype(np.float32), friends)
    size = (len(friends), len(friends))
    influence = sparse.csr_array((weight, graph.indices, graph.indptr), shape=size)
    for _ in range(rounds):
        moved = influence @ values
        values *= (1 - taken)[:, None]
        values += moved
    return values


def _scaled(values: Table, spread: float) -> npt.NDArray[np.float64]:
    """Return interests of some people: lognormal over topics, mean 1."""
    from_mean = values.astype(np.float64) - values.mean(axis=1, dtype=np.float64, keepdims=True)
    sd = np.sqrt((from_mean**2).mean(axis=1, keepdims=True))
    standard = np.divide(from_mean, sd, out=np.zeros_like(from_mean), where=sd > 0)
    raised = np.exp(spread * standard)
    return raised / raised.mean(axis=1, keepdims=True)
