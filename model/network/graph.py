"""The social graph: who is a friend of whom, in compressed sparse rows (CSR).

Friendship is mutual. The friends of person ``i`` are
``indices[indptr[i]:indptr[i + 1]]``, ascending, without ``i`` and without repeats.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import sparse

Persons = npt.NDArray[np.int32]
"""People by their number, 0 to count - 1."""


class Graph(NamedTuple):
    """An undirected graph; a named tuple, so that kernels can take it."""

    indptr: npt.NDArray[np.int64]
    """Where each person's row begins; shape (people + 1,)."""
    indices: Persons
    """Friends, row after row; shape (2 x links,)."""


def from_edges(source: npt.NDArray, target: npt.NDArray, count: int) -> Graph:  # type: ignore[type-arg]
    """Return the graph of ``count`` people with a link for each pair of ends.

    Pairs may come in any order, either way round and repeatedly; a pair of one person
    with itself is left out.
    """
    proper = source != target
    ends = (source[proper].astype(np.int32), target[proper].astype(np.int32))
    # One byte a link: sums of repeats may overflow, but only the pattern is kept.
    one_way = sparse.coo_array((np.ones(len(ends[0]), bool), ends), shape=(count, count)).tocsr()
    both = one_way + one_way.T.tocsr()
    both.sort_indices()
    return Graph(both.indptr.astype(np.int64), both.indices.astype(np.int32))


def count_people(graph: Graph) -> int:
    """Return the number of people."""
    return len(graph.indptr) - 1


def degrees(graph: Graph) -> npt.NDArray[np.int64]:
    """Return how many friends each person has."""
    return np.diff(graph.indptr)


def directed(graph: Graph) -> tuple[Persons, Persons]:
    """Return both ends of every link, each link twice: once from either end."""
    people = np.arange(count_people(graph), dtype=np.int32)
    return np.repeat(people, degrees(graph)), graph.indices


def edges(graph: Graph) -> tuple[Persons, Persons]:
    """Return both ends of every link once, the lower number first, in ascending order."""
    source, target = directed(graph)
    once = source < target
    return source[once], target[once]
