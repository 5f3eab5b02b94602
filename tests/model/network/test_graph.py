"""The graph itself: what goes in comes out, sorted, once, both ways."""

from __future__ import annotations

import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numba import njit

from model.network.graph import count_people, degrees, directed, edges, from_edges
from tests.model.network.worlds import assert_well_formed, same, with_isolated

COUNT = 12
PAIRS = st.lists(st.tuples(st.integers(0, COUNT - 1), st.integers(0, COUNT - 1)), max_size=60)


def graph_of(pairs: list[tuple[int, int]], count: int = COUNT):
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return from_edges(ends[:, 0], ends[:, 1], count)


@given(PAIRS)
def test_the_rows_are_those_of_networkx(pairs: list[tuple[int, int]]) -> None:
    graph = graph_of(pairs)
    net = nx.empty_graph(COUNT)
    net.add_edges_from((a, b) for a, b in pairs if a != b)
    assert_well_formed(graph, COUNT)
    expected = nx.to_scipy_sparse_array(net, format="csr")
    expected.sort_indices()
    assert np.array_equal(graph.indptr, expected.indptr)
    assert np.array_equal(graph.indices, expected.indices)


@given(PAIRS, st.randoms(use_true_random=False))
def test_order_direction_and_repeats_do_not_matter(pairs, luck) -> None:
    turned = [pair[:: luck.choice([1, -1])] for pair in pairs + pairs[: len(pairs) // 2]]
    luck.shuffle(turned)
    assert same(graph_of(pairs), graph_of(turned))


@given(PAIRS)
def test_edges_and_back(pairs: list[tuple[int, int]]) -> None:
    graph = graph_of(pairs)
    source, target = edges(graph)
    assert np.all(source < target)
    assert same(from_edges(source, target, COUNT), graph)
    assert same(from_edges(*directed(graph), COUNT), graph)
    assert degrees(graph).sum() == 2 * len(source)


@given(PAIRS, st.integers(0, 3))
def test_people_without_friends_appended_leave_the_other_rows(pairs, extra: int) -> None:
    before, after = graph_of(pairs), with_isolated(graph_of(pairs), extra)
    assert_well_formed(after, COUNT + extra)
    assert np.array_equal(after.indptr[: COUNT + 1], before.indptr)
    assert np.array_equal(after.indices, before.indices)
    assert same(after, graph_of(pairs, COUNT + extra))


def test_many_repeats_of_a_link_are_one_link() -> None:
    assert graph_of([(3, 5)] * 256 + [(5, 3)] * 256).indices.tolist() == [5, 3]


def test_nobody() -> None:
    assert_well_formed(graph_of([], 0), 0)
    assert_well_formed(graph_of([], 1), 1)


def test_kernels_take_a_graph() -> None:
    @njit
    def friends_of_last(graph):
        return graph.indices[graph.indptr[-2] : graph.indptr[-1]].sum()

    graph = graph_of([(11, 4), (2, 11), (0, 1)])
    assert friends_of_last(graph) == 6
    assert count_people(graph) == COUNT
